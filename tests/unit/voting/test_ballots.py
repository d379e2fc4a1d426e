"""What a ballot may say, and its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.voting.rules.ballots import BallotProblem, Shape, check_ballot, make_ballot, read_ballot, write_ballot
from youthvoice.voting.rules.methods import RANKED, SETS, Method

OPTIONS = (1, 2, 3, 4)


@pytest.mark.parametrize("method", Method)
def test_a_blank_ballot_always_fits(method: Method) -> None:
    assert check_ballot(Shape(method, OPTIONS), ()) is None


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("ballot", [(5,), (0,), (-1,)])
def test_an_option_that_is_not_on_the_paper(method: Method, ballot: tuple[int, ...]) -> None:
    assert check_ballot(Shape(method, OPTIONS), ballot) is BallotProblem.unknown_option


@pytest.mark.parametrize("method", sorted(RANKED | SETS))
def test_nothing_is_chosen_twice(method: Method) -> None:
    assert check_ballot(Shape(method, OPTIONS), (2, 2)) is BallotProblem.chosen_twice


@pytest.mark.parametrize(
    ("method", "most", "ballot", "problem"),
    [
        (Method.yes_no, None, (3,), None),
        (Method.yes_no, None, (1, 2), BallotProblem.too_many),
        (Method.plurality, 3, (1, 2), BallotProblem.too_many),
        (Method.block, 2, (1, 4), None),
        (Method.block, 2, (1, 2, 3), BallotProblem.too_many),
        (Method.block, 2, (4, 1), BallotProblem.not_ascending),
        (Method.approval, None, OPTIONS, None),
        (Method.approval, 1, (1, 2), BallotProblem.too_many),
        (Method.equal_shares, None, (2, 1), BallotProblem.not_ascending),
        (Method.stv, None, (4, 1, 3), None),
        (Method.instant_runoff, 2, (4, 1, 3), BallotProblem.too_many),
    ],
)
def test_what_fits(method: Method, most: int | None, ballot: tuple[int, ...], problem: BallotProblem | None) -> None:
    assert check_ballot(Shape(method, OPTIONS, most), ballot) is problem


@pytest.mark.parametrize("method", Method)
def test_ticks_become_a_set_and_ranks_keep_their_order(method: Method) -> None:
    assert make_ballot(Shape(method, OPTIONS), [3, 1, 2]) == ((1, 2, 3) if method in SETS else (3, 1, 2))


@given(st.lists(st.integers(1, 999_999)).map(tuple))
def test_text_and_back(ballot: tuple[int, ...]) -> None:
    assert read_ballot(write_ballot(ballot)) == ballot


@pytest.mark.parametrize(("ballot", "text"), [((3, 1, 2), "3 1 2"), ((), ""), ((7,), "7")])
def test_how_it_is_written(ballot: tuple[int, ...], text: str) -> None:
    assert write_ballot(ballot) == text


@pytest.mark.parametrize("text", [" ", "1 ", " 1", "1  2", "0", "01", "-1", "1,2", "x", "1\n", "٣", "1234567"])
def test_what_is_no_text_of_a_ballot(text: str) -> None:
    with pytest.raises(ValueError, match="not the text"):
        read_ballot(text)
