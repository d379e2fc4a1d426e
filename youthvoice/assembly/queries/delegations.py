"""Delegations: who sends delegates, how many go, and what somebody is to each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, false, func, literal, null, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import Delegate, DelegateDraw, Delegation, Volunteer
from youthvoice.assembly.rules.delegates import MOST_DELEGATIONS, free_places
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import SCHOOL_KINDS, BodyKind
from youthvoice.councils.rules.seats import VOTING_ROLES, SeatRole

MOST_BODIES = 300
SENDING_KINDS = (BodyKind.student_council, BodyKind.joint_student_council, BodyKind.youth_council)


class DelegationLine(NamedTuple):
    """A delegation with its counts, and what the reader is to it. Its ``repr`` tells one state of a page from another."""

    id: int
    name: str
    places: int
    way: DelegateWay
    school_id: int | None
    body_id: int | None
    taken: int
    """Delegates now."""
    volunteers: int
    """Those who would like to go now."""
    draw_id: int | None
    """The last lot that was drawn."""
    leads: bool
    """The reader runs its body, or is the adult who helps a council or class of its school."""
    belongs: bool
    """The reader goes to its school, or sits in its body."""
    volunteer_id: int | None
    """The reader's number in the lot, while they would like to go."""

    @property
    def free(self) -> int:
        """How many more can go."""
        return free_places(self.places, self.taken)


def lines_of(session: Session, year_id: int, person: Person | None) -> list[DelegationLine]:
    """The delegations of a year by name, with what a person is to each: one query."""
    query = _lines(person).where(Delegation.year_id == year_id).order_by(Delegation.name, Delegation.id)
    return [DelegationLine._make(row) for row in session.execute(query.limit(MOST_DELEGATIONS))]


def line_of(session: Session, year_id: int, delegation_id: int, person: Person | None) -> DelegationLine:
    """One delegation of that year: one query. Raises NotFound."""
    row = session.execute(_lines(person).where(Delegation.year_id == year_id, Delegation.id == delegation_id)).first()
    if row is None:
        raise NotFound
    return DelegationLine._make(row)


def sending_bodies(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the councils of the young that can send delegates, by name: one query."""
    query = select(Body.id, Body.name).where(Body.kind.in_(SENDING_KINDS), Body.closed_at.is_(None))
    found = session.execute(query.order_by(Body.name, Body.id).limit(MOST_BODIES))
    return [(body_id, name) for body_id, name in found]


def hold_delegation(session: Session, year_id: int, delegation_id: int) -> Delegation:
    """A delegation of that year, locked: whoever volunteers and whoever draws come one after another. Raises NotFound."""
    here = select(Delegation).where(Delegation.id == delegation_id, Delegation.year_id == year_id)
    held = here.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = session.scalar(held)
    if found is None:
        raise NotFound
    return found


def count_delegates(session: Session, delegation_id: int) -> int:
    """How many go for it now."""
    return session.scalar(select(_taken(literal(delegation_id)))) or 0


def _lines(person: Person | None) -> Select[Any]:
    wishing = _wishing(Delegation.id)
    draw = select(func.max(DelegateDraw.id)).where(DelegateDraw.delegation_id == Delegation.id).scalar_subquery()
    return select(
        Delegation.id, Delegation.name, Delegation.places, Delegation.way, Delegation.school_id, Delegation.body_id,
        _taken(Delegation.id), wishing, draw, *_own(person),
    )  # fmt: skip


def _taken(delegation_id: Any) -> ScalarSelect[int]:
    goes = Delegate.delegation_id == delegation_id, Delegate.withdrawn_at.is_(None)
    return select(func.count(Delegate.id)).where(*goes).scalar_subquery()


def _wishing(delegation_id: Any) -> ScalarSelect[int]:
    wishes = Volunteer.delegation_id == delegation_id, Volunteer.withdrawn_at.is_(None)
    return select(func.count(Volunteer.id)).where(*wishes).scalar_subquery()


def _own(person: Person | None) -> Sequence[ColumnElement[Any]]:
    """(leads, belongs, volunteer_id) for a person; nothing of it for a visitor."""
    if person is None:
        return false().label("leads"), false().label("belongs"), null().label("volunteer_id")
    wishes = Volunteer.delegation_id == Delegation.id, Volunteer.withdrawn_at.is_(None)
    number = select(Volunteer.id).where(*wishes, Volunteer.person_id == person.id).scalar_subquery()
    return _leads(person.id), _belongs(person), number.label("volunteer_id")


def _leads(person_id: int) -> ColumnElement[bool]:
    at_school = and_(
        Body.school_id == Delegation.school_id, Body.kind.in_(SCHOOL_KINDS), Seat.role == SeatRole.coordinator
    )
    in_body = and_(Body.id == Delegation.body_id, Seat.role.in_(RUNS))
    seat = select(Seat.id).join(Body, Body.id == Seat.body_id).where(Seat.person_id == person_id, held_on(today()))
    return exists(seat.where(or_(at_school, in_body), Body.closed_at.is_(None)).correlate(Delegation)).label("leads")


def _belongs(person: Person) -> ColumnElement[bool]:
    if person.is_adult:
        return false().label("belongs")
    seat = select(Seat.id).where(Seat.person_id == person.id, Seat.role.in_(VOTING_ROLES), held_on(today()))
    sits = exists(seat.where(Seat.body_id == Delegation.body_id).correlate(Delegation))
    if person.school_id is None:
        return sits.label("belongs")
    return or_(func.coalesce(Delegation.school_id == person.school_id, false()), sits).label("belongs")
