"""What was answered: figures, words, and the answers of councils. For everybody, when the hearing is closed."""

from flask import Response, render_template, request

from youthvoice.consultations.models import Consultation
from youthvoice.consultations.presenting.answering import said
from youthvoice.consultations.presenting.results import byline
from youthvoice.consultations.presenting.results import results as told_results
from youthvoice.consultations.queries import results as queries
from youthvoice.consultations.queries.answering import whole_questions, words_of
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.sheets import cleaned
from youthvoice.consultations.views.base import blueprint
from youthvoice.consultations.views.desks import shown_consultation
from youthvoice.core.errors import NotFound
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session

WITH_RESULTS = frozenset({ConsultationState.closed, ConsultationState.finished})


@blueprint.get("/<int:consultation_id>/resultat")
def results(consultation_id: int) -> Response:
    """All questions. While it is open only how many have answered: nobody is led by what others said."""
    found = shown_consultation(consultation_id)
    if found.state not in WITH_RESULTS:
        return public_page(
            (found.id, found.version, found.state),
            lambda: render_template("consultations/results_later.html", found=found),
        )
    councils = queries.councils_of(db_session(), found.id)

    def render() -> str:
        questions = whole_questions(db_session(), found.id)
        tallies = queries.tallies_of(db_session(), found.id)
        texts = queries.first_texts(db_session(), questions)
        shown = told_results(questions, tallies, texts)
        return render_template(
            "consultations/results.html", found=found, results=shown, councils=councils, byline=byline, cleaned=cleaned
        )

    return public_page((found.id, found.version, found.state, [one.body.name for one in councils if one.body]), render)


@blueprint.get("/<int:consultation_id>/resultat/<int:number>")
def texts(consultation_id: int, number: int) -> Response:
    """All that was written to one question, in an order that tells nothing."""
    found = _closed(consultation_id)
    question = queries.get_numbered(db_session(), found.id, number)
    after = request.args.get("efter")
    page = queries.texts_page(db_session(), question.id, after)
    names = [(one.body, one.school) for one in page.items]

    def render() -> str:
        return render_template(
            "consultations/texts.html", found=found, question=question, texts=page.items, byline=byline, cleaned=cleaned,
            next_cursor=page.next_cursor, is_later=bool(after),
        )  # fmt: skip

    return public_page((found.id, found.version, found.state, names), render)


@blueprint.get("/<int:consultation_id>/resultat/raad/<int:response_id>")
def council_answer(consultation_id: int, response_id: int) -> Response:
    """All that one council answered."""
    found = _closed(consultation_id)
    response = queries.get_council_answer(db_session(), found.id, response_id)

    def render() -> str:
        questions = whole_questions(db_session(), found.id)
        return render_template(
            "consultations/council_answer.html", found=found, response=response,
            said=said(questions, words_of(db_session(), response.id)),
            marks=queries.marks_of(db_session(), response.id),
        )  # fmt: skip

    return public_page((found.id, found.version, response.version, response.body.name if response.body else ""), render)


def _closed(consultation_id: int) -> Consultation:
    """A hearing whose answers everybody may read. Raises NotFound."""
    found = shown_consultation(consultation_id)
    if found.state not in WITH_RESULTS:
        raise NotFound
    return found
