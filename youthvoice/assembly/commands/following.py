"""Delegates follow seats in the body of Bytinget: whoever sits there on its day goes, for the delegation they belong to."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.events import DelegateNamed
from youthvoice.assembly.models import AssemblyYear, Delegate
from youthvoice.assembly.queries.delegates import (
    covering_seat,
    find_delegate,
    find_delegation_for,
    waiting_seats,
)
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core import audit
from youthvoice.core.clock import local_date, now
from youthvoice.core.events import publish
from youthvoice.councils.events import SeatEnded, SeatGiven
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatRole


@dataclass(frozen=True)
class DelegateAudit:
    """Audit: who goes for which delegation, and how they were found."""

    delegation_id: int
    person_id: int
    way: str


def seat_given(session: Session, event: SeatGiven) -> None:
    """A new member of Bytinget goes, where their delegation has room; else those who prepare see that somebody waits.

    The body is held by whoever gives the seat, so that nobody counts the same place.
    """
    if event.role is not SeatRole.member:
        return
    for year in _open_years(session, event.body_id):
        seat = covering_seat(session, event.body_id, event.person_id, local_date(year.starts_at))
        if seat is not None and find_delegate(session, year.id, event.person_id) is None:
            _take_in(session, year, seat, _school_of(session, seat), actor_id=seat.given_by_id)


def seat_ended(session: Session, event: SeatEnded) -> None:
    """Whoever leaves Bytinget before its day does not go."""
    if event.role is not SeatRole.member:
        return
    for year in _open_years(session, event.body_id):
        delegate = find_delegate(session, year.id, event.person_id)
        if delegate is None:
            continue
        if covering_seat(session, event.body_id, event.person_id, local_date(year.starts_at)) is None:
            withdraw_delegate(session, delegate)


def take_in_waiting(session: Session, year: AssemblyYear, *, actor_id: int | None) -> None:
    """Members of Bytinget who found no place until now go, as far as there is room. The year's body must be held."""
    for waiting in waiting_seats(session, year):
        _take_in(session, year, waiting.seat, waiting.school_id, actor_id=actor_id)


def make_delegate(
    session: Session, year_id: int, delegation_id: int, person_id: int, way: DelegateWay, *, actor_id: int | None
) -> Delegate:
    """Somebody goes; whether there is room must have been asked with the body held."""
    row = Delegate(year_id=year_id, delegation_id=delegation_id, person_id=person_id, way=way, since=now())
    session.add(row)
    session.flush()
    told = DelegateAudit(delegation_id, person_id, way.value)
    audit.record(session, actor_id, "delegate.name", ("assembly_year", year_id), told)
    publish(session, DelegateNamed(row.id, year_id, person_id))
    return row


def withdraw_delegate(session: Session, delegate: Delegate) -> None:
    """Somebody does not go. A second time changes nothing."""
    if delegate.withdrawn_at is None:
        delegate.withdrawn_at = now()
        session.flush()


def put_seat(session: Session, delegate: Delegate, seat: Seat) -> None:
    """The seat that a delegate goes by, unless it was that of another year already."""
    used = session.scalar(select(Delegate.id).where(Delegate.seat_id == seat.id))
    if used is None:
        delegate.seat_id = seat.id
        session.flush()


def _take_in(session: Session, year: AssemblyYear, seat: Seat, school_id: int | None, *, actor_id: int | None) -> None:
    delegation_id = find_delegation_for(session, year.id, seat, school_id)
    if delegation_id is None:
        return
    way = _way_of(session, seat)
    delegate = make_delegate(session, year.id, delegation_id, seat.person_id, way, actor_id=actor_id)
    put_seat(session, delegate, seat)


def _way_of(session: Session, seat: Seat) -> DelegateWay:
    """The ballots give a seat by nobody's hand; whoever steps in came as the one before them did."""
    if seat.replaces_id is not None:
        before = session.scalar(select(Delegate.way).where(Delegate.seat_id == seat.replaces_id))
        if before is not None:
            return before
    return DelegateWay.election if seat.given_by_id is None else DelegateWay.appointment


def _school_of(session: Session, seat: Seat) -> int | None:
    """That of the body somebody speaks for; else their own."""
    below = session.get(Body, seat.from_body_id) if seat.from_body_id is not None else None
    if below is not None and below.school_id is not None:
        return below.school_id
    return session.get_one(Person, seat.person_id).school_id


def _open_years(session: Session, body_id: int) -> list[AssemblyYear]:
    query = select(AssemblyYear).where(AssemblyYear.body_id == body_id, AssemblyYear.ended_at.is_(None))
    return list(session.scalars(query.order_by(AssemblyYear.year)))
