"""The timeline of a proposal: what has happened, and what is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask_babel import gettext

from youthvoice.core.clock import local_date, today
from youthvoice.core.i18n import format_day, locale_code
from youthvoice.proposals import labels
from youthvoice.proposals.clock import clock_of
from youthvoice.proposals.queries.detail import EventLine, Shown
from youthvoice.proposals.rules import EventKind, ProposalStatus, status_for_outcome
from youthvoice.proposals.whereabouts import Whereabouts
from youthvoice.responses.rules.follow_up import ReopenCause

ICONS = {
    EventKind.created: "pencil-line",
    EventKind.submitted: "send",
    EventKind.edited: "pencil",
    EventKind.receipt: "badge-check",
    EventKind.more_supplied: "reply",
    EventKind.coauthor_joined: "user-plus",
    EventKind.withdrawn: "undo-2",
    EventKind.hidden: "shield",
    EventKind.restored: "eye",
    EventKind.brought: "users",
    EventKind.scheduled: "calendar",
    EventKind.council_adopted: "status-yes",
    EventKind.council_rejected: "status-no",
    EventKind.council_postponed: "clock",
    EventKind.carried: "forward",
    EventKind.extended: "clock",
    EventKind.reopened: "history",
    EventKind.promise_kept: "status-yes",
    EventKind.promise_broken: "status-no",
}
COUNCIL_KINDS = {EventKind.council_adopted: "yes", EventKind.council_rejected: "no"}
"""The colour of what a body said."""
COUNCIL_EVENTS = frozenset(
    {
        EventKind.brought,
        EventKind.scheduled,
        EventKind.council_adopted,
        EventKind.council_rejected,
        EventKind.council_postponed,
        EventKind.carried,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line; ``kind`` is the status whose colour it has, ``is_next`` where it has not happened yet."""

    icon: str
    title: str
    when: str
    iso: str
    body: str = ""
    kind: str | None = None
    is_next: bool = False


def steps(shown: Shown, events: Iterable[EventLine], now: Whereabouts | None = None) -> list[Step]:
    """The whole timeline, from the draft to the outcome. ``now``: the body of young people that has it."""
    return [*(_past(event) for event in events), *_in_council(now), *_to_come(shown)]


def _past(event: EventLine) -> Step:
    day = local_date(event.at)
    if event.kind in (EventKind.answered, EventKind.answer_changed):
        return _answer_step(event, day)
    if event.kind in COUNCIL_EVENTS:
        return _council_step(event, day)
    return Step(ICONS[event.kind], _titles(locale_code())[event.kind], _day(day), day.isoformat(), _body(event))


def _answer_step(event: EventLine, day: date) -> Step:
    status = status_for_outcome(event.data["outcome"])
    kind, changed = labels.STATUS_KINDS[status], event.kind is EventKind.answer_changed
    return Step(
        f"status-{kind}",
        _answer_title(status, locale_code(), changed=changed),
        _day(day),
        day.isoformat(),
        event.actor_label,
        kind,
    )


def _council_step(event: EventLine, day: date) -> Step:
    kind = COUNCIL_KINDS.get(event.kind)
    return Step(ICONS[event.kind], _council_title(event), _day(day), day.isoformat(), _counted(event), kind)


def _council_title(event: EventLine) -> str:
    body, kind = str(event.data.get("body", "")), event.kind
    if kind is EventKind.brought:
        was_sent = event.data.get("how") == "sent"
        return gettext("Sendt til %(body)s", body=body) if was_sent else gettext("Taget op i %(body)s", body=body)
    if kind is EventKind.scheduled:
        on = _day(date.fromisoformat(event.data["on"]))
        return gettext("Kommer på mødet den %(day)s i %(body)s", day=on, body=body)
    if kind is EventKind.carried:
        target = event.data.get("to") or gettext("kommunen")
        return gettext("Båret videre til %(target)s", target=target)
    return _decided(event, body)


def _decided(event: EventLine, body: str) -> str:
    changed = bool(event.data.get("is_change"))
    if event.kind is EventKind.council_adopted:
        return gettext("%(body)s rettede det til ja", body=body) if changed else gettext("%(body)s sagde ja", body=body)
    if event.kind is EventKind.council_rejected:
        return (
            gettext("%(body)s rettede det til nej", body=body) if changed else gettext("%(body)s sagde nej", body=body)
        )
    return gettext("%(body)s udsatte det", body=body)


def _counted(event: EventLine) -> str:
    """Votes or raised hands; who carried it on; who sent it."""
    if "votes" in event.data:
        return labels.votes_line(*event.data["votes"])
    if "hands" in event.data:
        return labels.hands_line(event.data["hands"], event.data["children"])
    return str(event.data.get("body", "")) if event.kind is EventKind.carried else event.actor_label


def _in_council(now: Whereabouts | None) -> list[Step]:
    if now is None:
        return []
    iso = local_date(now.meeting_at).isoformat() if now.meeting_at else ""
    return [Step("users", now.title, now.when, iso, now.adult, is_next=True)]


@lru_cache(maxsize=64)
def _answer_title(status: ProposalStatus, _locale: str, *, changed: bool) -> str:
    if status is ProposalStatus.needs_more:
        return gettext("Kommunen spurgte om mere")
    if status is ProposalStatus.in_progress:
        return gettext("Kommunen gik i gang")
    label = labels.status_labels()[status]
    if changed:
        return gettext("Svaret blev ændret: %(outcome)s", outcome=label)
    return gettext("Svar: %(outcome)s", outcome=label)


@lru_cache(maxsize=8)
def _titles(_locale: str) -> dict[EventKind, str]:
    return {
        EventKind.created: gettext("Kladden blev begyndt"),
        EventKind.submitted: gettext("Sendt til kommunen"),
        EventKind.edited: gettext("Teksten blev ændret"),
        EventKind.receipt: gettext("Kommunen har fået forslaget"),
        EventKind.more_supplied: gettext("Kommunen fik svar på sit spørgsmål"),
        EventKind.coauthor_joined: gettext("En ny medforfatter"),
        EventKind.withdrawn: gettext("Trukket tilbage"),
        EventKind.hidden: gettext("Skjult af en moderator"),
        EventKind.restored: gettext("Vist igen"),
        EventKind.extended: gettext("Kommunen har flyttet sin frist"),
        EventKind.reopened: gettext("Svaret var ikke klart nok. Kommunen skal svare bedre"),
        EventKind.promise_kept: gettext("Kommunen holdt, hvad den lovede"),
        EventKind.promise_broken: gettext("Kommunen holdt ikke, hvad den lovede"),
    }


def _body(event: EventLine) -> str:
    if event.kind in (EventKind.hidden, EventKind.restored):
        return ""
    if event.kind is EventKind.reopened and event.data.get("cause") == ReopenCause.readers.value:
        return gettext("Fem læsere bad om et klarere svar")
    return event.actor_label


def _to_come(shown: Shown) -> list[Step]:
    if shown.status is ProposalStatus.needs_more:
        title = gettext("Kommunen venter på mere")
        return [Step("status-more", title, gettext("Når forfatteren har svaret"), "", is_next=True)]
    if clock_of(shown).waits_for_others and shown.answer_due_on:
        return [_due_step("forward", gettext("Kommunen følger op"), shown.answer_due_on, shown.unit)]
    if shown.status not in labels.OWED_STATUSES:
        return []
    found = []
    if shown.receipt_at is None and shown.receipt_due_on:
        found.append(_due_step("badge-check", gettext("Kvittering fra kommunen"), shown.receipt_due_on, shown.unit))
    if shown.answer_due_on:
        title = gettext("Et bedre svar fra kommunen") if shown.is_reopened else gettext("Svar fra kommunen")
        found.append(_due_step("message-square-text", title, shown.answer_due_on, shown.unit))
    return found


def _due_step(icon: str, title: str, due_on: date, unit: str | None) -> Step:
    late = due_on < today()
    when = (
        gettext("Skulle være kommet %(day)s", day=_day(due_on)) if late else gettext("Senest %(day)s", day=_day(due_on))
    )
    return Step(icon, title, when, due_on.isoformat(), unit or "", "overdue" if late else None, is_next=True)


def _day(day: date) -> str:
    return format_day(day, year=day.year != today().year)
