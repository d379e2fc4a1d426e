"""Writes of cases and answers. What must never be stored is refused by the rule, by the form and by the database."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import Select, func, literal, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.calendar import SchoolCalendar
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.readability import lix
from youthvoice.core.textcheck import fingerprint
from youthvoice.core.web import settings
from youthvoice.responses import rules
from youthvoice.responses.checks import answer_problems, refusal
from youthvoice.responses.events import AnswerGiven, CaseOpened, ReceiptConfirmed
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.queries import answer_by_key, current_answer, get_case
from youthvoice.responses.rules import AnswerFacts, CaseState, Outcome

LONGEST_ASKER = 200
"""Characters of ``Case.asked_by``."""


@dataclass(frozen=True)
class AnswerAudit:
    """What the log keeps of an answer."""

    answer_id: int
    number: int
    outcome: str
    reason: str | None


def open_case(
    session: Session,
    *,
    subject_kind: str,
    subject_id: int,
    title: str,
    path: str,
    question: str,
    asked_by: str,
    unit_id: int,
    opened_at: datetime,
) -> Case:
    """Open a case with its two dates, counted from the Danish day of ``opened_at``."""
    receipt_due, answer_due = due_dates_from(local_date(opened_at))
    case = Case(
        subject_kind=subject_kind,
        subject_id=subject_id,
        title=title,
        path=path,
        question=question,
        asked_by=asked_by,
        unit_id=unit_id,
        opened_at=opened_at,
        receipt_due_on=receipt_due,
        answer_due_on=answer_due,
    )
    session.add(case)
    session.flush()
    publish(session, CaseOpened(case.id, subject_kind, subject_id))
    return case


def due_dates_from(day: date) -> tuple[date, date]:
    """(receipt due, answer due) for a case opened that day; a long holiday never puts the receipt after the answer."""
    found = settings()
    calendar = SchoolCalendar(found.school_holidays)
    receipt_due, answer_due = rules.due_dates(day, calendar, found.receipt_school_days, found.answer_days)
    return min(receipt_due, answer_due), answer_due


def confirm_receipt(session: Session, case: Case, official: Person) -> None:
    """A named official says «I have it». A second time changes nothing. Raises Conflict for a closed case."""
    if case.receipt_at is not None:
        return
    if case.closed_at is not None:
        raise Conflict
    moment = now()
    case.receipt_at, case.receipt_by_id = moment, official.id
    if case.state is CaseState.awaiting_receipt:
        case.state = CaseState.awaiting_answer
    audit.record(session, official.id, "response.receipt", ("case", case.id), at=moment)
    session.flush()
    publish(session, ReceiptConfirmed(case.id, case.subject_kind, case.subject_id, official.byline, moment))


def give_answer(
    session: Session,
    case: Case,
    official: Person,
    facts: AnswerFacts,
    form_key: str,
    *,
    seen_version: int | None = None,
) -> Answer:
    """Store a new wording of the answer, and make it the one that stands. Sent twice, it is stored once.

    ``seen_version`` is the version of the case that the official had in front of her. Raises RuleBroken with words for
    each field, Conflict where the case has moved on, and StaleDataError where somebody else did so this very moment.
    """
    stored = answer_by_key(session, case.id, form_key)
    if stored is not None:
        return stored
    problems = answer_problems(session, case.id, facts)
    if problems:
        raise RuleBroken(problems)
    if case.closed_at is not None or (seen_version is not None and seen_version != case.version):
        raise Conflict
    _check_transition(case.state, facts.outcome)
    previous = current_answer(session, case.id)
    answer = _store(session, case, official, facts, form_key=form_key, previous=previous)
    _tell(session, case, answer, official, is_change=previous is not None)
    return answer


def _check_transition(state: CaseState, outcome: Outcome | None) -> None:
    if outcome is None or not rules.outcome_allowed(state, outcome):
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
    """Without what was typed for another outcome, before the official changed her mind."""
    return replace(
        facts,
        reason=facts.reason if facts.outcome in rules.DUTY_TO_EXPLAIN else None,
        asked_for=facts.asked_for if facts.outcome is Outcome.needs_more else "",
        expected_on=facts.expected_on if facts.outcome is Outcome.in_progress else None,
    )


def _move_case(case: Case, answer: Answer, official: Person) -> None:
    """An answer is also a receipt; «in progress» makes its date the one that everybody sees."""
    case.state = rules.state_after(answer.outcome)
    # The version must rise even where nothing else of the case changes.
    flag_modified(case, "state")
    case.answered_at = answer.created_at if case.state is CaseState.answered else None
    if case.receipt_at is None:
        case.receipt_at, case.receipt_by_id = answer.created_at, official.id
    if answer.expected_on is not None:
        case.answer_due_on = answer.expected_on


def close_case(session: Session, case_id: int) -> None:
    """What was asked is withdrawn: nobody is owed an answer any more."""
    case = get_case(session, case_id)
    if case.closed_at is None:
        case.closed_at = now()
        session.flush()


def resume_case(session: Session, case_id: int, question: str) -> None:
    """The young person has told more: the answer is owed again, from today. Raises Conflict where nothing waits."""
    case = get_case(session, case_id)
    if case.closed_at is not None or not rules.allowed(case.state, CaseState.awaiting_answer):
        raise Conflict
    case.question, case.state, case.answered_at = question, CaseState.awaiting_answer, None
    case.answer_due_on = due_dates_from(today())[1]
    session.flush()


def rename_case(session: Session, case_id: int, title: str, question: str) -> None:
    """The words that wait for an answer have changed."""
    case = get_case(session, case_id)
    case.title, case.question = title, question
    session.flush()


def rename_asker(session: Session, case_ids: Select[int | None], name: str, *, before: str | None = None) -> None:
    """Whoever asked goes by another name; with ``before``, only that name is exchanged, and what follows it stays.

    The version stays: nobody who writes an answer is disturbed by it.
    """
    asked = update(Case).where(Case.id.in_(case_ids))
    if before is None:
        asked = asked.values(asked_by=name, version=Case.version)
    else:
        rest = func.substr(Case.asked_by, len(before) + 1)
        exchanged = func.substr(literal(name) + rest, 1, LONGEST_ASKER)
        asked = asked.where(func.substr(Case.asked_by, 1, len(before)) == before)
        asked = asked.values(asked_by=exchanged, version=Case.version)
    session.execute(asked.execution_options(synchronize_session=False))
