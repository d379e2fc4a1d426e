"""An application is begun, and written by everybody of the group; two who write at once lose nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, School
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.commands.status import count_asked, dimensions_of, recount
from youthvoice.grants.commands.wording import cpr_problems
from youthvoice.grants.models import Application, ApplicationMember, BudgetLine, Pool
from youthvoice.grants.queries.applications import lines_of
from youthvoice.grants.queries.applying import application_by_key
from youthvoice.grants.queries.motions import is_voted_on
from youthvoice.grants.queries.parts import question_of, typed_part
from youthvoice.grants.rules.applications import WRITABLE, AgeBand, ApplicationStatus, LineKind, MemberRole
from youthvoice.grants.rules.parts import (
    DAYS,
    KEPT_MAX,
    MOST_PARTICIPANTS,
    TEXTS,
    day_in,
    is_half,
    merge,
    number_in,
    read_lines,
)
from youthvoice.grants.rules.pools import MOST_AMOUNT, Excluded, PoolState
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import Topic
from youthvoice.responses.commands import rename_case


class WordsClash(Conflict):
    """Two of the group changed the same parts. ``there``: those parts as they stand now."""

    def __init__(self, there: Mapping[str, str]) -> None:
        super().__init__()
        self.there = dict(there)


class WasSent(Conflict):
    """It is with the council, voted on, or decided: its words stand."""


@dataclass(frozen=True)
class StartAudit:
    """Audit: which pool."""

    pool_id: int


def start_application(
    session: Session, person: Person, pool: Pool, form_key: str, proposal: Proposal | None = None
) -> Application:
    """Begin a draft, from nothing or from a proposal of one's own; with a key that was used, the one that is there.

    Raises Conflict where the pool takes no applications.
    """
    found = application_by_key(session, person.id, form_key)
    if found is not None:
        return found
    if pool.state is not PoolState.open:
        raise Conflict
    moment = now()
    draft = Application(
        form_key=form_key,
        pool_id=pool.id,
        lead_id=person.id,
        created_at=moment,
        changed_at=moment,
        **(_from_proposal(proposal) if proposal is not None else {}),
    )
    if not _is_stored(session, draft):
        return _begun_meanwhile(session, person.id, form_key)
    lead = ApplicationMember(application_id=draft.id, person_id=person.id, role=MemberRole.lead, joined_at=moment)
    session.add(lead)
    audit.record(session, person.id, "application.start", ("application", draft.id), StartAudit(pool.id))
    session.flush()
    return draft


def _from_proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "proposal_id": proposal.id,
        "title": proposal.title[: TEXTS["title"]],
        "what": proposal.what[: TEXTS["what"]],
        "topic": proposal.topic,
        "school_id": proposal.school_id,
    }


def _is_stored(session: Session, draft: Application) -> bool:
    """False where the same form arrived twice at once, and the other one was first."""
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_applications_form_key":
            raise
        return False
    return True


def _begun_meanwhile(session: Session, person_id: int, form_key: str) -> Application:
    found = application_by_key(session, person_id, form_key)
    if found is None:
        raise Conflict  # The key of somebody else's form.
    return found


def save_words(
    session: Session, application: Application, typed: Mapping[str, str], seen: Mapping[str, str], step: int
) -> None:
    """Store what was typed, whole or half. ``seen``: the marks of what the writer began with (rules/parts.py).

    ``step`` is the number of the form's step that the writer has come to. Raises WordsClash where somebody else of the group
    changed the same parts, WasSent where the words stand, RuleBroken for a CPR number in what the council already reads.
    """
    hold_words(session, application)
    lines = lines_of(session, application.id)
    kept = {name: text[:KEPT_MAX] for name, text in typed.items()}
    merged = merge(seen, kept, {name: typed_part(application, name, lines) for name in kept})
    if merged.clashes:
        raise WordsClash({name: typed_part(application, name, lines) for name in merged.clashes})
    is_read = application.status is not ApplicationStatus.draft
    if is_read and (problems := cpr_problems(merged.stored)):
        raise RuleBroken(problems)
    application.step = max(application.step, step)
    if merged.stored:
        _write(session, application, merged.stored)
    session.flush()


def hold_words(session: Session, application: Application) -> None:
    """Hold an application whose words may still change, and read it anew.

    Raises WasSent where the council has them, which it has too while it votes on what it has asked more about.
    """
    hold_with_case(session, application)
    is_read = application.status is not ApplicationStatus.draft
    if application.status not in WRITABLE or (is_read and is_voted_on(session, application.id)):
        raise WasSent


def _write(session: Session, application: Application, parts: Mapping[str, str]) -> None:
    before, asked = list(dimensions_of(application)), application.asked
    half = {name: text for name, text in application.half_typed.items() if name not in parts}
    application.half_typed = half | {name: text for name, text in parts.items() if is_half(name, text)}
    for name, text in parts.items():
        if name == "lines":
            application.budget = _write_lines(session, application, text)
        else:
            column, value = _column(session, name, text)
            setattr(application, column, value)
    application.asked = max(0, application.budget - application.other_income)
    application.changed_at = now()
    if application.case_id is not None:
        count_asked(session, application, asked)
        recount(session, application, before)
        words = question_of(application, lines_of(session, application.id))
        rename_case(session, application.case_id, application.title, words)


def _column(session: Session, name: str, text: str) -> tuple[str, Any]:
    """The column of a part and what stands in it; what is half typed is not in it."""
    if name in TEXTS:
        return name, text[: TEXTS[name]]
    if name in DAYS:
        return name, day_in(text)
    values: dict[str, Any] = {
        "participants": lambda: number_in(text, MOST_PARTICIPANTS),
        "other_income": lambda: number_in(text, MOST_AMOUNT) or 0,
        "age_band": lambda: AgeBand(text) if text in set(AgeBand) else None,
        "topic": lambda: Topic(text) if text in set(Topic) else None,
        "school": lambda: _school_id(session, text),
        "confirmed": lambda: ",".join(one.value for one in Excluded if one.value in text.split(",")),
        "shows_refusal": lambda: bool(text),
    }
    return "school_id" if name == "school" else name, values[name]()


def _school_id(session: Session, text: str) -> int | None:
    number = number_in(text, 2**31)
    return number if number is not None and session.get(School, number) is not None else None


def _write_lines(session: Session, application: Application, text: str) -> int:
    """Store the rows that are whole under the numbers of their places; their sum, in øre."""
    whole = {number: line for number, line in enumerate(read_lines(text), 1) if line.is_whole}
    there = {line.number: line for line in lines_of(session, application.id)}
    for number in there.keys() - whole.keys():
        session.delete(there[number])
    for number, line in whole.items():
        row = there.get(number)
        if row is None:
            row = BudgetLine(application_id=application.id, number=number)
            session.add(row)
        row.kind, row.name, row.amount = LineKind(line.kind), line.name, int(line.amount)
    session.flush()
    return sum(int(line.amount) for line in whole.values())
