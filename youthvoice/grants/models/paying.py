"""After yes: the letter, bank data, payments, changes, milestones, and the accounts."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Base, BigId, Moment, Oere, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.grants.rules.applications import LineKind
from youthvoice.grants.rules.paying import ChangeKind, ChangeState, PaymentState, PaymentWay, ReportState

ASKED = text("state = 'asked'")
SHOWN = text("state = 'approved' AND shows_in_gallery AND hidden_at IS NULL")


class Agreement(Base):
    """The letter of a grant, as it was sent, and who said yes to its conditions."""

    __tablename__ = "agreements"
    __table_args__ = (
        UniqueConstraint("award_id", name="uq_agreements_award_id"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by_id IS NULL)", name="accepted_by_somebody"),
        CheckConstraint("accepted_at IS NULL OR NOT needs_adult OR adult_accepted_at IS NOT NULL", name="adult_first"),
        CheckConstraint("adult_refused_at IS NULL OR adult_accepted_at IS NULL", name="adult_says_one_thing"),
        CheckConstraint("adult_refused_at IS NULL OR length(trim(adult_reply)) >= 3", name="refused_with_words"),
    )

    id: Mapped[PrimaryKey]
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    """The letter's text; what was said yes to."""
    needs_adult: Mapped[bool]
    adult_name: Mapped[str] = mapped_column(String(120), default="")
    adult_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the link was mailed to the adult last."""
    adult_accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    adult_refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    adult_reply: Mapped[str] = mapped_column(Text, default="")
    """Why the adult said no, for the group to read."""
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    made_at: Mapped[Moment]


class BankDetails(Base):
    """Where money is sent: registration and account number, sealed; unsealed for the pool's treasurer alone, and removed
    when the accounts are approved.
    """

    __tablename__ = "bank_details"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """None: removed."""
    ends_with: Mapped[str] = mapped_column(String(4), default="")
    """The last digits, for the applicants to know it again; empty once removed."""
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PaymentBatch(Base):
    """A file for the municipality's finance system."""

    __tablename__ = "payment_batches"
    __table_args__ = (UniqueConstraint("pool_id", "number", name="uq_payment_batches_pool_id_number"),)

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    number: Mapped[int] = mapped_column(Integer)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    made_at: Mapped[Moment]


class Payment(Base):
    """Money on its way: an invoice that the municipality pays, or an instalment to the group; øre."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("application_id", "number", name="uq_payments_application_id_number"),
        Index("ix_payments_pool_state", "pool_id", "state", "id"),
        Index("ix_payments_batch", "batch_id", "id"),
        CheckConstraint("amount > 0", name="amount_above_zero"),
        CheckConstraint("way <> 'invoice' OR length(trim(payee)) >= 2", name="invoice_has_a_payee"),
        CheckConstraint("state <> 'sent' OR batch_id IS NOT NULL", name="sent_in_a_batch"),
        CheckConstraint("(state = 'paid') = (paid_on IS NOT NULL)", name="paid_has_a_day"),
        CheckConstraint("state <> 'cancelled' OR length(trim(reason)) >= 3", name="cancelled_has_a_reason"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    way: Mapped[PaymentWay] = mapped_column(enum_column(PaymentWay, "payment_way"))
    amount: Mapped[int] = mapped_column(Oere)
    payee: Mapped[str] = mapped_column(String(120), default="")
    """The shop of an invoice."""
    reference: Mapped[str] = mapped_column(String(80), default="")
    """The invoice's number."""
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("application_files.id"))
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[PaymentState] = mapped_column(
        enum_column(PaymentState, "payment_state"), default=PaymentState.planned
    )
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("payment_batches.id"))
    paid_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was refused, cancelled or taken back out of a file; for the group to read."""
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}


class ChangeRequest(Base):
    """The applicants want to do it otherwise than was granted; a no needs a reason."""

    __tablename__ = "change_requests"
    __table_args__ = (
        Index("uq_change_requests_open", "application_id", unique=True, postgresql_where=ASKED, sqlite_where=ASKED),
        CheckConstraint("length(trim(words)) >= 10", name="words_needed"),
        CheckConstraint("state <> 'refused' OR length(trim(reply)) >= 20", name="refusal_has_a_reason"),
        CheckConstraint("(state = 'asked') = (settled_at IS NULL)", name="settled_has_a_time"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    kind: Mapped[ChangeKind] = mapped_column(enum_column(ChangeKind, "change_kind"))
    words: Mapped[str] = mapped_column(Text)
    begins_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    """The days that are wanted instead."""
    state: Mapped[ChangeState] = mapped_column(enum_column(ChangeState, "change_state"), default=ChangeState.asked)
    reply: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GrantMilestone(Base):
    """A step of what the group does, with its day."""

    __tablename__ = "grant_milestones"
    __table_args__ = (
        Index("ix_grant_milestones_application", "application_id", "due_on", "id"),
        CheckConstraint("length(trim(title)) >= 3", name="title_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    title: Mapped[ShortText]
    due_on: Mapped[date] = mapped_column(Date)
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccountReport(Base):
    """The accounts of a grant: what was learned, and the lines below it."""

    __tablename__ = "account_reports"
    __table_args__ = (
        UniqueConstraint("application_id", name="uq_account_reports_application_id"),
        CheckConstraint("state NOT IN ('sent', 'approved') OR length(trim(learned)) >= 40", name="learned_needed"),
        CheckConstraint("state <> 'sent_back' OR length(trim(reply)) >= 20", name="sent_back_with_a_reason"),
        CheckConstraint("state <> 'approved' OR approved_at IS NOT NULL", name="approved_has_a_time"),
        CheckConstraint(
            "state <> 'approved' OR gives_back = 0 OR given_back_on IS NOT NULL", name="unused_money_is_back_first"
        ),
        CheckConstraint("gives_back >= 0 AND participants >= 0", name="amounts_not_negative"),
        Index("ix_account_reports_gallery", "approved_at", "id", postgresql_where=SHOWN, sqlite_where=SHOWN),
        Index("ix_account_reports_pool", "pool_id", "state", "approved_at", "id"),
    )

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    """That of the application."""
    state: Mapped[ReportState] = mapped_column(
        enum_column(ReportState, "account_report_state"), default=ReportState.draft
    )
    learned: Mapped[str] = mapped_column(Text, default="")
    """«Hvad lærte I?» Public in the gallery."""
    went_well: Mapped[str] = mapped_column(Text, default="")
    participants: Mapped[int | None] = mapped_column(Integer)
    shows_in_gallery: Mapped[bool] = mapped_column(default=False)
    """The group said yes to it."""
    reply: Mapped[str] = mapped_column(Text, default="")
    """Why it was sent back."""
    gives_back: Mapped[int] = mapped_column(Oere, default=0)
    """What was paid and not used, in øre, when it was sent, and then when it was approved."""
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    given_back_on: Mapped[date | None] = mapped_column(Date)
    """When unused money came back, where any was owed."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}


class SpentLine(Base):
    """What was spent, against a line of the budget or beside them all; øre. Its receipts are files."""

    __tablename__ = "spent_lines"
    __table_args__ = (
        Index("ix_spent_lines_application", "application_id", "id"),
        ForeignKeyConstraint(
            ["line_id", "application_id"],
            ["budget_lines.id", "budget_lines.application_id"],
            name="fk_spent_lines_line",
        ),
        CheckConstraint("amount > 0", name="amount_above_zero"),
        CheckConstraint("length(trim(name)) >= 2", name="name_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    line_id: Mapped[int | None] = mapped_column(BigId)
    """The line of the budget; None: beside them all."""
    kind: Mapped[LineKind] = mapped_column(enum_column(LineKind, "spent_line_kind"))
    name: Mapped[str] = mapped_column(String(80))
    amount: Mapped[int] = mapped_column(Oere)
    spent_on: Mapped[date | None] = mapped_column(Date)
    without_receipt: Mapped[str] = mapped_column(String(200), default="")
    """Why there is no receipt, where there is none."""
    created_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}


class AccountsReminder(Base):
    """The group was reminded of its accounts: once for each stage of each day."""

    __tablename__ = "accounts_reminders"
    __table_args__ = (UniqueConstraint("application_id", "due_on", "stage", name="uq_accounts_reminders_once"),)

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    due_on: Mapped[date] = mapped_column(Date)
    stage: Mapped[int] = mapped_column(SmallInteger)
    """Days after the day they are due; below zero: before."""
    at: Mapped[Moment]
