"""Naming delegates by hand, and ending it: each takes a seat in the body of Bytinget, and ends with it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.delegations import broken
from youthvoice.assembly.commands.following import make_delegate, put_seat, withdraw_delegate
from youthvoice.assembly.models import AssemblyYear, Delegate, Delegation
from youthvoice.assembly.queries.delegates import covering_seat, find_delegate, sits_in
from youthvoice.assembly.queries.delegations import count_delegates, hold_delegation
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.delegates import DelegateProblem, free_places, last_day, seat_starts
from youthvoice.assembly.rules.years import DelegateWay, YearState
from youthvoice.core import audit
from youthvoice.core.clock import local_date, today
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.councils.commands.seats import SeatFacts, end_seat, give_seat
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.seats import SeatEnd, SeatRole


@dataclass(frozen=True)
class EndAudit:
    """Audit: who does not go after all."""

    delegation_id: int
    person_id: int


def hold_places(session: Session, year_id: int, delegation_id: int) -> tuple[AssemblyYear, Delegation]:
    """The year, its body and the delegation, held in that order: who goes is counted under them.

    Raises NotFound, and Conflict once the year is over.
    """
    year = hold_year(session, year_id)
    if year.state is YearState.over:
        raise Conflict
    lock_body(session, year.body_id)
    return year, hold_delegation(session, year_id, delegation_id)


def name_delegate(
    session: Session, year_id: int, delegation_id: int, person: Person, way: DelegateWay, *, actor_id: int
) -> Delegate:
    """Somebody goes for a delegation. Named twice, they go once.

    Raises RuleBroken (person_id) where no place is free, they go for another, cannot have a seat in Bytinget, or
    do not sit in the council whose delegation it is.
    """
    year, delegation = hold_places(session, year_id, delegation_id)
    return seat_delegate(session, year, delegation, person, way, actor_id=actor_id)


def seat_delegate(
    session: Session, year: AssemblyYear, delegation: Delegation, person: Person, way: DelegateWay, *, actor_id: int
) -> Delegate:
    """As ``name_delegate``, with everything held."""
    goes = find_delegate(session, year.id, person.id)
    if goes is not None and goes.delegation_id == delegation.id:
        return goes
    if goes is not None:
        raise broken(DelegateProblem.goes_for_another)
    if delegation.body_id is not None and not sits_in(
        session, delegation.body_id, person.id, local_date(year.starts_at)
    ):
        raise broken(DelegateProblem.not_of_the_council)
    if not free_places(delegation.places, count_delegates(session, delegation.id)):
        raise broken(DelegateProblem.no_place)
    delegate = make_delegate(session, year.id, delegation.id, person.id, way, actor_id=actor_id)
    put_seat(session, delegate, _seat(session, year, delegation, person, actor_id))
    return delegate


def end_delegate(session: Session, year_id: int, delegate_id: int, *, actor_id: int) -> None:
    """Somebody does not go, and the place is free. A second time changes nothing. Raises NotFound, Conflict once it is over."""
    year = hold_year(session, year_id)
    if year.state is YearState.over:
        raise Conflict
    lock_body(session, year.body_id)
    delegate = session.get(Delegate, delegate_id)
    if delegate is None or delegate.year_id != year_id:
        raise NotFound
    session.refresh(delegate, ["withdrawn_at"])
    if delegate.withdrawn_at is not None:
        return
    if delegate.seat_id is not None:
        end_seat(session, session.get_one(Seat, delegate.seat_id), SeatEnd.resigned, actor_id=actor_id)
    withdraw_delegate(session, delegate)
    told = EndAudit(delegate.delegation_id, delegate.person_id)
    audit.record(session, actor_id, "delegate.end", ("assembly_year", year_id), told)


def _seat(session: Session, year: AssemblyYear, delegation: Delegation, person: Person, actor_id: int) -> Seat:
    """The seat somebody holds on the day, or a new one until the year is out."""
    day = max(local_date(year.starts_at), today())
    held = covering_seat(session, year.body_id, person.id, day)
    if held is not None:
        return held
    body, now_held = get_body(session, year.body_id), covering_seat(session, year.body_id, person.id, today())
    facts = SeatFacts(
        role=SeatRole.member,
        starts_on=seat_starts(today(), now_held.ends_on if now_held is not None else None),
        ends_on=max(day, last_day(year.year)),
        from_body_id=_from_body(session, delegation, body),
    )
    try:
        return give_seat(session, body, person, facts, actor_id=actor_id)
    except RuleBroken as error:
        raise RuleBroken({"person_id": [text for texts in error.problems.values() for text in texts]}) from error


def _from_body(session: Session, delegation: Delegation, assembly: Body) -> int | None:
    """The body that somebody speaks for, where it lies right below Bytinget."""
    below = session.get(Body, delegation.body_id) if delegation.body_id is not None else None
    return below.id if below is not None and below.parent_id == assembly.id else None
