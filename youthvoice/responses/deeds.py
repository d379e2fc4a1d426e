"""The words for what the audit log holds of answering: every action of this room, what it was done to, and what came of it."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from youthvoice.core.i18n import format_day, format_moment
from youthvoice.responses.labels import OUTCOME_LABELS, VERDICT_LABELS, LazyText
from youthvoice.responses.rules import Outcome
from youthvoice.responses.rules.follow_up import ReopenCause, Verdict

DEED_LABELS: dict[str, LazyText] = {
    "draft.hold_back": _("holdt et svar tilbage, der skulle sendes af sig selv"),
    "draft.plan": _("valgte, hvornår et svar skal sendes"),
    "draft.review": _("lod en kollega læse et svar, eller læste det"),
    "draft.write": _("skrev på et svar"),
    "phrase.add": _("gemte en sætning til svar"),
    "phrase.retire": _("tog en sætning til svar væk"),
    "promise.add_step": _("tilføjede et skridt til et løfte"),
    "promise.change_step": _("ændrede et skridt i et løfte"),
    "promise.done": _("sagde, at det, der var lovet, er gjort"),
    "promise.finish_step": _("blev færdig med et skridt i et løfte"),
    "promise.give": _("gav et løfte eller et skridt til en anden"),
    "promise.make": _("gav et løfte"),
    "promise.mark": _("sagde, om et løfte blev holdt"),
    "promise.not_done": _("sagde, at et løfte ikke er færdigt endnu"),
    "promise.reopen_step": _("åbnede et skridt i et løfte igen"),
    "promise.report": _("fortalte, hvordan det går med et løfte"),
    "promise.reword": _("skrev et løfte om"),
    "promise.take_back": _("tog et løfte tilbage"),
    "response.answer": _("gav et svar"),
    "response.assign": _("gav en sag til en kollega eller tilbage til enheden"),
    "response.export": _("hentede sager ud"),
    "response.extend": _("tog mere tid til et svar"),
    "response.hand_over": _("gav en sag til en anden enhed"),
    "response.receipt": _("sagde, at sagen er modtaget"),
    "response.reopen": _("åbnede en sag igen"),
}
"""After a name: «Signe Bak gav et svar»."""

SUBJECT_LABELS: dict[str, LazyText] = {
    "case": _("Sag"),
    "promise": _("Løfte"),
    "milestone": _("Skridt i et løfte"),
    "phrase": _("Sætning til svar"),
    "export": _("Udtræk af sager"),
}
CAUSE_LABELS: dict[ReopenCause, LazyText] = {
    ReopenCause.party: _("En af dem, der spurgte, var ikke tilfreds med svaret"),
    ReopenCause.readers: _("Flere læsere bad om et klarere svar"),
}
REVIEW_SAID: dict[str, LazyText] = {
    "asked": _("Bad en kollega læse det"),
    "approved": _("Godkendt"),
    "returned": _("Sendt retur"),
    "word": _("Et ord til skribenten"),
}
BY_THE_YOUNG = frozenset({"promise.mark"})
"""Said by those who asked: everybody may read what, and nobody who."""


def deed_label(action: str) -> str:
    """What was done; an action that was recorded long ago and has no word any more is shown as it stands."""
    return str(DEED_LABELS.get(action, action))


def actor_label(action: str, name: str | None) -> str:
    """Who did it: a name of the administration, «one of the young», or the product by itself."""
    if action in BY_THE_YOUNG:
        return gettext("Én af de unge")
    return name or gettext("Systemet")


def came_of_it(action: str, data: dict[str, Any]) -> str:
    """One short line beside a deed; empty where the deed says it all, or where the entry is older than its words."""
    try:
        return _told(action, data)
    except (KeyError, TypeError, ValueError):
        return ""


def _told(action: str, data: dict[str, Any]) -> str:
    if action == "response.answer":
        return str(OUTCOME_LABELS[Outcome(data["outcome"])])
    if action == "response.reopen":
        cause = CAUSE_LABELS[ReopenCause(data["cause"])]
        return gettext("%(cause)s. Ny frist: %(day)s.", cause=cause, day=_day(data["due_on"]))
    if action == "response.extend":
        return gettext("Ny frist: %(day)s.", day=_day(data["until"]))
    if action == "draft.plan":
        return (
            format_moment(datetime.fromisoformat(data["at"]))
            if data["at"]
            else gettext("Bliver ikke sendt af sig selv mere")
        )
    if action == "draft.review":
        return str(REVIEW_SAID[data["verdict"]])
    return str(VERDICT_LABELS[Verdict(data["verdict"])]) if action == "promise.mark" else ""


def _day(iso: str) -> str:
    return format_day(date.fromisoformat(iso))
