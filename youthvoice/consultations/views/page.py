"""The public page of one hearing."""

from flask import Response, current_app, render_template, url_for

from youthvoice.consultations.labels import AUDIENCE_LABELS
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.place import Place
from youthvoice.consultations.presenting.cards import card
from youthvoice.consultations.presenting.shown import Shown, shown
from youthvoice.consultations.queries.questions import options_of, questions_of, schools_asked
from youthvoice.consultations.queries.wordings import last_wording
from youthvoice.consultations.rules.states import Audience, ConsultationState, state_of
from youthvoice.consultations.views.base import blueprint, consultation_and_place
from youthvoice.core.clock import now, today
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import db_session

READABLE = (ConsultationState.closed, ConsultationState.finished)
"""When what was answered can be read."""


@blueprint.get("/<int:consultation_id>")
def show(consultation_id: int) -> Response:
    """What is open, what is fixed and why, when the decision falls and who decides; at most five queries for a visitor."""
    found, place = consultation_and_place(consultation_id)
    moment, read = now(), read_shown(found)
    state = state_of(found.moments, moment)
    correction = last_wording(db_session(), found.id) if found.corrected_at is not None else None

    def render() -> str:
        return render_template(
            "consultations/show.html",
            read=read,
            found=found,
            place=place,
            state=state,
            card=card(found, moment),
            answer_url=_answer_url(found, place, state),
            results_url=_url("consultations.results", found) if state in READABLE else None,
            audience_labels=AUDIENCE_LABELS,
            is_decided=found.decision_on < today(),
            correction=correction,
        )

    return public_page((found.version, state.value, found.responses, found.people, found.asked_by.display_name), render)


def read_shown(found: Consultation) -> Shown:
    """The hearing with its schools and questions: at most three queries."""
    session = db_session()
    questions = questions_of(session, found.id)
    schools = schools_asked(session, found.id) if found.audience is Audience.schools else []
    return shown(found, schools, questions, options_of(session, [one.id for one in questions]))


def _answer_url(found: Consultation, place: Place, state: ConsultationState) -> str | None:
    """Where one answers: for those who may, and for visitors, who sign in first."""
    if state is not ConsultationState.open or not (place.may_answer or is_anonymous()):
        return None
    return _url("consultations.answer", found)


def _url(endpoint: str, found: Consultation) -> str | None:
    return url_for(endpoint, consultation_id=found.id) if endpoint in current_app.view_functions else None
