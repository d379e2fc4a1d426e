"""What fits to a question, and what an answer counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.consultations.rules.answers import (
    ANSWERED,
    Answer,
    Asked,
    Count,
    Given,
    check_answer,
    counts_of,
    difference,
    read_answer,
    values_of,
)
from youthvoice.consultations.rules.questions import TEXT_MAX, AnswerProblem, QuestionKind

K, P = QuestionKind, AnswerProblem
FOUR = frozenset({1, 2, 3, 4})


def problem(kind: QuestionKind, *values: str, is_needed: bool = False) -> AnswerProblem | None:
    options = frozenset() if kind in (K.text, K.scale) else FOUR
    return check_answer(Asked(1, kind, options, is_needed), read_answer(kind, values))


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_nothing_is_an_answer_unless_it_is_needed(kind: QuestionKind) -> None:
    assert problem(kind) is None
    assert problem(kind, "", "  ") is None
    assert problem(kind, "", is_needed=True) is P.needed


@pytest.mark.parametrize(
    ("kind", "values", "wanted"),
    [
        (K.text, ["Mere lys"], None),
        (K.text, ["a" * TEXT_MAX], None),
        (K.text, ["a" * (TEXT_MAX + 1)], P.too_long),
        (K.one, ["4"], None),
        (K.one, ["5"], P.not_an_option),
        (K.one, ["0"], P.not_an_option),
        (K.one, ["to"], P.not_an_option),
        (K.one, ["²"], P.not_an_option),
        (K.one, ["1", "2"], P.one_only),
        (K.several, ["1", "4"], None),
        (K.several, ["1", "1"], P.twice),
        (K.several, ["1", "9"], P.not_an_option),
        (K.place, ["2", "3"], None),
        (K.scale, ["5"], None),
        (K.scale, ["6"], P.not_on_scale),
        (K.scale, ["0"], P.not_on_scale),
        (K.scale, ["1", "2"], P.one_only),
        (K.ranking, ["2:1", "4:2"], None),
        (K.ranking, ["1:1", "2:2", "3:3", "4:4"], None),
        (K.ranking, ["2:1", "4:1"], P.twice),
        (K.ranking, ["2:1", "2:2"], P.twice),
        (K.ranking, ["2:1", "4:3"], P.gap),
        (K.ranking, ["2:2"], P.gap),
        (K.ranking, ["2:0"], P.gap),
        (K.ranking, ["2"], P.not_an_option),
        (K.ranking, ["9:1"], P.not_an_option),
    ],
)
def test_what_fits(kind: QuestionKind, values: list[str], wanted: AnswerProblem | None) -> None:
    assert problem(kind, *values) is wanted


def test_a_choice_does_not_answer_in_words_nor_words_a_choice() -> None:
    assert check_answer(Asked(1, K.text), Answer(text="Ja", chosen=((1, 1),))) is P.not_an_option
    assert check_answer(Asked(1, K.one, FOUR), Answer(text="Ja")) is P.not_an_option


@given(st.permutations([1, 2, 3, 4]), st.integers(0, 4))
def test_a_ranking_is_read_as_it_is_written(order: list[int], length: int) -> None:
    answer = Answer(chosen=tuple((option, place) for place, option in enumerate(order[:length], 1)))
    assert read_answer(K.ranking, values_of(K.ranking, answer)) == answer


@given(st.lists(st.text(max_size=8), max_size=6), st.sampled_from(list(QuestionKind)))
def test_nothing_that_is_sent_breaks_it(values: list[str], kind: QuestionKind) -> None:
    options = frozenset() if kind in (K.text, K.scale) else FOUR
    answer = read_answer(kind, values)
    if check_answer(Asked(1, kind, options), answer) is None:
        assert {option for option, _rank in answer.chosen} <= Asked(1, kind, options).choices


def test_what_an_answer_counts() -> None:
    asked = [Asked(1, K.text), Asked(2, K.several, FOUR), Asked(3, K.ranking, FOUR), Asked(4, K.one, FOUR)]
    answers = {
        1: Answer(text="Mere lys"),
        2: read_answer(K.several, ["1", "3"]),
        3: read_answer(K.ranking, ["4:1", "2:2"]),
    }
    assert counts_of(asked, Given(24, answers)) == {
        (1, ANSWERED): Count(1, 24),
        (2, ANSWERED): Count(1, 24),
        (2, 1): Count(1, 24),
        (2, 3): Count(1, 24),
        (3, ANSWERED): Count(1, 24),
        (3, 4): Count(1, 24, 4),
        (3, 2): Count(1, 24, 3),
    }


def test_only_what_changes_is_added() -> None:
    before, after = {(1, 0): Count(1, 1), (1, 2): Count(1, 1)}, {(1, 0): Count(1, 1), (1, 3): Count(1, 1)}
    assert difference(before, after) == {(1, 2): Count(-1, -1), (1, 3): Count(1, 1)}
    assert difference(before, before) == {}
