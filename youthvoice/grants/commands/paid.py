"""Money has left the municipality: by hand, or for all the lines of a file at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.grants.commands.batches import document_of
from youthvoice.grants.commands.holding import held_applications, hold_payments
from youthvoice.grants.commands.ledger import Movement, hold_balance, move
from youthvoice.grants.commands.status import add_step
from youthvoice.grants.events import PaymentMade
from youthvoice.grants.models import Application, LedgerEntry, Payment, Pool
from youthvoice.grants.queries.accounts import books_of
from youthvoice.grants.rules.ledger import DOCUMENT_MAX, EntryKind
from youthvoice.grants.rules.paying import PaymentState, ReportState, payment_allowed
from youthvoice.grants.rules.timeline import Step


@dataclass(frozen=True)
class PaidAudit:
    """Which payment, how much (øre), and the day."""

    number: int
    amount: int
    at: str


def mark_paid(session: Session, pool: Pool, days: Mapping[int, date], *, by_id: int) -> int:
    """Those payments (by id) were paid on those days: the ledger, the timeline and the group are told. All or none.

    A payment that was paid that very day already is passed over. Returns how many were new. Raises RuleBroken (paid_on)
    for a day that is still to come, and Conflict where one cannot be paid.
    """
    if any(day > today() for day in days.values()):
        raise RuleBroken({"paid_on": [gettext("Den dag er ikke kommet endnu.")]})
    of = select(Payment.application_id).where(Payment.pool_id == pool.id, Payment.id.in_(days))
    applications = held_applications(session, session.scalars(of))
    hold_balance(session, pool.id)
    payments = hold_payments(session, pool.id, days)
    if len(payments) != len(days):
        raise Conflict
    new = [one for one in payments if (one.state, one.paid_on) != (PaymentState.paid, days[one.id])]
    for payment in new:
        _pay(session, pool, applications[payment.application_id], payment, days[payment.id], by_id)
    return len(new)


def _pay(session: Session, pool: Pool, application: Application, payment: Payment, day: date, by_id: int) -> None:
    if not payment_allowed(payment.state, PaymentState.paid):
        raise Conflict(gettext("Betalingen kan ikke blive til «betalt» nu."))
    movement = Movement(
        kind=EntryKind.pay,
        amount=payment.amount,
        why=f"Udbetaling {payment.number} til «{application.title}»",
        document=document_of(payment, pool, application)[:DOCUMENT_MAX],
        key=_free_key(session, payment),
        application_id=application.id,
    )
    move(session, pool.id, movement, by_id=by_id)
    payment.state, payment.paid_on = PaymentState.paid, day
    add_step(session, application, Step.paid, now(), amount=payment.amount, day=day)
    session.flush()
    tell_accounts(session, application)
    data = PaidAudit(payment.number, payment.amount, day.isoformat())
    audit.record(session, by_id, "payment.pay", ("payment", payment.id), data)
    publish(session, PaymentMade(payment.id, application.id, payment.amount, by_id))


def pays(payment: Payment) -> ColumnElement[bool]:
    """SQL: the entries that paid it; more than one where it was undone and paid again."""
    key = _key(payment)
    of = LedgerEntry.application_id == payment.application_id, LedgerEntry.kind == EntryKind.pay
    return and_(*of, or_(LedgerEntry.form_key == key, LedgerEntry.form_key.startswith(f"{key}:", autoescape=True)))


def _key(payment: Payment) -> str:
    return f"pay:payment:{payment.id}"


def _free_key(session: Session, payment: Payment) -> str:
    """The payment is held, and not paid: every entry there is of it was undone."""
    times = session.scalar(select(func.count()).select_from(LedgerEntry).where(pays(payment))) or 0
    return f"{_key(payment)}:{times + 1}" if times else _key(payment)


def tell_accounts(session: Session, application: Application) -> None:
    """Accounts that were sent say what is to come back of what is paid now. The application is held."""
    books = books_of(session, application.id)
    if books.report is not None and books.report.state is ReportState.sent:
        books.report.gives_back = books.money.gives_back
        session.flush()
