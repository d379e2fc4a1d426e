"""Whose turn it is: given to a colleague, handed to another unit with a word why, or given more time once."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import Role
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr, is_filler
from youthvoice.responses.commands.cases import calendar
from youthvoice.responses.events import CaseAssigned, CaseExtended, CaseHandedOver
from youthvoice.responses.labels import EXTENSION_PROBLEM_TEXTS
from youthvoice.responses.models import Case, CaseExtension, CaseMove
from youthvoice.responses.rules import CaseState, clock
from youthvoice.responses.rules.clock import ExtensionProblem

MIN_WORD = 10
MAX_WORD = 600
MIN_EXTENSION_REASON = 20
MAX_EXTENSION_REASON = 600


@dataclass(frozen=True)
class MoveAudit:
    """Audit: from whom to whom."""

    from_unit_id: int
    to_unit_id: int
    from_person_id: int | None
    to_person_id: int | None


@dataclass(frozen=True)
class ExtensionAudit:
    """Audit: the deadline before and after."""

    before: str
    until: str


def assign(session: Session, case: Case, actor: Person, person: Person | None) -> None:
    """Give the case to somebody of its unit, or (None) back to the unit. Said twice, nothing happens.

    Raises RuleBroken (assignee) for somebody of another unit, Conflict for a closed case.
    """
    if case.closed_at is not None:
        raise Conflict
    if person is not None and not may_answer_for(person, case.unit_id):
        raise RuleBroken({"assignee": [gettext("Vælg en, der er med i enheden.")]})
    to_id = person.id if person else None
    if case.assignee_id == to_id:
        return
    _move(session, case, actor, to_unit_id=case.unit_id, to_person_id=to_id, word="")
    publish(session, CaseAssigned(case.id, case.unit_id, to_id, actor.id))


def may_answer_for(person: Person, unit_id: int) -> bool:
    """An official of the unit, whose account is open."""
    return person.role is Role.official and person.unit_id == unit_id and person.closed_at is None


def hand_over(session: Session, case: Case, actor: Person, unit: Unit, word: str) -> None:
    """Another unit owes the answer from now on. The deadline stays: the young person waits for the municipality.

    Raises RuleBroken (unit, word), and Conflict for a case that is answered or closed.
    """
    if case.closed_at is not None or case.state is CaseState.answered:
        raise Conflict
    problems: dict[str, list[object]] = {}
    if unit.id == case.unit_id or unit.closed_at is not None:
        problems["unit"] = [gettext("Vælg en anden enhed, der kan tage sagen.")]
    if len(" ".join(word.split())) < MIN_WORD or is_filler(word):
        problems["word"] = [gettext("Skriv kort, hvorfor den anden enhed skal svare.")]
    elif len(word) > MAX_WORD or find_cpr(word):
        problems["word"] = [gettext("Skriv højst %(most)d tegn, og intet CPR-nummer.", most=MAX_WORD)]
    if problems:
        raise RuleBroken(problems)
    before = case.unit_id
    _move(session, case, actor, to_unit_id=unit.id, to_person_id=None, word=word.strip())
    publish(
        session, CaseHandedOver(case.id, case.subject_kind, case.subject_id, before, unit.id, word.strip(), actor.id)
    )


def _move(session: Session, case: Case, actor: Person, *, to_unit_id: int, to_person_id: int | None, word: str) -> None:
    data = MoveAudit(case.unit_id, to_unit_id, case.assignee_id, to_person_id)
    session.add(
        CaseMove(
            case_id=case.id,
            from_unit_id=case.unit_id,
            to_unit_id=to_unit_id,
            from_person_id=case.assignee_id,
            to_person_id=to_person_id,
            word=word,
            by_id=actor.id,
            at=now(),
        )
    )
    case.unit_id, case.assignee_id = to_unit_id, to_person_id
    session.flush()
    # The loaded unit is the old one's.
    session.expire(case, ["unit", "assignee"])
    audit.record(session, actor.id, "response.assign" if not word else "response.hand_over", ("case", case.id), data)


def find_extension(session: Session, case_id: int) -> CaseExtension | None:
    """The one time the deadline was moved."""
    return session.scalar(select(CaseExtension).where(CaseExtension.case_id == case_id))


def extend_case(session: Session, case: Case, actor: Person, until_on: date | None, reason: str) -> CaseExtension:
    """Move the deadline, once, with a reason that everybody reads. Raises RuleBroken (until_on, reason) and Conflict."""
    if case.closed_at is not None or case.state in (CaseState.answered, CaseState.needs_more):
        raise Conflict
    problems = _extension_problems(session, case, until_on, reason)
    if problems or until_on is None:
        raise RuleBroken(problems)
    extension = CaseExtension(
        case_id=case.id,
        before_on=case.answer_due_on,
        until_on=clock_day(until_on),
        reason=reason.strip(),
        by_id=actor.id,
        by_label=actor.byline,
        at=now(),
    )
    try:
        with session.begin_nested():
            session.add(extension)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_case_extensions_case_id":
            raise
        raise Conflict from error
    case.answer_due_on = extension.until_on
    session.flush()
    data = ExtensionAudit(extension.before_on.isoformat(), extension.until_on.isoformat())
    audit.record(session, actor.id, "response.extend", ("case", case.id), data)
    publish(
        session, CaseExtended(case.id, case.subject_kind, case.subject_id, extension.id, actor.byline, extension.at)
    )
    return extension


def clock_day(day: date) -> date:
    """A deadline is a working day."""
    return calendar().next_working_day(day)


def _extension_problems(session: Session, case: Case, until_on: date | None, reason: str) -> dict[str, list[object]]:
    problems: dict[str, list[object]] = {}
    was_extended = find_extension(session, case.id) is not None
    found = clock.extension_problem(case.answer_due_on, until_on, today(), was_extended=was_extended)
    if found is not None:
        problems["until_on"] = [EXTENSION_PROBLEM_TEXTS[found]]
    if found is not ExtensionProblem.extended_before:
        if len(" ".join(reason.split())) < MIN_EXTENSION_REASON or is_filler(reason):
            problems["reason"] = [gettext("Skriv, hvorfor I skal bruge mere tid. Den unge læser det.")]
        elif len(reason) > MAX_EXTENSION_REASON or find_cpr(reason):
            problems["reason"] = [gettext("Skriv højst %(most)d tegn, og intet CPR-nummer.", most=MAX_EXTENSION_REASON)]
    return problems
