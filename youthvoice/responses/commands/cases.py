"""Writes of cases: opened, received, paused, taken up again and closed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, literal, select, update
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core import audit
from youthvoice.core.calendar import SchoolCalendar
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.core.web import settings
from youthvoice.responses import rules
from youthvoice.responses.commands.holding_back import hold_back
from youthvoice.responses.events import CaseOpened, ReceiptConfirmed
from youthvoice.responses.labels_of_drafts import NOT_OWED, QUESTION_CHANGED
from youthvoice.responses.models import Case, CaseParty
from youthvoice.responses.queries import get_case
from youthvoice.responses.rules import CaseState, clock

LONGEST_ASKER = 200
"""Characters of ``Case.asked_by``."""


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
    party_ids: Iterable[int] = (),
) -> Case:
    """Open a case with its two dates, counted from the Danish day of ``opened_at``. ``party_ids``: those who ask."""
    case = Case(
        subject_kind=subject_kind,
        subject_id=subject_id,
        title=title,
        path=path,
        question=question,
        asked_by=asked_by,
        unit_id=unit_id,
        opened_at=opened_at,
        clock_from=local_date(opened_at),
    )
    case.receipt_due_on, case.answer_due_on = due_dates_from(case.clock_from)
    _store(session, case, party_ids)
    return case


def _store(session: Session, case: Case, party_ids: Iterable[int]) -> None:
    session.add(case)
    session.flush()
    session.add_all(CaseParty(case_id=case.id, person_id=one, since=case.opened_at) for one in party_ids)
    publish(session, CaseOpened(case.id, case.subject_kind, case.subject_id))


def due_dates_from(day: date) -> tuple[date, date]:
    """(receipt due, answer due) for a case opened that day; a long holiday never puts the receipt after the answer."""
    found = settings()
    receipt_due, answer_due = clock.due_dates(day, calendar(), found.receipt_school_days, found.answer_days)
    return min(receipt_due, answer_due), answer_due


def calendar() -> SchoolCalendar:
    """The working days and school days of this municipality."""
    return SchoolCalendar(settings().school_holidays)


def add_party(session: Session, case_id: int, person_id: int) -> None:
    """Somebody asks together with the others from now on; once, however often it is said."""
    party = _party(session, case_id, person_id)
    if party is None:
        session.add(CaseParty(case_id=case_id, person_id=person_id, since=now()))
    else:
        party.until = None
    session.flush()


def remove_party(session: Session, case_id: int, person_id: int) -> None:
    """Somebody no longer asks; nobody who never did, is no error."""
    party = _party(session, case_id, person_id)
    if party is not None and party.until is None:
        party.until = now()
        session.flush()


def _party(session: Session, case_id: int, person_id: int) -> CaseParty | None:
    return session.scalar(select(CaseParty).where(CaseParty.case_id == case_id, CaseParty.person_id == person_id))


def confirm_receipt(session: Session, case: Case, official: Person) -> None:
    """A named official says «I have it», and has it from now on. A second time changes nothing. Raises Conflict for a closed case."""
    if case.receipt_at is not None:
        return
    if case.closed_at is not None:
        raise Conflict
    moment = now()
    case.receipt_at, case.receipt_by_id = moment, official.id
    if case.assignee_id is None and official.role is Role.official and official.unit_id == case.unit_id:
        case.assignee_id = official.id
    if case.state is CaseState.awaiting_receipt:
        case.state = CaseState.awaiting_answer
    audit.record(session, official.id, "response.receipt", ("case", case.id), at=moment)
    session.flush()
    publish(session, ReceiptConfirmed(case.id, case.subject_kind, case.subject_id, official.byline, moment))


def close_case(session: Session, case_id: int) -> None:
    """What was asked is withdrawn: nobody is owed an answer any more."""
    case = get_case(session, case_id)
    if case.closed_at is None:
        case.closed_at = now()
        session.flush()
        hold_back(session, case_id, NOT_OWED)


def resume_case(session: Session, case_id: int, question: str) -> None:
    """The young person has told more: the clock runs again. Raises Conflict where nothing waits."""
    case = get_case(session, case_id)
    if case.closed_at is not None or not rules.allowed(case.state, CaseState.awaiting_answer):
        raise Conflict
    case.question, case.state, case.answered_at = question, CaseState.awaiting_answer, None
    start_clock(case, today())
    session.flush()
    hold_back(session, case_id, QUESTION_CHANGED)


def stop_clock(case: Case, day: date) -> None:
    """The young person is asked for more: the municipality's time stands still."""
    if case.paused_on is None:
        case.paused_on = day


def start_clock(case: Case, day: date) -> None:
    """The time runs again, with as many working days as were left."""
    if case.paused_on is None:
        return
    due_on = clock.due_after_pause(case.answer_due_on, case.paused_on, day, calendar())
    stood = (day - case.paused_on).days
    case.answer_due_on, case.clock_from = due_on, case.clock_from + timedelta(days=stood)
    case.paused_days, case.paused_on = case.paused_days + stood, None


def hold_case(session: Session, case_id: int | None) -> None:
    """Hold a case until the end of the transaction. Whoever changes a case and what it is about holds the case first."""
    if case_id is not None:
        session.execute(select(Case.id).where(Case.id == case_id).with_for_update())


def rename_case(session: Session, case_id: int, title: str, question: str) -> None:
    """The words that wait for an answer have changed."""
    case = get_case(session, case_id)
    is_new = case.question != question
    case.title, case.question = title, question
    session.flush()
    if is_new:
        hold_back(session, case_id, QUESTION_CHANGED)


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
