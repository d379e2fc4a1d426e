"""The page to answer on: the words that wait, beside the form."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError

from youthvoice.core.authz import needs
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.responses import commands, presenting, queries
from youthvoice.responses.checks import answer_problems
from youthvoice.responses.commands.drafts import DraftChanged
from youthvoice.responses.deciders import decider_of
from youthvoice.responses.desk import question_words
from youthvoice.responses.forms import AnswerForm
from youthvoice.responses.models import Case
from youthvoice.responses.queries.drafts import desk_of
from youthvoice.responses.rules import CaseState
from youthvoice.responses.views.base import answerable_case, blueprint, owed_case
from youthvoice.responses.views.case_page import (
    case_page,
    clash_page,
    overtaken_page,
    sent,
    told_by,
)

LONGEST_CHECKED = 20_000


@blueprint.get("/<int:case_id>")
@needs("response.inbox")
def show_case(case_id: int) -> str:
    """The words that wait, beside the form; a final answer is shown instead, until ``?ret=1`` asks to change it."""
    case = owed_case(case_id)
    answers = queries.answers_of(db_session(), case.id)
    final = answers[0] if answers and case.state is CaseState.answered else None
    is_ours = decider_of(case.subject_kind) is None
    shows_form = is_ours and case.closed_at is None and (final is None or "ret" in request.args)
    desk = desk_of(db_session(), case.id)
    form = AnswerForm.fresh(case, current_user, final, desk.draft) if shows_form else None
    return case_page(case, form, answers=answers, desk=desk)


@blueprint.post("/<int:case_id>")
@needs("response.inbox")
def answer_case(case_id: int) -> Any:
    """Give an answer; or only look at it («Tjek»). What was typed is never lost."""
    case = answerable_case(case_id)
    form = AnswerForm()
    if request.form.get("handling") == "tjek":
        missing = answer_problems(db_session(), case, form.facts())
        return case_page(case, form, missing=list(missing.values()))
    try:
        _give(case, form)
    except RuleBroken as error:
        form.add_problems(error)
        return case_page(case, form), 422
    except DraftChanged:
        return clash_page(case_id, form)
    except (Conflict, StaleDataError):
        return overtaken_page(case_id, form)
    return sent(case_id)


def _give(case: Case, form: AnswerForm) -> None:
    """Raises RuleBroken with everything that is missing at once."""
    facts = form.facts()
    if not form.validate():
        raise RuleBroken(answer_problems(db_session(), case, facts))
    key, seen, draft = form.form_key.data or "", form.seen_version(), form.seen_draft()
    commands.give_answer(db_session(), case, current_user, facts, key, seen_version=seen, seen_draft=draft)


@blueprint.post("/<int:case_id>/modtaget")
@needs("response.inbox")
def confirm_receipt(case_id: int) -> Any:
    """«Jeg har fået sagen»: one press, with the official's name."""
    try:
        commands.confirm_receipt(db_session(), owed_case(case_id), current_user)
    except StaleDataError:
        undo()  # Two quick presses: the first has said it.
    flash(gettext("Den unge kan nu se, at du har fået sagen."), "success")
    return stay(case_id)


def stay(case_id: int) -> Any:
    """Back to the case after a press beside the form; a half-written answer comes along, and stays."""
    if "explanation" not in request.form or decider_of(owed_case(case_id).subject_kind) is not None:
        return redirect(url_for("responses.show_case", case_id=case_id), 303)
    case, form = owed_case(case_id), AnswerForm()
    form.version.data = str(case.version)
    return case_page(case, form)


@blueprint.post("/laes")
@needs("response.inbox")
def readability() -> str:
    """How easy a text is to read, as a fragment; nothing is stored."""
    text = request.form.get("explanation", "")[:LONGEST_CHECKED]
    return render_template("responses/_lix.html", found=presenting.readability_view(text))


@blueprint.post("/<int:case_id>/vis")
@needs("response.inbox")
def preview_answer(case_id: int) -> str:
    """What is being written, as the young person will see it, as a fragment; nothing is stored."""
    case, form = answerable_case(case_id), AnswerForm()
    shown, words = presenting.preview(form.facts()), question_words(case.question, told_by(form))
    return render_template("responses/_while_writing.html", preview=shown, words=words)
