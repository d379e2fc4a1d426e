"""The dictionary, and the teachers' pages. They show no rows, so a page changes only with its language."""

from flask import Blueprint, Response, render_template

from youthvoice.accounts.rules import MIN_AGE
from youthvoice.core.errors import NotFound
from youthvoice.core.publicpage import public_page
from youthvoice.learning.lessons import GRADE_LABELS, LESSONS, find_lesson
from youthvoice.learning.presenting import dictionary as sorted_words

blueprint = Blueprint("learning", __name__, template_folder="templates")


@blueprint.get("/ordbog")
def dictionary() -> Response:
    """Every word that YouthVoice explains, from A to Å."""
    return public_page("dictionary", lambda: render_template("learning/dictionary.html", terms=sorted_words()))


@blueprint.get("/laerer")
def lessons() -> Response:
    """For teachers: what to know first, and the lessons."""

    def render() -> str:
        return render_template("learning/lessons.html", lessons=LESSONS, grades=GRADE_LABELS, min_age=MIN_AGE)

    return public_page("lessons", render)


@blueprint.get("/laerer/<slug>")
def lesson(slug: str) -> Response:
    """One lesson, ready to be held or printed. Raises NotFound."""
    found = find_lesson(slug)
    if found is None:
        raise NotFound
    place = LESSONS.index(found)
    following = LESSONS[place + 1] if place + 1 < len(LESSONS) else None

    def render() -> str:
        return render_template("learning/lesson.html", lesson=found, following=following, grades=GRADE_LABELS)

    return public_page(slug, render)
