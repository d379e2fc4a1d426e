"""The result becomes seats: members in the order of election, substitutes after them. The old term ends where it must."""

from collections import deque
from collections.abc import Iterable, Sequence
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
    session: Session,
    election: Election,
    elected: list[Candidate],
    candidates: dict[int, Candidate],
    ranking: Ranking | None,
) -> None:
    lock_body(session, election.body_id)
    if election.body.closed_at is not None:
        return
    starts_on = max(election.round.term_starts_on, today())
    if election.round.purpose is Purpose.term:
        _end_old_term(session, election, starts_on)
    seating = _Seating(session, election, candidates, ranking, starts_on)
    seated = seating.members(elected)
    if election.state is ElectionState.elected:
        if ranking is not None:
            seating.substitutes(ranking.after(_numbers(seated)))
        if election.round.purpose is Purpose.run_off:
            _go_on(seating, is_listed=ranking is None or _lists_all(ranking, seated))
    touch(session, election)
    audit.record(session, None, "election.seat", ("election", election.id), SeatingAudit(len(seated)))


def _numbers(candidates: Iterable[Candidate]) -> tuple[int, ...]:
    return tuple(one.paper_number or 0 for one in candidates)


@dataclass(frozen=True)
class _Seating:
    """The seats of one election are being filled. ``candidates`` by their number on the paper; without a ``ranking`` nobody
    had to vote.
    """

    session: Session
    election: Election
    candidates: dict[int, Candidate]
    ranking: Ranking | None
    starts_on: date

    def offer(self, candidate: Candidate, role: SeatRole) -> bool:
        """Give somebody a seat for the term; False where they cannot have it."""
        ends_on = self.election.round.term_ends_on
        facts = SeatFacts(
            role=role,
            starts_on=self.starts_on,
            ends_on=None if ends_on is None else max(self.starts_on, ends_on),
            from_body_id=self.election.from_body_id,
        )
        return offer_seat(self.session, self.election, candidate, facts) is not None

    def members(self, elected: Iterable[Candidate]) -> list[Candidate]:
        """The elected, and in place of whoever cannot have the seat the one whom the ballots name next."""
        waiting, seated, out = deque(elected), list[Candidate](), set[int]()
        while waiting:
            one = waiting.popleft()
            if self.offer(one, SeatRole.member):
                seated.append(one)
                one.place = len(seated)
                continue
            if self.ranking is None:
                continue
            out.add(one.paper_number or 0)
            follower = self.ranking.next_for(one.paper_number or 0, list(_numbers((*seated, *waiting))), out)
            if follower is not None:
                waiting.append(self.candidates[follower])
        self.session.flush()
        return seated

    def substitutes(self, order: Iterable[int], place: int = 0) -> int:
        """Substitutes in that order behind the first ``place``; the place of the last."""
        for one in (self.candidates[number] for number in order):
            if place >= self.election.substitutes:
                break
            if one.refusal or one.place is not None or one.seat_id is not None:
                continue
            if self.offer(one, SeatRole.substitute):
                place += 1
                one.substitute_place = place
            elif _lacked_room(one):
                # There are substitutes enough already: that is nothing about the person.
                one.refusal = ""
                break
        self.session.flush()
        return place

    def levels(self, ranking: Ranking, sits: set[int], passed: set[int]) -> None:
        """Each level that stood, and that the run-off could not seat, has the seat that was kept for it."""
        there = [one for one in self.candidates.values() if one.person_id in sits]
        waiting = waiting_levels(self.session, self.election) - {one.level for one in there}
        while waiting and len(sits) < self.election.seats:
            order = ranking.after(_numbers(one for one in self.candidates.values() if one.person_id in sits))
            one = next((self.candidates[n] for n in order if self.candidates[n].level in waiting), None)
            if one is None or one.person_id in passed:
                return
            waiting.discard(one.level)
            if self.offer(one, SeatRole.member):
                sits.add(one.person_id)
                one.place = len(sits)
                self.session.flush()


def _lists_all(ranking: Ranking, seated: list[Candidate]) -> bool:
    """Tell whether the ballots put everybody in order."""
    numbers = _numbers(seated)
    return len(numbers) + len(ranking.after(numbers)) == len(ranking.rules.options)


def _go_on(run_off: _Seating, *, is_listed: bool) -> None:
    """A run-off is settled: the counts before it name the seats of levels that wait, and substitutes behind its own.

    Where a new vote would have to put those in order who stood in it, the list of substitutes ends with them.
    """
    session = run_off.session
    stood = {one.person_id: one for one in stood_for(session, run_off.election.id)}
    sits = {one.person_id for one in stood.values() if one.place is not None}
    place = max((one.substitute_place or 0 for one in stood.values()), default=0)
    passed = set(stood)
    for before in before_run_off(session, run_off.election):
        election = hold_election(session, before.id)
        ranking = ranking_for(session, election)
        if ranking is None:
            return
        candidates = {one.paper_number or 0: one for one in on_paper(session, election.id)}
        seating = _Seating(session, election, candidates, ranking, run_off.starts_on)
        sits |= {one.person_id for one in candidates.values() if one.place is not None}
        seating.levels(ranking, sits, passed)
        passed |= sits
        if is_listed:
            ahead = tuple(number for number, one in candidates.items() if one.person_id in passed)
            place = seating.substitutes(ranking.after(ahead), place)
        passed |= {one.person_id for one in candidates.values()}
        touch(session, election)


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
