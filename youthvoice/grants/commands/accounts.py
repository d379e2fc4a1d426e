"""The accounts of a grant: written by the group, sent, and approved or sent back by whoever coordinates the pool.

Approving ends the grant in one transaction: what was used is closed out, what came back is entered, and what was promised
and never paid is free again.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.commands.ledger import Movement, move
from youthvoice.grants.commands.spending import refuse_closed
from youthvoice.grants.commands.status import add_step, count_award, put_status
from youthvoice.grants.events import AccountsApproved, AccountsSent, AccountsSentBack
from youthvoice.grants.labels.accounts import HINDRANCE_TEXTS, MISSING_TEXTS
from youthvoice.grants.models import AccountReport, Application, Pool
from youthvoice.grants.queries.accounts import Books, books_of, find_report
from youthvoice.grants.rules.accounts import (
    LEARNED_MAX,
    MOST_PARTICIPANTS,
    REPLY_MAX,
    REPLY_MIN,
    WELL_MAX,
    Hindrance,
    Reckoning,
    hindrance,
    missing,
)
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import ReportState
from youthvoice.grants.rules.timeline import Step

DAYS_TO_MEND = 14
"""Accounts that are sent back are due so many days later, at the earliest."""
Problems = dict[str, list[object]]


@dataclass(frozen=True, kw_only=True)
class ResultFacts:
    """What came of it, in the group's words; a draft may leave everything out."""

    learned: str
    went_well: str
    participants: int | None
    shows_in_gallery: bool


@dataclass(frozen=True)
class AccountsAudit:
    """Audit: what was spent, and what is to come back, in øre."""

    spent: int
    gives_back: int


def tell_result(
    session: Session, person: Person, application: Application, facts: ResultFacts, seen: int
) -> AccountReport:
    """Store what came of it, as a draft. ``seen`` is the version that was on the page, 0 where there was none.

    Raises RuleBroken (learned, went_well, participants), and Conflict where somebody else was first or it is too late.
    """
    hold_with_case(session, application)
    refuse_closed(application)
    problems = _result_problems(facts)
    if problems:
        raise RuleBroken(problems)
    report = find_report(session, application.id)
    if (report.version if report is not None else 0) != seen:
        raise Conflict
    report = report or _new_report(session, application)
    report.learned, report.went_well = facts.learned.strip(), facts.went_well.strip()
    report.participants, report.shows_in_gallery = facts.participants, facts.shows_in_gallery
    session.flush()
    audit.record(session, person.id, "accounts.tell", ("application", application.id))
    return report


def send_accounts(session: Session, person: Person, application: Application) -> AccountReport:
    """Send the accounts to whoever coordinates. Twice is once.

    Raises RuleBroken where something is missing, and Conflict where there is nothing to send.
    """
    hold_with_case(session, application)
    books = books_of(session, application.id)
    if books.report is not None and books.report.state is ReportState.sent:
        return books.report
    refuse_closed(application)
    report = books.report or _new_report(session, application)
    problems = list(missing(report.learned, report.participants, books.shown))
    if problems:
        raise RuleBroken({one.value: [MISSING_TEXTS[one]] for one in problems})
    moment = now()
    report.state, report.sent_at, report.reply = ReportState.sent, moment, ""
    report.gives_back = books.money.gives_back
    put_status(session, application, ApplicationStatus.accounting, Step.accounts_sent, moment)
    _record(session, person, "accounts.send", application, books.money, moment)
    publish(session, AccountsSent(application.id, application.pool_id, person.id))
    return report


def send_back(session: Session, person: Person, application: Application, reply: str, seen: int) -> None:
    """Ask the group to mend something; they get fourteen days. Twice is once.

    Raises RuleBroken (reply), and Conflict where the accounts moved on since the page was shown.
    """
    hold_with_case(session, application)
    books = books_of(session, application.id)
    words = reply.strip()
    if _is_done(books, ReportState.sent_back, seen):
        return
    report = _sent(books, application, seen)
    if not REPLY_MIN <= len(words) <= REPLY_MAX:
        raise RuleBroken({"reply": [gettext("Skriv, hvad der mangler. Mindst %(low)d tegn.", low=REPLY_MIN)]})
    moment = now()
    report.state, report.reply, report.gives_back = ReportState.sent_back, words, 0
    application.accounts_due_on = max(application.accounts_due_on or today(), today() + timedelta(days=DAYS_TO_MEND))
    due_on = application.accounts_due_on
    put_status(session, application, ApplicationStatus.accepted, Step.accounts_sent_back, moment, day=due_on)
    _record(session, person, "accounts.send_back", application, books.money, moment)
    publish(session, AccountsSentBack(application.id))


def approve(session: Session, person: Person, application: Application, came_on: date | None, seen: int) -> None:
    """End the grant. ``came_on`` is the day on which unused money came back, where some was owed. Twice is once.

    Raises RuleBroken (came_on), and Conflict where money is on its way or the accounts moved on since the page was shown.
    """
    hold_with_case(session, application)
    books = books_of(session, application.id)
    if _is_done(books, ReportState.approved, seen):
        return
    report, money, moment = _sent(books, application, seen), books.money, now()
    _refuse(hindrance(money, came_on, today(), is_paying=books.waiting > 0))
    _move_money(session, application, money, person.id)
    report.state, report.approved_at, report.approved_by_id = ReportState.approved, moment, person.id
    report.gives_back, report.given_back_on = money.gives_back, came_on if money.gives_back else None
    if money.gives_back:
        add_step(session, application, Step.given_back, moment, amount=money.gives_back, day=came_on)
    put_status(session, application, ApplicationStatus.closed, Step.closed, moment)
    # What is counted as granted is what the group kept: with what is free again, it may be granted to others.
    count_award(session, application, -(money.gives_back + money.unpaid), awards=0)
    _record(session, person, "accounts.approve", application, money, moment)
    publish(session, AccountsApproved(application.id, application.pool_id, money.gives_back, person.id))


def _result_problems(facts: ResultFacts) -> Problems:
    problems: Problems = {}
    for name, text, most in (("learned", facts.learned, LEARNED_MAX), ("went_well", facts.went_well, WELL_MAX)):
        if len(text.strip()) > most:
            problems[name] = [gettext("Skriv højst %(most)d tegn.", most=most)]
        elif find_cpr(text):
            problems[name] = [gettext("Der står et CPR-nummer. Slet det.")]
    if facts.participants is not None and not 0 <= facts.participants <= MOST_PARTICIPANTS:
        problems["participants"] = [gettext("Skriv et helt tal, for eksempel 40.")]
    return problems


def _new_report(session: Session, application: Application) -> AccountReport:
    report = AccountReport(
        application_id=application.id,
        pool_id=application.pool_id,
        state=ReportState.draft,
        learned="",
        went_well="",
        reply="",
        gives_back=0,
        shows_in_gallery=False,
    )
    session.add(report)
    return report


def _is_done(books: Books, state: ReportState, seen: int) -> bool:
    """The same was sent twice: what it asks for was done to the version that it saw."""
    return books.report is not None and books.report.state is state and books.report.version == seen + 1


def _sent(books: Books, application: Application, seen: int) -> AccountReport:
    report = books.report
    if report is None or report.state is not ReportState.sent or application.status is not ApplicationStatus.accounting:
        raise Conflict
    if report.version != seen:
        raise Conflict
    return report


def _refuse(found: Hindrance | None) -> None:
    if found is Hindrance.payments:
        raise Conflict(str(HINDRANCE_TEXTS[found]))
    if found is not None:
        raise RuleBroken({"came_on": [HINDRANCE_TEXTS[found]]})


def _move_money(session: Session, application: Application, money: Reckoning, by_id: int) -> None:
    """What came back, what was used, and what was never paid."""
    pool = session.get_one(Pool, application.pool_id)
    parts = (
        (EntryKind.give_back, money.gives_back, "Ubrugte penge er betalt tilbage"),
        (EntryKind.close_out, money.closes_out, "Regnskabet er godkendt"),
        (EntryKind.give_up, money.unpaid, "Bevilget, men ikke brugt"),
    )
    for kind, amount, why in parts:
        if amount:
            _enter(session, pool, application, kind, amount, why, by_id)
    if money.gives_back and pool.reuses_returned:
        _enter(session, pool, application, EntryKind.reuse, money.gives_back, "Kan søges igen", by_id)


def _enter(
    session: Session, pool: Pool, application: Application, kind: EntryKind, amount: int, why: str, by_id: int
) -> None:
    movement = Movement(
        kind=kind,
        amount=amount,
        why=why,
        document=f"Regnskab {pool.year}-{application.number}",
        key=f"{kind.value}:application:{application.id}",
        application_id=None if kind is EntryKind.reuse else application.id,
    )
    move(session, pool.id, movement, by_id=by_id)


def _record(
    session: Session, person: Person, action: str, application: Application, money: Reckoning, at: datetime
) -> None:
    data = AccountsAudit(money.spent, money.gives_back)
    audit.record(session, person.id, action, ("application", application.id), data, at=at)
