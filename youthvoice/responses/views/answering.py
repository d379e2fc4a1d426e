"""The page to answer on: the words that wait, beside the form."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError

from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.responses import commands, labels, presenting, queries
from youthvoice.responses.checks import answer_problems
from youthvoice.responses.forms import AnswerForm
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import CaseState
from youthvoice.responses.views.base import blueprint, owed_case

LONGEST_CHECKED = 20_000


@blueprint.get("/<int:case_id>")
@needs("response.inbox")
def show_case(case_id: int) -> str:
    """The words that wait, beside the form; a final answer is shown instead, until ``?ret=1`` asks to change it."""
    case = owed_case(case_id)
    answers = queries.answers_of(db_session(), case.id)
    final = answers[0] if answers and case.state is CaseState.answered else None
    shows_form = case.closed_at is None and (final is None or "ret" in request.args)
    form = AnswerForm.fresh(case, current_user, final) if shows_form else None
    return _page(case, answers, form)


@blueprint.post("/<int:case_id>")
@needs("response.inbox")
def answer_case(case_id: int) -> Any:
    """Give an answer; or only look at it («Tjek»). What was typed is never lost."""
    case = owed_case(case_id)
    form = AnswerForm()
    if request.form.get("handling") == "tjek":
        missing = answer_problems(db_session(), case, form.facts())
        return _page(case, queries.answers_of(db_session(), case.id), form, missing=list(missing.values()))
    try:
        _give(case, form)
    except RuleBroken as error:
        form.add_problems(error)
        return _page(case, queries.answers_of(db_session(), case.id), form), 422
    except (Conflict, StaleDataError):
        return _overtaken(case_id, form)
    return _sent(case_id)


def _sent(case_id: int) -> Any:
    flash(gettext("Svaret er sendt. Den unge får besked nu."), "success")
    return redirect(url_for("responses.show_case", case_id=case_id), 303)


def _give(case: Case, form: AnswerForm) -> None:
    """Raises RuleBroken with everything that is missing at once."""
    facts = form.facts()
    if not form.validate():
        raise RuleBroken(answer_problems(db_session(), case, facts))
    key = form.form_key.data or ""
    commands.give_answer(db_session(), case, current_user, facts, key, seen_version=form.seen_version())


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
    if "explanation" not in request.form:
        return redirect(url_for("responses.show_case", case_id=case_id), 303)
    case, form = owed_case(case_id), AnswerForm()
    form.version.data = str(case.version)
    return _page(case, queries.answers_of(db_session(), case.id), form)


@blueprint.post("/laes")
@needs("response.inbox")
def readability() -> str:
    """How easy a text is to read, as a fragment; nothing is stored."""
    text = request.form.get("explanation", "")[:LONGEST_CHECKED]
    return render_template("responses/_lix.html", found=presenting.readability_view(text))


def _overtaken(case_id: int, form: AnswerForm) -> Any:
    """Somebody was first: the typed text stays, what is new stands beside it, and sending once more is on purpose.

    Where the first was this very form (two quick presses), all is well.
    """
    undo()
    case = owed_case(case_id)
    if queries.answer_by_key(db_session(), case_id, form.form_key.data or ""):
        return _sent(case_id)
    form.version.data = str(case.version)
    return _page(case, queries.answers_of(db_session(), case.id), form, overtaken=True), 409


def _page(
    case: Case,
    answers: list[Answer],
    form: AnswerForm | None,
    *,
    missing: list[list[object]] | None = None,
    overtaken: bool = False,
) -> str:
    """``missing`` is given where the writer asked for a check: what must still be written, and a preview."""
    return render_template(
        "responses/case.html",
        case=case,
        wordings=answers,
        form=form,
        overtaken=overtaken,
        labels=labels,
        missing=missing,
        preview=presenting.preview(form.facts()) if form and missing is not None else None,
        found=presenting.readability_view(form.explanation.data or "") if form else None,
        due=presenting.case_badge(case, today()),
        states=CaseState,
        receipt_due=presenting.due_badge(case.receipt_due_on, today()),
        log=queries.log_of(db_session(), case.id),
    )
