"""Giving an answer. What must never be stored is refused by the rule, by the form and by the database."""

from dataclasses import asdict, dataclass, replace

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import local_date, now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.readability import lix
from youthvoice.core.textcheck import fingerprint
from youthvoice.responses import rules
from youthvoice.responses.checks import answer_problems, refusal
from youthvoice.responses.commands.cases import start_clock, stop_clock
from youthvoice.responses.commands.drafts import take_draft
from youthvoice.responses.commands.promises import follow_answer
from youthvoice.responses.deciders import require_own
from youthvoice.responses.events import AnswerGiven
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.queries import answer_by_key, current_answer
from youthvoice.responses.rules import AnswerFacts, CaseState, Outcome


@dataclass(frozen=True)
class AnswerAudit:
    """What the log keeps of an answer."""

    answer_id: int
    number: int
    outcome: str
    reason: str | None


def give_answer(
    session: Session,
    case: Case,
    official: Person,
    facts: AnswerFacts,
    form_key: str,
    *,
    seen_version: int | None = None,
    seen_draft: int | None = None,
    owner: str = "",
) -> Answer:
    """Store a new wording of the answer, and make it the one that stands. Sent twice, it is stored once.

    ``seen_version`` is the version of the case that the official had in front of her; ``owner`` is the room that decides
    what the case is about, where it does (deciders.py: Forbidden for anybody else). Raises RuleBroken with words for each field, Conflict where the case has moved on (DraftChanged where the draft has, from ``seen_draft``), and StaleDataError where somebody else did so this very moment.
    """
    require_own(case.subject_kind, owner)
    stored = answer_by_key(session, case.id, form_key)
    if stored is not None:
        return stored
    problems = answer_problems(session, case, facts)
    if problems:
        raise RuleBroken(problems)
    _check_place(case, facts.outcome, seen_version)
    previous = current_answer(session, case.id)
    answer = _store(session, case, official, facts, form_key=form_key, previous=previous)
    take_draft(session, case.id, facts, seen_draft)
    follow_answer(session, case, answer)
    _tell(session, case, answer, official, is_change=previous is not None)
    return answer


def _check_place(case: Case, outcome: Outcome | None, seen_version: int | None) -> None:
    if case.closed_at is not None or (seen_version is not None and seen_version != case.version):
        raise Conflict
    if outcome is None or not rules.outcome_allowed(case.state, outcome):
        raise RuleBroken({"outcome": [gettext("Sagen er besvaret. Du kan ikke bede om mere nu. Vælg et andet svar.")]})


def _store(
    session: Session, case: Case, official: Person, facts: AnswerFacts, *, form_key: str, previous: Answer | None
) -> Answer:
    answer = _new_answer(case, official, facts, form_key=form_key, number=previous.number + 1 if previous else 1)
    try:
        with session.begin_nested():
            if previous is not None:
                previous.replaced_at = answer.created_at
            _move_case(case, answer, official)
            session.flush()
            session.add(answer)
    except IntegrityError as error:
        raise refusal(error, facts) from error
    return answer


def _tell(session: Session, case: Case, answer: Answer, official: Person, *, is_change: bool) -> None:
    moment = answer.created_at
    audit.record(
        session,
        official.id,
        "response.answer",
        ("case", case.id),
        AnswerAudit(
            answer.id, answer.number, answer.outcome.value, answer.reason_code.value if answer.reason_code else None
        ),
        at=moment,
    )
    publish(
        session,
        AnswerGiven(
            case.id,
            case.subject_kind,
            case.subject_id,
            answer.id,
            answer.outcome,
            answer.number,
            is_change,
            official.byline,
            moment,
        ),
    )


def _new_answer(case: Case, official: Person, facts: AnswerFacts, *, form_key: str, number: int) -> Answer:
    values = asdict(_relevant(facts))
    return Answer(
        reason_code=values.pop("reason"),
        **values,
        form_key=form_key,
        case_id=case.id,
        number=number,
        written_by_id=official.id,
        explanation_key=fingerprint(facts.explanation),
        lix=lix(facts.explanation).lix,
        created_at=now(),
    )


def _relevant(facts: AnswerFacts) -> AnswerFacts:
    """Without what was typed for another outcome or reason, before the official changed her mind."""
    reason = facts.reason if facts.outcome in rules.DUTY_TO_EXPLAIN else None
    has_day = facts.outcome not in (Outcome.no, Outcome.needs_more)
    return replace(
        facts,
        reason=reason,
        reason_detail=facts.reason_detail.strip() if reason in rules.DETAILED else "",
        reason_on=facts.reason_on if reason in rules.DATED else None,
        asked_for=facts.asked_for if facts.outcome is Outcome.needs_more else "",
        expected_on=facts.expected_on if has_day else None,
    )


def _move_case(case: Case, answer: Answer, official: Person) -> None:
    """An answer is also a receipt. Asking for more stops the clock; waiting for others gives a new day to follow up."""
    day = local_date(answer.created_at)
    if answer.outcome is Outcome.needs_more:
        stop_clock(case, day)
    else:
        start_clock(case, day)
    if answer.outcome in rules.FINAL_OUTCOMES and case.first_answered_at is None:
        case.first_answered_at, case.first_due_on = answer.created_at, case.answer_due_on
        case.first_paused_days = case.paused_days
    case.state = rules.state_after(answer.outcome)
    # The version must rise even where nothing else of the case changes.
    flag_modified(case, "state")
    case.answered_at = answer.created_at if case.state is CaseState.answered else None
    if case.receipt_at is None:
        case.receipt_at, case.receipt_by_id = answer.created_at, official.id
    if answer.outcome is Outcome.passed_on and answer.expected_on is not None:
        case.answer_due_on = answer.expected_on
