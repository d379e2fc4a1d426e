"""The ledger. Entries are only ever added; balances are moved by the database itself, and only by an entry.

A pool's entries are numbered without gaps. Triggers (migration 0013) move the balances when an entry is stored, refuse
a number that is not the next, and refuse every other change of entries and balances. That no balance falls below zero
is a check: whoever grants more than there is, is refused by the database.
"""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person
from youthvoice.core.db import Base, BigId, Moment, Oere, PrimaryKey, enum_column
from youthvoice.grants.rules.ledger import FLOWS, OF_AN_APPLICATION, Account, EntryKind

FLOW_OF_KIND = " OR ".join(
    [
        *(
            f"(kind = '{kind.value}' AND from_account = '{flow.source.value}' AND to_account = '{flow.target.value}')"
            for kind, flow in FLOWS.items()
        ),
        "kind = 'reversal'",
    ]
)
"""Which accounts each kind of entry moves money between."""
NAMED_KINDS = ", ".join(f"'{kind.value}'" for kind in EntryKind if kind in OF_AN_APPLICATION)


class LedgerEntry(Base):
    """One movement of money: how much (øre), from where to where, who, when, why, and by which document."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        UniqueConstraint("pool_id", "number", name="uq_ledger_entries_pool_id_number"),
        UniqueConstraint("pool_id", "form_key", name="uq_ledger_entries_pool_id_form_key"),
        UniqueConstraint("reverses_id", name="uq_ledger_entries_reverses_id"),
        UniqueConstraint("carries_id", name="uq_ledger_entries_carries_id"),
        UniqueConstraint("id", "pool_id", "from_account", "to_account", "amount", name="uq_ledger_entries_whole"),
        UniqueConstraint("id", "from_account", "to_account", "amount", name="uq_ledger_entries_flow"),
        # A reversal is exactly the opposite of what it undoes.
        ForeignKeyConstraint(
            ["reverses_id", "pool_id", "to_account", "from_account", "amount"],
            [
                "ledger_entries.id",
                "ledger_entries.pool_id",
                "ledger_entries.from_account",
                "ledger_entries.to_account",
                "ledger_entries.amount",
            ],
            name="fk_ledger_entries_reversal",
        ),
        # What comes from the year before has left it, once, with the same amount.
        ForeignKeyConstraint(
            ["carries_id", "to_account", "from_account", "amount"],
            [
                "ledger_entries.id",
                "ledger_entries.from_account",
                "ledger_entries.to_account",
                "ledger_entries.amount",
            ],
            name="fk_ledger_entries_carried",
        ),
        Index("ix_ledger_entries_application", "application_id", "number"),
        Index("ix_ledger_entries_kind", "pool_id", "kind", "number"),
        CheckConstraint("amount > 0", name="amount_above_zero"),
        CheckConstraint("from_account <> to_account", name="two_accounts"),
        CheckConstraint(FLOW_OF_KIND, name="flow_of_kind"),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="reversal_of_something"),
        CheckConstraint("(kind = 'carry_in') = (carries_id IS NOT NULL)", name="carried_from_somewhere"),
        CheckConstraint(
            f"kind = 'reversal' OR (kind IN ({NAMED_KINDS})) = (application_id IS NOT NULL)", name="of_an_application"
        ),
        CheckConstraint("length(trim(why)) >= 3", name="why_needed"),
        CheckConstraint("length(trim(document)) >= 2", name="document_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(64))
    """Sent twice, stored once; entries that follow from something are keyed by it («payment:17»)."""
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    number: Mapped[int] = mapped_column(Integer)
    """Counted from 1 in each pool, without gaps."""
    kind: Mapped[EntryKind] = mapped_column(enum_column(EntryKind, "ledger_entry_kind"))
    from_account: Mapped[Account] = mapped_column(enum_column(Account, "ledger_from_account"))
    to_account: Mapped[Account] = mapped_column(enum_column(Account, "ledger_to_account"))
    amount: Mapped[int] = mapped_column(Oere)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    reverses_id: Mapped[int | None] = mapped_column(BigId)
    carries_id: Mapped[int | None] = mapped_column(BigId)
    """Of a ``carry_in``: the ``carry_out`` in the pool of the year before."""
    why: Mapped[str] = mapped_column(String(300))
    document: Mapped[str] = mapped_column(String(200))
    """What it rests on: a letter, an invoice, minutes of a meeting."""
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]

    by: Mapped[Person] = relationship(lazy="raise")


class PoolBalance(Base):
    """How a pool's accounts stand, in øre. The row is locked by whoever moves money; only triggers write it."""

    __tablename__ = "pool_balances"
    __table_args__ = (
        CheckConstraint("source <= 0", name="source_not_above_zero"),
        CheckConstraint("allocation >= 0", name="allocation_not_below_zero"),
        CheckConstraint("reserved >= 0", name="reserved_not_below_zero"),
        CheckConstraint("granted >= 0", name="granted_not_below_zero"),
        CheckConstraint("paid >= 0", name="paid_not_below_zero"),
        CheckConstraint("returned >= 0", name="returned_not_below_zero"),
        CheckConstraint("closed_out >= 0", name="closed_out_not_below_zero"),
        CheckConstraint("given_back >= 0", name="given_back_not_below_zero"),
        CheckConstraint(
            "source + allocation + reserved + granted + paid + returned + closed_out = 0", name="adds_up_to_zero"
        ),
    )

    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"), primary_key=True)
    entries: Mapped[int] = mapped_column(Integer, default=0)
    """The number of the last entry."""
    source: Mapped[int] = mapped_column(Oere, default=0)
    allocation: Mapped[int] = mapped_column(Oere, default=0)
    reserved: Mapped[int] = mapped_column(Oere, default=0)
    granted: Mapped[int] = mapped_column(Oere, default=0)
    paid: Mapped[int] = mapped_column(Oere, default=0)
    returned: Mapped[int] = mapped_column(Oere, default=0)
    closed_out: Mapped[int] = mapped_column(Oere, default=0)
    given_back: Mapped[int] = mapped_column(Oere, default=0)
    """All that was ever given back, whether it is used again or not."""

    @property
    def total(self) -> int:
        """What the municipality has put in, less what it took out again."""
        return -self.source


class GrantBalance(Base):
    """How the money of one application stands, in øre; moved together with its pool's."""

    __tablename__ = "grant_balances"
    __table_args__ = (
        CheckConstraint("reserved >= 0", name="reserved_not_below_zero"),
        CheckConstraint("granted >= 0", name="granted_not_below_zero"),
        CheckConstraint("paid >= 0", name="paid_not_below_zero"),
        CheckConstraint("returned >= 0", name="returned_not_below_zero"),
        CheckConstraint("closed_out >= 0", name="closed_out_not_below_zero"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    last_number: Mapped[int] = mapped_column(Integer, default=0)
    """The number of its last entry."""
    reserved: Mapped[int] = mapped_column(Oere, default=0)
    granted: Mapped[int] = mapped_column(Oere, default=0)
    """Promised and not paid yet."""
    paid: Mapped[int] = mapped_column(Oere, default=0)
    returned: Mapped[int] = mapped_column(Oere, default=0)
    """Given back, ever."""
    closed_out: Mapped[int] = mapped_column(Oere, default=0)

    @property
    def all_granted(self) -> int:
        """All that it was granted and has not given up."""
        return self.granted + self.paid + self.returned + self.closed_out
