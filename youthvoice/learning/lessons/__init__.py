"""The lessons, in the order in which a class can take them."""

from youthvoice.learning.lessons import (
    answer,
    carry_on,
    choosing,
    class_meeting,
    council_meeting,
    deciding,
    proposal,
    rights,
)
from youthvoice.learning.lessons.lesson import GRADE_LABELS, Doing, Grade, Lesson, Link, Step

__all__ = ["GRADE_LABELS", "LESSONS", "Doing", "Grade", "Lesson", "Link", "Step", "find_lesson"]

LESSONS: tuple[Lesson, ...] = (
    rights.LESSON,
    class_meeting.LESSON,
    proposal.LESSON,
    choosing.LESSON,
    council_meeting.LESSON,
    deciding.LESSON,
    carry_on.LESSON,
    answer.LESSON,
)
_BY_SLUG = {lesson.slug: lesson for lesson in LESSONS}


def find_lesson(slug: str) -> Lesson | None:
    """The lesson at ``/laerer/<slug>``, if there is one."""
    return _BY_SLUG.get(slug)
