"""The job that follows promises: adults are asked how it goes, and the young people whether it was kept.

Nothing is asked at night, each question once, and what a worker that was down did not ask is asked when it is back.
"""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, now, today
from youthvoice.core.events import publish
from youthvoice.responses.commands.promises import changed, hold
from youthvoice.responses.events import PromiseCheckDue, PromiseDayPassed, VerdictWanted
from youthvoice.responses.models import Case, ProgressReport, Promise, PromiseCheck
from youthvoice.responses.rules.follow_up import ASK_YOUNG_MONTHS, DAY_PASSED, PROMISE_PASSED, PromiseState

EVERY = timedelta(minutes=15)
FIRST_HOUR = 7
"""Danish time. Offices open, and phones lie still until then."""
AT_A_TIME = 50


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("responses.promises", EVERY, ask))


def ask(session: Session) -> bool:
    """Ask what is due today or was due before; returns whether there is more."""
    if now().astimezone(COPENHAGEN).hour < FIRST_HOUR:
        return False
    found = _due(session)
    for check_id, promise, case in found:
        hold(session, promise)
        check = session.get(PromiseCheck, check_id, populate_existing=True)
        # Somebody may have told, judged or moved it since the list was read.
        if check is not None and _is_due(check, promise):
            check.asked_at = now()
            _ask_one(session, check, promise, case)
            session.flush()
    return len(found) == AT_A_TIME


def _is_due(check: PromiseCheck, promise: Promise) -> bool:
    is_open = promise.state is PromiseState.under_way and promise.hidden_at is None
    return is_open and check.asked_at is None and check.due_on <= today()


def _due(session: Session) -> list[tuple[int, Promise, Case]]:
    """Of promises that are public and not settled; a hidden one is asked about when it can be read again."""
    query = select(PromiseCheck.id, Promise, Case).join(Promise, Promise.id == PromiseCheck.promise_id)
    query = query.join(Case, Case.id == Promise.case_id)
    query = query.where(
        PromiseCheck.asked_at.is_(None),
        PromiseCheck.due_on <= today(),
        Promise.state == PromiseState.under_way,
        Promise.hidden_at.is_(None),
    )
    rows = session.execute(query.order_by(PromiseCheck.due_on, PromiseCheck.id).limit(AT_A_TIME))
    return [(check_id, promise, case) for check_id, promise, case in rows]


def _ask_one(session: Session, check: PromiseCheck, promise: Promise, case: Case) -> None:
    if check.months == DAY_PASSED:
        publish(session, PromiseDayPassed(promise.id, case.id, check.due_on - timedelta(days=1)))
    elif check.months == PROMISE_PASSED:
        _ask_young(session, promise, case, f"passed:{promise.promised_for}")
    elif promise.done_at is None:
        publish(session, PromiseCheckDue(promise.id, case.id, check.id, check.months))
        # «The municipality was asked and has not answered» stands on public pages from now on.
        changed(session, promise, case)
    else:
        # Whoever said that it is done has answered already.
        check.report_id = session.scalar(
            select(ProgressReport.id)
            .where(ProgressReport.promise_id == promise.id)
            .order_by(ProgressReport.id.desc())
            .limit(1)
        )
    if check.months == ASK_YOUNG_MONTHS:
        _ask_young(session, promise, case, "year")


def _ask_young(session: Session, promise: Promise, case: Case, why: str) -> None:
    publish(session, VerdictWanted(promise.id, case.id, case.subject_kind, case.subject_id, why))
