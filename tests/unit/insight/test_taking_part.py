"""Who took part: everybody once wherever they belong, and nothing that tells on fewer than five."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.insight.rules import FEW
from youthvoice.insight.rules.taking_part import (
    CHAPTERS,
    AgeBand,
    Deed,
    PeriodProblem,
    PersonFacts,
    Sum,
    age_band,
    check_period,
    count_people,
    published_people,
)


def people(*groups: tuple[int, int | None, int | None]) -> list[PersonFacts]:
    """(how many, school, birth year) of each group; each person wrote and supported something."""
    found: list[PersonFacts] = []
    for number, school_id, birth_year in groups:
        for _one in range(number):
            facts = PersonFacts(len(found), frozenset({Deed.proposal, Deed.support}), school_id, birth_year)
            found.append(facts)
    return found


def test_each_is_counted_once_by_school_age_and_deed() -> None:
    shown = published_people(count_people(people((6, 1, 2010), (7, 2, 2012), (5, None, None)), 2026))
    assert shown["all"] == {"all": 18}
    assert shown["schools"] == {"1": 6, "2": 7, "none": 5}
    assert shown["ages"] == {"15-17": 6, "12-14": 7, "unknown": 5}
    assert shown["deeds"] == {"proposal": 18, "support": 18}


def test_a_small_school_is_kept_back_with_another_so_that_nobody_can_subtract() -> None:
    shown = published_people(count_people(people((3, 1, 2010), (7, 2, 2010), (9, 3, 2010)), 2026))
    assert shown["schools"] == {"1": FEW, "2": FEW, "3": 9}
    assert shown["all"] == {"all": 19}


def test_with_one_small_school_alone_the_whole_is_kept_back_too() -> None:
    shown = published_people(
        count_people(
            people(
                (3, 1, 2010),
            ),
            2026,
        )
    )
    assert shown["all"] == {"all": FEW}
    assert shown["deeds"] == {"proposal": FEW, "support": FEW}


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 4) | st.none(), st.integers(2004, 2018) | st.none()), max_size=6
    )
)
def test_no_small_number_is_shown_or_can_be_worked_out(groups: list[tuple[int, int | None, int | None]]) -> None:
    counted = count_people(people(*groups), 2026)
    shown = published_people(counted)
    for part, by_key in (("schools", counted.schools), ("ages", counted.ages)):
        figures = shown[part]
        assert not [one for one in figures.values() if isinstance(one, int) and 0 < one < 5]
        hidden = [key for key, one in figures.items() if one == FEW]
        whole = shown["all"]["all"]
        if hidden and isinstance(whole, int):
            left = whole - sum(one for one in figures.values() if isinstance(one, int))
            assert left >= 5
            assert len(hidden) > 1
        assert len(figures) == len(by_key)


@pytest.mark.parametrize(
    ("birth_year", "band"),
    [
        (2015, AgeBand.child), (2014, AgeBand.young_teen), (2012, AgeBand.young_teen), (2011, AgeBand.teen),
        (2009, AgeBand.teen), (2008, AgeBand.young_adult), (2006, AgeBand.young_adult), (2005, AgeBand.adult),
        (None, AgeBand.unknown),
    ],
)  # fmt: skip
def test_age_is_that_of_the_calendar_year(birth_year: int | None, band: AgeBand) -> None:
    assert age_band(birth_year, 2026) is band


def test_every_sum_stands_in_one_chapter() -> None:
    told = [name for names in CHAPTERS.values() for name in names]
    assert sorted(told) == sorted(Sum)


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        (date(2026, 1, 2), date(2026, 1, 1), PeriodProblem.backwards),
        (date(2026, 1, 1), date(2026, 11, 30), None),
        (date(2026, 1, 1), date(2026, 12, 1), PeriodProblem.not_over),
        (date(2015, 1, 1), date(2026, 1, 1), PeriodProblem.too_long),
        (date(2026, 1, 1), date(2026, 1, 1), None),
    ],
)
def test_period(first: date, last: date, problem: PeriodProblem | None) -> None:
    assert check_period(first, last, date(2026, 11, 30)) is problem
