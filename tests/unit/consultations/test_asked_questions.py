"""What a question needs, kind by kind."""

from dataclasses import replace

import pytest

from youthvoice.consultations.rules.asked_questions import QuestionFacts, QuestionProblem, question_problems
from youthvoice.consultations.rules.questions import HAS_OPTIONS, MOST_OPTIONS, OPTION_MAX, QuestionKind

GOOD = QuestionFacts(
    kind=QuestionKind.one, words="Hvad er bedst?", help="", is_needed=False, options=("Bane", "Bænke"), low_label="", high_label=""
)  # fmt: skip


@pytest.mark.parametrize("kind", sorted(HAS_OPTIONS))
def test_what_can_be_chosen(kind: QuestionKind) -> None:
    good = replace(GOOD, kind=kind)
    assert question_problems(good) == ()
    assert question_problems(replace(good, options=("Bane",))) == (QuestionProblem.too_few_options,)
    many = [f"Bane {n}" for n in range(MOST_OPTIONS + 1)]
    assert question_problems(replace(good, options=many[:-1])) == ()
    assert question_problems(replace(good, options=many)) == (QuestionProblem.too_many_options,)
    assert question_problems(replace(good, options=("Bane", "b" * (OPTION_MAX + 1)))) == (
        QuestionProblem.option_too_long,
    )
    assert question_problems(replace(good, options=("Bane", "bane"))) == (QuestionProblem.same_option_twice,)


def test_a_scale_says_what_its_ends_mean() -> None:
    scale = replace(GOOD, kind=QuestionKind.scale, options=(), low_label="Dårligt", high_label="Godt")
    assert question_problems(scale) == ()
    assert question_problems(replace(scale, high_label="")) == (QuestionProblem.labels_missing,)


def test_an_open_question_needs_words_alone() -> None:
    text = replace(GOOD, kind=QuestionKind.text, options=())
    assert question_problems(text) == ()
    assert question_problems(replace(text, words="Hva")) == (QuestionProblem.words_missing,)
