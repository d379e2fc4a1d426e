"""A member leaves: the ballots say who follows, and whoever helps the body confirms it with one tap. Nothing is automatic."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.councils.commands.seats import SeatFacts, end_seat
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.seats import lock_body, own_seats
from youthvoice.councils.rules.seats import SeatEnd, SeatRole, is_held
from youthvoice.elections.commands.holding import touch
from youthvoice.elections.commands.seating import offer_seat
from youthvoice.elections.events import VacancyFound
from youthvoice.elections.models import Candidate, Election, Vacancy, VacancyState
from youthvoice.elections.queries.candidates import find_by_seat, on_paper
from youthvoice.elections.queries.elections import get_election, hold_election
from youthvoice.elections.queries.following import hold_vacancy
from youthvoice.elections.queries.roll import has_right
from youthvoice.elections.ranking import ranking_for
from youthvoice.elections.rules.candidates import Refusal

LEAVING = frozenset({SeatEnd.resigned, SeatEnd.moved, SeatEnd.recalled, SeatEnd.account_closed})
"""Not ``replaced``: then somebody has the seat already, or a new term began."""


@dataclass(frozen=True)
class VacancyAudit:
    """Audit: the seat that is empty, and what became of it."""

    seat_id: int
    state: str


def note_vacancy(session: Session, seat: Seat) -> Vacancy | None:
    """A seat has ended before its time: write down who follows. None where no election gave it, or it would be over."""
    is_over = seat.ends_on < today() or seat.role is not SeatRole.member or seat.end_reason not in LEAVING
    left_by = None if is_over else find_by_seat(session, seat.id)
    if left_by is None or session.scalar(select(Vacancy.id).where(Vacancy.seat_id == seat.id)) is not None:
        return None
    election = left_by.election
    follower = next_in_line(session, election, left_by)
    vacancy = Vacancy(
        seat_id=seat.id,
        election_id=election.id,
        candidate_id=follower.id if follower else None,
        state=VacancyState.open,
        created_at=now(),
    )
    session.add(vacancy)
    session.flush()
    touch(session, election)
    publish(session, VacancyFound(vacancy.id, election.body_id))
    return vacancy


def next_in_line(session: Session, election: Election, left_by: Candidate) -> Candidate | None:
    """Whom the ballots name for the seat that ``left_by`` had; None where nobody is left.

    Passed over: who sits already, who said no, who has no account or no right to the seat any more.
    """
    ranking = ranking_for(session, election)
    if ranking is None or left_by.paper_number is None:
        return None
    candidates = on_paper(session, election.id)
    sitting = {one.paper_number or 0 for one in candidates if _sits(session, election, one)}
    out = {one.paper_number or 0 for one in candidates if not _is_ready(session, election, one)}
    found = ranking.next_for(left_by.paper_number, sitting, out - sitting)
    return next((one for one in candidates if one.paper_number == found), None)


def step_in(session: Session, vacancy: Vacancy, *, actor_id: int) -> Candidate | None:
    """Whoever follows takes the seat for the rest of its term. None where they cannot: then the next one is named.

    Raises Conflict where it is settled already, or nobody follows.
    """
    vacancy, election = _held(session, vacancy)
    candidate = next((one for one in on_paper(session, election.id) if one.id == vacancy.candidate_id), None)
    if candidate is None:
        raise Conflict
    for seat in own_seats(session, candidate.person_id, election.body_id, today()):
        if seat.role is SeatRole.substitute and seat.from_body_id == election.from_body_id:
            end_seat(session, seat, SeatEnd.replaced, actor_id=actor_id)
    left = session.get_one(Seat, vacancy.seat_id)
    facts = SeatFacts(
        role=SeatRole.member,
        starts_on=today(),
        ends_on=max(today(), left.ends_on),
        from_body_id=left.from_body_id,
        replaces_id=left.id,
    )
    if offer_seat(session, election, candidate, facts, actor_id=actor_id) is None:
        _name_next(session, vacancy, election)
        return None
    candidate.substitute_place = None
    _settle(session, vacancy, VacancyState.filled, actor_id=actor_id)
    return candidate


def decline(session: Session, vacancy: Vacancy, *, actor_id: int) -> None:
    """Whoever follows says no, and the next one is named. Raises Conflict where it is settled already."""
    vacancy, election = _held(session, vacancy)
    candidate = session.get(Candidate, vacancy.candidate_id) if vacancy.candidate_id is not None else None
    if candidate is None:
        raise Conflict
    candidate.refusal = Refusal.declined.value
    session.flush()
    data = VacancyAudit(vacancy.seat_id, Refusal.declined.value)
    audit.record(session, actor_id, "election.decline", ("election", election.id), data)
    _name_next(session, vacancy, election)


def settle_by_hand(session: Session, replaced_seat_id: int) -> None:
    """Somebody was given the seat in another way: nothing waits any more."""
    query = select(Vacancy).where(Vacancy.seat_id == replaced_seat_id, Vacancy.state == VacancyState.open)
    vacancy = session.scalar(query)
    if vacancy is not None:
        _settle(session, vacancy, VacancyState.filled, actor_id=None)


def mark_by_election(session: Session, election: Election, *, actor_id: int | None) -> None:
    """A by-election is announced for the empty seats of an election."""
    query = select(Vacancy).where(Vacancy.election_id == election.id, Vacancy.state == VacancyState.open)
    for vacancy in session.scalars(query.order_by(Vacancy.id)).all():
        _settle(session, vacancy, VacancyState.by_election, actor_id=actor_id)


def _held(session: Session, vacancy: Vacancy) -> tuple[Vacancy, Election]:
    # The body first, as when a seat ends.
    lock_body(session, vacancy.election.body_id)
    election = hold_election(session, vacancy.election_id)
    held = hold_vacancy(session, vacancy.id)
    if held.state is not VacancyState.open:
        raise Conflict
    return held, election


def _name_next(session: Session, vacancy: Vacancy, election: Election) -> None:
    left_by = find_by_seat(session, vacancy.seat_id)
    follower = next_in_line(session, election, left_by) if left_by is not None else None
    vacancy.candidate_id = follower.id if follower else None
    touch(session, election)


def _settle(session: Session, vacancy: Vacancy, state: VacancyState, *, actor_id: int | None) -> None:
    vacancy.state, vacancy.settled_at = state, now()
    session.flush()
    election = get_election(session, vacancy.election_id)
    touch(session, election)
    data = VacancyAudit(vacancy.seat_id, state.value)
    audit.record(session, actor_id, "election.fill_seat", ("election", election.id), data)


def _sits(session: Session, election: Election, candidate: Candidate) -> bool:
    """Holds a member's seat for those who vote here today, or will: by this election, a run-off or a by-election after it."""
    own = select(Seat).where(Seat.body_id == election.body_id, Seat.person_id == candidate.person_id)
    seats = session.scalars(own.where(Seat.role == SeatRole.member)).all()
    return any(seat.from_body_id == election.from_body_id and _lasts(seat) for seat in seats)


def _lasts(seat: Seat) -> bool:
    day = max(today(), seat.starts_on)
    return is_held(seat.starts_on, seat.ends_on, seat.ended_on, day)


def _is_ready(session: Session, election: Election, candidate: Candidate) -> bool:
    """Could sit: was not refused, has not left a seat of this election, and still has the right to it."""
    seat = session.get(Seat, candidate.seat_id) if candidate.seat_id is not None else None
    has_left = seat is not None and seat.ended_on is not None and seat.end_reason in LEAVING
    has_left = has_left or candidate.withdrawn_at is not None or bool(candidate.refusal)
    return not has_left and candidate.person.closed_at is None and has_right(session, election, candidate.person_id)
