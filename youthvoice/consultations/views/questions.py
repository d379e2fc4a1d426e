"""The questions of a draft: the list, a new one of a kind, and one worded anew."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.queries import schools
from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.accounts.unsent import forget_below
from youthvoice.consultations.commands import questions as commands
from youthvoice.consultations.forms.questions import QuestionForm
from youthvoice.consultations.labels import KIND_HINTS, KIND_ICONS, KIND_LABELS
from youthvoice.consultations.models import Consultation, Question
from youthvoice.consultations.queries.places import known_places
from youthvoice.consultations.queries.questions import get_question, options_of
from youthvoice.consultations.rules.questions import MOST_OPTIONS, MOST_QUESTIONS, QuestionKind
from youthvoice.consultations.views.base import blueprint
from youthvoice.consultations.views.page import read_shown
from youthvoice.consultations.views.writing import draft_for
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.web import db_session, undo

KINDS: dict[str, QuestionKind] = {
    "tekst": QuestionKind.text,
    "en": QuestionKind.one,
    "flere": QuestionKind.several,
    "skala": QuestionKind.scale,
    "raekkefoelge": QuestionKind.ranking,
    "sted": QuestionKind.place,
}
"""What stands in the address."""
NAMES = {kind: name for name, kind in KINDS.items()}


@blueprint.get("/<int:consultation_id>/spoergsmaal")
def questions(consultation_id: int) -> str:
    """What is asked so far, and which kinds of questions there are."""
    draft = draft_for(consultation_id)
    kinds = [(name, KIND_LABELS[kind], KIND_HINTS[kind], KIND_ICONS[kind]) for name, kind in KINDS.items()]
    return render_template(
        "consultations/questions.html", draft=draft, read=read_shown(draft), kinds=kinds, most=MOST_QUESTIONS
    )


@blueprint.route("/<int:consultation_id>/spoergsmaal/ny/<name>", methods=["GET", "POST"])
@takes_typed
def new_question(consultation_id: int, name: str) -> Any:
    """One more question, of that kind."""
    draft = draft_for(consultation_id)
    kind = KINDS.get(name)
    if kind is None:
        raise NotFound
    made = partial(QuestionForm.of_kind, kind)
    form = made() if request.method == "POST" else typed_or(made, made)
    if request.method == "GET":
        form.seen.data = str(draft.version)
    if request.method == "GET" or _more(form, kind):
        return _page(form, draft, kind)
    return _store(form, draft, kind, None)


@blueprint.route("/<int:consultation_id>/spoergsmaal/<int:question_id>", methods=["GET", "POST"])
@takes_typed
def edit_question(consultation_id: int, question_id: int) -> Any:
    """One question, worded anew."""
    draft = draft_for(consultation_id)
    question = get_question(db_session(), consultation_id, question_id)
    if request.method == "GET":
        shown = typed_or(partial(QuestionForm.of_kind, question.kind), lambda: _form_of(question, draft))
        return _page(shown, draft, question.kind, question)
    form = QuestionForm.of_kind(question.kind)
    if _more(form, question.kind):
        return _page(form, draft, question.kind, question)
    return _store(form, draft, question.kind, question)


@blueprint.post("/<int:consultation_id>/spoergsmaal/<int:question_id>/flyt")
def move_question(consultation_id: int, question_id: int) -> Any:
    """One place up, or down with ``til=ned``."""
    draft_for(consultation_id)
    by = 1 if request.form.get("til") == "ned" else -1
    commands.move_question(db_session(), consultation_id, question_id, by, actor_id=current_user.id)
    return redirect(url_for("consultations.questions", consultation_id=consultation_id), 303)


@blueprint.post("/<int:consultation_id>/spoergsmaal/<int:question_id>/slet")
def remove_question(consultation_id: int, question_id: int) -> Any:
    """Ask it no more."""
    draft_for(consultation_id)
    commands.remove_question(db_session(), consultation_id, question_id, actor_id=current_user.id)
    forget_below(db_session(), f"/hoeringer/{consultation_id}/spoergsmaal/{question_id}")
    flash(gettext("Spørgsmålet er slettet."), "success")
    return redirect(url_for("consultations.questions", consultation_id=consultation_id), 303)


def _form_of(question: Question, draft: Consultation) -> QuestionForm:
    options = options_of(db_session(), [question.id]).get(question.id, [])
    return QuestionForm.of(question, options, draft.version)


def _more(form: QuestionForm, kind: QuestionKind) -> bool:
    """More lines, the schools, or places from before, where a button asked for them; whether one did."""
    pressed = request.form
    if "more" in pressed and "options" in form:
        form.options.add_lines()
        return True
    if kind is not QuestionKind.place or not {"schools", "places"} & set(pressed):
        return False
    names = [one.name for one in schools(db_session())] if "schools" in pressed else known_places(db_session())
    form.options.add(names)
    return True


def _store(form: QuestionForm, draft: Consultation, kind: QuestionKind, question: Question | None) -> Any:
    consultation_id, question_id = draft.id, question.id if question else None
    if not form.validate():
        return _page(form, draft, kind, question), 422
    session, facts, seen, by = db_session(), form.facts(kind), form.seen_version, current_user.id
    try:
        if question_id is None:
            commands.add_question(session, consultation_id, facts, seen, actor_id=by)
        else:
            commands.change_question(session, consultation_id, question_id, facts, seen, actor_id=by)
    except (RuleBroken, Conflict) as error:
        return _refused(form, consultation_id, kind, question_id, error)
    flash(gettext("Spørgsmålet er gemt."), "success")
    return redirect(url_for("consultations.questions", consultation_id=consultation_id), 303)


def _refused(
    form: QuestionForm, consultation_id: int, kind: QuestionKind, question_id: int | None, error: RuleBroken | Conflict
) -> Any:
    undo()
    draft = draft_for(consultation_id)
    question = get_question(db_session(), consultation_id, question_id) if question_id is not None else None
    if isinstance(error, RuleBroken):
        form.add_problems(error)
        return _page(form, draft, kind, question), 422
    form.seen.data = str(draft.version)
    return _page(form, draft, kind, question, overtaken=True), 409


def _page(
    form: QuestionForm, draft: Consultation, kind: QuestionKind, question: Question | None = None, **more: bool
) -> str:
    told = {"overtaken": False, **more, "most_options": MOST_OPTIONS}
    names = {"kind": kind.value, "name": NAMES[kind], "kind_label": KIND_LABELS[kind], "kind_hint": KIND_HINTS[kind]}
    return render_template("consultations/question.html", form=form, draft=draft, question=question, **names, **told)
