"""The whole way: announced, stood, drawn, voted, counted, seated; and what can go otherwise."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import BodyFactory, SeatFactory
from tests.factories.elections import (
    MONDAY,
    NOMINATION,
    PAUSE,
    VOTING,
    SchoolTown,
    announced,
    cast,
    counted,
    drawn,
    opened,
    standing_up,
)
from youthvoice.core.clock import today
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.seats import seats_of
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.elections import get_election
from youthvoice.elections.rules.states import ElectionState
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.methods import Method, TieRule


def seats(session: Session, election: Election, role: SeatRole) -> list[int]:
    """Who sits for the constituency once the term has begun, in the order in which the seats were given."""
    on = max(election.round.term_starts_on, today())
    found = [one for one in seats_of(session, election.body_id, on) if one.from_body_id == election.from_body_id]
    return [one.person_id for one in sorted(found, key=lambda one: one.id) if one.role is role]


def vote(session: Session, clock: Any, election: Election, town: SchoolTown, papers: list[list[Candidate]]) -> Contest:
    """The pupils vote by those papers, one each, and it is counted."""
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    contest = opened(session, election)
    for pupil, paper in zip(town.pupils, papers, strict=False):
        cast(session, contest, pupil, *paper)
    clock.move_to(MONDAY + NOMINATION + PAUSE + VOTING)
    counted(session, contest, town.helper)
    return contest


def running(
    session: Session, clock: Any, town: SchoolTown, candidates: int = 4, **more: Any
) -> tuple[Election, list[Candidate]]:
    """An election of 8.B whose paper is drawn, and who stands."""
    election = announced(session, town.council, [town.school_class], **more)
    standing = standing_up(session, election, town.pupils[:candidates])
    clock.move_to(MONDAY + NOMINATION)
    return drawn(session, election), standing


def test_votes_become_seats_and_the_ballots_say_who_is_next(session: Session, town: SchoolTown, clock: Any) -> None:
    election, (a, b, c, d) = running(session, clock, town)
    assert election.state is ElectionState.ready
    contest = vote(session, clock, election, town, [[a, c], [a, c], [a, c], [a, d], [b, d], [b, d], [b], [d]])
    again = get_election(session, election.id)
    assert (again.state, contest.method) == (ElectionState.elected, Method.stv)
    assert seats(session, again, SeatRole.member) == [a.person_id, b.person_id]
    assert [a.place, b.place, c.place, d.place] == [1, 2, None, None]
    assert sorted([c.substitute_place or 0, d.substitute_place or 0]) == [1, 2]
    assert set(seats(session, again, SeatRole.substitute)) == {c.person_id, d.person_id}


def test_a_new_term_takes_over_from_the_old(session: Session, town: SchoolTown, clock: Any) -> None:
    old = [SeatFactory(body=town.council, from_body=town.school_class, person=town.pupils[n]) for n in (0, 7)]
    other = SeatFactory(body=town.council, from_body=None)
    election, (a, b, *_rest) = running(session, clock, town)
    vote(session, clock, election, town, [[a], [a], [a], [b], [b], [b]])
    starts_on = election.round.term_starts_on
    assert [(one.ended_on, one.end_reason) for one in old] == [(starts_on, SeatEnd.replaced)] * 2
    assert other.ended_on is None
    assert set(seats(session, get_election(session, election.id), SeatRole.member)) == {a.person_id, b.person_id}
    assert {
        one.person_id for one in seats_of(session, town.council.id, starts_on - timedelta(days=1)) if one.from_body_id
    } == {
        town.pupils[0].id,
        town.pupils[7].id,
    }


def test_who_moved_away_meanwhile_is_passed_over_and_the_next_sits_down(
    session: Session, town: SchoolTown, clock: Any
) -> None:
    election, (a, b, c, d) = running(session, clock, town)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    contest = opened(session, election)
    for pupil, paper in zip(town.pupils, [[a, c], [a, c], [a, c], [a], [b], [b], [b], [d]], strict=True):
        cast(session, contest, pupil, *paper)
    (seat,) = session.scalars(select(Seat).where(Seat.person_id == a.person_id, Seat.body_id == town.school_class.id))
    seat.ended_on, seat.end_reason = today(), SeatEnd.moved
    session.flush()
    clock.move_to(MONDAY + NOMINATION + PAUSE + VOTING)
    counted(session, contest, town.helper)
    assert (a.place, a.refusal, a.seat_id) == (None, "moved", None)
    assert {b.place, c.place} == {1, 2}
    assert seats(session, get_election(session, election.id), SeatRole.substitute) == [d.person_id]


@pytest.mark.parametrize(
    ("count", "state"), [(0, ElectionState.empty), (1, ElectionState.elected), (2, ElectionState.elected)]
)
def test_with_room_for_everybody_nobody_has_to_vote(
    session: Session, town: SchoolTown, clock: Any, count: int, state: ElectionState
) -> None:
    election, standing = running(session, clock, town, count)
    assert (election.state, election.contest_id, election.is_unopposed) == (state, None, count > 0)
    assert set(seats(session, election, SeatRole.member)) == {one.person_id for one in standing}
    assert [one.place for one in sorted(standing, key=lambda one: one.paper_number or 0)] == list(range(1, count + 1))


def test_a_vote_all_the_same_where_it_is_set_so(session: Session, town: SchoolTown, clock: Any) -> None:
    election, (a, b) = running(session, clock, town, 2, fills_uncontested=False)
    assert election.state is ElectionState.ready
    vote(session, clock, election, town, [[a], [b]])
    assert {a.place, b.place} == {1, 2}


def test_a_tie_goes_to_a_new_vote_where_it_is_set_so(session: Session, town: SchoolTown, clock: Any) -> None:
    election, (a, b, c) = running(session, clock, town, 3, tie_rule=TieRule.run_off, method=Method.block)
    vote(session, clock, election, town, [sorted([a, b], key=lambda one: one.paper_number or 0), [a], [c]])
    assert get_election(session, election.id).state is ElectionState.tied
    assert [a.place, b.place, c.place] == [1, None, None]
    assert seats(session, election, SeatRole.member) == [a.person_id]
    assert seats(session, election, SeatRole.substitute) == []


def test_too_few_votes_seat_nobody(session: Session, town: SchoolTown, clock: Any) -> None:
    election, (a, *_rest) = running(session, clock, town, quorum_percent=50)
    vote(session, clock, election, town, [[a], [a], [a]])
    assert get_election(session, election.id).state is ElectionState.void
    assert seats(session, election, SeatRole.member) == []


def test_everybody_of_an_age_elects_ungeraadet(session: Session, clock: Any) -> None:
    council = BodyFactory(name="Ungerådet", min_age=14, max_age=20, member_seats=3, substitute_seats=1)
    ages = [13, 14, 15, 20, 21]
    people = {age: PersonFactory(birth_year=MONDAY.year - age) for age in ages}
    election = announced(session, council, seats=1, substitutes=1)
    a, b = standing_up(session, election, [people[14], people[20]])
    clock.move_to(MONDAY + NOMINATION)
    election = drawn(session, election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    contest = opened(session, election)
    assert (contest.method, contest.roll_size) == (Method.instant_runoff, 3)
    for voter, paper in ((people[14], [a]), (people[15], [b, a]), (people[20], [b])):
        cast(session, contest, voter, *paper)
    clock.move_to(MONDAY + NOMINATION + PAUSE + VOTING)
    counted(session, contest, people[15])
    session.refresh(b)
    assert (b.place, a.substitute_place) == (1, 1)
