"""The page of one body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.authz import can
from youthvoice.core.keyset import Page
from youthvoice.councils.labels import KIND_LABELS, OUTCOME_KINDS, OUTCOME_LABELS, ROLE_LABELS
from youthvoice.councils.models import Body, Decision, Meeting, Seat
from youthvoice.councils.presenting.people import People, people_of
from youthvoice.councils.presenting.workings import KIND_TERMS, Rule, workings
from youthvoice.councils.queries.directory import children_page
from youthvoice.councils.queries.pages import last_decisions
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import OFFICES
from youthvoice.councils.standing import Standing


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision: what was decided, how it went, and at which meeting."""

    title: str
    path: str
    text: str
    kind: str
    outcome: str
    votes: str
    meeting_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When and where it meets next."""

    id: int
    title: str
    starts_at: datetime
    place: str
    version: int


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """A seat of whoever reads; ``office`` is empty for a seat that is none."""

    id: int
    office: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What whoever reads may see and do."""

    sees_members: bool
    may_plan: bool
    may_seat: bool
    may_print_codes: bool
    may_edit: bool
    may_hand_over: bool
    may_run_class: bool
    own_seats: tuple["OwnSeat", ...]
    """Seats that the reader may give back."""


@dataclass(frozen=True, slots=True)
class Link:
    """The name and id of another body."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """All that the page shows, in the language of whoever reads. ``people`` None: it is not for this reader to know."""

    id: int
    version: int
    name: str
    kind: str
    term: str
    is_class: bool
    is_closed: bool
    about: str
    meets: str
    school: str
    people: People | None
    count: int
    meeting: NextMeeting | None
    decisions: list[DecisionLine]
    way_up: list[Link]
    below: Page[Link]
    rules: list[Rule]
    reader: Reader


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read together with the body: who sits there today, its next meeting, and what the reader is there."""

    seats: Sequence[Seat]
    meeting: Meeting | None
    standing: Standing


def read_body(session: Session, actor: object, body: Body, beside: Beside, after: str | None) -> BodyPage:
    """Two queries. A class shows who sits there, when it meets and what it decided to those alone who belong to it."""
    standing, seats = beside.standing, beside.seats
    sees = not standing.is_private or can(actor, "council.see_members", standing)
    meeting = beside.meeting if sees else None
    internal = can(actor, "minutes.read_internal", standing)
    decisions = last_decisions(session, body.id, with_internal=internal) if sees else []
    below = children_page(session, body.id, after)
    people = people_of(seats)
    return BodyPage(
        id=body.id,
        version=body.version,
        name=body.name,
        kind=str(KIND_LABELS[body.kind]),
        term=KIND_TERMS[body.kind],
        is_class=body.kind is BodyKind.school_class,
        is_closed=standing.is_closed,
        about=body.about,
        meets=body.meets,
        school=body.school.name if body.school else "",
        people=people if sees else None,
        count=people.count,
        meeting=next_meeting_line(meeting) if meeting else None,
        decisions=[decision_line(decision) for decision in decisions],
        way_up=_way_up(body),
        below=Page([Link(child.id, child.name) for child in below.items], below.next_cursor),
        rules=workings(body),
        reader=_reader(actor, standing, seats, sees=sees),
    )


def _reader(actor: object, standing: Standing, seats: Sequence[Seat], *, sees: bool) -> Reader:
    reader_id = getattr(actor, "id", None)
    own = [seat for seat in seats if seat.person_id == reader_id and can(actor, "seat.give_back", seat)]
    is_class = standing.kind is BodyKind.school_class
    return Reader(
        sees_members=sees,
        may_plan=can(actor, "meeting.plan", standing),
        may_seat=can(actor, "council.seat", standing),
        may_print_codes=is_class and can(actor, "council.codes", standing),
        may_edit=can(actor, "council.administer"),
        may_hand_over=can(actor, "council.handover", standing),
        may_run_class=is_class and can(actor, "classroom.run", standing),
        own_seats=tuple(OwnSeat(s.id, str(ROLE_LABELS[s.role]) if s.role in OFFICES else "") for s in own),
    )


def next_meeting_line(meeting: Meeting) -> NextMeeting:
    """When and where."""
    place = meeting.place or gettext("På nettet")
    return NextMeeting(meeting.id, meeting.title, meeting.starts_at, place, meeting.version)


def decision_line(decision: Decision) -> DecisionLine:
    """A decision in words; its item must be loaded."""
    return DecisionLine(
        title=decision.item.title,
        path=decision.item.path,
        text=decision.text,
        kind=OUTCOME_KINDS[decision.outcome],
        outcome=str(OUTCOME_LABELS[decision.outcome]),
        votes=_votes(decision),
        meeting_id=decision.meeting_id,
        at=decision.recorded_at,
    )


def _votes(decision: Decision) -> str:
    if decision.votes_for is None:
        return ""
    return gettext(
        "%(yes)d for, %(no)d imod, %(none)d undlod",
        yes=decision.votes_for,
        no=decision.votes_against,
        none=decision.votes_abstaining,
    )


def _way_up(body: Body) -> list[Link]:
    """From the body right above to the top; what is closed is passed over. The kinds allow five steps, and so many are loaded."""
    found, above = [], body.parent
    while above is not None:
        if above.closed_at is None:
            found.append(Link(above.id, above.name))
        above = above.parent if above.parent_id is not None else None
    return found
