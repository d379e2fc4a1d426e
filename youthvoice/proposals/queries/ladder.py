"""The ladder: which bodies had a proposal, what they said, who has it now, and where it can go."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.accounts.models import Person, School
from youthvoice.core.clock import now, today
from youthvoice.core.db import BigId, UtcDateTime
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting, Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import PARENT_KINDS, BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import PLANNABLE
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.models import ProposalStop
from youthvoice.proposals.rules import StopState
from youthvoice.responses.rules import ReasonCode

KIND = "proposal"
"""What agenda items call a proposal."""


class BodyNow(NamedTuple):
    """A body as somebody chooses it: who it is, when it meets next, and the adult who helps it (None: nobody yet)."""

    id: int
    kind: BodyKind
    name: str
    school: str | None
    next_meeting_at: datetime | None
    adult_name: str | None
    adult_title: str | None


class StopRow(NamedTuple):
    """One step of the ladder, with all that the page says of it."""

    body_id: int
    kind: BodyKind
    name: str
    school: str | None
    next_meeting_at: datetime | None
    adult_name: str | None
    adult_title: str | None
    number: int
    arrived_at: datetime
    outcome: DecisionOutcome | None
    decided_at: datetime | None
    statement: str
    carried_at: datetime | None
    to_kind: BodyKind | None
    to_name: str | None
    to_school: str | None
    votes_for: int | None
    votes_against: int | None
    votes_abstaining: int | None
    decided: str | None
    reason_code: ReasonCode | None
    explanation: str | None
    next_step: str | None
    contact_name: str | None
    contact_title: str | None
    contact_unit: str | None
    added_to: datetime | None
    """When the body met, where it gave its reasons after the minutes were approved."""
    withdrawn_at: datetime | None
    on_meeting_at: datetime | None
    """When the meeting is that has it on its agenda."""
    may_carry: bool
    """Whoever asked runs the body today."""


def _next_meeting(*, with_item_of: Any = None) -> ScalarSelect[Any]:
    """When the body (``Body``) meets next; or the next meeting that has the proposal on its agenda."""
    query = select(func.min(Meeting.starts_at)).where(
        Meeting.body_id == Body.id, Meeting.state.in_(PLANNABLE), Meeting.ends_at > _now()
    )
    if with_item_of is not None:
        query = query.join(AgendaItem, AgendaItem.meeting_id == Meeting.id).where(
            AgendaItem.subject_kind == KIND, AgendaItem.subject_id == with_item_of, AgendaItem.withdrawn_at.is_(None)
        )
        return query.correlate(Body, ProposalStop).scalar_subquery()
    return query.correlate(Body).scalar_subquery()


def _now() -> ColumnElement[Any]:
    return bindparam("now", type_=UtcDateTime())


def _held() -> ColumnElement[bool]:
    day: Any = bindparam("today", type_=Seat.starts_on.type)
    return held_on(day)


def _adult_id() -> ScalarSelect[Any]:
    query = select(func.min(Seat.person_id)).where(Seat.body_id == Body.id, Seat.role == SeatRole.coordinator, _held())
    return query.correlate(Body).scalar_subquery()


def _body_query(*columns: Any) -> Select[Any]:
    """The columns of ``BodyNow``, and then others."""
    adult = aliased(Person)
    told = (Body.id, Body.kind, Body.name, School.name, _next_meeting(), adult.display_name, adult.title)
    query = select(*told, *columns).select_from(Body).outerjoin(School, School.id == Body.school_id)
    return query.outerjoin(adult, adult.id == _adult_id())


def _added_to() -> ScalarSelect[Any]:
    late = Meeting.id == Decision.meeting_id, Meeting.approved_at < Decision.recorded_at
    return select(Meeting.starts_at).where(*late).correlate(Decision).scalar_subquery()


@lru_cache(maxsize=2)
def _stops_query(*, for_person: bool) -> Select[Any]:
    target, its_school = aliased(Body), aliased(School)
    runs = and_(Seat.body_id == ProposalStop.body_id, Seat.role.in_(RUNS), _held())
    may_carry = exists().where(runs, Seat.person_id == bindparam("person_id", type_=BigId)) if for_person else false()
    query = _body_query(
        ProposalStop.number, ProposalStop.arrived_at, ProposalStop.outcome, ProposalStop.decided_at,
        ProposalStop.statement, ProposalStop.carried_at, target.kind, target.name, its_school.name,
        Decision.votes_for, Decision.votes_against, Decision.votes_abstaining, Decision.text, Decision.reason_code,
        Decision.explanation, Decision.next_step, Decision.contact_name, Decision.contact_title, Decision.contact_unit,
        _added_to(), AgendaItem.withdrawn_at, _next_meeting(with_item_of=ProposalStop.proposal_id), may_carry,
    )  # fmt: skip
    query = query.join(ProposalStop, ProposalStop.body_id == Body.id)
    query = query.join(AgendaItem, AgendaItem.id == ProposalStop.item_id)
    query = query.outerjoin(Decision, Decision.id == ProposalStop.decision_id)
    query = query.outerjoin(target, target.id == ProposalStop.carried_to_id)
    query = query.outerjoin(its_school, its_school.id == target.school_id)
    return query.where(ProposalStop.proposal_id == bindparam("proposal_id", type_=BigId)).order_by(ProposalStop.number)


def shown_stops(session: Session, proposal_id: int, person_id: int | None) -> list[StopRow]:
    """The whole way of a proposal, however long: one query."""
    values = {"proposal_id": proposal_id, "now": now(), "today": today()}
    if person_id is not None:
        values["person_id"] = person_id
    found = session.execute(_stops_query(for_person=person_id is not None), values)
    return [StopRow._make(row) for row in found]


def stops_of(session: Session, proposal_id: int) -> list[ProposalStop]:
    """The steps with their bodies (and the schools of those), in order, as they are stored at this moment."""
    query = select(ProposalStop).where(ProposalStop.proposal_id == proposal_id)
    query = query.options(joinedload(ProposalStop.body).joinedload(Body.school))
    return list(session.scalars(query.order_by(ProposalStop.number).execution_options(populate_existing=True)))


def states_of(session: Session, proposal_id: int) -> list[StopState]:
    """The steps as the rules see them, in order."""
    query = select(ProposalStop.body_id, ProposalStop.outcome, ProposalStop.carried_at, AgendaItem.withdrawn_at)
    query = query.join(AgendaItem, AgendaItem.id == ProposalStop.item_id)
    found = session.execute(query.where(ProposalStop.proposal_id == proposal_id).order_by(ProposalStop.number))
    return [
        StopState(body_id, outcome, carried_at is not None, withdrawn_at is not None)
        for body_id, outcome, carried_at, withdrawn_at in found
    ]


def find_stop(session: Session, proposal_id: int, body_id: int) -> ProposalStop | None:
    """A proposal's step at a body, as it is stored at this moment."""
    query = select(ProposalStop).where(ProposalStop.proposal_id == proposal_id, ProposalStop.body_id == body_id)
    return session.scalar(query.execution_options(populate_existing=True))


def statements_of(session: Session, proposal_id: int) -> list[str]:
    """What bodies wrote of their own when they carried the proposal on, in order."""
    query = select(ProposalStop.statement).where(ProposalStop.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(ProposalStop.number)))


def is_adopted(session: Session, proposal_id: int) -> bool:
    """Tell whether some body has said yes to exactly these words."""
    query = select(ProposalStop.id).where(
        ProposalStop.proposal_id == proposal_id, ProposalStop.outcome == DecisionOutcome.adopted
    )
    return session.scalar(query.limit(1)) is not None


def places_to_send(session: Session, school_ids: Collection[int]) -> list[BodyNow]:
    """The councils a young person can send to: those of the schools, and the youth councils. One query."""
    of_schools = and_(Body.kind == BodyKind.student_council, Body.school_id.in_(school_ids))
    wanted = or_(of_schools, Body.kind == BodyKind.youth_council)
    return _bodies(session, _body_query().where(wanted, Body.closed_at.is_(None)).order_by(Body.kind, Body.name))


def places_to_carry(session: Session, body: Body, proposal_id: int) -> list[BodyNow]:
    """Where a body can carry a proposal, the body above it first; not where it has been already. One query."""
    near = or_(Body.school_id.is_(None), Body.school_id == body.school_id)
    wanted = or_(Body.id == body.parent_id, and_(Body.kind.in_(PARENT_KINDS[body.kind]), near))
    been = exists().where(ProposalStop.proposal_id == proposal_id, ProposalStop.body_id == Body.id)
    query = _body_query().where(wanted, Body.closed_at.is_(None), ~been)
    found = _bodies(session, query.order_by(Body.kind, Body.name))
    return sorted(found, key=lambda one: one.id != body.parent_id)


def _bodies(session: Session, query: Select[Any]) -> list[BodyNow]:
    return [BodyNow._make(row) for row in session.execute(query, {"now": now(), "today": today()})]


def bodies_that_carry(session: Session, proposal_id: int, person_id: int) -> list[tuple[Body, bool]]:
    """(body, whether it has carried it on already): those that said yes and are run by that person today. One query."""
    runs = exists().where(Seat.body_id == Body.id, Seat.person_id == person_id, Seat.role.in_(RUNS), held_on(today()))
    query = select(Body, ProposalStop.carried_at).join(ProposalStop, ProposalStop.body_id == Body.id)
    query = query.where(
        ProposalStop.proposal_id == proposal_id, ProposalStop.outcome == DecisionOutcome.adopted,
        Body.closed_at.is_(None), runs,
    )  # fmt: skip
    found = session.execute(query.options(joinedload(Body.school)).order_by(ProposalStop.number))
    return [(body, carried_at is not None) for body, carried_at in found]


def places_to_bring(session: Session, proposal_id: int, person_id: int) -> tuple[list[BodyNow], list[BodyNow]]:
    """(where that person has a seat and the proposal has not been, where it has been already). One query."""
    sits = exists().where(Seat.body_id == Body.id, Seat.person_id == person_id, held_on(today()))
    been = exists().where(
        ProposalStop.proposal_id == proposal_id, ProposalStop.body_id == Body.id,
        AgendaItem.id == ProposalStop.item_id, AgendaItem.withdrawn_at.is_(None),
    )  # fmt: skip
    query = _body_query(been).where(sits, Body.closed_at.is_(None)).order_by(Body.kind, Body.name, Body.id)
    found = session.execute(query, {"now": now(), "today": today()}).all()
    fresh = [BodyNow._make(row[:-1]) for row in found if not row[-1]]
    return fresh, [BodyNow._make(row[:-1]) for row in found if row[-1]]


def carried_bodies(stops: Iterable[ProposalStop]) -> list[Body]:
    """The bodies that said yes and carried it on, in order."""
    return [stop.body for stop in stops if stop.carried_at is not None]
