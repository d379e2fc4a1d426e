"""What follows a yes: the letter, payments, changes and milestones of one application, and the payments of a pool."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, Page
from youthvoice.grants.models import (
    Agreement,
    Application,
    ApplicationFile,
    Award,
    BankDetails,
    ChangeRequest,
    GrantBalance,
    GrantMilestone,
    Payment,
    PaymentBatch,
)
from youthvoice.grants.rules.paying import WAITING_PAYMENTS, PaymentState

PAGE_SIZE = 30
FILES_SHOWN = 12


@dataclass(frozen=True)
class Money:
    """How the money of a grant stands, in øre; and the last digits of the account, where one is known."""

    granted: int
    """All of it."""
    unpaid: int
    paid: int
    """Ever."""
    waiting: int
    """Asked for, planned or sent, of what is unpaid."""
    ends_with: str

    @property
    def left(self) -> int:
        """What can still be asked for."""
        return self.unpaid - self.waiting


@dataclass(frozen=True)
class PoolPayment:
    """A line of a pool's list; ``has_account``: there is somewhere to send it."""

    payment: Payment
    number: int
    """The application's."""
    title: str
    group_name: str
    has_account: bool


def current_agreement(session: Session, application_id: int) -> Agreement | None:
    """The letter of the decision that stands; one query."""
    stands = Award.application_id == application_id, Award.replaced_at.is_(None)
    return session.scalar(select(Agreement).join(Award, Award.id == Agreement.award_id).where(*stands))


def get_agreement(session: Session, application_id: int) -> Agreement:
    """As ``current_agreement``. Raises NotFound where there is none."""
    found = current_agreement(session, application_id)
    if found is None:
        raise NotFound
    return found


def money_of(session: Session, application_id: int) -> Money:
    """One query. An application without money has nothing but zeros."""
    waits = select(func.coalesce(func.sum(Payment.amount), 0)).where(
        Payment.application_id == application_id, Payment.state.in_(WAITING_PAYMENTS)
    )
    query = select(GrantBalance, waits.scalar_subquery(), BankDetails.ends_with)
    query = query.outerjoin(BankDetails, BankDetails.application_id == GrantBalance.application_id)
    query = query.where(GrantBalance.application_id == application_id).execution_options(populate_existing=True)
    row = session.execute(query).first()
    if row is None:
        return Money(0, 0, 0, 0, "")
    balance, waiting, ends_with = row
    paid = balance.all_granted - balance.granted
    return Money(balance.all_granted, balance.granted, paid, int(waiting), ends_with or "")


def payments_of(session: Session, application_id: int) -> Sequence[Payment]:
    """All of one application, the newest first; there are few."""
    query = select(Payment).where(Payment.application_id == application_id).order_by(Payment.number.desc())
    return session.scalars(query).all()


def get_payment(session: Session, application_id: int, number: int) -> Payment:
    """One payment by its number. Raises NotFound."""
    of = Payment.application_id == application_id, Payment.number == number
    found = session.scalar(select(Payment).where(*of)) if max(application_id, number) <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def invoice_of(session: Session, payment: Payment) -> ApplicationFile:
    """The invoice with its bytes still to be read. Raises NotFound where there is none, or it is hidden."""
    found = session.get(ApplicationFile, payment.invoice_id) if payment.invoice_id else None
    if found is None or found.hidden_at is not None:
        raise NotFound
    return found


def changes_of(session: Session, application_id: int) -> Sequence[ChangeRequest]:
    """What was asked to be changed, the newest first."""
    of = ChangeRequest.application_id == application_id
    return session.scalars(select(ChangeRequest).where(of).order_by(ChangeRequest.id.desc())).all()


def milestones_of(session: Session, application_id: int) -> Sequence[GrantMilestone]:
    """The group's own plan, by day; hidden ones are left out."""
    of = GrantMilestone.application_id == application_id, GrantMilestone.hidden_at.is_(None)
    return session.scalars(select(GrantMilestone).where(*of).order_by(GrantMilestone.due_on, GrantMilestone.id)).all()


def pool_payments(session: Session, pool_id: int, state: PaymentState, after: int | None) -> Page[PoolPayment]:
    """Payments of a pool in one state, the oldest first; ``after`` is the id of the last one shown. One query."""
    query = select(
        Payment, Application.number, Application.title, Application.group_name, BankDetails.sealed.is_not(None)
    )
    query = query.join(Application, Application.id == Payment.application_id)
    query = query.outerjoin(BankDetails, BankDetails.application_id == Payment.application_id)
    query = query.where(Payment.pool_id == pool_id, Payment.state == state, Payment.id > (after or 0))
    rows = session.execute(query.order_by(Payment.id).limit(PAGE_SIZE + 1)).all()
    items = [PoolPayment(row[0], row[1] or 0, row[2], row[3], bool(row[4])) for row in rows[:PAGE_SIZE]]
    return Page(items, str(items[-1].payment.id) if len(rows) > PAGE_SIZE else None)


def batches_of(session: Session, pool_id: int) -> Sequence[tuple[PaymentBatch, int, int]]:
    """The newest files with how many payments are in each, and their sum in øre. One query."""
    newest = select(PaymentBatch.id).where(PaymentBatch.pool_id == pool_id)
    newest = newest.order_by(PaymentBatch.number.desc()).limit(FILES_SHOWN)
    query = select(PaymentBatch, func.count(Payment.id), func.coalesce(func.sum(Payment.amount), 0))
    query = query.outerjoin(Payment, Payment.batch_id == PaymentBatch.id)
    query = query.where(PaymentBatch.id.in_(newest.scalar_subquery())).group_by(PaymentBatch.id)
    rows = session.execute(query.order_by(PaymentBatch.number.desc())).all()
    return [(row[0], int(row[1]), int(row[2])) for row in rows]


def get_batch(session: Session, pool_id: int, number: int) -> PaymentBatch:
    """A file by its number. Raises NotFound."""
    of = PaymentBatch.pool_id == pool_id, PaymentBatch.number == number
    found = session.scalar(select(PaymentBatch).where(*of)) if number <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def rows_of_batch(session: Session, batch: PaymentBatch) -> Sequence[tuple[Payment, Application, BankDetails | None]]:
    """What stands in a file, by the payments' ids."""
    query = select(Payment, Application, BankDetails).join(Application, Application.id == Payment.application_id)
    query = query.outerjoin(BankDetails, BankDetails.application_id == Payment.application_id)
    rows = session.execute(query.where(Payment.batch_id == batch.id).order_by(Payment.id)).all()
    return [(row[0], row[1], row[2]) for row in rows]
