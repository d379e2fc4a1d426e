"""Files of payments for the municipality's finance system: made of what is planned, and written for the treasurer alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.sheets.writing import Cell, kroner, write_lines
from youthvoice.grants.commands.bank import accounts_for_file
from youthvoice.grants.commands.holding import hold_payments
from youthvoice.grants.commands.ledger import hold_balance
from youthvoice.grants.models import Application, BankDetails, Payment, PaymentBatch, Pool
from youthvoice.grants.queries.paying import rows_of_batch
from youthvoice.grants.rules.bank import BankAccount
from youthvoice.grants.rules.paying import MOST_IN_A_FILE, PaymentState, PaymentWay
from youthvoice.grants.rules.payment_sheet import Column, voucher_of


@dataclass(frozen=True)
class BatchAudit:
    """The file's number in its pool, how many payments, and their sum in øre."""

    number: int
    size: int
    amount: int


def send_batch(session: Session, pool: Pool, payment_ids: Sequence[int], form_key: str, *, by_id: int) -> PaymentBatch:
    """Put planned payments into a file. Sent twice, it is one file.

    Raises RuleBroken (payments) where none or too many are chosen or an account is missing, and Conflict where one of them
    is no longer waiting.
    """
    hold_balance(session, pool.id)
    stored = session.scalar(select(PaymentBatch).where(PaymentBatch.form_key == form_key))
    if stored is not None:
        if stored.pool_id != pool.id:
            raise Conflict
        return stored
    payments = hold_payments(session, pool.id, payment_ids)
    _check(session, payments, payment_ids)
    number = (session.scalar(select(func.max(PaymentBatch.number)).where(PaymentBatch.pool_id == pool.id)) or 0) + 1
    batch = PaymentBatch(form_key=form_key, pool_id=pool.id, number=number, made_by_id=by_id, made_at=now())
    session.add(batch)
    session.flush()
    for payment in payments:
        payment.state, payment.batch_id = PaymentState.sent, batch.id
    session.flush()
    data = BatchAudit(number, len(payments), sum(payment.amount for payment in payments))
    audit.record(session, by_id, "payment.send", ("payment_batch", batch.id), data)
    return batch


def batch_file(session: Session, secret_key: str, pool: Pool, batch: PaymentBatch, *, by_id: int) -> str:
    """The file with whole account numbers, as Danish spreadsheets read it. The log keeps whose account was looked at."""
    rows = rows_of_batch(session, batch)
    with_account = {
        application.id: details for payment, application, details in rows if payment.way is PaymentWay.transfer
    }
    accounts = accounts_for_file(session, secret_key, with_account, batch.id, by_id=by_id)
    lines = [_line(pool, payment, application, accounts) for payment, application, _details in rows]
    return write_lines([[column.value for column in Column], *lines])


def payee_of(payment: Payment, application: Application) -> str:
    """Who gets the money: the shop, or the group by its public name."""
    return payment.payee if payment.way is PaymentWay.invoice else application.group_name


def document_of(payment: Payment, pool: Pool, application: Application) -> str:
    """What a payment rests on, as a bookkeeper looks for it."""
    grant = f"{pool.year}-{application.number}"
    if payment.way is PaymentWay.transfer:
        return f"Bevilling {grant}, rate {payment.number}"
    return f"Faktura {payment.reference or f'til bevilling {grant}'} fra {payment.payee}"


def _check(session: Session, payments: Sequence[Payment], payment_ids: Sequence[int]) -> None:
    if not payment_ids:
        raise RuleBroken({"payments": [gettext("Vælg mindst én betaling.")]})
    if len(payment_ids) > MOST_IN_A_FILE:
        raise RuleBroken({"payments": [gettext("Vælg højst %(most)d ad gangen.", most=MOST_IN_A_FILE)]})
    still = [payment for payment in payments if payment.state is PaymentState.planned]
    if len(still) != len(set(payment_ids)):
        raise Conflict(gettext("Nogle af betalingerne venter ikke længere. Se listen igen."))
    needing = {payment.application_id for payment in payments if payment.way is PaymentWay.transfer}
    known = BankDetails.application_id.in_(needing), BankDetails.sealed.is_not(None)
    if needing - set(session.scalars(select(BankDetails.application_id).where(*known))):
        raise RuleBroken({"payments": [gettext("En gruppe har ikke skrevet sin konto endnu.")]})


def _line(pool: Pool, payment: Payment, application: Application, accounts: dict[int, BankAccount]) -> list[Cell]:
    account = accounts.get(application.id) if payment.way is PaymentWay.transfer else None
    cells: dict[Column, Cell] = {
        Column.voucher: voucher_of(payment.id),
        Column.pool: pool.name,
        Column.grant: f"Bevilling {pool.year}-{application.number}",
        Column.payee: payee_of(payment, application),
        Column.reg: account.reg if account else "",
        Column.account: account.account if account else "",
        Column.amount: kroner(payment.amount),
        Column.text: document_of(payment, pool, application),
        Column.due: payment.due_on,
        Column.paid: "",
    }
    return [cells[column] for column in Column]
