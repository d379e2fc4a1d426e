"""The page on which the council's decision is written, and the one where its words are made clearer."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands import awarding
from youthvoice.grants.forms.awarding import AwardForm, Grounds, WordedForm
from youthvoice.grants.labels.awarding import DETAIL_HINTS
from youthvoice.grants.models import Application, Motion
from youthvoice.grants.presenting.awards import council_preview, council_view
from youthvoice.grants.queries.awards import AwardRow, award_by_key, award_row, grounds_of
from youthvoice.grants.rules.awarding import decided_amount, may_be_awarded, relevant
from youthvoice.grants.rules.deciding import ANSWER_OF, OWES_REASONS, AwardOutcome, MotionState, award_outcome
from youthvoice.grants.views.base import application_for, blueprint
from youthvoice.responses import labels
from youthvoice.responses.presenting import readability_view
from youthvoice.responses.queries import answer_by_key, current_answer


@dataclass(frozen=True, slots=True)
class Votable:
    """What the last motion has decided; ``outcome`` None: nothing can be written now."""

    motion: Motion | None
    outcome: AwardOutcome | None
    amount: int
    is_open: bool
    """It is being voted on."""
    is_decided: bool
    """A decision stands, and nothing leads beyond it."""

    @property
    def owes_reasons(self) -> bool:
        """The group must be told why."""
        return self.outcome in OWES_REASONS


def votable(application: Application, row: AwardRow) -> Votable:
    """What can be decided now, from what was read."""
    motion, award = row.motion, row.award
    amount = decided_amount(motion.state, motion.amount) if motion is not None else None
    is_used = award is not None and motion is not None and award.motion_id == motion.id
    outcome = award_outcome(application.asked, amount) if amount is not None and not is_used else None
    if outcome is not None and not may_be_awarded(
        application.status, outcome, was_complained_about=row.complaint is not None
    ):
        outcome = None
    is_open = motion is not None and motion.state is MotionState.open
    return Votable(motion, outcome, amount or 0, is_open, award is not None and outcome is None and not is_open)


def row_of(application: Application) -> AwardRow:
    """Raises NotFound for a draft: nobody asks the council for anything yet."""
    row = award_row(db_session(), application.id)
    if row is None:
        raise NotFound
    return row


@blueprint.get("/ansoegninger/<int:application_id>/afgoer")
def decide(application_id: int) -> str:
    """Write the decision that was voted; or what must happen first."""
    application, _place = application_for(application_id, "grant.decide")
    row = row_of(application)
    found = votable(application, row)
    motion_id = found.motion.id if found.motion else 0
    fresh = partial(AwardForm.fresh_for, application.pool, application.version, motion_id)
    return _page(application, row, typed_or(AwardForm, fresh) if found.outcome is not None else fresh())


@blueprint.post("/ansoegninger/<int:application_id>/afgoer")
@takes_typed
def decide_now(application_id: int) -> Any:
    """Decide; or only look at it («Tjek»). What was typed is never lost."""
    application, _place = application_for(application_id, "grant.decide")
    row, form = row_of(application), AwardForm()
    if request.form.get("handling") == "tjek":
        return _page(application, row, form, missing=_missing(application, row, form))
    try:
        _give(application, row, form)
    except RuleBroken as error:
        form.add_problems(error)
        return _page(application, row, form), 422
    except (Conflict, StaleDataError) as error:
        return _overtaken(application_id, form, str(error))
    return _sent(application_id)


def _give(application: Application, row: AwardRow, form: AwardForm) -> None:
    """Raises RuleBroken with everything that is missing at once, and Conflict."""
    found, grounds = votable(application, row), _grounds(application)
    outcome = found.outcome or _stored_outcome(application, form)
    if row.motion is None or outcome is None or row.motion.id != form.seen_motion():
        raise Conflict
    facts = form.award_facts(ANSWER_OF[outcome], grounds)
    if not form.validate():
        raise RuleBroken(awarding.award_problems(db_session(), row.case, outcome, relevant(facts, outcome)))
    seen, key = form.seen_version(), form.form_key.data or ""
    awarding.give_award(db_session(), application, row.motion, current_user, facts, key, seen_version=seen)


def _stored_outcome(application: Application, form: AwardForm) -> AwardOutcome | None:
    """This very form sent twice: the decision that it has stored."""
    stored = award_by_key(db_session(), application.id, form.form_key.data or "")
    return stored.outcome if stored is not None else None


def _missing(application: Application, row: AwardRow, form: AwardForm) -> list[list[object]]:
    outcome = votable(application, row).outcome
    if outcome is None:
        return []
    facts = relevant(form.award_facts(ANSWER_OF[outcome], _grounds(application)), outcome)
    return list(awarding.award_problems(db_session(), row.case, outcome, facts).values())


def _grounds(application: Application) -> Grounds:
    return Grounds(grounds_of(db_session(), application.pool_id))


def _overtaken(application_id: int, form: AwardForm, why: str) -> Any:
    """Somebody was first, or there is no longer anything to decide: what was typed stays, and what is new stands above it."""
    undo()
    application, _place = application_for(application_id, "grant.decide")
    if award_by_key(db_session(), application.id, form.form_key.data or ""):
        return _sent(application_id)
    row = row_of(application)
    form.version.data = str(application.version)
    form.motion.data = str(row.motion.id if row.motion else 0)
    return _page(application, row, form, overtaken=why or True), 409


def _sent(application_id: int) -> Any:
    flash(gettext("Afgørelsen er sendt. Gruppen får besked nu."), "success")
    return redirect(url_for("grants.application", application_id=application_id), 303)


def _page(application: Application, row: AwardRow, form: AwardForm, **told: Any) -> str:
    """``told``: missing (where the writer asked for a check) and overtaken (why, or True)."""
    found, grounds = votable(application, row), _grounds(application)
    form.offer(grounds)
    shown = {"missing": None, "overtaken": None} | told
    outcome = found.outcome
    preview = None
    if outcome is not None and shown["missing"] is not None:
        preview = council_preview(form.answer_facts(ANSWER_OF[outcome]), application.pool.body.name)
    return render_template(
        "grants/decide.html",
        application=application,
        form=form,
        votable=found,
        labels=labels,
        preview=preview,
        detail_hints=DETAIL_HINTS,
        found=readability_view(form.explanation.data or ""),
        **shown,
    )


@blueprint.route("/ansoegninger/<int:application_id>/svar-klarere", methods=["GET", "POST"])
@takes_typed
def reword(application_id: int) -> Any:
    """New words for the same decision: its outcome and its amount stay."""
    application, _place = application_for(application_id, "grant.decide")
    row = row_of(application)
    answer = current_answer(db_session(), row.case.id)
    if row.award is None or answer is None:
        raise Conflict(gettext("Der er ikke noget svar at skrive klarere endnu."))
    if request.method == "GET":
        form = typed_or(WordedForm, lambda: WordedForm.of(answer, row.case.version))
        return _reword_page(application, row, form, answer=answer)
    form = WordedForm()
    try:
        _say_anew(application, row, form)
    except RuleBroken as error:
        form.add_problems(error)
        return _reword_page(application, row, form), 422
    except (Conflict, StaleDataError):
        return _reworded_before(application_id, form)
    return _reworded(application_id)


def _say_anew(application: Application, row: AwardRow, form: WordedForm) -> None:
    """Raises RuleBroken and Conflict."""
    if row.award is None:
        raise Conflict
    outcome = row.award.outcome
    facts = form.answer_facts(ANSWER_OF[outcome])
    if not form.validate():
        raise RuleBroken(awarding.answer_problems(db_session(), row.case, facts))
    seen, key = form.seen_version(), form.form_key.data or ""
    awarding.reword(db_session(), application, current_user, facts, key, seen_version=seen)


def _reworded(application_id: int) -> Any:
    flash(gettext("Det nye svar er sendt. Gruppen får besked nu."), "success")
    return redirect(url_for("grants.application", application_id=application_id), 303)


def _reworded_before(application_id: int, form: WordedForm) -> Any:
    """Somebody was first: what was typed stays, beside the words that stand now."""
    undo()
    application, _place = application_for(application_id, "grant.decide")
    row = row_of(application)
    if answer_by_key(db_session(), row.case.id, form.form_key.data or ""):
        return _reworded(application_id)
    form.version.data = str(row.case.version)
    return _reword_page(application, row, form, overtaken=True), 409


def _reword_page(application: Application, row: AwardRow, form: WordedForm, **told: Any) -> str:
    """``told``: the answer that stands, where it was read already, and overtaken."""
    answer = told.get("answer") or current_answer(db_session(), row.case.id)
    return render_template(
        "grants/reword.html",
        application=application,
        form=form,
        row=row,
        labels=labels,
        detail_hints=None,
        owes_reasons=row.award is not None and row.award.outcome in OWES_REASONS,
        standing=council_view(answer, application.pool.body.name) if answer else None,
        overtaken=told.get("overtaken", False),
        found=readability_view(form.explanation.data or ""),
    )
