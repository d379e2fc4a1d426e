"""The life of a contest: every pair of steps, and every check of its settings, at its edges."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from youthvoice.voting.rules.contest import (
    FEWEST_OPTIONS,
    HANDS_METHODS,
    LONGEST,
    MANY_SEATS,
    MOST_OPTIONS,
    MOST_SEATS,
    SEATED,
    SHORTEST,
    YES_NO_OPTIONS,
    ContestProblem,
    Moments,
    Paper,
    State,
    allowed,
    check_hands,
    check_paper,
    check_times,
    count_witnesses,
    reaches_quorum,
    state_of,
)
from youthvoice.voting.rules.methods import RANKED, SETS, Completion, Method, TieRule

NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
ALLOWED = {
    (State.planned, State.open),
    (State.planned, State.counted),
    (State.planned, State.cancelled),
    (State.open, State.sealed),
    (State.open, State.cancelled),
    (State.sealed, State.counted),
}


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)))
def test_every_pair_of_steps(before: State, after: State) -> None:
    assert allowed(before, after) is ((before, after) in ALLOWED)


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ("", State.planned),
        ("o", State.open),
        ("os", State.sealed),
        ("osc", State.counted),
        ("c", State.counted),
        ("x", State.cancelled),
        ("ox", State.cancelled),
    ],
)
def test_the_step_follows_from_what_has_happened(happened: str, state: State) -> None:
    moments = Moments(*(NOON if letter in happened else None for letter in "oscx"))
    assert state_of(moments) is state


def test_every_step_is_reached_by_the_steps_that_are_allowed() -> None:
    reached, edge = {State.planned}, [State.planned]
    while edge:
        before = edge.pop()
        found = [after for after in State if allowed(before, after) and after not in reached]
        reached.update(found)
        edge += found
    assert reached == set(State)
    assert [state for state in State if not any(allowed(state, after) for after in State)] == [
        State.counted,
        State.cancelled,
    ]


@pytest.mark.parametrize(
    ("lasts", "notice_days", "announced_before", "problem"),
    [
        (SHORTEST, 0, timedelta(), None),
        (SHORTEST - SECOND, 0, timedelta(), ContestProblem.closes_before_it_opens),
        (-DAY, 0, timedelta(), ContestProblem.closes_before_it_opens),
        (LONGEST, 0, timedelta(), None),
        (LONGEST + SECOND, 0, timedelta(), ContestProblem.too_long),
        (DAY, 14, 14 * DAY, None),
        (DAY, 14, 14 * DAY - SECOND, ContestProblem.notice_too_short),
        (DAY, 0, -DAY, None),
        (DAY, 1, -DAY, ContestProblem.notice_too_short),
        # Too short counts before too little notice: it is the nearer field.
        (timedelta(), 14, timedelta(), ContestProblem.closes_before_it_opens),
    ],
)
def test_times(lasts: timedelta, notice_days: int, announced_before: timedelta, problem: ContestProblem | None) -> None:
    assert check_times(NOON, NOON + lasts, NOON - announced_before, notice_days) is problem


def paper(method: Method = Method.plurality, count: int = 3, **more: Any) -> Paper:
    return Paper(method=method, options=tuple(range(1, count + 1)), **more)


def titles(count: int = 3) -> list[str]:
    return [f"Forslag {n}" for n in range(count)]


@pytest.mark.parametrize(
    ("count", "problem"),
    [
        (0, ContestProblem.too_few_options),
        (FEWEST_OPTIONS - 1, ContestProblem.too_few_options),
        (FEWEST_OPTIONS, None),
        (MOST_OPTIONS, None),
        (MOST_OPTIONS + 1, ContestProblem.too_many_options),
    ],
)
def test_how_many_options(count: int, problem: ContestProblem | None) -> None:
    assert check_paper(paper(count=count), titles(count)) is problem


@pytest.mark.parametrize("twin", ["Skatebane", "skatebane", " Skatebane ", "SKATEBANE"])
def test_the_same_option_twice_however_it_is_written(twin: str) -> None:
    assert check_paper(paper(count=2), ["Skatebane", twin]) is ContestProblem.same_option_twice
    assert check_paper(paper(count=2), ["Skate bane", "Skate  bane"]) is ContestProblem.same_option_twice
    assert check_paper(paper(count=2), ["Skatebane", "Skate bane"]) is None


def fitting(method: Method, seats: int) -> Paper:
    more = {"max_choices": 1} if method is Method.block else {}
    money: dict[str, Any] = {"budget": 100, "costs": (10, 20, 30)} if method is Method.equal_shares else {}
    return paper(method, seats=seats, **more, **money)


@pytest.mark.parametrize("method", Method)
def test_seats(method: Method) -> None:
    most = MOST_SEATS if method in MANY_SEATS else 1
    for seats in (1, most):
        assert check_paper(fitting(method, seats), titles()) is None
    for seats in (-1, 0, most + 1):
        assert check_paper(fitting(method, seats), titles()) is ContestProblem.seats_wrong


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        (None, ContestProblem.choices_wrong),
        (-1, ContestProblem.choices_wrong),
        (0, ContestProblem.choices_wrong),
        (1, None),
        (3, None),
        (4, ContestProblem.choices_wrong),
    ],
)
def test_how_many_choices_a_block_vote_has(choices: int | None, problem: ContestProblem | None) -> None:
    assert check_paper(paper(Method.block, max_choices=choices), titles()) is problem


@pytest.mark.parametrize(
    ("budget", "costs", "problem"),
    [
        (0, (1, 1, 1), ContestProblem.budget_needed),
        (-5, (1, 1, 1), ContestProblem.budget_needed),
        (10, (1, None, 1), ContestProblem.cost_needed),
        (10, (1, 0, 1), ContestProblem.cost_needed),
        (10, (1, -1, 1), ContestProblem.cost_needed),
        (10, (1, 10, 1), None),
        (10, (1, 11, 1), ContestProblem.cost_above_budget),
    ],
)
def test_money(budget: int, costs: tuple[int | None, ...], problem: ContestProblem | None) -> None:
    assert check_paper(paper(Method.equal_shares, budget=budget, costs=costs), titles()) is problem
    # Elsewhere money says nothing.
    assert check_paper(paper(Method.approval, budget=budget, costs=costs), titles()) is None


@pytest.mark.parametrize("method", Method)
def test_hands(method: Method) -> None:
    if method not in HANDS_METHODS:
        assert check_hands(method, [1], 10) is ContestProblem.hands_cannot_rank
        return
    assert check_hands(method, [4, 6], 10) is None
    assert check_hands(method, [], 10) is None
    assert check_hands(method, [4, 7], 10) is ContestProblem.more_hands_than_children


@pytest.mark.parametrize(
    ("taken_part", "roll", "percent", "reached"),
    [
        (0, 100, 0, True),
        (0, 0, 0, True),
        (32, 100, 33, False),
        (33, 100, 33, True),
        (1, 3, 33, True),
        (1, 3, 34, False),
        (100, 100, 100, True),
        (99, 100, 100, False),
    ],
)
def test_quorum(taken_part: int, roll: int, percent: int, reached: bool) -> None:
    assert reaches_quorum(taken_part, roll, percent) is reached


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", 0),
        ("12, 13", 0),
        ("Ida", 1),
        ("Ida og", 1),
        ("Ida Holm", 1),
        ("Georg Borg", 1),
        ("Anders Andersen", 1),
        ("Ida og Bo", 2),
        ("Ida OG Bo", 2),
        ("Ida and Bo", 2),
        ("Ida, Bo", 2),
        ("Ida,Bo", 2),
        ("Ida\nBo", 2),
        ("Ida & Bo", 2),
        ("Ida, Bo og Åse", 3),
    ],
)
def test_witnesses_are_counted_as_people_write_them(text: str, names: int) -> None:
    assert count_witnesses(text) == names


def test_the_kinds_of_methods_fit_together() -> None:
    assert RANKED.isdisjoint(SETS)
    assert HANDS_METHODS.isdisjoint(RANKED | SETS)
    assert MANY_SEATS <= SEATED
    assert Method.equal_shares not in SEATED
    assert Method.yes_no not in SEATED
    assert YES_NO_OPTIONS == (1, 2, 3)
    assert (len(Method), len(TieRule), len(Completion), len(State)) == (7, 2, 2, 5)
