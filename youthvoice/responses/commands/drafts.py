"""The draft of an answer: kept while it is written, shared by the unit, sent by the clock, and gone once the answer is given.

``version`` counts its wordings. What is done to a draft beside its words leaves the version, but holds only for the wording
that it was done to.
"""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.responses.checks import answer_problems, text_problems
from youthvoice.responses.deciders import require_own
from youthvoice.responses.labels_of_drafts import PLAN_PROBLEM_TEXTS
from youthvoice.responses.models import AnswerDraft, Case
from youthvoice.responses.queries.drafts import facts_of, find_draft
from youthvoice.responses.rules import AnswerFacts
from youthvoice.responses.rules.drafts import is_blank, plan_problem


class DraftChanged(Conflict):
    """Somebody else wrote meanwhile: both wordings are there."""


@dataclass(frozen=True)
class PlanAudit:
    """Audit: when it is to be sent; empty where it is not any more."""

    at: str


def save_draft(
    session: Session, case: Case, official: Person, facts: AnswerFacts, seen_version: int
) -> AnswerDraft | None:
    """Keep what is being written; None where that is nothing yet. The same words once more change nothing.

    ``seen_version`` is the wording that the writer began with (0: none). Raises DraftChanged where another came after it,
    Conflict for a closed case, RuleBroken for what must not be stored even here.
    """
    require_own(case.subject_kind)
    problems = text_problems(facts)
    if problems:
        raise RuleBroken(problems)
    if case.closed_at is not None:
        raise Conflict
    draft = find_draft(session, case.id)
    if draft is None:
        if seen_version:
            raise DraftChanged
        return None if is_blank(facts) else _first(session, case, official, facts)
    if facts_of(draft) == facts:
        return draft
    if draft.version != seen_version:
        raise DraftChanged
    _rewrite(session, draft, official, facts)
    _keep_plan_if_whole(session, case, draft, facts)
    return draft


def _columns(facts: AnswerFacts) -> dict[str, Any]:
    values = asdict(facts)
    return {"reason_code": values.pop("reason"), **values}


def _first(session: Session, case: Case, official: Person, facts: AnswerFacts) -> AnswerDraft:
    draft = AnswerDraft(
        case_id=case.id,
        form_key=uuid.uuid4().hex,
        written_by_id=official.id,
        changed_at=now(),
        **_columns(facts),
    )
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_answer_drafts_case_id":
            raise
        raise DraftChanged from error
    _note_writer(session, official, draft)
    return draft


def _rewrite(session: Session, draft: AnswerDraft, official: Person, facts: AnswerFacts) -> None:
    """A changed word takes an approval away, also one that is given this very moment."""
    is_by_another = draft.written_by_id != official.id
    try:
        with session.begin_nested():
            for name, value in _columns(facts).items():
                setattr(draft, name, value)
            if draft.approved_at is not None:
                draft.asked_by_id = draft.reviewer_id = None
            draft.approved_at, draft.publish_error = None, ""
            flag_modified(draft, "approved_at")
            draft.written_by_id, draft.changed_at = official.id, now()
    except StaleDataError as error:
        raise DraftChanged from error
    if is_by_another:
        _note_writer(session, official, draft)


def _note_writer(session: Session, official: Person, draft: AnswerDraft) -> None:
    """Whoever begins a draft, or writes on after somebody else; not every time it is kept."""
    audit.record(session, official.id, "draft.write", ("case", draft.case_id))


def _keep_plan_if_whole(session: Session, case: Case, draft: AnswerDraft, facts: AnswerFacts) -> None:
    """An answer that is to be sent by the clock must be whole the whole time."""
    if draft.publish_at is None or not answer_problems(session, case, facts):
        return
    why = gettext("Svaret mangler noget nu. Derfor bliver det ikke sendt af sig selv.")
    change(session, draft, publish_at=None, publish_error=why)


def change(session: Session, draft: AnswerDraft, **values: Any) -> None:
    """Change what stands beside the words. Raises DraftChanged where the words are others by now."""
    same = AnswerDraft.id == draft.id, AnswerDraft.version == draft.version
    changed = update(AnswerDraft).where(*same).values(version=AnswerDraft.version, **values)
    done: Any = session.execute(changed.execution_options(synchronize_session=False))
    if not done.rowcount:
        raise DraftChanged
    session.refresh(draft)


def take_draft(session: Session, case_id: int, facts: AnswerFacts, seen_version: int | None) -> None:
    """The answer is given: the draft has done its work. Raises DraftChanged rather than throw a colleague's words away.

    ``seen_version`` None: whoever answers knows of no draft. Call it after the case itself was changed: who sends by the
    clock holds the case first too.
    """
    draft = find_draft(session, case_id)
    if draft is None:
        return
    if seen_version is not None and draft.version != seen_version and facts_of(draft) != facts:
        raise DraftChanged
    gone = delete(AnswerDraft).where(AnswerDraft.id == draft.id, AnswerDraft.version == draft.version)
    done: Any = session.execute(gone.execution_options(synchronize_session=False))
    session.expunge(draft)
    if not done.rowcount:
        raise DraftChanged


def plan_draft(
    session: Session, case: Case, official: Person, draft: AnswerDraft, moment: datetime | None, seen_version: int
) -> None:
    """Send the answer at ``moment``, in the name of who wrote it last. Once more with another time moves it.

    Raises RuleBroken (day, or what the answer lacks), DraftChanged where the words are others by now.
    """
    problem = plan_problem(moment, now())
    if problem is not None or moment is None:
        raise RuleBroken({"day": [PLAN_PROBLEM_TEXTS[problem]] if problem else []})
    if draft.version != seen_version:
        raise DraftChanged
    missing = answer_problems(session, case, facts_of(draft))
    if missing:
        raise RuleBroken(missing)
    change(session, draft, publish_at=moment, publish_error="")
    audit.record(session, official.id, "draft.plan", ("case", case.id), PlanAudit(moment.isoformat()))


def unplan_draft(session: Session, official: Person, draft: AnswerDraft) -> None:
    """It is not sent by itself any more; the words stay. A second time changes nothing."""
    if draft.publish_at is not None:
        change(session, draft, publish_at=None)
        audit.record(session, official.id, "draft.plan", ("case", draft.case_id), PlanAudit(""))
