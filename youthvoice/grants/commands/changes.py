"""What the group wants to do otherwise than was granted, and what the coordinator says to it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.commands.status import add_step
from youthvoice.grants.events import ChangeAsked, ChangeSettled
from youthvoice.grants.models import Application, ChangeRequest
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.paying import CHANGE_MIN, REFUSAL_MIN, ChangeKind, ChangeState, accounts_due
from youthvoice.grants.rules.timeline import Step


@dataclass(frozen=True)
class ChangeFacts:
    """What is wanted; the days only where ``kind`` is dates."""

    kind: ChangeKind
    words: str
    begins_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class ChangeAudit:
    """What the change is of, and what was said to it."""

    kind: str
    state: str


def ask_change(
    session: Session, application: Application, facts: ChangeFacts, form_key: str, *, by_id: int
) -> ChangeRequest:
    """Ask the coordinator; one question at a time. Sent twice, it is stored once. Raises RuleBroken and Conflict."""
    application = held_application(session, application.id)
    stored = session.scalar(select(ChangeRequest).where(ChangeRequest.form_key == form_key))
    if stored is not None:
        if stored.application_id != application.id:
            raise Conflict
        return stored
    if application.status is not ApplicationStatus.accepted:
        raise Conflict(gettext("I kan ikke spørge om ændringer nu."))
    _check(session, application, facts)
    change = _new(session, application, facts, form_key, by_id)
    data = ChangeAudit(change.kind.value, ChangeState.asked.value)
    audit.record(session, by_id, "grant.ask_change", ("application", application.id), data)
    publish(session, ChangeAsked(change.id, application.id, application.pool_id, by_id))
    return change


def settle_change(session: Session, change: ChangeRequest, *, agrees: bool, reply: str, by_id: int) -> None:
    """Say yes or no. A yes to new days moves them, and the day the accounts are due.

    Raises RuleBroken where a no has no reason, and Conflict where it is settled already.
    """
    application = held_application(session, change.application_id)
    session.refresh(change)
    if change.state is not ChangeState.asked:
        raise Conflict(gettext("En anden har svaret."))
    if not agrees and len(reply.strip()) < REFUSAL_MIN:
        text = gettext("Skriv, hvorfor I siger nej. Brug mindst %(low)d tegn.", low=REFUSAL_MIN)
        raise RuleBroken({"reply": [text]})
    moment = now()
    change.state = ChangeState.agreed if agrees else ChangeState.refused
    change.reply, change.settled_by_id, change.settled_at = reply.strip(), by_id, moment
    if agrees:
        _follow(session, application, change)
    session.flush()
    data = ChangeAudit(change.kind.value, change.state.value)
    audit.record(session, by_id, "grant.settle_change", ("application", application.id), data, at=moment)
    publish(session, ChangeSettled(change.id, application.id, change.state))


def _new(session: Session, application: Application, facts: ChangeFacts, form_key: str, by_id: int) -> ChangeRequest:
    has_days = facts.kind is ChangeKind.dates
    change = ChangeRequest(
        form_key=form_key,
        application_id=application.id,
        kind=facts.kind,
        words=facts.words.strip(),
        begins_on=facts.begins_on if has_days else None,
        ends_on=facts.ends_on if has_days else None,
        by_id=by_id,
        at=now(),
    )
    session.add(change)
    session.flush()
    return change


def _follow(session: Session, application: Application, change: ChangeRequest) -> None:
    due_on = None
    if change.kind is ChangeKind.dates and change.begins_on is not None:
        application.begins_on, application.ends_on = change.begins_on, change.ends_on
        if application.status is ApplicationStatus.accepted:
            due_on = accounts_due(change.begins_on, change.ends_on, application.pool.accounts_days)
            application.accounts_due_on = due_on
    add_step(session, application, Step.changed, now(), day=due_on)


def _check(session: Session, application: Application, facts: ChangeFacts) -> None:
    problems: dict[str, list[object]] = {}
    if len(facts.words.strip()) < CHANGE_MIN:
        problems["words"] = [gettext("Fortæl lidt mere, så vi forstår det.")]
    if facts.kind is ChangeKind.dates:
        problems |= _day_problems(application, facts)
    if problems:
        raise RuleBroken(problems)
    open_one = ChangeRequest.application_id == application.id, ChangeRequest.state == ChangeState.asked
    if session.scalar(select(ChangeRequest.id).where(*open_one)) is not None:
        raise Conflict(gettext("I har bedt om en ændring og mangler svar. Vent på det."))


def _day_problems(application: Application, facts: ChangeFacts) -> dict[str, list[object]]:
    if facts.begins_on is None:
        return {"begins_on": [gettext("Skriv den nye dag.")]}
    if facts.begins_on < today():
        return {"begins_on": [gettext("Den dag er gået.")]}
    if facts.begins_on > application.pool.ends_on:
        return {"begins_on": [gettext("Det er for sent. Puljens år er slut.")]}
    if facts.ends_on is not None and facts.ends_on < facts.begins_on:
        return {"ends_on": [gettext("Den sidste dag skal være efter den første.")]}
    return {}
