"""The day's arithmetic: turns, majorities, quorum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.assembly.rules.day import Turn, fair_order, has_quorum, reaches
from youthvoice.assembly.rules.years import Majority


def test_two_schools_take_turns_however_many_of_one_have_asked() -> None:
    waiting = [Turn(id=n, school=1 if n < 5 else 2, number=n) for n in range(1, 7)]
    assert [turn.id for turn in fair_order(waiting, {})] == [1, 5, 2, 6, 3, 4]
    assert [turn.id for turn in fair_order(waiting, {1: 2})] == [5, 6, 1, 2, 3, 4]


@given(
    st.lists(st.integers(min_value=1, max_value=4), max_size=12),
    st.dictionaries(st.integers(min_value=1, max_value=4), st.integers(min_value=0, max_value=5)),
)
def test_everybody_who_asked_speaks_once_and_no_school_is_overtaken(schools: list[int], spoken: dict[int, int]) -> None:
    waiting = [Turn(id=number, school=school, number=number) for number, school in enumerate(schools)]
    order = fair_order(waiting, spoken)
    assert sorted(turn.id for turn in order) == [turn.id for turn in waiting]
    had, left = dict(spoken), list(waiting)
    for turn in order:
        assert had.get(turn.school, 0) == min(had.get(one.school, 0) for one in left)
        left.remove(turn)
        had[turn.school] = had.get(turn.school, 0) + 1


@pytest.mark.parametrize(
    ("majority", "votes_for", "against", "reached"),
    [
        (Majority.simple, 0, 0, False),
        (Majority.simple, 1, 1, False),
        (Majority.simple, 2, 1, True),
        (Majority.two_thirds, 2, 1, True),
        (Majority.two_thirds, 133, 67, False),
        (Majority.two_thirds, 134, 67, True),
        (Majority.two_thirds, 1, 0, True),
        (Majority.two_thirds, 0, 0, False),
    ],
)
def test_majority(majority: Majority, votes_for: int, against: int, reached: bool) -> None:
    assert reaches(majority, votes_for, against) is reached


@pytest.mark.parametrize(
    ("taking_part", "delegates", "percent", "enough"),
    [(0, 10, 0, True), (4, 10, 50, False), (5, 10, 50, True), (1, 3, 34, False), (2, 3, 66, True), (0, 0, 50, True)],
)
def test_quorum(taking_part: int, delegates: int, percent: int, enough: bool) -> None:
    assert has_quorum(taking_part, delegates, percent) is enough
