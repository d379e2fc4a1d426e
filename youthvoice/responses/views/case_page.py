"""The page of one case, as several views show it: the words that wait, the form, and everything beside it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext

from youthvoice.core.clock import today
from youthvoice.core.web import db_session, undo
from youthvoice.responses import deeds, labels, labels_of_drafts, presenting, queries
from youthvoice.responses.deciders import decider_of
from youthvoice.responses.desk import desk_view, question_words
from youthvoice.responses.forms import AnswerForm
from youthvoice.responses.models import Answer, AnswerDraft, Case
from youthvoice.responses.queries.drafts import Desk, desk_of, facts_of
from youthvoice.responses.queries.phrases import phrases_for
from youthvoice.responses.rules import CaseState
from youthvoice.responses.rules.drafts import ReviewState
from youthvoice.responses.views.base import owed_case

COMPARED = ("explanation", "next_step", "asked_for", "reason_detail", "contact_name", "contact_title", "contact_unit")
"""Fields of a draft whose words are shown where two people wrote at once."""


def case_page(
    case: Case,
    form: AnswerForm | None,
    *,
    answers: list[Answer] | None = None,
    desk: Desk | None = None,
    **told: Any,
) -> str:
    """``told``: missing (where the writer asked for a check), overtaken, and clash (what a colleague's draft says)."""
    answers = queries.answers_of(db_session(), case.id) if answers is None else answers
    desk = desk_of(db_session(), case.id) if desk is None else desk
    shown = dict.fromkeys(("missing", "overtaken", "clash")) | told
    return render_template(
        "responses/case.html",
        case=case,
        wordings=answers,
        form=form,
        decider=decider_of(case.subject_kind),
        labels=labels,
        states=CaseState,
        log=queries.log_of(db_session(), case.id),
        deeds=deeds,
        desk=desk_view(desk, today().year),
        draft_labels=labels_of_drafts,
        reviews=ReviewState,
        **_badges(case),
        **(_beside(case, form) if form else {}),
        **shown,
    )


def _badges(case: Case) -> dict[str, Any]:
    receipt = presenting.due_badge(case.receipt_due_on, today())
    return {"due": presenting.case_badge(case, today()), "receipt_due": receipt}


def _beside(case: Case, form: AnswerForm) -> dict[str, Any]:
    text = form.explanation.data or ""
    return {
        "preview": presenting.preview(form.facts()),
        "found": presenting.readability_view(text),
        "words": question_words(case.question, told_by(form)),
        "phrases": phrases_for(db_session(), case.unit_id),
    }


def told_by(form: AnswerForm) -> str:
    """Everything the answer says, in which the words of the question may stand."""
    return "\n".join(filter(None, (form.explanation.data, form.next_step.data, form.asked_for.data)))


def sent(case_id: int) -> Any:
    """After an answer was given."""
    flash(gettext("Svaret er sendt. Den unge får besked nu."), "success")
    return redirect(url_for("responses.show_case", case_id=case_id), 303)


def overtaken_page(case_id: int, form: AnswerForm) -> Any:
    """Somebody was first: the typed text stays, what is new stands beside it, and sending once more is on purpose.

    Where the first was this very form (two quick presses), all is well.
    """
    undo()
    case = owed_case(case_id)
    if queries.answer_by_key(db_session(), case_id, form.form_key.data or ""):
        return sent(case_id)
    answers = queries.answers_of(db_session(), case.id)
    desk = desk_of(db_session(), case.id)
    form.version.data = str(case.version)
    if desk.draft is None:
        form.draft_version.data = "0"
    return case_page(case, form, answers=answers, desk=desk, overtaken=True), 409


def clash_page(case_id: int, form: AnswerForm) -> Any:
    """A colleague wrote in the draft meanwhile: both texts are shown, and the next sending is on purpose."""
    undo()
    case = owed_case(case_id)
    answers = queries.answers_of(db_session(), case.id)
    desk = desk_of(db_session(), case.id)
    if desk.draft is None:
        return overtaken_page(case_id, form)
    form.draft_version.data = str(desk.draft.version)
    return case_page(case, form, answers=answers, desk=desk, clash=_differences(form, desk.draft)), 409


def _differences(form: AnswerForm, draft: AnswerDraft) -> list[tuple[object, str]]:
    """(field's label, the colleague's words) for each field that differs."""
    mine, theirs = form.facts(), facts_of(draft)
    texts = [
        (form[name].label.text, getattr(theirs, name))
        for name in COMPARED
        if getattr(mine, name) != getattr(theirs, name)
    ]
    if theirs.outcome is not None and theirs.outcome is not mine.outcome:
        texts.insert(0, (form.outcome.label.text, str(labels.OUTCOME_LABELS[theirs.outcome])))
    return texts
