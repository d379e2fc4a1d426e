"""What a run-off goes on with: the substitutes of the count before it, and the seat of each level."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import ClassFactory, SeatFactory, StudentCouncilFactory
from tests.factories.elections import (
    MONDAY,
    PAUSE,
    SchoolTown,
    announced,
    cast,
    counted,
    drawn,
    opened,
    standing_up,
)
from youthvoice.councils.models import Body
from youthvoice.elections.commands.run_off import VoteTimes, plan_run_off
from youthvoice.elections.commands.standing import withdraw
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.candidates import find_own, on_paper
from youthvoice.elections.queries.elections import elections_of, get_election
from youthvoice.elections.rules.states import ElectionState, Purpose
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.methods import Method, TieRule

BLOCK = {"tie_rule": TieRule.run_off, "method": Method.block}


def vote(session: Session, clock: Any, election: Election, voters: Sequence[Any], papers: Sequence[str]) -> Election:
    """They vote by crosses (a is whoever stood first in the first election), and it is counted."""
    contest = session.get_one(Contest, election.contest_id)
    clock.move_to(contest.opens_at)
    contest = opened(session, election)
    by_person = {one.person_id: one for one in on_paper(session, election.id)}
    for voter, paper in zip(voters, papers, strict=False):
        chosen = [by_person[voters["abcdef".index(letter)].id] for letter in paper]
        cast(session, contest, voter, *sorted(chosen, key=lambda one: one.paper_number or 0))
    clock.move_to(contest.closes_at)
    counted(session, contest, PersonFactory())
    session.commit()
    return get_election(session, election.id)


def first_vote(
    session: Session, clock: Any, election: Election, voters: Sequence[Any], papers: Sequence[str]
) -> Election:
    """As many stand as there are letters; their votes end in a tie."""
    standing_up(session, election, voters[: len(set("".join(papers)))])
    clock.move_to(election.round.nomination_closes_at)
    election = vote(session, clock, drawn(session, election), voters, papers)
    assert election.state is ElectionState.tied
    return election


def run_off(session: Session, clock: Any, election: Election) -> Election:
    """A new vote between those who are tied, in two days."""
    starts = election.round.voting_closes_at
    times = VoteTimes(opens_at=starts + PAUSE, closes_at=starts + 2 * PAUSE)
    planned = plan_run_off(session, election, times, uuid4().hex, actor_id=PersonFactory().id)
    return elections_of(session, planned.id)[0]


def seated(session: Session, elections: Sequence[Election], voters: Sequence[Any]) -> tuple[str, str]:
    """(letters of the members, those of the substitutes in order), by all these elections together."""
    session.expire_all()
    letters = {one.id: letter for one, letter in zip(voters, "abcdef", strict=False)}
    found = session.scalars(select(Candidate).where(Candidate.election_id.in_([one.id for one in elections]))).all()
    members = sorted(letters[one.person_id] for one in found if one.place is not None)
    substitutes = sorted((one.substitute_place, letters[one.person_id]) for one in found if one.substitute_place)
    assert [place for place, _letter in substitutes] == list(range(1, len(substitutes) + 1))
    assert all(one.seat_id is not None for one in found if one.place or one.substitute_place)
    return "".join(members), "".join(letter for _place, letter in substitutes)


@pytest.mark.parametrize(
    ("papers", "again", "told"),
    [
        # b and c are tied; who loses is the first substitute, and d of the first count the second.
        (("ab", "ab", "ac", "ac", "d"), "c", ("ac", "bd")),
        # Only as many as there are places.
        (("ab", "ab", "ab", "ac", "ac", "ac", "de", "d"), "c", ("ac", "bd")),
        # Of three who were tied two are so again: nobody can stand behind them.
        (("ab", "ac", "ad", "a", "a", "e"), "bbcd", ("ab", "")),
    ],
)  # fmt: skip
def test_substitutes_of_the_first_count_stand_behind_those_of_the_run_off(
    session: Session, town: SchoolTown, clock: Any, papers: tuple[str, ...], again: str, told: tuple[str, str]
) -> None:
    election = first_vote(
        session, clock, announced(session, town.council, [town.school_class], **BLOCK), town.pupils, papers
    )
    assert seated(session, [election], town.pupils) == ("a", "")
    other = vote(session, clock, run_off(session, clock, election), town.pupils, again)
    assert other.state is ElectionState.elected
    assert seated(session, [election, other], town.pupils) == told


def test_where_one_of_two_steps_back_the_others_follow(session: Session, town: SchoolTown, clock: Any) -> None:
    election = announced(session, town.council, [town.school_class], **BLOCK)
    election = first_vote(session, clock, election, town.pupils, ("ab", "ab", "ac", "ac", "d"))
    other = run_off(session, clock, election)
    loser = find_own(session, other.id, town.pupils[1].id)
    assert loser is not None
    withdraw(session, loser, actor_id=town.pupils[1].id)
    assert get_election(session, other.id).is_unopposed
    assert seated(session, [election, other], town.pupils) == ("ac", "d")


def test_a_run_off_that_is_tied_is_not_the_end(session: Session, town: SchoolTown, clock: Any) -> None:
    election = announced(session, town.council, [town.school_class], **BLOCK)
    election = first_vote(session, clock, election, town.pupils, ("ab", "ab", "ac", "ac", "d"))
    other = vote(session, clock, run_off(session, clock, election), town.pupils, "bc")
    assert seated(session, [election, other], town.pupils) == ("a", "")
    last = vote(session, clock, run_off(session, clock, other), town.pupils, "b")
    assert seated(session, [election, other, last], town.pupils) == ("ab", "cd")


def grades(session: Session, *levels: int) -> tuple[Body, list[Any]]:
    """A body of three for the whole school, and a pupil of each of those years."""
    council = StudentCouncilFactory(seats_per_child=False, member_seats=3, substitute_seats=2)
    classes = {level: ClassFactory(parent=council, grade=level) for level in set(levels)}
    return council, [SeatFactory(body=classes[level]).person for level in levels]


@pytest.mark.parametrize(
    ("levels", "papers", "tied", "seats", "again", "told"),
    [
        # b and c have equally many; one of the two seats that are left belongs to the ninth year, which d stands for.
        ((7, 7, 7, 9), ("ab", "ac", "abd", "ac"), "bc", 1, "b", ("abd", "c")),
        # Of b, c and d two get a seat; d must be one of them, for nobody sits for the eighth year.
        ((7, 7, 7, 8), ("ab", "ac", "ad"), "bcd", 2, ("bc", "bc", "b"), ("abd", "c")),
        # All years have a seat: a new one is nobody's right.
        ((7, 8, 7, 8), ("ab", "ab", "abc", "d"), "cd", 1, "c", ("abc", "d")),
    ],
)  # fmt: skip
def test_each_level_has_its_seat_after_a_run_off_too(
    session: Session, clock: Any, levels: tuple[int, ...], papers: Sequence[str], tied: str, seats: int,
    again: Sequence[str], told: tuple[str, str],
) -> None:  # fmt: skip
    council, pupils = grades(session, *levels)
    election = announced(session, council, needs_spread=True, seats=3, **BLOCK)
    election = first_vote(session, clock, election, pupils, papers)
    other = run_off(session, clock, election)
    assert (other.round.needs_spread, other.round.purpose, other.seats) == (True, Purpose.run_off, seats)
    assert {one.person_id for one in on_paper(session, other.id)} == {pupils["abcd".index(one)].id for one in tied}
    other = vote(session, clock, other, pupils, again)
    assert seated(session, [election, other], pupils) == told


def test_a_contest_that_nobody_needs_says_why_in_the_language_of_the_reader(
    session: Session, town: SchoolTown, election: Election, clock: Any, client: Any
) -> None:
    standing = standing_up(session, election, town.pupils[:3])
    clock.move_to(election.round.nomination_closes_at)
    contest_id = drawn(session, election).contest_id
    withdraw(session, standing[0], actor_id=town.helper.id)
    session.commit()
    assert "Der er ikke flere kandidater, end der er pladser." in client.get(f"/afstemninger/{contest_id}").text
    assert "called_off" not in client.get(f"/en/afstemninger/{contest_id}").text
    assert "Der er ikke flere" not in client.get(f"/en/afstemninger/{contest_id}").text


def test_where_all_step_back_at_once_it_says_so(
    session: Session, town: SchoolTown, election: Election, clock: Any, client: Any
) -> None:
    standing = standing_up(session, election, town.pupils[:3])
    clock.move_to(election.round.nomination_closes_at)
    contest_id = drawn(session, election).contest_id
    for one in standing[1:]:
        one.withdrawn_at, one.paper_number = MONDAY, None
    withdraw(session, standing[0], actor_id=town.helper.id)
    session.commit()
    assert get_election(session, election.id).state is ElectionState.empty
    assert "Alle kandidater har trukket sig." in client.get(f"/afstemninger/{contest_id}").text
