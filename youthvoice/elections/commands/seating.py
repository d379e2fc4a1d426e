"""The result becomes seats: members in the order of election, substitutes after them. The old term ends where it must."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import today
from youthvoice.core.errors import RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.commands.seats import SeatFacts, end_seat, give_seat
from youthvoice.councils.labels import SEAT_PROBLEM_TEXTS
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.seats import COUNTED_ROLES, lock_body
from youthvoice.councils.rules.seats import SeatEnd, SeatProblem, SeatRole
from youthvoice.elections.commands.holding import move, touch
from youthvoice.elections.events import ElectionSettled
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.candidates import on_paper, stood_for
from youthvoice.elections.queries.elections import hold_election
from youthvoice.elections.queries.roll import has_right
from youthvoice.elections.queries.run_offs import before_run_off, waiting_levels
from youthvoice.elections.ranking import Ranking, ranking_for, ranking_of
from youthvoice.elections.rules.candidates import Refusal
from youthvoice.elections.rules.states import ElectionState, Purpose
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.contest import reaches_quorum


@dataclass(frozen=True)
class SeatingAudit:
    """Audit: how many were elected."""

    size: int


def seat_result(session: Session, election: Election, contest: Contest) -> None:
    """A counted contest becomes seats. The election must be held, and its box closed.

    Who cannot have the seat (too old, moved away) is passed over, and the ballots say who follows. Without a quorum nobody
    is elected. Where a new vote must decide the last seats, those who are clear have theirs.
    """
    ranking = ranking_of(session, contest)
    if ranking is None:
        return
    if not reaches_quorum(contest.taken_part, contest.roll_size, contest.quorum_percent):
        move(session, election, ElectionState.void)
    else:
        candidates = {one.paper_number or 0: one for one in on_paper(session, election.id)}
        elected = [candidates[number] for number in ranking.outcome.elected]
        move(session, election, ElectionState.tied if ranking.outcome.tied else ElectionState.elected)
        _seat_all(session, election, elected, candidates, ranking)
    publish(session, ElectionSettled(election.id))


def seat_unopposed(session: Session, election: Election, standing: Sequence[Candidate]) -> None:
    """There was a seat for everybody who stood. The election must be held."""
    elected = sorted(standing, key=lambda one: one.paper_number or 0)
    _seat_all(session, election, elected, {}, None)


def offer_seat(
    session: Session, election: Election, candidate: Candidate, facts: SeatFacts, *, actor_id: int | None = None
) -> Seat | None:
    """Give a candidate the seat; None where they cannot have it, and then why stands with the candidate."""
    refusal = _refusal(session, election, candidate)
    if refusal is None:
        try:
            seat = give_seat(session, election.body, candidate.person, facts, actor_id=actor_id)
        except RuleBroken as error:
            refusal = _problem_told(error)
        else:
            candidate.seat_id, candidate.refusal = seat.id, ""
            session.flush()
            return seat
    candidate.refusal = refusal
    session.flush()
    return None


def _refusal(session: Session, election: Election, candidate: Candidate) -> str | None:
    if candidate.person.closed_at is not None:
        return Refusal.account_closed.value
    return None if has_right(session, election, candidate.person_id) else Refusal.moved.value


def _problem_told(error: RuleBroken) -> str:
    """The name of what councils told in words, so that it can be told again in another language."""
    told = {str(text) for texts in error.problems.values() for text in texts}
    return next((one.value for one, text in SEAT_PROBLEM_TEXTS.items() if str(text) in told), SeatProblem.no_room.value)


def _seat_all(
    session: Session, election: Election, elected: list[Candidate], candidates: dict[int, Candidate],
    ranking: Ranking | None,
) -> None:  # fmt: skip
    lock_body(session, election.body_id)
    if election.body.closed_at is not None:
        return
    starts_on = max(election.round.term_starts_on, today())
    if election.round.purpose is Purpose.term:
        _end_old_term(session, election, starts_on)
    seated = _seat_members(session, election, elected, candidates, ranking, starts_on)
    if ranking is not None and election.state is ElectionState.elected:
        _seat_substitutes(session, election, seated, candidates, ranking, starts_on)
    if election.round.purpose is Purpose.run_off and election.state is ElectionState.elected:
        _go_on(session, election, starts_on, is_listed=ranking is None or _lists_all(ranking, seated))
    touch(session, election)
    audit.record(session, None, "election.seat", ("election", election.id), SeatingAudit(len(seated)))


def _facts(election: Election, role: SeatRole, starts_on: date) -> SeatFacts:
    ends_on = election.round.term_ends_on
    return SeatFacts(
        role=role,
        starts_on=starts_on,
        ends_on=None if ends_on is None else max(starts_on, ends_on),
        from_body_id=election.from_body_id,
    )


def _seat_members(
    session: Session, election: Election, elected: list[Candidate], candidates: dict[int, Candidate],
    ranking: Ranking | None, starts_on: date,
) -> list[Candidate]:  # fmt: skip
    """The elected, and in place of whoever cannot have the seat the one whom the ballots name next."""
    waiting, seated, out = deque(elected), list[Candidate](), set[int]()
    while waiting:
        one = waiting.popleft()
        if offer_seat(session, election, one, _facts(election, SeatRole.member, starts_on)) is not None:
            seated.append(one)
            one.place = len(seated)
            continue
        if ranking is None:
            continue
        out.add(one.paper_number or 0)
        kept = [other.paper_number or 0 for other in (*seated, *waiting)]
        follower = ranking.next_for(one.paper_number or 0, kept, out)
        if follower is not None:
            waiting.append(candidates[follower])
    session.flush()
    return seated


def _seat_substitutes(
    session: Session, election: Election, seated: list[Candidate], candidates: dict[int, Candidate],
    ranking: Ranking, starts_on: date,
) -> None:  # fmt: skip
    order = ranking.after(tuple(one.paper_number or 0 for one in seated))
    _seat_next(session, election, order, candidates, 0, starts_on)


def _seat_next(
    session: Session, election: Election, order: Sequence[int], candidates: dict[int, Candidate], place: int,
    starts_on: date,
) -> int:  # fmt: skip
    """Substitutes in that order behind the first ``place``; the place of the last."""
    for number in order:
        one = candidates[number]
        if place >= election.substitutes:
            break
        if one.refusal or one.place is not None or one.seat_id is not None:
            continue
        if offer_seat(session, election, one, _facts(election, SeatRole.substitute, starts_on)) is not None:
            place += 1
            one.substitute_place = place
        elif _lacked_room(one):
            # There are substitutes enough already: that is nothing about the person.
            one.refusal = ""
            break
    session.flush()
    return place


def _lists_all(ranking: Ranking, seated: list[Candidate]) -> bool:
    """Tell whether the ballots put everybody in order."""
    numbers = tuple(one.paper_number or 0 for one in seated)
    return len(numbers) + len(ranking.after(numbers)) == len(ranking.rules.options)


def _go_on(session: Session, run_off: Election, starts_on: date, *, is_listed: bool) -> None:
    """A run-off is settled: the counts before it name the seats of levels that wait, and substitutes behind its own.

    Where a new vote would have to put those in order who stood in it, the list of substitutes ends with them.
    """
    stood = {one.person_id: one for one in stood_for(session, run_off.id)}
    sits = {one.person_id for one in stood.values() if one.place is not None}
    place = max((one.substitute_place or 0 for one in stood.values()), default=0)
    passed = set(stood)
    for before in before_run_off(session, run_off):
        election = hold_election(session, before.id)
        ranking = ranking_for(session, election)
        if ranking is None:
            return
        candidates = {one.paper_number or 0: one for one in on_paper(session, election.id)}
        sits |= {one.person_id for one in candidates.values() if one.place is not None}
        _seat_levels(session, election, candidates, ranking, sits, passed, starts_on)
        passed |= sits
        if is_listed:
            ahead = tuple(number for number, one in candidates.items() if one.person_id in passed)
            place = _seat_next(session, election, ranking.after(ahead), candidates, place, starts_on)
        passed |= {one.person_id for one in candidates.values()}
        touch(session, election)


def _seat_levels(
    session: Session, election: Election, candidates: dict[int, Candidate], ranking: Ranking, sits: set[int],
    passed: set[int], starts_on: date,
) -> None:  # fmt: skip
    """Each level that stood, and that the run-off could not seat, has the seat that was kept for it."""
    waiting = waiting_levels(session, election) - {
        candidates[n].level for n in candidates if candidates[n].person_id in sits
    }
    while waiting and len(sits) < election.seats:
        order = ranking.after(tuple(number for number, one in candidates.items() if one.person_id in sits))
        one = next((candidates[n] for n in order if candidates[n].level in waiting), None)
        if one is None or one.person_id in passed:
            return
        waiting.discard(one.level)
        if offer_seat(session, election, one, _facts(election, SeatRole.member, starts_on)) is not None:
            sits.add(one.person_id)
            one.place = len(sits)
            session.flush()


def _lacked_room(candidate: Candidate) -> bool:
    return candidate.refusal == SeatProblem.no_room.value


def _end_old_term(session: Session, election: Election, starts_on: date) -> None:
    """Whoever sits for the same constituency beyond that day leaves on it: the new ones take over."""
    query = select(Seat).where(
        Seat.body_id == election.body_id,
        Seat.role.in_(COUNTED_ROLES),
        Seat.ends_on >= starts_on,
        Seat.ended_on.is_(None),
    )
    if election.from_body_id is not None:
        query = query.where(Seat.from_body_id == election.from_body_id)
    for seat in session.scalars(query.order_by(Seat.id)).all():
        end_seat(session, seat, SeatEnd.replaced, actor_id=None, on=starts_on)
