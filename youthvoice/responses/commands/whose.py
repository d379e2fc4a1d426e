"""Whose turn it is: given to a colleague, handed to another unit with a word why, or given more time once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.core import audit
from youthvoice.core.authz import can
from youthvoice.core.clock import now, today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr, is_filler, real_length
from youthvoice.responses.commands.cases import calendar
from youthvoice.responses.deciders import require_own
from youthvoice.responses.events import CaseAssigned, CaseExtended, CaseHandedOver, CasesAssigned
from youthvoice.responses.labels import EXTENSION_PROBLEM_TEXTS
from youthvoice.responses.models import Case, CaseExtension, CaseMove
from youthvoice.responses.queries import may_answer_for, open_units
from youthvoice.responses.rules import CaseState, clock
from youthvoice.responses.rules.clock import ExtensionProblem

MOST_AT_ONCE = 100
"""Cases that are given in one go; a page of the inbox has fewer."""
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


@dataclass(frozen=True)
class BulkResult:
    """What came of giving several cases at once."""

    given: int
    already: int
    """Cases that were the person's before."""
    elsewhere: int
    """Cases that the actor may not give any more, or never might."""
    refused: tuple[str, ...]
    """Titles of cases that could not be given to this person, or are closed."""


def assign(
    session: Session, case: Case, actor: Person, person: Person | None, *, seen_version: int | None = None
) -> None:
    """Give the case to somebody of its unit, or (None) back to the unit. Said twice, nothing happens.

    Raises RuleBroken (assignee) for somebody of another unit, and Conflict for a case that is closed, or has changed
    since ``seen_version``.
    """
    if case.closed_at is not None:
        raise Conflict
    if person is not None and not may_answer_for(person, case.unit_id):
        raise RuleBroken({"assignee": [gettext("Vælg en, der er med i enheden.")]})
    to_id = person.id if person else None
    if case.assignee_id == to_id:
        return
    _check_seen(case, seen_version)
    _move(session, case, actor, to_unit_id=case.unit_id, to_person_id=to_id, word="")
    publish(session, CaseAssigned(case.id, case.unit_id, to_id, actor.id))


def bulk_assign(session: Session, case_ids: Iterable[int], actor: Person, person: Person | None) -> BulkResult:
    """Give many cases to one, as far as it goes: what cannot be given is told, and keeps none of the others back.

    The rows are locked in the order of their ids, so two officials who do this at once wait for each other.
    """
    ids = sorted(set(case_ids))[:MOST_AT_ONCE]
    locked = select(Case).where(Case.id.in_(ids)).order_by(Case.id).with_for_update(of=Case)
    cases = session.scalars(locked.execution_options(populate_existing=True)).all()
    ours = [case for case in cases if can(actor, "response.answer", case)]
    takeable = [c for c in ours if c.closed_at is None and (person is None or may_answer_for(person, c.unit_id))]
    to_id = person.id if person else None
    given = [case for case in takeable if case.assignee_id != to_id]
    for case in given:
        _move(session, case, actor, to_unit_id=case.unit_id, to_person_id=to_id, word="")
    _tell_of(session, given, to_id, actor)
    refused = tuple(case.title for case in ours if case not in takeable)
    return BulkResult(len(given), len(takeable) - len(given), len(ids) - len(ours), refused)


def _tell_of(session: Session, given: Sequence[Case], to_id: int | None, actor: Person) -> None:
    """One event for one deed: nobody gets twenty messages for twenty cases."""
    if to_id is None or len(given) == 1:
        for case in given:
            publish(session, CaseAssigned(case.id, case.unit_id, to_id, actor.id))
    elif given:
        ids = tuple(case.id for case in given)
        publish(session, CasesAssigned(ids, given[0].unit_id, to_id, actor.id))


def _check_seen(case: Case, seen_version: int | None) -> None:
    """Raises Conflict where the case has changed since somebody looked."""
    if seen_version is not None and seen_version != case.version:
        raise Conflict


def hand_over(
    session: Session, case: Case, actor: Person, unit: Unit | None, word: str, *, seen_version: int | None = None
) -> None:
    """Another unit owes the answer from now on. The deadline stays: the young person waits for the municipality.

    Raises Forbidden where the case is decided elsewhere, RuleBroken (unit, word), and Conflict for a case that is answered or closed, or has changed since
    ``seen_version``.
    """
    require_own(case.subject_kind)
    if case.closed_at is not None or case.state is CaseState.answered:
        raise Conflict
    problems: dict[str, list[object]] = {}
    if unit is None or unit.id not in dict(open_units(session, but=case.unit_id)):
        problems["unit"] = [gettext("Vælg en anden enhed, der kan tage sagen.")]
    problems |= _word_problems(
        "word", word, MIN_WORD, MAX_WORD, gettext("Skriv kort, hvorfor den anden enhed skal svare.")
    )
    if problems or unit is None:
        raise RuleBroken(problems)
    _check_seen(case, seen_version)
    before = case.unit_id
    _move(session, case, actor, to_unit_id=unit.id, to_person_id=None, word=word.strip())
    publish(
        session, CaseHandedOver(case.id, case.subject_kind, case.subject_id, before, unit.id, word.strip(), actor.id)
    )


def _word_problems(field: str, text: str, least: int, most: int, missing: str) -> dict[str, list[object]]:
    """Why a reason cannot stand. Only letters and digits that can be seen count, as in the database's own check."""
    if len(text) > most:
        return {field: [gettext("Skriv højst %(most)d tegn.", most=most)]}
    if find_cpr(text):
        return {field: [gettext("Der står et CPR-nummer. Slet det.")]}
    if len(" ".join(text.split())) < least or real_length(text) < least or is_filler(text):
        return {field: [missing]}
    return {}


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


def extend_case(
    session: Session,
    case: Case,
    actor: Person,
    until_on: date | None,
    reason: str,
    *,
    seen_version: int | None = None,
) -> CaseExtension:
    """Move the deadline, once, with a reason that everybody reads. Raises RuleBroken (until_on, reason) and Conflict."""
    if not may_extend(case):
        raise Conflict
    _check_seen(case, seen_version)
    problems = _extension_problems(session, case, until_on, reason)
    if problems or until_on is None:
        raise RuleBroken(problems)
    extension = _store_extension(session, case, actor, clock_day(until_on), reason)
    data = ExtensionAudit(extension.before_on.isoformat(), extension.until_on.isoformat())
    audit.record(session, actor.id, "response.extend", ("case", case.id), data)
    told = CaseExtended(case.id, case.subject_kind, case.subject_id, extension.id, actor.byline, extension.at)
    publish(session, told)
    return extension


def _store_extension(session: Session, case: Case, actor: Person, until_on: date, reason: str) -> CaseExtension:
    """Raises Conflict where a colleague has moved the deadline this very moment."""
    extension = CaseExtension(
        case_id=case.id,
        before_on=case.answer_due_on,
        until_on=until_on,
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
    return extension


def may_extend(case: Case) -> bool:
    """An answer is owed, and the clock runs."""
    return case.closed_at is None and case.state not in (CaseState.answered, CaseState.needs_more)


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
        missing = gettext("Skriv, hvorfor I skal bruge mere tid. Den unge læser det.")
        problems |= _word_problems("reason", reason, MIN_EXTENSION_REASON, MAX_EXTENSION_REASON, missing)
    return problems
