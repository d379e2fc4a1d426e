"""The unit that asked reads what was answered."""

from flask import render_template, request

from youthvoice.consultations.labels import RESPONDENT_LABELS
from youthvoice.consultations.models import Question
from youthvoice.consultations.presenting.cards import card
from youthvoice.consultations.presenting.counts import counted
from youthvoice.consultations.queries.answering import whole_questions
from youthvoice.consultations.queries.answers import texts_page
from youthvoice.consultations.queries.results import tallies_of
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import ConsultationState, Respondent
from youthvoice.consultations.views.base import blueprint, consultation_for
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session

FILTERS = {"alene": Respondent.alone, "klasse": Respondent.school_class, "raad": Respondent.council}
"""What stands in the address."""
UNANSWERED = frozenset({ConsultationState.draft, ConsultationState.planned})


@blueprint.get("/<int:consultation_id>/laes")
def read_answers(consultation_id: int) -> str:
    """The texts to one question (``?spm=``) and the counts, filtered by who answered (``?hvem=``)."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    if found.state in UNANSWERED:
        raise NotFound
    questions = whole_questions(db_session(), found.id)
    with_texts = [one for one in questions if one.kind is QuestionKind.text]
    chosen, who = _chosen(with_texts), FILTERS.get(request.args.get("hvem", ""))
    page = texts_page(db_session(), chosen.id, who, request.args.get("efter")) if chosen else None
    others = [one for one in questions if one.kind is not QuestionKind.text]
    return render_template(
        "consultations/read.html",
        found=found,
        card=card(found, now()),
        counted=counted(others, tallies_of(db_session(), found.id), who),
        with_texts=with_texts,
        chosen=chosen,
        page=page,
        who=next((name for name, kind in FILTERS.items() if kind is who), ""),
        filters=[(name, RESPONDENT_LABELS[kind]) for name, kind in FILTERS.items()],
        respondent_labels=RESPONDENT_LABELS,
        is_later="efter" in request.args,
    )


def _chosen(with_texts: list[Question]) -> Question | None:
    """The question that was asked for, else the first; None where nobody could write anything."""
    number = whole_number(request.args.get("spm"))
    return next((one for one in with_texts if one.number == number), with_texts[0] if with_texts else None)
