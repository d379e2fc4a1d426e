"""Delegates, those who would like to be, and seats that found no place. Names: for those who prepare alone."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, Delegate, DelegateDraw, Delegation, Volunteer
from youthvoice.assembly.rules.delegates import fitting, free_places, who_follows
from youthvoice.core.clock import local_date, today
from youthvoice.core.errors import NotFound
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import VOTING_ROLES, SeatRole

MOST_CANDIDATES = 300


def delegates_of_year(session: Session, year_id: int) -> list[Delegate]:
    """Everybody who goes, with person and delegation, by delegation and name: one query."""
    query = select(Delegate).join(Delegate.delegation).join(Delegate.person)
    query = query.options(joinedload(Delegate.person), joinedload(Delegate.delegation))
    query = query.where(Delegate.year_id == year_id, Delegate.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(Delegation.name, Delegation.id, Person.display_name, Delegate.id)))


def delegates_of(session: Session, delegation_id: int) -> list[Delegate]:
    """Those who go for a delegation, with their people, by name: one query."""
    query = select(Delegate).join(Delegate.person).options(joinedload(Delegate.person))
    query = query.where(Delegate.delegation_id == delegation_id, Delegate.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(Person.display_name, Delegate.id)))


def find_delegate(session: Session, year_id: int, person_id: int) -> Delegate | None:
    """Somebody who goes that year; None for whoever does not."""
    mine = Delegate.year_id == year_id, Delegate.person_id == person_id, Delegate.withdrawn_at.is_(None)
    return session.scalar(select(Delegate).where(*mine))


def candidates_for(session: Session, delegation: Delegation) -> list[tuple[int, str]]:
    """(id, name) of whom one may name: members of its body, or of the elevråd of its school, who do not go already."""
    day = local_date(session.get_one(AssemblyYear, delegation.year_id).starts_at)
    body = Body.id == delegation.body_id
    if delegation.body_id is None:
        body = (Body.school_id == delegation.school_id) & (Body.kind == BodyKind.student_council)
    sits = select(Seat.person_id).join(Body, Body.id == Seat.body_id).where(body, _is_member(day))
    goes = select(Delegate.person_id).where(
        Delegate.year_id == delegation.year_id, Delegate.withdrawn_at.is_(None)
    )  # fmt: skip
    query = select(Person.id, Person.display_name).where(
        Person.id.in_(sits), Person.id.not_in(goes), Person.closed_at.is_(None)
    )
    found = session.execute(query.order_by(Person.display_name, Person.id).limit(MOST_CANDIDATES))
    return [(person_id, name) for person_id, name in found]


def sits_in(session: Session, body_id: int, person_id: int, day: date) -> bool:
    """Tell whether somebody is a member of a council: today, or on the day of Bytinget."""
    mine = Seat.body_id == body_id, Seat.person_id == person_id
    return session.scalar(select(Seat.id).where(*mine, _is_member(day)).limit(1)) is not None


def _is_member(day: date) -> ColumnElement[bool]:
    """A council that is elected in summer names before its seats begin; one that is about to end, while they last."""
    return and_(Seat.role == SeatRole.member, or_(held_on(today()), held_on(day)))


class WaitingSeat(NamedTuple):
    """Somebody with a seat in Bytinget on its day who goes for no delegation: there is none, or it is full."""

    seat: Seat
    school_id: int | None


def waiting_seats(session: Session, year: AssemblyYear) -> list[WaitingSeat]:
    """Members of the body on the day of Bytinget who are no delegates, with their people: one query."""
    goes = exists().where(
        Delegate.year_id == year.id, Delegate.person_id == Seat.person_id, Delegate.withdrawn_at.is_(None)
    )
    from_school = select(Body.school_id).where(Body.id == Seat.from_body_id).scalar_subquery()
    query = select(Seat, func.coalesce(from_school, Person.school_id)).join(Person, Person.id == Seat.person_id)
    query = query.options(joinedload(Seat.person)).where(Seat.body_id == year.body_id, Seat.role == SeatRole.member)
    query = query.where(held_on(local_date(year.starts_at)), ~goes, Person.closed_at.is_(None))
    return [WaitingSeat._make(row) for row in session.execute(query.order_by(Seat.starts_on, Seat.id))]


def covering_seat(session: Session, body_id: int, person_id: int, day: date) -> Seat | None:
    """The member's seat that somebody holds in a body on that day."""
    mine = Seat.body_id == body_id, Seat.person_id == person_id, Seat.role == SeatRole.member
    return session.scalar(select(Seat).where(*mine, held_on(day)).order_by(Seat.id.desc()).limit(1))


def find_delegation_for(session: Session, year_id: int, seat: Seat, school_id: int | None) -> int | None:
    """The delegation with room that a seat goes for: its body's, or else its school's, or that of a body its holder sits in.

    Who was given the seat by hand goes for a council only where they sit in it; who was elected, or stepped in, goes as they are.
    """
    sits = select(Seat.body_id).where(
        Seat.person_id == seat.person_id, Seat.role.in_(VOTING_ROLES), held_on(seat.starts_on)
    )
    taken = select(func.count(Delegate.id)).where(
        Delegate.delegation_id == Delegation.id, Delegate.withdrawn_at.is_(None)
    )
    query = select(Delegation.id, Delegation.body_id, Delegation.school_id, Delegation.places, taken.scalar_subquery())
    fits = or_(Delegation.body_id == seat.from_body_id, Delegation.school_id == school_id, Delegation.body_id.in_(sits))
    if seat.given_by_id is not None and seat.replaces_id is None:
        query = query.where(or_(Delegation.body_id.is_(None), Delegation.body_id.in_(sits)))
    rows = session.execute(query.where(Delegation.year_id == year_id, fits).order_by(Delegation.id)).all()
    best = sorted(rows, key=lambda row: (row[1] is None or row[1] != seat.from_body_id, row[2] != school_id))
    return fitting((row[0], free_places(row[3], row[4])) for row in best)


def volunteers_of(session: Session, delegation_id: int) -> list[Volunteer]:
    """Everybody who would like to go, with their people, by number; also those who have thought better of it: one query."""
    query = select(Volunteer).where(Volunteer.delegation_id == delegation_id).options(joinedload(Volunteer.person))
    return list(session.scalars(query.order_by(Volunteer.id)))


def find_draw(session: Session, draw_id: int | None) -> DelegateDraw | None:
    """A lot that was drawn; None where there is none."""
    return session.get(DelegateDraw, draw_id) if draw_id is not None else None


def get_draw(session: Session, year_id: int, draw_id: int) -> tuple[DelegateDraw, Delegation]:
    """A lot and its delegation, of that year: one query. Raises NotFound."""
    query = select(DelegateDraw, Delegation).join(Delegation, Delegation.id == DelegateDraw.delegation_id)
    row = session.execute(query.where(Delegation.year_id == year_id, DelegateDraw.id == draw_id)).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def latest_draw(session: Session, delegation_id: int) -> DelegateDraw | None:
    """The last lot that was drawn for a delegation."""
    query = select(DelegateDraw).where(DelegateDraw.delegation_id == delegation_id)
    return session.scalar(query.order_by(DelegateDraw.id.desc()).limit(1))


def ever_went(session: Session, delegation: Delegation, person_ids: Iterable[int]) -> set[int]:
    """Those of the people who are delegates that year, or were."""
    query = select(Delegate.person_id).where(Delegate.year_id == delegation.year_id)
    return set(session.scalars(query.where(Delegate.person_id.in_(sorted(set(person_ids))))))


def substitutes_of(session: Session, delegation: Delegation, draw: DelegateDraw | None) -> list[Volunteer]:
    """Who follows when a place is free, as the lot has them: two queries."""
    if draw is None:
        return []
    there = {one.id: one for one in volunteers_of(session, delegation.id)}
    went = ever_went(session, delegation, (one.person_id for one in there.values()))
    out = {
        one.id
        for one in there.values()
        if one.withdrawn_at is not None or one.person.closed_at is not None or one.person_id in went
    }
    return [there[number] for number in who_follows(draw.order, out) if number in there]
