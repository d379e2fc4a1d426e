"""No figure that is shown tells on fewer than five, and none can be worked out from the others."""

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from youthvoice.consultations.rules.answers import ANSWERED, Asked, Count
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.results import Shown, shown
from youthvoice.consultations.rules.states import Respondent

K = QuestionKind
FEW = 5
THREE = frozenset({1, 2, 3})


def counts(answered: int, *chosen: int) -> dict[int, Count]:
    found = {option: Count(number, number) for option, number in enumerate(chosen, 1)}
    return found | {ANSWERED: Count(answered, answered)}


def alone(kind: QuestionKind, answered: int, *chosen: int) -> Shown:
    options = frozenset(range(1, len(chosen) + 1)) if kind is not K.scale else frozenset()
    return shown(Asked(1, kind, options), Respondent.alone, counts(answered, *chosen))


def test_few_answers_show_nothing() -> None:
    found = alone(K.one, 4, 4, 0, 0)
    assert found.is_kept_back
    assert set(found.options.values()) == {None}


def test_one_small_number_takes_another_with_it() -> None:
    found = alone(K.one, 32, 2, 10, 20)
    assert found.options == {1: None, 2: None, 3: 20}
    assert found.answered == 32


def test_nothing_small_hides_nothing() -> None:
    assert alone(K.one, 30, 10, 0, 20).options == {1: 10, 2: 0, 3: 20}


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_no_small_number_can_be_worked_out_where_each_chose_one(chosen: list[int]) -> None:
    """Whoever sees the page and knows the rule finds more than one way in which it could have come about."""
    whole = sum(chosen)
    assume(whole)
    found = alone(K.one, whole, *chosen)
    if found.answered is None:
        return
    hidden = [option for option, number in found.options.items() if number is None]
    assert all(number is None or number == 0 or number >= FEW for number in found.options.values())
    if not hidden:
        return
    left = whole - sum(number or 0 for number in found.options.values())
    ways = [way for way in product(range(left + 1), repeat=len(hidden)) if sum(way) == left]
    for place in range(len(hidden)):
        assert len({way[place] for way in ways if min(way) > 0}) > 1


@pytest.mark.parametrize("kind", [K.several, K.place])
def test_where_several_are_chosen_those_who_did_not_are_few_too(kind: QuestionKind) -> None:
    found = alone(kind, 20, 18, 12, 2)
    assert found.options == {1: None, 2: 12, 3: None}


def test_a_mean_is_told_only_where_every_number_is() -> None:
    assert alone(K.scale, 20, 5, 0, 5, 5, 5).mean == pytest.approx(3.25)
    assert alone(K.scale, 20, 1, 0, 9, 5, 5).mean is None


def test_points_of_a_ranking_that_few_gave_are_kept_back() -> None:
    tallies = {ANSWERED: Count(9, 9), 1: Count(9, 9, 27), 2: Count(2, 2, 4), 3: Count(0, 0, 0)}
    found = shown(Asked(1, K.ranking, THREE), Respondent.alone, tallies)
    assert found.options == {1: 27, 2: None, 3: 0}


def test_a_class_counts_as_one_answer_and_its_children_are_many() -> None:
    tallies = {ANSWERED: Count(2, 44), 1: Count(1, 24), 2: Count(1, 20)}
    assert shown(Asked(1, K.one, THREE), Respondent.school_class, tallies).options == {1: 1, 2: 1, 3: 0}
    small = {ANSWERED: Count(3, 47), 1: Count(1, 24), 2: Count(1, 20), 3: Count(1, 3)}
    found = shown(Asked(1, K.one, THREE), Respondent.school_class, small).options
    assert found[3] is None
    assert list(found.values()).count(None) > 1


def test_councils_answer_in_their_own_name() -> None:
    tallies = {ANSWERED: Count(1, 3), 1: Count(1, 3)}
    assert shown(Asked(1, K.one, THREE), Respondent.council, tallies).options == {1: 1, 2: 0, 3: 0}
