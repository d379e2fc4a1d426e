"""The words of news about Bytinget; what ``presenting`` makes of all the others."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from youthvoice.core.i18n import format_day, format_moment
from youthvoice.notifications.kinds import NewsKind
from youthvoice.responses.labels import OUTCOME_LABELS
from youthvoice.responses.rules import Outcome

Data = dict[str, Any]


def _year(data: Data) -> str:
    return str(data.get("year", ""))


def _moment(data: Data, name: str) -> str:
    told = data.get(name)
    return format_moment(datetime.fromisoformat(told)) if told else ""


def _answer_due(data: Data) -> str:
    told = data.get("answer_due")
    return format_day(date.fromisoformat(told)) if told else ""


def _when_and_where(data: Data) -> str:
    when = _moment(data, "at")
    return f"{when}, {data['place']}" if data.get("place") else when


def _announced(data: Data) -> str:
    return gettext(
        "%(when)s. I kan sende forslag til %(due)s.", when=_when_and_where(data), due=_moment(data, "motions_due")
    )


def _motions_due(data: Data) -> str:
    return gettext("I kan sende dem til %(due)s.", due=_moment(data, "motions_due"))


def _moved(data: Data) -> str:
    found = {
        "in_committee": gettext("Et udvalg arbejder nu med forslaget"),
        "ready": gettext("Forslaget er klar til Bytinget"),
        "withdrawn": gettext("Forslaget er trukket tilbage"),
        "merged": gettext("Forslaget er samlet med et andet"),
        "rejected": gettext("Bytinget sagde nej til forslaget"),
    }
    return found.get(str(data.get("state")), gettext("Nyt om et forslag til Bytinget"))


def _moved_note(data: Data) -> str:
    found = {
        "ready": gettext("Udvalget er færdigt. Der stemmes om det på dagen."),
        "merged": gettext("Alle, der havde ideen, står ved det nye forslag."),
    }
    return found.get(str(data.get("state")), "")


def _settled(data: Data) -> str:
    found = {
        "taken_in": gettext("Udvalget har skrevet en ændring ind i forslaget"),
        "adopted": gettext("Bytinget sagde ja til at ændre forslaget"),
        "rejected": gettext("Bytinget sagde nej til at ændre forslaget"),
        "overtaken": gettext("Din ændring kom ikke med"),
    }
    return found.get(str(data.get("state")), gettext("Nyt om en ændring"))


def _settled_note(data: Data) -> str:
    if data.get("state") == "overtaken":
        return gettext("Forslaget er afgjort, trukket tilbage eller samlet med et andet.")
    return ""


def _adopted_note(data: Data) -> str:
    return gettext("Nu er det en beslutning. Kommunen skal svare senest %(day)s.", day=_answer_due(data))


def _received_note(data: Data) -> str:
    return gettext("%(who)s har fået den. Frist for svar: %(day)s", who=data.get("who", ""), day=_answer_due(data))


def _answered(data: Data) -> str:
    value = data.get("outcome", "")
    outcome = str(OUTCOME_LABELS[Outcome(value)]) if value in set(Outcome) else ""
    if data.get("is_change"):
        return gettext("Nyt svar på en beslutning fra Bytinget: %(outcome)s", outcome=outcome)
    return gettext("En beslutning fra Bytinget har fået svar: %(outcome)s", outcome=outcome)


HEADLINES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.bytinget_announced: lambda d: gettext("Bytinget %(year)s er på vej", year=_year(d)),
    NewsKind.bytinget_moved: lambda d: gettext("Bytinget %(year)s har fået ny tid eller nyt sted", year=_year(d)),
    NewsKind.delegation_added: lambda d: gettext("I kan sende delegerede til Bytinget %(year)s", year=_year(d)),
    NewsKind.delegate_named: lambda d: gettext("Du skal med til Bytinget %(year)s", year=_year(d)),
    NewsKind.bytinget_near: lambda d: gettext("Husk Bytinget %(year)s", year=_year(d)),
    NewsKind.bytinget_ended: lambda d: gettext("Referat og rapport fra Bytinget %(year)s er klar", year=_year(d)),
    NewsKind.motions_due: lambda d: gettext("Husk jeres forslag til Bytinget %(year)s", year=_year(d)),
    NewsKind.motion_sent: lambda _: gettext("Et nyt forslag til Bytinget"),
    NewsKind.motion_taken_up: lambda _: gettext("Dit forslag kommer med på Bytinget"),
    NewsKind.motion_given: lambda _: gettext("Jeres udvalg har et forslag at arbejde med"),
    NewsKind.motion_moved: _moved,
    NewsKind.amendment_sent: lambda _: gettext("Nogen vil ændre et forslag, du arbejder med"),
    NewsKind.amendment_settled: _settled,
    NewsKind.resolution_adopted: lambda _: gettext("Bytinget sagde ja til forslaget"),
    NewsKind.resolution_received: lambda _: gettext("Kommunen har fået en beslutning fra Bytinget"),
    NewsKind.resolution_answered: _answered,
}
NOTES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.bytinget_announced: _announced,
    NewsKind.bytinget_moved: _announced,
    NewsKind.delegation_added: _announced,
    NewsKind.delegate_named: _when_and_where,
    NewsKind.bytinget_near: _when_and_where,
    NewsKind.bytinget_ended: lambda _: gettext("Læs, hvad der blev sagt og besluttet."),
    NewsKind.motions_due: _motions_due,
    NewsKind.motion_taken_up: lambda _: gettext("Et råd har båret det videre. De delegerede stemmer om det."),
    NewsKind.motion_moved: _moved_note,
    NewsKind.amendment_sent: lambda _: gettext("Læs, hvad der skal stå i stedet. Du kan skrive, hvad du synes."),
    NewsKind.amendment_settled: _settled_note,
    NewsKind.resolution_adopted: _adopted_note,
    NewsKind.resolution_received: _received_note,
}
ICONS: dict[NewsKind, str] = {
    NewsKind.bytinget_announced: "megaphone",
    NewsKind.bytinget_moved: "calendar",
    NewsKind.delegation_added: "user-plus",
    NewsKind.delegate_named: "user-plus",
    NewsKind.bytinget_near: "calendar",
    NewsKind.bytinget_ended: "file-text",
    NewsKind.motions_due: "clock",
    NewsKind.motion_sent: "inbox",
    NewsKind.motion_taken_up: "forward",
    NewsKind.motion_given: "users",
    NewsKind.motion_moved: "history",
    NewsKind.amendment_sent: "message-circle",
    NewsKind.amendment_settled: "list-checks",
    NewsKind.resolution_adopted: "circle-check",
    NewsKind.resolution_received: "check",
    NewsKind.resolution_answered: "megaphone",
}
