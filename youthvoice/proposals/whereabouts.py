"""The ladder in words: each body that had a proposal and what it said, and where the proposal is now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext

from youthvoice.core.clock import local_date
from youthvoice.core.i18n import format_day, format_moment
from youthvoice.core.templating import cached_url_for
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.labels import body_label, hands_line, votes_line
from youthvoice.proposals.queries.detail import EventLine, Shown
from youthvoice.proposals.queries.ladder import BodyNow, StopRow
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.labels import REASON_LABELS
from youthvoice.responses.presenting import AnswerView
from youthvoice.responses.rules import Outcome


@dataclass(frozen=True, slots=True)
class Rung:
    """One body on the way. ``kind`` is the icon and the colour; texts may be empty."""

    anchor: str
    name: str
    url: str
    kind: str
    label: str
    day: str
    iso: str
    counted: str
    decided: str
    statement: str
    onward: str
    to_come: str
    added: str
    """That the reasons came after the minutes were approved."""
    answer: AnswerView | None
    """The reasons of a no, as those of an adult."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Who has the proposal now, when they meet, and the adult who helps them."""

    title: str
    when: str
    adult: str
    url: str
    meeting_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """All that a page says of the councils. ``refusal`` is the no that stands while a council's no is the last word."""

    rungs: Sequence[Rung] = ()
    now: Whereabouts | None = None
    refusal: AnswerView | None = None
    may_carry: bool = False


NOWHERE = Ladder()


def ladder_of(shown: Shown, stops: Sequence[StopRow], events: Iterable[EventLine]) -> Ladder:
    """The whole way, as the page shows it."""
    if not stops:
        return NOWHERE
    hands = _hands(events)
    rungs = [_rung(stop, hands.get(stop.body_id, "")) for stop in stops]
    last_no = max((s for s in stops if s.outcome is DecisionOutcome.rejected), key=_decided_at, default=None)
    said_no = shown.status is ProposalStatus.council_no and last_no is not None
    return Ladder(
        rungs=rungs,
        now=next((whereabouts(stop) for stop in stops if stop.body_id == shown.holder_id), None),
        refusal=refusal_view(last_no) if said_no and last_no is not None else None,
        may_carry=any(s.may_carry and s.outcome is DecisionOutcome.adopted and s.carried_at is None for s in stops),
    )


def refusal_view(stop: StopRow) -> AnswerView | None:
    """The reasons of a body's no, for the same panel as an adult's answer; None where it did not say no."""
    if stop.outcome is not DecisionOutcome.rejected:
        return None
    return AnswerView(
        outcome=Outcome.no,
        kind="no",
        outcome_label=gettext("Nej"),
        headline=gettext("%(body)s sagde nej", body=_name(stop)),
        reason_label=str(REASON_LABELS[stop.reason_code]) if stop.reason_code else None,
        explanation=stop.explanation or "",
        next_step=stop.next_step or "",
        asked_for="",
        expected_on=None,
        person_name=stop.contact_name or _name(stop),
        person_role=", ".join(part for part in (stop.contact_title, stop.contact_unit) if part),
        at=stop.decided_at,
        number=1,
    )


def whereabouts(stop: StopRow) -> Whereabouts:
    """Where a proposal is that a body has."""
    name, can_carry = _name(stop), stop.outcome is DecisionOutcome.adopted
    title = gettext("%(body)s har sagt ja", body=name) if can_carry else gettext("Hos %(body)s", body=name)
    if can_carry:
        when = gettext("Nu skal de bære det videre. %(meets)s", meets=meets(stop))
    elif stop.on_meeting_at is not None:
        when = gettext("De tager det op på mødet den %(when)s.", when=format_moment(stop.on_meeting_at))
    else:
        when = meets(stop)
    return Whereabouts(title, when, adult_of(stop), body_url(stop.body_id), stop.on_meeting_at or stop.next_meeting_at)


def meets(body: BodyNow | StopRow) -> str:
    """When a body meets next, or that nobody has said."""
    if body.next_meeting_at is None:
        return gettext("De har ikke sat en dag for næste møde endnu.")
    return gettext("Næste møde er den %(when)s.", when=format_moment(body.next_meeting_at))


def adult_of(body: BodyNow | StopRow) -> str:
    """The adult who helps a body; who sits in a class is nobody else's business."""
    if body.kind in PRIVATE_KINDS:
        return gettext("Klassens lærer hjælper dem.")
    if body.adult_name is None:
        return gettext("Ingen voksen er tovholder endnu.")
    named = ", ".join(part for part in (body.adult_name, body.adult_title) if part)
    return gettext("Tovholder: %(name)s.", name=named)


def body_url(body_id: int) -> str:
    """The page of a body."""
    return cached_url_for("councils.body", body_id=body_id) if "councils.body" in current_app.view_functions else ""


def _name(stop: StopRow) -> str:
    return body_label(stop.kind, stop.name, stop.school)


def _decided_at(stop: StopRow) -> datetime:
    return stop.decided_at or stop.arrived_at


def _rung(stop: StopRow, hands: str) -> Rung:
    kind, label = _state(stop)
    day = local_date(_decided_at(stop))
    votes = ""
    if stop.votes_for is not None:
        votes = votes_line(stop.votes_for, stop.votes_against or 0, stop.votes_abstaining or 0)
    return Rung(
        anchor=f"raad-{stop.body_id}",
        name=_name(stop),
        url=body_url(stop.body_id),
        kind=kind,
        label=label,
        day=format_day(day),
        iso=day.isoformat(),
        counted=hands or votes,
        # A class decides on the proposal itself; nothing else was said.
        decided="" if stop.kind in PRIVATE_KINDS else stop.decided or "",
        statement=stop.statement,
        onward=_onward(stop),
        to_come=_to_come(stop),
        added=_added(stop),
        answer=refusal_view(stop),
    )


def _state(stop: StopRow) -> tuple[str, str]:
    if stop.outcome is DecisionOutcome.adopted:
        return "yes", gettext("Sagde ja")
    if stop.outcome is DecisionOutcome.rejected:
        return "no", gettext("Sagde nej")
    if stop.withdrawn_at is not None:
        return "withdrawn", gettext("Nåede ikke at tage stilling")
    if stop.outcome is DecisionOutcome.postponed:
        return "waiting", gettext("Udsatte det")
    return "council", gettext("Har det nu")


def _to_come(stop: StopRow) -> str:
    if stop.withdrawn_at is not None or stop.outcome not in (None, DecisionOutcome.postponed):
        return ""
    if stop.on_meeting_at is not None:
        return gettext("Kommer på mødet den %(when)s.", when=format_moment(stop.on_meeting_at))
    return meets(stop)


def _added(stop: StopRow) -> str:
    if stop.added_to is None:
        return ""
    return gettext("De stemte den %(day)s. Begrundelsen kom, da referatet var godkendt.", day=format_day(stop.added_to))


def _onward(stop: StopRow) -> str:
    if stop.carried_at is None:
        return ""
    day = format_day(stop.carried_at)
    if stop.to_kind is None or stop.to_name is None:
        return gettext("Båret videre til kommunen den %(day)s", day=day)
    target = body_label(stop.to_kind, stop.to_name, stop.to_school)
    return gettext("Båret videre til %(body)s den %(day)s", body=target, day=day)


def _hands(events: Iterable[EventLine]) -> Mapping[int, str]:
    """Raised hands in classes, by body: they stand on the timeline alone."""
    return {
        event.data["body_id"]: hands_line(event.data["hands"], event.data["children"])
        for event in events
        if event.kind is EventKind.council_adopted and "hands" in event.data
    }
