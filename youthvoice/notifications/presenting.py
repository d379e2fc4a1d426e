"""The words of a piece of news, made when it is read, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext, ngettext

from youthvoice.core.i18n import format_day, format_moment
from youthvoice.councils.labels import ROLE_LABELS
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.notifications import assembly_words, grant_words, hearing_words, vote_words
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.responses.labels import OUTCOME_LABELS
from youthvoice.responses.rules import Outcome

Data = dict[str, Any]


@dataclass(frozen=True)
class NewsView:
    """One line of the list."""

    id: int
    path: str
    headline: str
    about: str
    """The title of what it is about."""
    note: str
    """A reason or a date; may be empty."""
    icon: str
    created_at: datetime
    is_unread: bool


@dataclass(frozen=True)
class NewsWords:
    """What it says, wherever it is said."""

    headline: str
    about: str
    note: str


def words_of(kind: NewsKind | None, data: Data) -> NewsWords:
    """In the language that is spoken now."""
    return NewsWords(_headline(kind, data), str(data.get("title", "")), _note(kind, data))


def kind_of(news: Notification) -> NewsKind | None:
    """None for a kind of a later version, which is shown in general words."""
    return NewsKind(news.kind) if news.kind in set(NewsKind) else None


def news_view(news: Notification) -> NewsView:
    """A stored piece of news, ready to show."""
    kind = kind_of(news)
    words = words_of(kind, news.data)
    return NewsView(
        id=news.id,
        path=news.path,
        headline=words.headline,
        about=words.about,
        note=words.note,
        icon=ICONS.get(kind, "bell") if kind else "bell",
        created_at=news.created_at,
        is_unread=news.read_at is None,
    )


def _headline(kind: NewsKind | None, data: Data) -> str:
    words = HEADLINES.get(kind) if kind else None
    return words(data) if words else gettext("Der er nyt")


def _outcome(data: Data) -> str:
    value = data.get("outcome", "")
    return str(OUTCOME_LABELS[Outcome(value)]) if value in set(Outcome) else ""


def _who(data: Data) -> str:
    return str(data.get("who", ""))


def _seat(data: Data) -> str:
    """The role inside a sentence: «medlem»."""
    value = data.get("role", "")
    return str(ROLE_LABELS[SeatRole(value)]).lower() if value in set(SeatRole) else ""


def _seat_headline(data: Data) -> str:
    if data.get("role") == SeatRole.coordinator:
        return gettext("Du er udpeget til %(role)s", role=_seat(data))
    return gettext("Du er valgt til %(role)s", role=_seat(data))


def _number(data: Data, name: str) -> int:
    value = data.get(name)
    return value if isinstance(value, int) else 0


def _cases_due(data: Data) -> str:
    near, everything = _number(data, "near"), _number(data, "open")
    if near:
        return ngettext("Husk: %(num)d svar til en ung", "Husk: %(num)d svar til unge", near)
    return ngettext("Ugens overblik: %(num)d svar mangler", "Ugens overblik: %(num)d svar mangler", everything)


def _review_headline(data: Data) -> str:
    who, verdict = _who(data), data.get("verdict")
    if verdict == "approved":
        return gettext("%(who)s har godkendt dit svar", who=who)
    if verdict == "returned":
        return gettext("%(who)s har sendt dit svar retur", who=who)
    return gettext("%(who)s har skrevet om dit svar", who=who)


def _council_note(data: Data) -> str:
    """When and where of a meeting, or the days of a seat; empty for other news."""
    if data.get("at"):
        when = format_moment(datetime.fromisoformat(data["at"]))
        return f"{when}, {data['place']}" if data.get("place") else when
    if data.get("from") and data.get("until"):
        first, last = (format_day(date.fromisoformat(data[name])) for name in ("from", "until"))
        return gettext("Fra %(first)s til %(last)s", first=first, last=last)
    return ""


def _note(kind: NewsKind | None, data: Data) -> str:
    own_words = NOTES.get(kind) if kind else None
    if own_words and own_words(data):
        return own_words(data)
    due = format_day(date.fromisoformat(data["due"])) if data.get("due") else ""
    if due and data.get("reason") and kind is NewsKind.case_extended:
        return gettext("Ny frist: %(day)s. Grund: %(reason)s", day=due, reason=data["reason"])
    if data.get("reason"):
        return gettext("Grund: %(reason)s", reason=data["reason"])
    if due and kind is NewsKind.receipt:
        return gettext("%(who)s har fået det. Frist for svar: %(day)s", who=_who(data), day=due)
    return gettext("Frist for svar: %(day)s", day=due) if due else _council_note(data)


HEADLINES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.submitted: lambda _: gettext("Dit forslag er sendt"),
    NewsKind.receipt: lambda _: gettext("Dit forslag er nået frem"),
    NewsKind.answered: lambda d: gettext("Dit forslag har fået svar: %(outcome)s", outcome=_outcome(d)),
    NewsKind.answer_changed: lambda d: gettext("Nyt svar på dit forslag: %(outcome)s", outcome=_outcome(d)),
    NewsKind.followed_answered: lambda d: gettext(
        "Et forslag, du følger eller støtter, har fået svar: %(outcome)s", outcome=_outcome(d)
    ),
    NewsKind.followed_answer_changed: lambda d: gettext(
        "Nyt svar på et forslag, du følger eller støtter: %(outcome)s", outcome=_outcome(d)
    ),
    NewsKind.comment: lambda _: gettext("Ny kommentar til dit forslag"),
    NewsKind.reply: lambda _: gettext("Nogen har skrevet til din kommentar"),
    NewsKind.coauthor: lambda d: gettext("%(who)s er med på dit forslag", who=_who(d)),
    NewsKind.more_supplied: lambda _: gettext("Den unge har svaret på jeres spørgsmål"),
    NewsKind.text_hidden: lambda _: gettext("Noget, du har skrevet, er skjult"),
    NewsKind.text_restored: lambda _: gettext("Noget, du har skrevet, kan ses igen"),
    NewsKind.alarm: lambda _: gettext("En ung kan have brug for hjælp nu"),
    NewsKind.report_hidden: lambda _: gettext("Vi har skjult det, du anmeldte"),
    NewsKind.report_kept: lambda _: gettext("Vi har set på det, du anmeldte. Det bliver stående"),
    NewsKind.meeting_called: lambda _: gettext("Du er indkaldt til møde"),
    NewsKind.meeting_changed: lambda _: gettext("Mødet har fået ny tid eller nyt sted"),
    NewsKind.meeting_cancelled: lambda _: gettext("Mødet er aflyst"),
    NewsKind.meeting_near: lambda _: gettext("Husk jeres møde"),
    NewsKind.minutes_approved: lambda _: gettext("Referatet er klar"),
    NewsKind.seat_given: _seat_headline,
    NewsKind.seat_ended: lambda d: gettext("Du er ikke længere %(role)s", role=_seat(d)),
    NewsKind.council_has_it: lambda d: gettext("Dit forslag er nu hos %(who)s", who=_who(d)),
    NewsKind.council_meets: lambda d: gettext("%(who)s tager dit forslag op på et møde", who=_who(d)),
    NewsKind.council_adopted: lambda d: gettext("%(who)s sagde ja til dit forslag", who=_who(d)),
    NewsKind.council_rejected: lambda d: gettext("%(who)s sagde nej til dit forslag. Læs hvorfor", who=_who(d)),
    NewsKind.council_postponed: lambda d: gettext("%(who)s har udsat dit forslag", who=_who(d)),
    NewsKind.carried: lambda d: gettext("Dit forslag er båret videre til %(who)s", who=_who(d)),
    NewsKind.carried_to_municipality: lambda _: gettext("Dit forslag er båret videre til kommunen"),
    NewsKind.council_got: lambda d: gettext("Et forslag venter på %(who)s", who=_who(d)),
    NewsKind.feedback_wanted: lambda _: gettext("Forstod du svaret fra kommunen?"),
    NewsKind.promise_told: lambda _: gettext("Nyt om det, kommunen lovede"),
    NewsKind.promise_done: lambda _: gettext("Kommunen siger, at det er gjort. Holdt den, hvad den lovede?"),
    NewsKind.verdict_wanted: lambda _: gettext("Holdt kommunen, hvad den lovede?"),
    NewsKind.promise_taken_back: lambda _: gettext("Kommunen har taget sit løfte tilbage. Læs hvorfor"),
    NewsKind.promise_check: lambda _: gettext("Hvordan går det med løftet? De unge venter på nyt"),
    NewsKind.promise_late: lambda _: gettext("Et løfte er forsinket"),
    NewsKind.promise_given: lambda _: gettext("Du har fået ansvar for et løfte"),
    NewsKind.promise_kept: lambda _: gettext("De unge siger, at løftet er holdt"),
    NewsKind.promise_broken: lambda _: gettext("De unge siger, at løftet ikke er holdt"),
    NewsKind.answer_reopened: lambda _: gettext("Svaret var ikke klart nok. Kommunen skal svare bedre"),
    NewsKind.followed_reopened: lambda _: gettext("Kommunen skal give et klarere svar, som du har bedt om"),
    NewsKind.case_reopened: lambda _: gettext("Jeres svar var ikke klart nok. Svar bedre"),
    NewsKind.clearer_answer: lambda d: gettext("Nyt, klarere svar på dit forslag: %(outcome)s", outcome=_outcome(d)),
    NewsKind.followed_clearer_answer: lambda d: gettext(
        "Nyt, klarere svar på et forslag, du følger: %(outcome)s", outcome=_outcome(d)
    ),
    NewsKind.case_assigned: lambda d: gettext("%(who)s har givet dig en sag", who=_who(d)),
    NewsKind.cases_assigned: lambda d: gettext(
        "%(who)s har givet dig %(num)d sager", who=_who(d), num=_number(d, "count")
    ),
    NewsKind.case_handed_over: lambda _: gettext("Jeres enhed har fået en sag fra en anden enhed"),
    NewsKind.case_extended: lambda _: gettext("Kommunen skal bruge mere tid til dit svar"),
    NewsKind.cases_due: _cases_due,
    NewsKind.draft_review_asked: lambda d: gettext("%(who)s beder dig se på et svar", who=_who(d)),
    NewsKind.draft_reviewed: _review_headline,
    NewsKind.draft_held_back: lambda _: gettext("Dit svar blev ikke sendt"),
    **vote_words.HEADLINES,
    **grant_words.HEADLINES,
    **assembly_words.HEADLINES,
    **hearing_words.HEADLINES,
}
NOTES: dict[NewsKind, Callable[[Data], str]] = {
    **vote_words.NOTES,
    **grant_words.NOTES,
    **assembly_words.NOTES,
    **hearing_words.NOTES,
}
"""Of kinds that have a note of their own."""
ICONS: dict[NewsKind, str] = {
    NewsKind.submitted: "send",
    NewsKind.receipt: "check",
    NewsKind.answered: "megaphone",
    NewsKind.answer_changed: "history",
    NewsKind.followed_answered: "megaphone",
    NewsKind.followed_answer_changed: "history",
    NewsKind.comment: "message-circle",
    NewsKind.reply: "reply",
    NewsKind.coauthor: "user-plus",
    NewsKind.more_supplied: "inbox",
    NewsKind.text_hidden: "shield",
    NewsKind.text_restored: "eye",
    NewsKind.report_hidden: "shield-check",
    NewsKind.report_kept: "shield-check",
    NewsKind.alarm: "triangle-alert",
    NewsKind.meeting_called: "calendar",
    NewsKind.meeting_changed: "calendar",
    NewsKind.meeting_cancelled: "calendar",
    NewsKind.meeting_near: "bell",
    NewsKind.minutes_approved: "file-text",
    NewsKind.seat_given: "users",
    NewsKind.seat_ended: "users",
    NewsKind.council_has_it: "users",
    NewsKind.council_meets: "calendar",
    NewsKind.council_adopted: "circle-check",
    NewsKind.council_rejected: "megaphone",
    NewsKind.council_postponed: "clock",
    NewsKind.carried: "forward",
    NewsKind.carried_to_municipality: "forward",
    NewsKind.council_got: "inbox",
    NewsKind.case_assigned: "inbox",
    NewsKind.cases_assigned: "inbox",
    NewsKind.case_handed_over: "forward",
    NewsKind.case_extended: "clock",
    NewsKind.cases_due: "clock",
    NewsKind.feedback_wanted: "circle-help",
    NewsKind.promise_told: "signpost",
    NewsKind.promise_done: "circle-check",
    NewsKind.verdict_wanted: "circle-help",
    NewsKind.promise_taken_back: "undo-2",
    NewsKind.promise_check: "circle-help",
    NewsKind.promise_late: "clock",
    NewsKind.promise_given: "inbox",
    NewsKind.promise_kept: "circle-check",
    NewsKind.promise_broken: "circle-alert",
    NewsKind.answer_reopened: "history",
    NewsKind.followed_reopened: "history",
    NewsKind.case_reopened: "history",
    NewsKind.clearer_answer: "megaphone",
    NewsKind.followed_clearer_answer: "megaphone",
    NewsKind.draft_review_asked: "eye",
    NewsKind.draft_reviewed: "message-circle",
    NewsKind.draft_held_back: "triangle-alert",
    **vote_words.ICONS,
    **grant_words.ICONS,
    **assembly_words.ICONS,
    **hearing_words.ICONS,
}
