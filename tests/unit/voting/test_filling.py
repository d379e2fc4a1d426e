"""What a browser sends of a paper's boxes, and the ballot it makes: pure rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.voting.rules.ballots import Shape, check_ballot
from youthvoice.voting.rules.filling import Filled, FillingProblem, ballot_of, filled_by, read_filled
from youthvoice.voting.rules.methods import RANKED, SETS, Method

FIVE = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("method", "values", "filled"),
    [
        (Method.plurality, ["2"], Filled({2: 1})),
        (Method.plurality, ["blank"], Filled({}, is_blank=True)),
        (Method.approval, ["3", "1", "3"], Filled({3: 1, 1: 1})),
        (Method.approval, ["1", "blank"], Filled({1: 1}, is_blank=True)),
        (Method.stv, ["2:1", "", "1:4"], Filled({2: 1, 1: 4})),
        (Method.stv, ["2", "0:1", "1:0", "a:1", "1:1:1", "٣:1"], Filled()),
        (Method.approval, ["0", "-1", "1:1", "1e2", " 1", "1\n", "1234"], Filled()),
    ],
)
def test_boxes_are_read_and_nothing_else(method: Method, values: list[str], filled: Filled) -> None:
    assert read_filled(method, values) == filled


@pytest.mark.parametrize(
    ("method", "filled", "ballot"),
    [
        (Method.plurality, Filled({2: 1}), (2,)),
        (Method.plurality, Filled(is_blank=True), ()),
        (Method.block, Filled({4: 1, 1: 1}), (1, 4)),
        (Method.stv, Filled({4: 2, 1: 9, 5: 1}), (5, 4, 1)),
        (Method.plurality, Filled(), FillingProblem.nothing_chosen),
        (Method.stv, Filled(), FillingProblem.nothing_chosen),
        (Method.approval, Filled({1: 1}, is_blank=True), FillingProblem.chosen_and_blank),
        (Method.stv, Filled({1: 2, 2: 2}), FillingProblem.same_place_twice),
    ],
)
def test_what_stands_on_the_paper(method: Method, filled: Filled, ballot: object) -> None:
    assert ballot_of(Shape(method, FIVE), filled) == ballot


@given(st.sampled_from(list(Method)), st.lists(st.sampled_from(FIVE), unique=True))
def test_a_ballot_that_is_shown_again_is_the_same(method: Method, numbers: list[int]) -> None:
    shape = Shape(method, FIVE)
    if method not in RANKED | SETS:
        numbers = numbers[:1]
    ballot = tuple(sorted(numbers)) if method in SETS else tuple(numbers)
    assert check_ballot(shape, ballot) is None
    assert ballot_of(shape, filled_by(method, ballot)) == ballot


@given(st.sampled_from(list(Method)), st.lists(st.text(max_size=8)))
def test_no_text_is_an_error(method: Method, values: list[str]) -> None:
    filled = read_filled(method, values)
    assert isinstance(ballot_of(Shape(method, FIVE), filled), tuple | FillingProblem)
