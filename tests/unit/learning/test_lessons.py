"""Lessons as data: whole, in time, and with words that exist; and the order of the dictionary."""

import re

import pytest

from youthvoice.core.terms import TERMS
from youthvoice.learning.lessons import GRADE_LABELS, LESSONS, Grade, Lesson, find_lesson
from youthvoice.learning.presenting import in_order

SHORTEST, LONGEST = 20, 45

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)


@each_lesson
def test_the_steps_take_as_long_as_the_lesson_says(lesson: Lesson) -> None:
    assert sum(step.minutes for step in lesson.steps) == lesson.minutes
    assert SHORTEST <= lesson.minutes <= LONGEST
    assert all(step.minutes > 0 for step in lesson.steps)


@each_lesson
def test_a_lesson_is_whole(lesson: Lesson) -> None:
    for part in (lesson.grades, lesson.needs, lesson.questions, lesson.here, lesson.not_needed):
        assert part
    assert len(lesson.steps) >= 4
    assert sum(step.say is not None for step in lesson.steps) >= 3


@each_lesson
def test_its_words_are_explained(lesson: Lesson) -> None:
    assert lesson.terms
    assert set(lesson.terms) <= set(TERMS)


@each_lesson
def test_it_is_found_by_its_address(lesson: Lesson) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", lesson.slug)
    assert find_lesson(lesson.slug) is lesson


def test_what_is_no_lesson_is_not_found() -> None:
    assert find_lesson("findes-ikke") is None


def test_every_part_of_the_school_has_lessons() -> None:
    for grade in Grade:
        assert grade in GRADE_LABELS
        assert sum(grade in lesson.grades for lesson in LESSONS) >= 2


def test_words_are_sorted_as_danes_look_for_them() -> None:
    assert sorted(["Øl", "åben", "Ærlig", "zebra", "Agern"], key=in_order) == ["Agern", "zebra", "Ærlig", "Øl", "åben"]
