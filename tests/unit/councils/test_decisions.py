"""Votes, outcomes, quorum and reasons."""

import pytest

from youthvoice.councils.rules.decisions import (
    DecisionOutcome,
    DecisionProblem,
    Votes,
    check_votes,
    needs_quorum,
)
from youthvoice.councils.rules.meetings import Quorum, quorum

ADOPTED, REJECTED, POSTPONED = DecisionOutcome.adopted, DecisionOutcome.rejected, DecisionOutcome.postponed
WRONG = DecisionProblem.votes_against_it


@pytest.mark.parametrize(
    ("votes", "adopted", "rejected"),
    [
        (Votes(), None, None),
        (Votes(5, 4, 2), None, WRONG),
        (Votes(4, 5, 2), WRONG, None),
        # As many against as for is no majority.
        (Votes(4, 4, 0), WRONG, None),
        (Votes(0, 0, 9), WRONG, None),
        (Votes(1, 0, 10), None, WRONG),
        (Votes(5, None, None), DecisionProblem.votes_incomplete, DecisionProblem.votes_incomplete),
        (Votes(5, 4, None), DecisionProblem.votes_incomplete, DecisionProblem.votes_incomplete),
        (Votes(6, 4, 2), DecisionProblem.too_many_votes, DecisionProblem.too_many_votes),
    ],
)
def test_votes(votes: Votes, adopted: DecisionProblem | None, rejected: DecisionProblem | None) -> None:
    assert check_votes(ADOPTED, votes, 11) is adopted
    assert check_votes(REJECTED, votes, 11) is rejected


def test_putting_off_needs_no_majority_and_no_quorum() -> None:
    assert check_votes(POSTPONED, Votes(1, 9, 0), 11) is None
    assert not needs_quorum(POSTPONED)
    assert needs_quorum(ADOPTED)
    assert needs_quorum(REJECTED)


def test_where_nobody_counted_who_came_any_number_may_vote() -> None:
    assert check_votes(ADOPTED, Votes(60, 40, 2), None) is None


@pytest.mark.parametrize(
    ("members", "percent", "needed"),
    [(11, 50, 6), (10, 50, 6), (12, 50, 7), (1, 50, 1), (0, 50, 1), (11, 0, 0), (11, 100, 11), (9, 66, 6), (3, 33, 1)],
)
def test_quorum_is_more_than_the_share(members: int, percent: int, needed: int) -> None:
    assert quorum(members, needed, percent) == Quorum(members, needed, needed)
    assert quorum(members, needed, percent).is_met
    assert needed == 0 or not quorum(members, needed - 1, percent).is_met
