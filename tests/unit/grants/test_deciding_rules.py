"""When a motion may be put, what is counted, and how far the money of a round goes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import Choice, Count, MotionState, MotionWay, motion_result
from youthvoice.grants.rules.motions import (
    MotionFacts,
    MotionProblem,
    all_have_voted,
    count_votes,
    hands_fit,
    is_time_up,
    may_be_put,
    motion_problems,
)
from youthvoice.grants.rules.ranking import Wanted, advise, ballots_of, round_up

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
KR = 100


@pytest.mark.parametrize(
    ("count", "quorum", "state"),
    [
        (Count(2, 1, 1, 4), 50, MotionState.carried),
        (Count(2, 2, 0, 4), 50, MotionState.lost),
        (Count(0, 0, 4, 4), 50, MotionState.lost),
        (Count(2, 0, 0, 4), 50, MotionState.carried),
        (Count(2, 0, 0, 5), 50, MotionState.no_quorum),
        (Count(1, 0, 0, 1), 0, MotionState.no_quorum),
        (Count(1, 0, 1, 9), 0, MotionState.carried),
        (Count(0, 0, 0, 0), 0, MotionState.no_quorum),
    ],
)
def test_what_comes_of_a_vote(count: Count, quorum: int, state: MotionState) -> None:
    assert motion_result(count, quorum) is state


@pytest.mark.parametrize(
    ("changes", "impartial", "problems"),
    [
        ({}, 4, []),
        ({"amount": 0}, 2, []),
        ({"amount": 501}, 4, [MotionProblem.more_than_asked]),
        ({}, 1, [MotionProblem.too_few_impartial]),
        ({"closes_at": None}, 4, [MotionProblem.deadline_missing]),
        ({"closes_at": NOW + timedelta(hours=23, minutes=59)}, 4, [MotionProblem.too_soon]),
        ({"closes_at": NOW + timedelta(hours=24)}, 4, []),
        ({"closes_at": NOW + timedelta(days=60, minutes=1)}, 4, [MotionProblem.too_late]),
        ({"way": MotionWay.meeting, "closes_at": None}, 4, []),
    ],
)
def test_what_may_be_put(changes: dict[str, Any], impartial: int, problems: list[MotionProblem]) -> None:
    values: dict[str, Any] = {
        "amount": 500,
        "conditions": "",
        "way": MotionWay.writing,
        "closes_at": NOW + timedelta(days=2),
    }
    facts = MotionFacts(**{**values, **changes})
    assert list(motion_problems(facts, 500, impartial, NOW)) == problems


@pytest.mark.parametrize("status", ApplicationStatus)
def test_on_what_the_council_votes(status: ApplicationStatus) -> None:
    waits = status in (ApplicationStatus.submitted, ApplicationStatus.needs_more)
    assert may_be_put(status, has_open_complaint=False) is waits
    assert may_be_put(status, has_open_complaint=True) is (waits or status is ApplicationStatus.rejected)


def test_only_those_who_are_entitled_count() -> None:
    votes = {1: Choice.in_favour, 2: Choice.against, 3: Choice.abstain, 9: Choice.in_favour}
    assert count_votes(votes, frozenset({1, 2, 3, 4})) == Count(1, 1, 1, 4)
    assert not all_have_voted(votes, frozenset({1, 2, 3, 4}))
    assert all_have_voted(votes, frozenset({1, 2, 3}))
    assert not all_have_voted({}, frozenset())


def test_no_more_hands_than_members() -> None:
    assert hands_fit(Count(2, 1, 1, 4))
    assert not hands_fit(Count(3, 1, 1, 4))


def test_the_deadline_is_the_first_moment_too_late() -> None:
    assert is_time_up(MotionState.open, NOW, NOW)
    assert not is_time_up(MotionState.open, NOW, NOW - timedelta(seconds=1))
    assert not is_time_up(MotionState.carried, NOW, NOW)
    assert not is_time_up(MotionState.open, None, NOW)


WISHES = [Wanted(11, 6_000 * KR), Wanted(12, 3_000 * KR + 1), Wanted(13, 5_000 * KR)]


def test_the_money_ends_somewhere() -> None:
    """Three want the first two, one wants the last; the second costs a begun krone more."""
    approvals = [(1, 11), (1, 12), (2, 11), (2, 12), (3, 11), (3, 12), (4, 13)]
    advice = advise(WISHES, ballots_of(WISHES, approvals), 10_000 * KR + 99, "seed")
    assert set(advice.within) == {11, 12}
    assert advice.beyond == (13,)
    assert (advice.budget, advice.left, advice.voters) == (10_000 * KR, 999 * KR, 4)
    assert advice.approvals == {11: 3, 12: 3, 13: 1}


def test_nobody_wished_anything() -> None:
    advice = advise(WISHES, {}, 10_000 * KR, "seed")
    assert (advice.within, advice.beyond, advice.left, advice.voters) == ((), (11, 12, 13), 10_000 * KR, 0)


def test_what_left_the_round_has_no_say() -> None:
    assert ballots_of(WISHES, [(1, 99), (2, 11), (2, 99)]) == {(1,): 1}


@given(
    st.lists(st.integers(1, 2_000_000), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), max_size=20),
    st.integers(0, 5_000_000),
)
def test_the_line_never_lies(asked: list[int], chosen: list[tuple[int, int]], budget: int) -> None:
    """All wishes stand once, nothing above the line is without a wish, and it is never dearer than the money."""
    wishes = [Wanted(100 + n, oere) for n, oere in enumerate(asked)]
    advice = advise(wishes, ballots_of(wishes, [(person, 100 + n) for person, n in chosen]), budget, "seed")
    assert sorted([*advice.within, *advice.beyond]) == [one.application_id for one in wishes]
    assert all(advice.approvals[one] for one in advice.within)
    spent = sum(round_up(one.asked) * KR for one in wishes if one.application_id in advice.within)
    assert advice.left == advice.budget - spent >= 0
    assert advice.budget <= budget < advice.budget + KR
