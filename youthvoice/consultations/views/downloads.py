"""A hearing as sheets for spreadsheets."""

from collections.abc import Iterator

from flask import Response
from flask_login import current_user

from youthvoice.consultations.presenting.counts import counted
from youthvoice.consultations.presenting.shown import ShownQuestion
from youthvoice.consultations.queries.answering import whole_questions
from youthvoice.consultations.queries.answers import AnswerText, all_texts
from youthvoice.consultations.queries.results import tallies_of
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.sheets import counts_sheet, texts_sheet
from youthvoice.consultations.views.base import blueprint, consultation_and_place, consultation_for
from youthvoice.consultations.views.page import READABLE, read_shown
from youthvoice.core.authz import can
from youthvoice.core.errors import NotFound
from youthvoice.core.web import db_session


@blueprint.get("/<int:consultation_id>/tal.csv")
def counts_file(consultation_id: int) -> Response:
    """The counts: for everybody once it has closed, for the unit before. Raises NotFound before that."""
    found, place = consultation_and_place(consultation_id)
    is_public = found.state in READABLE
    if not is_public and not can(current_user, "consultation.run", place):
        raise NotFound
    questions, tallies = whole_questions(db_session(), found.id), tallies_of(db_session(), found.id)
    response = _sent(counts_sheet(found, counted(questions, tallies)), f"hoering-{found.id}-tal.csv")
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate" if is_public else "private, no-store"
    return response


@blueprint.get("/<int:consultation_id>/svar.csv")
def texts_file(consultation_id: int) -> Response:
    """What was written, for the unit that asked."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    asked = [one for one in read_shown(found).questions if one.kind == QuestionKind.text]
    response = _sent(texts_sheet(found, _texts(asked)), f"hoering-{found.id}-svar.csv")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _texts(asked: list[ShownQuestion]) -> Iterator[tuple[ShownQuestion, AnswerText]]:
    for question in asked:
        for one in all_texts(db_session(), question.id):
            yield question, one


def _sent(pieces: Iterator[str], name: str) -> Response:
    response = Response("".join(pieces), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
