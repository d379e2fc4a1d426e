"""The unit that asked reads what was answered."""

from flask import render_template, request

from youthvoice.consultations.labels import RESPONDENT_LABELS
from youthvoice.consultations.presenting.cards import card
from youthvoice.consultations.presenting.counts import counted
from youthvoice.consultations.presenting.shown import ShownQuestion
from youthvoice.consultations.queries.answers import counts_of, texts_page
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import ConsultationState, Respondent
from youthvoice.consultations.views.base import blueprint, consultation_for
from youthvoice.consultations.views.page import read_shown
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session

FILTERS = {"alene": Respondent.alone, "klasse": Respondent.school_class, "raad": Respondent.council}
"""What stands in the address."""
SHOWS = frozenset(
    {ConsultationState.open, ConsultationState.closed, ConsultationState.finished, ConsultationState.cancelled}
)


@blueprint.get("/<int:consultation_id>/laes")
def read_answers(consultation_id: int) -> str:
    """The counts of all, and the texts to one question, filtered by who answered (``?hvem=``); at most six queries."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    if found.state not in SHOWS:
        raise NotFound
    questions = read_shown(found).questions
    with_texts = [one for one in questions if one.kind == QuestionKind.text]
    chosen = _chosen(with_texts, whole_number(request.args.get("spm")))
    who = request.args.get("hvem", "")
    others = [one for one in questions if one.kind != QuestionKind.text]
    counts = counts_of(db_session(), [one.id for one in questions])
    page = texts_page(db_session(), chosen.id, FILTERS.get(who), request.args.get("efter")) if chosen else None
    return render_template(
        "consultations/read.html",
        found=found,
        card=card(found, now()),
        counted=[counted(one, counts.get(one.id, ())) for one in others],
        with_texts=with_texts,
        chosen=chosen,
        page=page,
        who=who if who in FILTERS else "",
        filters=[(name, RESPONDENT_LABELS[kind]) for name, kind in FILTERS.items()],
        respondent_labels=RESPONDENT_LABELS,
        is_later="efter" in request.args,
    )


def _chosen(with_texts: list[ShownQuestion], question_id: int | None) -> ShownQuestion | None:
    """The question that was asked for, else the first; None where nobody could write anything."""
    found = [one for one in with_texts if one.id == question_id]
    return next(iter(found or with_texts), None)
