"""What answering alone and together have in common: the form, what is kept, sent and taken back."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.consultations.answer_labels import TASKS
from youthvoice.consultations.commands.answering import (
    ChangedMeanwhile,
    NotOpen,
    Sent,
    send_answer,
    withdraw_answer,
)
from youthvoice.consultations.commands.drafts import keep_draft
from youthvoice.consultations.forms.answering import AnswerForm, answer_form, as_sent, filled_by, typed_fields
from youthvoice.consultations.models import Question
from youthvoice.consultations.presenting.answering import said, told
from youthvoice.consultations.queries.answering import Words, member_count
from youthvoice.consultations.rules.states import ConsultationState, Respondent
from youthvoice.consultations.views.desks import Desk, questions_at, words_at
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session, undo
from youthvoice.moderation.crisis import needs_help
from youthvoice.proposals.views.common import in_other_language


def form_page(desk: Desk) -> Any:
    """The questions, filled with what is begun or what stands; or why there is no form."""
    if not desk.is_open:
        return redirect(desk.answer_url, 303)
    questions, words = questions_at(desk), words_at(desk)
    filled = as_sent(desk.draft.typed) if desk.draft is not None else filled_by(words, questions, _people(desk))
    form = answer_form(questions, desk.sender.kind, words.hidden, filled)
    form.seen.data = str(desk.version)
    return _form(desk, form, words)


def _people(desk: Desk) -> int | None:
    if desk.response is not None:
        return desk.response.people
    if desk.sender.kind is not Respondent.school_class or desk.body is None:
        return None
    return member_count(db_session(), desk.body.id) or None


def take_answer(at: Callable[[], Desk]) -> Any:
    """Send what the form holds, or keep it for later. ``at()`` is the desk as it stands now."""
    desk = at()
    questions, words = questions_at(desk), words_at(desk)
    form = answer_form(questions, desk.sender.kind, words.hidden)
    if "save" in request.form or "switch_language" in request.form:
        return _keep_and_go(desk, questions)
    if not form.validate():
        return _form(desk, form, words), 422
    sent = Sent(
        answers=form.answers(), people=form.how_many(), seen=form.seen_version(), form_key=str(form.form_key.data)
    )
    try:
        response = send_answer(db_session(), desk.found.id, desk.sender, sent)
    except NotOpen:
        return _late_page(desk, form)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _form(at(), form, words), 422
    except ChangedMeanwhile:
        undo()
        return _overtaken_page(at())
    helps = any(needs_help(answer.text) for answer in sent.answers.values())
    changed = response.version > 1
    return redirect(desk.answer_url + ("?hjaelp=1" if helps else "?sendt=2" if changed else "?sendt=1"), 303)


def _overtaken_page(desk: Desk) -> Any:
    """An answer was sent from another place meanwhile: what was typed is here still, and can take its place."""
    words = words_at(desk)
    form = answer_form(questions_at(desk), desk.sender.kind, words.hidden)
    form.seen.data = str(desk.version)
    return _form(desk, form, words, overtaken=True), 409


def _form(desk: Desk, form: AnswerForm, words: Words, *, overtaken: bool = False) -> str:
    return render_template(
        "consultations/answer_form.html",
        desk=desk,
        form=form,
        hidden=[one for one in questions_at(desk) if one.id in words.hidden] if words.hidden else [],
        overtaken=overtaken,
        tasks=TASKS,
    )


def _late_page(desk: Desk, form: AnswerForm) -> Any:
    """It closed while somebody wrote: nothing that was typed is lost."""
    undo()
    typed = told([one.question for one in form.questions], form.answers())
    return render_template("consultations/answer_late.html", found=desk.found, typed=typed), 409


def keep(desk: Desk) -> Response:
    """Keep what is being typed."""
    if not desk.is_open:
        raise Conflict
    typed = typed_fields(questions_at(desk))
    keep_draft(db_session(), desk.found.id, current_user.id, desk.sender.body_id, typed)
    return Response("", 204)


def _keep_and_go(desk: Desk, questions: list[Question]) -> AnyResponse:
    if desk.is_open:
        keep_draft(db_session(), desk.found.id, current_user.id, desk.sender.body_id, typed_fields(questions))
    if "switch_language" in request.form:
        return redirect(in_other_language(desk.form_url), 303)
    flash(gettext("Din kladde er gemt. Du finder den her."), "success")
    return redirect(url_for("consultations.mine"), 303)


def read_page(desk: Desk) -> str:
    """The answer that stands, what happens with it, and how it is changed while the hearing is open."""
    words = words_at(desk)
    questions = questions_at(desk) if desk.response is not None else []
    return render_template(
        "consultations/answer_read.html",
        desk=desk,
        said=said(questions, words),
        is_sent=request.args.get("sendt") in ("1", "2"),
        is_changed=request.args.get("sendt") == "2",
        offers_help=request.args.get("hjaelp") == "1",
        has_results=desk.found.state in (ConsultationState.closed, ConsultationState.finished),
    )


def withdraw_page(desk: Desk) -> Any:
    """What taking it back means; and it is taken back."""
    if desk.response is None or not desk.is_open:
        return redirect(desk.answer_url, 303)
    if request.method == "GET":
        return render_template("consultations/answer_withdraw.html", desk=desk)
    seen = whole_number(request.form.get("seen")) or 0
    try:
        withdraw_answer(db_session(), desk.found.id, desk.sender, seen)
    except NotOpen:
        undo()
        return redirect(desk.answer_url, 303)
    flash(gettext("Svaret er trukket tilbage. Det tæller ikke med mere."), "success")
    return redirect(desk.answer_url, 303)
