"""«Forstod du svaret?»: a no reopens the case, once; so do five readers who ask for a clearer answer.

A no to either question counts: whoever was not taken seriously has not had a good answer. Everything here holds the row
of the case first, so that a last wish, a no and an answer at the same moment come one after the other.
"""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.responses import rules
from youthvoice.responses.commands.cases import calendar
from youthvoice.responses.events import CaseReopened, ClarityWished, FeedbackGiven
from youthvoice.responses.labels import FEEDBACK_PROBLEM_TEXTS
from youthvoice.responses.models import Answer, AnswerFeedback, Case, ClarityWish, Reopening
from youthvoice.responses.queries import current_answer
from youthvoice.responses.queries.understood import as_target, count_wishes, find_feedback, is_party
from youthvoice.responses.rules import CaseState, clock, follow_up
from youthvoice.responses.rules.follow_up import FeedbackFacts, ReopenCause


@dataclass(frozen=True)
class ReopenAudit:
    """Audit: by whom, and until when."""

    cause: str
    due_on: str


def give_feedback(session: Session, case: Case, answer_id: int, person: Person, facts: FeedbackFacts) -> AnswerFeedback:
    """Say whether the answer was understood. Said twice, the first word stands. A no may reopen the case.

    Raises Forbidden for whoever did not ask, Conflict where another answer stands by now, RuleBroken (understood,
    taken_seriously, unclear).
    """
    if not is_party(session, case.id, person.id):
        raise Forbidden
    _hold(session, case)
    said = find_feedback(session, answer_id, person.id)
    if said is not None:
        return said
    answer = _answer_in_question(session, case, answer_id)
    _check(facts)
    feedback = _store(session, case, answer, person, facts)
    is_content = follow_up.is_content(facts)
    publish(session, FeedbackGiven(case.id, case.subject_kind, case.subject_id, answer.id, is_content))
    if needs_help(feedback.unclear):
        raise_alarm(session, as_target(feedback, case))
    if not is_content:
        _reopen(session, case, answer, ReopenCause.party, person)
    return feedback


def _store(session: Session, case: Case, answer: Answer, person: Person, facts: FeedbackFacts) -> AnswerFeedback:
    """What was typed before a no became a yes stands in no field any more, and is not kept."""
    feedback = AnswerFeedback(
        case_id=case.id,
        answer_id=answer.id,
        person_id=person.id,
        understood=facts.understood,
        taken_seriously=facts.taken_seriously,
        unclear="" if follow_up.is_content(facts) else facts.unclear.strip(),
        at=now(),
    )
    session.add(feedback)
    session.flush()
    return feedback


def _check(facts: FeedbackFacts) -> None:
    problems: dict[str, list[object]] = {
        name: [FEEDBACK_PROBLEM_TEXTS[name]] for name in follow_up.feedback_problems(facts)
    }
    if follow_up.is_content(facts):
        return
    if len(facts.unclear) > follow_up.MAX_UNCLEAR:
        problems["unclear"] = [gettext("Skriv højst %(most)d tegn.", most=follow_up.MAX_UNCLEAR)]
    elif find_cpr(facts.unclear):
        problems["unclear"] = [gettext("Der står et CPR-nummer. Slet det.")]
    if problems:
        raise RuleBroken(problems)


def wish_clearer(session: Session, case: Case, answer_id: int, person: Person, *, wanted: bool) -> int:
    """A reader asks for a clearer answer, or takes that back; how many have asked. The fifth reopens the case, once.

    A wish that has reopened a case cannot be taken back. Raises Forbidden for those who asked (they are asked
    themselves), Conflict where another answer stands by now.
    """
    if is_party(session, case.id, person.id):
        raise Forbidden
    _hold(session, case)
    answer = _answer_in_question(session, case, answer_id)
    has_changed = _add_wish(session, case, answer, person) if wanted else _remove_wish(session, case, answer, person)
    if has_changed:
        publish(session, ClarityWished(case.id, case.subject_kind, case.subject_id, answer.id))
    wishes = count_wishes(session, answer.id)
    if follow_up.enough_wishes(wishes):
        _reopen(session, case, answer, ReopenCause.readers, None)
    return wishes


def _add_wish(session: Session, case: Case, answer: Answer, person: Person) -> bool:
    mine = ClarityWish.answer_id == answer.id, ClarityWish.person_id == person.id
    if session.scalar(select(ClarityWish.id).where(*mine)) is not None:
        return False
    session.add(ClarityWish(case_id=case.id, answer_id=answer.id, person_id=person.id, at=now()))
    session.flush()
    return True


def _remove_wish(session: Session, case: Case, answer: Answer, person: Person) -> bool:
    if _is_being_made_clearer(case):
        return False
    mine = delete(ClarityWish).where(ClarityWish.answer_id == answer.id, ClarityWish.person_id == person.id)
    found = session.scalar(mine.returning(ClarityWish.id).execution_options(synchronize_session=False))
    return found is not None


def _hold(session: Session, case: Case) -> None:
    """Nobody else moves the case until this transaction ends; read anew, for somebody may just have done so."""
    session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    session.refresh(case)


def _is_being_made_clearer(case: Case) -> bool:
    return case.reopened_at is not None and case.state is CaseState.awaiting_answer


def _answer_in_question(session: Session, case: Case, answer_id: int) -> Answer:
    """The answer that stands. One that was found unclear a moment ago may still be spoken of."""
    answer = current_answer(session, case.id)
    if answer is None or answer.id != answer_id or case.closed_at is not None or not rules.is_final(answer.outcome):
        raise Conflict
    return answer


def _reopen(session: Session, case: Case, answer: Answer, cause: ReopenCause, by: Person | None) -> None:
    """Once for each case, with a due date of its own; later it is only counted. The log names nobody."""
    if case.reopened_at is not None or not rules.allowed(case.state, CaseState.awaiting_answer):
        return
    moment = now()
    due_on = clock.due_when_reopened(today(), calendar())
    session.add(Reopening(case_id=case.id, answer_id=answer.id, cause=cause, due_on=due_on, at=moment))
    case.reopened_at, case.state, case.answered_at = moment, CaseState.awaiting_answer, None
    case.answer_due_on, case.clock_from = due_on, today()
    session.flush()
    audit.record(session, None, "response.reopen", ("case", case.id), ReopenAudit(cause.value, due_on.isoformat()))
    event = CaseReopened(
        case.id, case.subject_kind, case.subject_id, answer.id, cause, due_on, moment, by.id if by else None
    )
    publish(session, event)
