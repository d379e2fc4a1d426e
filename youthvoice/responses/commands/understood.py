"""«Forstod du svaret?»: a no reopens the case, once; so do five readers who ask for a clearer answer."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.responses import rules
from youthvoice.responses.commands.cases import calendar
from youthvoice.responses.events import CaseReopened, FeedbackGiven
from youthvoice.responses.labels import FEEDBACK_PROBLEM_TEXTS
from youthvoice.responses.models import Answer, AnswerFeedback, Case, CaseParty, ClarityWish, Reopening
from youthvoice.responses.queries import current_answer
from youthvoice.responses.rules import CaseState, clock, follow_up
from youthvoice.responses.rules.follow_up import FeedbackFacts, ReopenCause

ASKABLE = (CaseState.answered, CaseState.passed_on)


@dataclass(frozen=True)
class ReopenAudit:
    """Audit: by whom, and until when."""

    cause: str
    due_on: str


def is_party(session: Session, case_id: int, person_id: int) -> bool:
    """One of those who asked."""
    mine = CaseParty.case_id == case_id, CaseParty.person_id == person_id, CaseParty.until.is_(None)
    return session.scalar(select(CaseParty.id).where(*mine)) is not None


def find_feedback(session: Session, answer_id: int, person_id: int) -> AnswerFeedback | None:
    """What this person said of this wording."""
    mine = AnswerFeedback.answer_id == answer_id, AnswerFeedback.person_id == person_id
    return session.scalar(select(AnswerFeedback).where(*mine))


def give_feedback(session: Session, case: Case, answer_id: int, person: Person, facts: FeedbackFacts) -> AnswerFeedback:
    """Say whether the answer was understood. Said twice, the first word stands. A no may reopen the case.

    Raises Forbidden for whoever did not ask, Conflict where another answer stands by now, RuleBroken (understood,
    taken_seriously, unclear).
    """
    if not is_party(session, case.id, person.id):
        raise Forbidden
    said = find_feedback(session, answer_id, person.id)
    if said is not None:
        return said
    answer = _askable_answer(session, case, answer_id)
    _check(facts)
    feedback = AnswerFeedback(
        case_id=case.id,
        answer_id=answer.id,
        person_id=person.id,
        understood=facts.understood,
        taken_seriously=facts.taken_seriously,
        unclear="" if follow_up.is_content(facts) else facts.unclear.strip(),
        at=now(),
    )
    stored = _store_once(session, feedback, "uq_answer_feedback_answer_id_person_id")
    if not stored:
        return session.scalars(
            select(AnswerFeedback).where(AnswerFeedback.answer_id == answer_id, AnswerFeedback.person_id == person.id)
        ).one()
    publish(session, FeedbackGiven(case.id, case.subject_kind, case.subject_id, answer.id, follow_up.is_content(facts)))
    if not follow_up.is_content(facts):
        _reopen(session, case, answer, ReopenCause.party, None)
    return feedback


def _check(facts: FeedbackFacts) -> None:
    problems: dict[str, list[object]] = {
        name: [FEEDBACK_PROBLEM_TEXTS[name]] for name in follow_up.feedback_problems(facts)
    }
    if len(facts.unclear) > follow_up.MAX_UNCLEAR:
        problems["unclear"] = [gettext("Skriv højst %(most)d tegn.", most=follow_up.MAX_UNCLEAR)]
    elif find_cpr(facts.unclear):
        problems["unclear"] = [gettext("Der står et CPR-nummer. Slet det.")]
    if problems:
        raise RuleBroken(problems)


def wish_clearer(session: Session, case: Case, answer_id: int, person: Person) -> int:
    """A reader asks for a clearer answer; how many have done so. The fifth reopens the case, if nothing has before.

    Raises Forbidden for those who asked (they are asked themselves), Conflict where another answer stands by now.
    """
    if is_party(session, case.id, person.id):
        raise Forbidden
    answer = _askable_answer(session, case, answer_id)
    # Two fifth wishes at once must see each other: one at a time for each case.
    session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    wish = ClarityWish(case_id=case.id, answer_id=answer.id, person_id=person.id, at=now())
    _store_once(session, wish, "uq_clarity_wishes_answer_id_person_id")
    wishes = count_wishes(session, answer.id)
    if follow_up.enough_wishes(wishes):
        _reopen(session, case, answer, ReopenCause.readers, None)
    return wishes


def count_wishes(session: Session, answer_id: int) -> int:
    """How many readers have asked for a clearer answer than this one."""
    query = select(func.count()).select_from(ClarityWish).where(ClarityWish.answer_id == answer_id)
    return session.scalar(query) or 0


def _askable_answer(session: Session, case: Case, answer_id: int) -> Answer:
    answer = current_answer(session, case.id)
    if answer is None or answer.id != answer_id or case.closed_at is not None or case.state not in ASKABLE:
        raise Conflict
    return answer


def _store_once(session: Session, row: AnswerFeedback | ClarityWish, name: str) -> bool:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != name:
            raise
        return False
    return True


def _reopen(session: Session, case: Case, answer: Answer, cause: ReopenCause, actor_id: int | None) -> None:
    """Once for each case, with a due date of its own; later it is only counted."""
    if case.reopened_at is not None or not rules.allowed(case.state, CaseState.awaiting_answer):
        return
    due_on = clock.due_when_reopened(today(), calendar())
    reopening = Reopening(case_id=case.id, answer_id=answer.id, cause=cause, due_on=due_on, at=now())
    try:
        with session.begin_nested():
            session.add(reopening)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_reopenings_case_id":
            raise
        return
    case.reopened_at, case.state, case.answered_at = reopening.at, CaseState.awaiting_answer, None
    case.answer_due_on, case.clock_from = due_on, today()
    session.flush()
    audit.record(session, actor_id, "response.reopen", ("case", case.id), ReopenAudit(cause.value, due_on.isoformat()))
    publish(session, CaseReopened(case.id, case.subject_kind, case.subject_id, answer.id, cause, due_on, reopening.at))
