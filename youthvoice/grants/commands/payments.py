"""Payments of one grant: asked for by the group, looked at by the coordinator, and never more than is left of it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.files import CleanFile
from youthvoice.core.i18n import format_money
from youthvoice.grants.commands.holding import held_application, hold_payments
from youthvoice.grants.commands.ledger import hold_balance
from youthvoice.grants.events import PaymentAsked, PaymentReady, PaymentRefused
from youthvoice.grants.models import Application, ApplicationFile, BankDetails, Payment
from youthvoice.grants.queries.paying import money_of
from youthvoice.grants.rules.applications import ApplicationStatus, FileKind
from youthvoice.grants.rules.paying import (
    MOST_PAYMENTS,
    REASON_MIN,
    REFUSAL_MIN,
    PaymentState,
    PaymentWay,
    payment_allowed,
)


@dataclass(frozen=True, kw_only=True)
class PaymentFacts:
    """What is asked for; øre. Of a transfer, the payee is the group, and there is no invoice."""

    way: PaymentWay
    amount: int
    due_on: date
    payee: str = ""
    reference: str = ""
    invoice: CleanFile | None = None


@dataclass(frozen=True)
class PaymentAudit:
    """Which payment of the grant, how much (øre), and where it stands."""

    number: int
    amount: int
    state: str


def ask_payment(
    session: Session, application: Application, facts: PaymentFacts, form_key: str, *, by_id: int
) -> Payment:
    """The group asks for money; the coordinator looks at it. Sent twice, it is stored once.

    Raises RuleBroken (amount, payee, invoice, way) and Conflict where nothing can be paid now.
    """
    payment = _stored(session, application, facts, form_key, PaymentState.asked, by_id)
    publish(session, PaymentAsked(payment.id, application.id, application.pool_id, by_id))
    return payment


def plan_payment(
    session: Session, application: Application, facts: PaymentFacts, form_key: str, *, by_id: int
) -> Payment:
    """The coordinator plans a payment, ready for the treasurer. Raises as ``ask_payment``."""
    payment = _stored(session, application, facts, form_key, PaymentState.planned, by_id)
    publish(session, PaymentReady(payment.id, application.id, application.pool_id, by_id))
    return payment


def approve_payment(session: Session, payment: Payment, *, by_id: int) -> None:
    """The coordinator has looked at what was asked for: it may be sent. Twice is once. Raises Conflict."""
    payment = _held(session, payment)
    if payment.state is PaymentState.planned:
        return
    _put(session, payment, PaymentState.planned, "payment.approve", by_id)
    publish(session, PaymentReady(payment.id, payment.application_id, payment.pool_id, by_id))


def cancel_payment(session: Session, payment: Payment, reason: str, *, by_id: int) -> None:
    """The coordinator says no to what was asked for, or stops what was planned; the group reads why.

    Raises RuleBroken (reason) and Conflict where it is sent already.
    """
    payment = _held(session, payment)
    needed = REFUSAL_MIN if payment.state is PaymentState.asked else REASON_MIN
    if len(reason.strip()) < needed:
        raise RuleBroken({"reason": [gettext("Skriv mindst %(low)d tegn, så gruppen forstår det.", low=needed)]})
    payment.reason = reason.strip()
    _put(session, payment, PaymentState.cancelled, "payment.cancel", by_id)
    publish(session, PaymentRefused(payment.id, payment.application_id))


def take_back(session: Session, payment: Payment, reason: str, *, by_id: int) -> None:
    """The treasurer takes a payment out of a file again; it waits to be sent anew. Raises RuleBroken and Conflict."""
    payment = _held(session, payment)
    if payment.state is not PaymentState.sent:
        raise Conflict
    if len(reason.strip()) < REASON_MIN:
        raise RuleBroken({"reason": [gettext("Skriv kort, hvorfor den bliver taget ud.")]})
    payment.reason, payment.batch_id = reason.strip(), None
    _put(session, payment, PaymentState.planned, "payment.take_back", by_id)


def _stored(
    session: Session, application: Application, facts: PaymentFacts, form_key: str, state: PaymentState, by_id: int
) -> Payment:
    application = held_application(session, application.id)
    stored = session.scalar(select(Payment).where(Payment.form_key == form_key))
    if stored is not None:
        if stored.application_id != application.id:
            raise Conflict
        return stored
    if application.status is not ApplicationStatus.accepted:
        raise Conflict(gettext("Der kan ikke betales penge nu."))
    _check(session, application, facts)
    payment = _new(session, application, facts, form_key, state, by_id)
    data = PaymentAudit(payment.number, payment.amount, state.value)
    deed = "payment.ask" if state is PaymentState.asked else "payment.plan"
    audit.record(session, by_id, deed, ("payment", payment.id), data)
    return payment


def _new(
    session: Session, application: Application, facts: PaymentFacts, form_key: str, state: PaymentState, by_id: int
) -> Payment:
    last = session.scalar(select(func.max(Payment.number)).where(Payment.application_id == application.id)) or 0
    if last >= MOST_PAYMENTS:
        raise Conflict(gettext("Der er for mange betalinger. Skriv til den voksne, der hjælper jer."))
    is_invoice = facts.way is PaymentWay.invoice
    invoice = _file(session, application, facts.invoice, form_key, by_id) if is_invoice and facts.invoice else None
    payment = Payment(
        form_key=form_key,
        pool_id=application.pool_id,
        application_id=application.id,
        number=last + 1,
        way=facts.way,
        amount=facts.amount,
        payee=facts.payee.strip() if is_invoice else "",
        reference=facts.reference.strip() if is_invoice else "",
        invoice_id=invoice.id if invoice else None,
        due_on=facts.due_on,
        state=state,
        by_id=by_id,
        created_at=now(),
    )
    session.add(payment)
    session.flush()
    return payment


def _check(session: Session, application: Application, facts: PaymentFacts) -> None:
    problems: dict[str, list[object]] = {}
    left = money_of(session, application.id).left
    if facts.amount <= 0:
        problems["amount"] = [gettext("Skriv et beløb.")]
    elif facts.amount > left:
        problems["amount"] = [gettext("Der er kun %(left)s tilbage at bede om.", left=format_money(left))]
    if facts.way is PaymentWay.invoice:
        if len(facts.payee.strip()) < 2:
            problems["payee"] = [gettext("Skriv, hvem der skal have pengene.")]
        if facts.invoice is None:
            problems["invoice"] = [gettext("Tag et billede af regningen, eller vælg filen.")]
    elif not _has_account(session, application.id):
        problems["way"] = [gettext("Skriv jeres konto først. Så kan vi sende pengene.")]
    if problems:
        raise RuleBroken(problems)


def _has_account(session: Session, application_id: int) -> bool:
    known = BankDetails.application_id == application_id, BankDetails.sealed.is_not(None)
    return session.scalar(select(BankDetails.application_id).where(*known)) is not None


def _file(session: Session, application: Application, clean: CleanFile, form_key: str, by_id: int) -> ApplicationFile:
    row = ApplicationFile(
        form_key=form_key,
        application_id=application.id,
        kind=FileKind.invoice,
        content_type=clean.content_type,
        size_bytes=len(clean.data),
        by_id=by_id,
        created_at=now(),
        data=clean.data,
        thumb=clean.thumb,
    )
    session.add(row)
    session.flush()
    return row


def _held(session: Session, payment: Payment) -> Payment:
    """The payment as it stands now; whoever makes a file of it or pays it waits."""
    hold_balance(session, payment.pool_id)
    return hold_payments(session, payment.pool_id, [payment.id])[0]


def _put(session: Session, payment: Payment, state: PaymentState, deed: str, by_id: int) -> None:
    if not payment_allowed(payment.state, state):
        raise Conflict
    payment.state = state
    session.flush()
    data = PaymentAudit(payment.number, payment.amount, state.value)
    audit.record(session, by_id, deed, ("payment", payment.id), data)
