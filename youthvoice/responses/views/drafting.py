"""The draft: kept while it is written, looked at by a colleague, and sent at a time."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.models import Person
from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.i18n import format_moment
from youthvoice.core.web import db_session, undo
from youthvoice.responses import labels_of_drafts, presenting
from youthvoice.responses.checks import answer_problems
from youthvoice.responses.commands import drafts, reviews
from youthvoice.responses.commands.drafts import DraftChanged
from youthvoice.responses.desk import desk_view
from youthvoice.responses.draft_forms import AskForm, NoteForm, PlanForm
from youthvoice.responses.forms import AnswerForm
from youthvoice.responses.models import AnswerDraft, Case
from youthvoice.responses.queries.drafts import Desk, colleagues_of, desk_of, facts_of, find_draft, notes_of
from youthvoice.responses.rules import CaseState
from youthvoice.responses.rules.drafts import LONGEST_WAIT, ReviewState
from youthvoice.responses.views.base import answerable_case, blueprint
from youthvoice.responses.views.case_page import case_page, clash_page

VERSION_HEADER = "X-Saved-Version"
"""Tells the script which wording the next saving begins with."""
VERDICTS = {"godkend": True, "retur": False}


@blueprint.post("/<int:case_id>/kladde")
@needs("response.inbox")
def keep_draft(case_id: int) -> Any:
    """Keep what is being written. Where a colleague wrote meanwhile nothing is stored, and both texts are shown."""
    case, form = answerable_case(case_id), AnswerForm()
    is_by_itself = request.headers.get("X-Requested-With") == "autosave"
    try:
        draft = _kept(case, form, is_by_itself=is_by_itself)
    except RuleBroken as error:
        form.add_problems(error)
        return case_page(case, form), 422
    except DraftChanged:
        return ("", 409) if is_by_itself else clash_page(case_id, form)
    version = draft.version if draft else 0
    if is_by_itself:
        return Response("", 204, {VERSION_HEADER: str(version)})
    return _after_keeping(case_id, draft)


def _kept(case: Case, form: AnswerForm, *, is_by_itself: bool) -> AnswerDraft | None:
    """A date that is half written is told of when the writer saves, and left out when the page saves by itself."""
    if not is_by_itself and not form.validate():
        raise RuleBroken({})
    waits = find_draft(db_session(), case.id) if is_by_itself else None
    if waits is not None and waits.publish_at is not None:
        # Half a sentence must never be sent by the clock: what is planned is only changed on purpose.
        raise DraftChanged
    if case.state is CaseState.answered and form.seen_version() != case.version:
        raise DraftChanged
    return drafts.save_draft(db_session(), case, current_user, form.facts(), form.seen_draft())


def _after_keeping(case_id: int, draft: AnswerDraft | None) -> Any:
    if draft is None:
        flash(gettext("Skriv noget først. Så kan det gemmes."), "info")
    elif draft.publish_error:
        flash(draft.publish_error, "warning")
    else:
        flash(gettext("Kladden er gemt. Den unge kan ikke se den."), "success")
    if draft is not None and request.form.get("handling") == "videre":
        return redirect(url_for("responses.show_draft", case_id=case_id), 303)
    return redirect(url_for("responses.show_case", case_id=case_id, ret=1), 303)


@blueprint.get("/<int:case_id>/kladde")
@needs("response.inbox")
def show_draft(case_id: int) -> Any:
    """The draft as the young person will see it, what colleagues say, and when it is sent; the case, where it is sent."""
    case = answerable_case(case_id)
    desk = desk_of(db_session(), case.id)
    return _page(case, desk) if desk.draft else redirect(url_for("responses.show_case", case_id=case_id), 303)


@blueprint.post("/<int:case_id>/kladde/spoerg")
@needs("response.inbox")
def ask_review(case_id: int) -> Any:
    """Ask a colleague to look."""
    (case, draft), form = _draft_of(case_id), AskForm()
    reviewer = db_session().get(Person, form.reviewer_id())
    try:
        reviews.ask_review(db_session(), case, current_user, draft, reviewer)
    except RuleBroken as error:
        form.add_problems(error)
        return _page(case, desk_of(db_session(), case.id), ask=form), 422
    except DraftChanged:
        return _changed_page(case_id, ask=form)
    flash(gettext("%(name)s får besked nu.", name=reviewer.display_name if reviewer else ""), "success")
    return _back(case_id)


@blueprint.post("/<int:case_id>/kladde/ord")
@needs("response.inbox")
def write_note(case_id: int) -> Any:
    """A word about the draft, an approval, or back to who wrote it."""
    (case, draft), form = _draft_of(case_id), NoteForm()
    try:
        reviews.write_note(
            db_session(),
            case,
            current_user,
            draft,
            form.words.data or "",
            form.form_key.data or "",
            approves=VERDICTS.get(request.form.get("handling", "")),
            seen_version=form.seen_version(),
        )
    except RuleBroken as error:
        form.add_problems(error)
        return _page(case, desk_of(db_session(), case.id), note=form), 422
    except Conflict:
        return _changed_page(case_id, note=form)
    flash(gettext("Din note er gemt. Kollegaen får besked."), "success")
    return _back(case_id)


@blueprint.post("/<int:case_id>/kladde/tid")
@needs("response.inbox")
def plan_draft(case_id: int) -> Any:
    """Send it at a time."""
    (case, draft), form = _draft_of(case_id), PlanForm()
    if not form.validate():
        return _page(case, desk_of(db_session(), case.id), plan=form), 422
    moment = form.moment()
    try:
        drafts.plan_draft(db_session(), case, current_user, draft, moment, form.seen_version())
    except RuleBroken as error:
        form.add_problems(error)
        return _page(case, desk_of(db_session(), case.id), plan=form), 422
    except DraftChanged:
        return _changed_page(case_id, plan=form)
    if draft.publish_at is not None:
        flash(gettext("Svaret bliver sendt %(at)s.", at=format_moment(draft.publish_at)), "success")
    return _back(case_id)


@blueprint.post("/<int:case_id>/kladde/fortryd")
@needs("response.inbox")
def unplan_draft(case_id: int) -> Any:
    """It is not sent by itself any more."""
    _case, draft = _draft_of(case_id)
    drafts.unplan_draft(db_session(), current_user, draft)
    flash(gettext("Svaret bliver ikke sendt af sig selv. Kladden er her stadig."), "success")
    return _back(case_id)


def _back(case_id: int) -> Any:
    return redirect(url_for("responses.show_draft", case_id=case_id), 303)


def _draft_of(case_id: int) -> tuple[Case, AnswerDraft]:
    """The case and its draft. Raises NotFound where nothing is being written, also since it was just sent."""
    case = answerable_case(case_id)
    draft = find_draft(db_session(), case.id)
    if draft is None:
        raise NotFound
    return case, draft


def _changed_page(case_id: int, **forms: Any) -> Any:
    """The words are others by now: they are shown, what was typed stays, and the next sending is on purpose."""
    undo()
    case, draft = _draft_of(case_id)
    for form in forms.values():
        if "version" in form:
            form.version.data = str(draft.version)
    return _page(case, desk_of(db_session(), case.id), is_changed=True, **forms), 409


def _page(case: Case, desk: Desk, *, is_changed: bool = False, **forms: Any) -> str:
    """``forms`` (ask, note, plan) stand as they were sent; the others are fresh."""
    draft = desk.draft
    if draft is None:
        raise NotFound
    return render_template(
        "responses/draft.html",
        case=case,
        draft=draft,
        preview=presenting.preview(facts_of(draft)),
        missing=list(answer_problems(db_session(), case, facts_of(draft)).values()),
        notes=notes_of(db_session(), case.id),
        desk=desk_view(desk, today().year),
        is_reviewer=draft.reviewer_id == current_user.id,
        is_changed=is_changed,
        longest_wait=LONGEST_WAIT.days,
        draft_labels=labels_of_drafts,
        reviews=ReviewState,
        **_forms(case, draft, forms),
    )


def _forms(case: Case, draft: AnswerDraft, sent: dict[str, Any]) -> dict[str, Any]:
    ask = sent.get("ask") or AskForm(formdata=None)
    ask.offer(colleagues_of(db_session(), case.unit_id, current_user.id))
    note = sent.get("note") or NoteForm(formdata=None, data={"version": str(draft.version)})
    return {"ask_form": ask, "note_form": note, "plan_form": sent.get("plan") or PlanForm.of(draft)}
