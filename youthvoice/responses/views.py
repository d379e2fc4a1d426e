"""The officials' side: an inbox sorted by what is due, and a page to answer on."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import needs, require
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.responses import commands, labels, presenting, queries
from youthvoice.responses.forms import AnswerForm
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.queries import Tab
from youthvoice.responses.rules import CaseState

blueprint = Blueprint("responses", __name__, template_folder="templates")
blueprint.add_app_template_filter(presenting.answer_view, "answer_view")

LONGEST_CHECKED = 20_000
TAB_LABELS = {
    Tab.owed: lazy_gettext("Mangler svar"),
    Tab.late: lazy_gettext("Forsinket"),
    Tab.waiting: lazy_gettext("Venter på den unge"),
    Tab.answered: lazy_gettext("Besvaret"),
}


@blueprint.get("")
@needs("response.inbox")
def inbox() -> str:
    """The cases of the official's own unit; an administrator sees every unit's."""
    tab = Tab(request.args["fane"]) if request.args.get("fane") in set(Tab) else Tab.owed
    unit_id = None if current_user.role is Role.administrator else current_user.unit_id
    page = queries.inbox(db_session(), unit_id, request.args.get("efter"), tab)
    return render_template(
        "responses/inbox.html",
        page=page,
        tab=tab,
        tabs=TAB_LABELS,
        late=queries.count_late(db_session(), unit_id),
        most=queries.MOST_COUNTED,
        is_first=not request.args.get("efter"),
        all_units=unit_id is None,
        day=today(),
        due_badge=presenting.due_badge,
        labels=labels,
        states=CaseState,
    )


@blueprint.get("/<int:case_id>")
@needs("response.inbox")
def show_case(case_id: int) -> str:
    """The words that wait, beside the form; a final answer is shown instead, until ``?ret=1`` asks to change it."""
    case = _owed_case(case_id)
    answers = queries.answers_of(db_session(), case.id)
    final = answers[0] if answers and case.state is CaseState.answered else None
    shows_form = case.closed_at is None and (final is None or "ret" in request.args)
    form = AnswerForm.fresh(case, current_user, final) if shows_form else None
    return _page(case, answers, form)


@blueprint.post("/<int:case_id>")
@needs("response.inbox")
def answer_case(case_id: int) -> Any:
    """Give an answer; or only look at it («Tjek»). What was typed is never lost."""
    case = _owed_case(case_id)
    form = AnswerForm()
    if request.form.get("handling") == "tjek":
        missing = commands.answer_problems(db_session(), case.id, form.facts())
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
        raise RuleBroken(commands.answer_problems(db_session(), case.id, facts))
    key = form.form_key.data or ""
    commands.give_answer(db_session(), case, current_user, facts, key, seen_version=form.seen_version())


@blueprint.post("/<int:case_id>/modtaget")
@needs("response.inbox")
def confirm_receipt(case_id: int) -> Any:
    """«Jeg har fået sagen»: one press, with the official's name. A half-written answer comes along, and stays."""
    try:
        commands.confirm_receipt(db_session(), _owed_case(case_id), current_user)
    except StaleDataError:
        undo()  # Two quick presses: the first has said it.
    flash(gettext("Den unge kan nu se, at du har fået sagen."), "success")
    if "explanation" not in request.form:
        return redirect(url_for("responses.show_case", case_id=case_id), 303)
    case, form = _owed_case(case_id), AnswerForm()
    form.version.data = str(case.version)
    return _page(case, queries.answers_of(db_session(), case.id), form)


@blueprint.post("/laes")
@needs("response.inbox")
def readability() -> str:
    """How easy a text is to read, as a fragment; nothing is stored."""
    text = request.form.get("explanation", "")[:LONGEST_CHECKED]
    return render_template("responses/_lix.html", found=presenting.readability_view(text))


def _owed_case(case_id: int) -> Case:
    case = queries.get_case(db_session(), case_id)
    require(current_user, "response.answer", case)
    return case


def _overtaken(case_id: int, form: AnswerForm) -> Any:
    """Somebody was first: the typed text stays, what is new stands beside it, and sending once more is on purpose.

    Where the first was this very form (two quick presses), all is well.
    """
    undo()
    case = _owed_case(case_id)
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
        due=presenting.due_badge(case.answer_due_on, today()),
        states=CaseState,
        receipt_due=presenting.due_badge(case.receipt_due_on, today()),
    )
