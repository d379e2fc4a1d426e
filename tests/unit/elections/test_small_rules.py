"""Who may stand, the lot on the paper, where a roll comes from, recall, and the school year."""

import hashlib
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.elections.rules.candidates import (
    StandProblem,
    check_age,
    check_time,
    draw_order,
    is_uncontested,
    needs_no_vote,
)
from youthvoice.elections.rules.recall import is_carried
from youthvoice.elections.rules.roll import RollSource, birth_years, roll_source
from youthvoice.elections.rules.states import Phase
from youthvoice.elections.rules.years import Wave, due_wave, school_year, school_year_days, school_year_name

ON = date(2027, 10, 1)


@pytest.mark.parametrize("phase", Phase)
def test_one_stands_during_the_nomination_alone(phase: Phase) -> None:
    expected = {Phase.nomination: None, Phase.announced: StandProblem.too_early}.get(phase, StandProblem.too_late)
    assert check_time(phase) is expected


@pytest.mark.parametrize(
    ("birth_year", "ages", "expected"),
    [
        (None, (None, None), None),
        (None, (14, 20), StandProblem.age_unknown),
        (2013, (14, 20), None),
        (2014, (14, 20), StandProblem.too_young),
        (2007, (14, 20), None),
        (2006, (14, 20), StandProblem.too_old),
        (2020, (None, 20), None),
        (1990, (14, None), None),
    ],
)
def test_the_age_is_the_one_reached_in_the_year_the_seat_begins(
    birth_year: int | None, ages: tuple[int | None, int | None], expected: StandProblem | None
) -> None:
    assert check_age(birth_year, ages, ON) is expected


@given(st.sets(st.integers(1, 100)), st.text(min_size=1, max_size=20))
def test_the_lot_has_everybody_once_and_can_be_drawn_again(numbers: set[int], seed: str) -> None:
    order = draw_order(numbers, seed)
    assert sorted(order) == sorted(numbers)
    assert order == draw_order(sorted(numbers, reverse=True), seed)


def test_the_lot_is_what_it_says_it_is() -> None:
    lots = {number: hashlib.sha256(f"frø|{number}".encode()).hexdigest() for number in (1, 2, 3)}
    assert draw_order([1, 2, 3], "frø") == sorted(lots, key=lambda number: lots[number])


def test_who_withdraws_changes_nothing_between_the_others() -> None:
    whole = draw_order(range(1, 20), "frø")
    assert draw_order([n for n in range(1, 20) if n != 5], "frø") == [n for n in whole if n != 5]


@pytest.mark.parametrize(("candidates", "seats"), list(product(range(4), range(1, 4))))
def test_uncontested(candidates: int, seats: int) -> None:
    assert is_uncontested(candidates, seats) is (0 < candidates <= seats)
    assert needs_no_vote(candidates, seats, fills_uncontested=True) is (0 < candidates <= seats)
    assert needs_no_vote(candidates, seats, fills_uncontested=False) is (candidates == 1)


@pytest.mark.parametrize(
    ("constituency", "ages", "below", "expected"),
    [
        (True, True, True, RollSource.constituency),
        (True, False, False, RollSource.constituency),
        (False, True, True, RollSource.ages),
        (False, True, False, RollSource.ages),
        (False, False, True, RollSource.below),
        (False, False, False, RollSource.members),
    ],
)
def test_where_the_roll_comes_from(constituency: bool, ages: bool, below: bool, expected: RollSource) -> None:
    assert roll_source(has_constituency=constituency, has_ages=ages, has_below=below) is expected


def test_birth_years_of_an_age() -> None:
    assert birth_years((14, 20), ON) == (2007, 2013)
    assert birth_years((None, 20), ON) == (2007, None)
    assert birth_years((14, None), ON) == (None, 2013)


@pytest.mark.parametrize(
    ("yes", "no", "needed", "expected"),
    [
        (2, 1, 67, False),
        (67, 33, 67, True),
        (66, 34, 67, False),
        (1, 1, 50, False),
        (2, 1, 50, True),
        (0, 0, 50, False),
    ],
)
def test_recall_takes_its_majority(yes: int, no: int, needed: int, expected: bool) -> None:
    assert is_carried(yes, no, needed) is expected


def test_school_years() -> None:
    assert [school_year(day) for day in (date(2027, 7, 31), date(2027, 8, 1), date(2028, 1, 1))] == [2026, 2027, 2027]
    assert school_year_days(2027) == (date(2027, 8, 1), date(2028, 7, 31))
    assert [school_year_name(year) for year in (2027, 2099)] == ["2027/28", "2099/00"]


@pytest.mark.parametrize(
    ("day", "wave"),
    [
        (date(2027, 8, 31), None),
        (date(2027, 9, 1), Wave.september),
        (date(2027, 10, 14), Wave.september),
        (date(2027, 10, 15), Wave.october),
        (date(2027, 10, 31), Wave.october),
        (date(2027, 11, 1), None),
        (date(2028, 3, 1), None),
    ],
)
def test_when_schools_are_reminded(day: date, wave: Wave | None) -> None:
    assert due_wave(day) is wave
