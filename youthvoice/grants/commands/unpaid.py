"""A payment that was marked as paid by mistake is not paid after all: undone by the opposite of its entry, and told.

It goes back to where it was ordered: into its file, or to those that wait for one. What hangs on it follows: the promise
that rests on the last krone, the accounts that were sent, the timeline and the group's news.
"""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.grants.commands.batches import document_of
from youthvoice.grants.commands.holding import hold_payments, hold_with_case
from youthvoice.grants.commands.ledger import hold_balance, reverse
from youthvoice.grants.commands.paid import pays, tell_accounts
from youthvoice.grants.commands.status import add_step
from youthvoice.grants.events import PaymentUndone
from youthvoice.grants.models import Application, LedgerEntry, Payment, Pool
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.ledger import DOCUMENT_MAX, WHY_MAX
from youthvoice.grants.rules.paying import REASON_MIN, PaymentState
from youthvoice.grants.rules.timeline import Step


@dataclass(frozen=True)
class UndoneAudit:
    """Which payment, how much (øre), the day that was wrong, and why it was."""

    number: int
    amount: int
    at: str
    why: str


def undo_paid(session: Session, payment: Payment, reason: str, seen: int, *, by_id: int) -> None:
    """The money has not left after all. ``seen`` is the payment's version that was on the page; twice is once.

    Raises RuleBroken (reason), and Conflict where it moved on since, where the accounts are approved, or the year is over.
    """
    application = session.get_one(Application, payment.application_id)
    hold_with_case(session, application)
    hold_balance(session, payment.pool_id)
    payment = hold_payments(session, payment.pool_id, [payment.id])[0]
    if payment.state is not PaymentState.paid and payment.version == seen + 1:
        return
    if payment.state is not PaymentState.paid or payment.version != seen or payment.paid_on is None:
        raise Conflict(gettext("Betalingen står ikke længere som betalt. Se den igen."))
    if application.status is ApplicationStatus.closed:
        raise Conflict(gettext("Regnskabet er godkendt. Så kan betalingen ikke fortrydes mere."))
    why = reason.strip()
    if len(why) < REASON_MIN:
        raise RuleBroken({"reason": [gettext("Skriv kort, hvorfor den ikke er betalt.")]})
    _take_back(session, application, payment, why, by_id)


def _take_back(session: Session, application: Application, payment: Payment, why: str, by_id: int) -> None:
    day, moment = payment.paid_on, now()
    pool = session.get_one(Pool, payment.pool_id)
    document = document_of(payment, pool, application)[:DOCUMENT_MAX]
    reverse(session, _entry_of(session, payment), why[:WHY_MAX], document, by_id=by_id)
    payment.state = PaymentState.sent if payment.batch_id is not None else PaymentState.planned
    payment.paid_on, payment.reason = None, why
    add_step(session, application, Step.unpaid, moment, amount=payment.amount)
    session.flush()
    tell_accounts(session, application)
    data = UndoneAudit(payment.number, payment.amount, day.isoformat() if day else "", why)
    audit.record(session, by_id, "payment.unpay", ("payment", payment.id), data, at=moment)
    publish(session, PaymentUndone(payment.id, application.id, payment.amount, by_id))


def _entry_of(session: Session, payment: Payment) -> LedgerEntry:
    """The entry that paid it and stands: one may be paid, undone and paid again."""
    undoing = aliased(LedgerEntry)
    query = select(LedgerEntry).outerjoin(undoing, undoing.reverses_id == LedgerEntry.id)
    return session.scalars(query.where(pays(payment), undoing.id.is_(None))).one()
