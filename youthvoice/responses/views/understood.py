"""«Forstod du svaret?»: a page of its own for whoever comes from a mail, or whose form must be corrected."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError
from werkzeug import Response

from youthvoice.core.authz import needs
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo
from youthvoice.moderation import targets
from youthvoice.moderation.crisis import needs_help
from youthvoice.responses import export, queries
from youthvoice.responses.commands import understood
from youthvoice.responses.feedback_form import FeedbackForm
from youthvoice.responses.hearing import case_feedback
from youthvoice.responses.models import AnswerFeedback, Case
from youthvoice.responses.queries.understood import (
    KIND,
    find_feedback,
    find_target,
    is_party,
    told_answers,
)
from youthvoice.responses.rules import CaseState
from youthvoice.responses.telling import AnswersTold, CaseFacts, tell_answers
from youthvoice.responses.views.base import blueprint

LIMIT = "30 per hour"


def _is_hidden_elsewhere(*_args: object) -> None:
    """A moderator's decision is what hides the words from the unit (queries/understood.py): no row has to change."""


blueprint.record_once(lambda _state: targets.register(KIND, find_target, _is_hidden_elsewhere, _is_hidden_elsewhere))
blueprint.record_once(lambda _state: export.register())
blueprint.add_app_template_global(case_feedback, "case_feedback")


def asked_case(case_id: int) -> Case:
    """The case, for those who asked. Raises NotFound and Forbidden."""
    case = queries.get_case(db_session(), case_id)
    if not is_party(db_session(), case.id, current_user.id):
        raise Forbidden
    return case


@blueprint.get("/<int:case_id>/forstaaet")
@needs("response.feedback")
def ask_feedback(case_id: int) -> Any:
    """The answer and the two questions; ``?svar=nej`` of a mail's link chooses, but says nothing. Or what one has said."""
    case = asked_case(case_id)
    told = _told(case)
    if told.understood is None or case.closed_at is not None:
        return redirect(request.script_root + case.path)
    said = find_feedback(db_session(), told.understood.answer_id, current_user.id)
    form = FeedbackForm.about(told.understood.answer_id, request.args.get("svar"))
    return _page(case, told, None if said else form, offers_help=said is not None and needs_help(said.unclear))


@blueprint.post("/<int:case_id>/forstaaet")
@limiter.limit(LIMIT, key_func=person_key)
@needs("response.feedback")
def give_feedback(case_id: int) -> Any:
    """Say whether it was understood. What was typed is never lost."""
    case, form = asked_case(case_id), FeedbackForm()
    try:
        said = understood.give_feedback(db_session(), case, form.answer_id(), current_user, form.facts())
    except RuleBroken as error:
        form.add_problems(error)
        return _page(case, _told(case), form), 422
    except (Conflict, StaleDataError):
        return _overtaken(case_id, form)
    return _thank(case, said)


def _thank(case: Case, said: AnswerFeedback) -> Response:
    if needs_help(said.unclear):
        return redirect(url_for("responses.ask_feedback", case_id=case.id), 303)
    flash(gettext("Tak. Kommunen kan se, hvad du svarede, men ikke dit navn."), "success")
    return redirect(f"{request.script_root}{case.path}#forstod", 303)


def _overtaken(case_id: int, form: FeedbackForm) -> Any:
    """Another answer stands by now: what was typed is kept, and the form is about that one."""
    undo()
    case = asked_case(case_id)
    told = _told(case)
    if told.understood is None or case.closed_at is not None:
        return _page(case, told, form, is_over=True), 409
    form.answer.data = str(told.understood.answer_id)
    return _page(case, told, form, overtaken=True), 409


def _told(case: Case) -> AnswersTold:
    is_owed = case.state not in (CaseState.answered, CaseState.passed_on)
    facts = CaseFacts(case.id, case.reopened_at is not None, is_owed, case.answer_due_on)
    return tell_answers(told_answers(db_session(), case.id, current_user.id), facts)


def _page(
    case: Case,
    told: AnswersTold,
    form: FeedbackForm | None,
    *,
    offers_help: bool = False,
    overtaken: bool = False,
    is_over: bool = False,
) -> str:
    return render_template(
        "responses/feedback.html",
        case=case,
        told=told,
        form=form,
        offers_help=offers_help,
        overtaken=overtaken,
        is_over=is_over,
    )
