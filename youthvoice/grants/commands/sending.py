"""From a draft to an application that the council reads and owes an answer to: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import update
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.errors import RuleBroken
from youthvoice.core.events import publish
from youthvoice.grants.commands import wording
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.commands.ledger import open_grant_balance
from youthvoice.grants.commands.status import put_status
from youthvoice.grants.commands.wording import Problems
from youthvoice.grants.events import ApplicationSent
from youthvoice.grants.models import Application, BudgetLine, Pool, PoolRound
from youthvoice.grants.queries.applications import facts_of, lines_of, members_of
from youthvoice.grants.queries.applying import round_at
from youthvoice.grants.queries.parts import parts_with, question_of
from youthvoice.grants.rules.applications import ApplicationFacts, ApplicationStatus, Breach, breaches
from youthvoice.grants.rules.parts import PARTS
from youthvoice.grants.rules.pools import takes_applications
from youthvoice.grants.rules.timeline import Step
from youthvoice.grants.targets import as_target
from youthvoice.moderation.commands import raise_alarm
from youthvoice.responses.commands import open_case


@dataclass(frozen=True)
class SendAudit:
    """Audit: where it went, under which number, and what was asked for, in øre."""

    pool_id: int
    number: int
    asked: int
    round_id: int | None


@dataclass(frozen=True)
class Whole:
    """An application with what is needed to send it."""

    facts: ApplicationFacts
    lines: Sequence[BudgetLine]
    emails: tuple[str, ...]
    """Of the group, as they are stored."""


def read_whole(session: Session, application: Application, step: str | None = None) -> Whole:
    """Everything that is looked at before sending: four queries; three for a ``step`` that asks for no adult."""
    lines = lines_of(session, application.id)
    asks_for_adult = step is None or "adult_email" in PARTS[step]
    members = members_of(session, application.id) if asks_for_adult else ()
    emails = tuple(member.person.email or "" for member in members)
    return Whole(facts_of(session, application, lines), lines, emails)


def problems_of(application: Application, whole: Whole) -> Problems:
    """What keeps the words from being sent, by part (rules/parts.py); empty where they can be."""
    pool = application.pool
    parts = parts_with(application, whole.lines)
    problems = wording.half_problems(parts)
    found = (
        wording.cpr_problems(parts),
        wording.link_problems(parts),
        wording.adult_problems(parts, whole.emails),
        wording.breach_problems(breaches(whole.facts, pool.limits, today(), pool.ends_on), pool),
    )
    for more in found:
        for name, texts in more.items():
            problems.setdefault(name, texts)
    return problems


def pool_problems(pool: Pool, round_: PoolRound | None, moment: datetime) -> Problems:
    """Said where the pool takes no applications at that moment."""
    opens_on = round_.opens_on if round_ is not None else None
    day = local_date(moment)
    is_open = takes_applications(pool.state, is_rolling=pool.is_rolling, round_opens_on=opens_on, day=day)
    return {} if is_open else wording.breach_problems([Breach.pool_takes_none], pool)


def send_application(
    session: Session, person: Person, application: Application, *, public_numbers_ok: bool = False
) -> bool:
    """Send a draft: it gets its number, its round and its case, and the council reads it. False where it was sent already.

    ``application`` comes with its pool. Raises RuleBroken with words for each part that is not in order; nothing is written then.
    """
    hold_with_case(session, application)
    if application.status is not ApplicationStatus.draft:
        return False
    moment, whole = now(), read_whole(session, application)
    round_ = round_at(session, application.pool_id, moment)
    _check(application, whole, pool_problems(application.pool, round_, moment), public_numbers_ok)
    application.round_id = _begun(round_, moment)
    application.number = _next_number(session, application.pool_id)
    _open_case(session, application, whole, moment)
    put_status(session, application, ApplicationStatus.submitted, Step.submitted, moment)
    _tell(session, person, application, whole.lines)
    return True


def _check(application: Application, whole: Whole, closed: Problems, public_numbers_ok: bool) -> None:
    problems = problems_of(application, whole) | closed
    phones = wording.phone_numbers(parts_with(application, whole.lines))
    if not problems and phones and not public_numbers_ok:
        text = gettext("Det ligner et telefonnummer: %(number)s. Slet det, eller sæt kryds her.", number=phones[0])
        problems = {"public_numbers_ok": [text]}
    if problems:
        raise RuleBroken(problems)


def _begun(round_: PoolRound | None, moment: datetime) -> int | None:
    """The round it is in; at any time between rounds it is in none."""
    return round_.id if round_ is not None and round_.opens_on <= local_date(moment) else None


def _next_number(session: Session, pool_id: int) -> int:
    """Counted in the pool's row, which is held until the end of the transaction."""
    counted = update(Pool).where(Pool.id == pool_id).values(next_number=Pool.next_number + 1)
    made = counted.returning(Pool.next_number).execution_options(synchronize_session=False)
    return int(session.execute(made).scalar_one()) - 1


def _open_case(session: Session, application: Application, whole: Whole, moment: datetime) -> None:
    """The pool's unit owes a receipt, and the council an answer, to everybody of the group."""
    case = open_case(
        session,
        subject_kind="application",
        subject_id=application.id,
        title=application.title,
        path=f"/puljen/ansoegninger/{application.id}",
        question=question_of(application, whole.lines),
        asked_by=application.group_name,
        unit_id=application.pool.unit_id,
        opened_at=moment,
        party_ids=[member.person_id for member in members_of(session, application.id)],
    )
    application.case_id, application.submitted_at = case.id, moment
    open_grant_balance(session, application.id, application.pool_id)


def _tell(session: Session, person: Person, application: Application, lines: Sequence[BudgetLine]) -> None:
    data = SendAudit(application.pool_id, application.number or 0, application.asked, application.round_id)
    audit.record(session, person.id, "application.send", ("application", application.id), data)
    if wording.sounds_like_crisis(application, lines):
        raise_alarm(session, as_target(application))
    publish(session, ApplicationSent(application.id, application.pool_id, person.id))
    session.flush()
