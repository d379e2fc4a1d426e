"""Roll, papers and ballot box. Nothing here joins a person and a ballot: the box has no person, no time and no order.

The tables that are written while people vote have no foreign keys: checking one leaves the number of the transaction in
the row that it points to (PostgreSQL's xmax), and so the order of voting. Triggers check instead (migration 0011). On
PostgreSQL they are partitioned by contest, and a contest's partitions are thrown away when it is sealed; on SQLite they
have no rowid. ``commands/shaking.py`` mixes them while voting is on.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Base, BigId, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.voting.rules.contest import PaperKind

UNORDERED = {"postgresql_partition_by": "LIST (contest_id)", "sqlite_with_rowid": False}


class RollEntry(Base):
    """Somebody who may vote. Written when the contest opens, and never changed while it is open."""

    __tablename__ = "electoral_roll"
    __table_args__ = (Index("ix_electoral_roll_person", "person_id", "contest_id"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    took_part: Mapped[bool] = mapped_column(Boolean, default=False)
    """Written for all at once when the contest is sealed."""


class GivenPaper(Base):
    """Somebody on the roll was given a ballot paper: one row each, no second."""

    __tablename__ = "given_papers"
    __table_args__ = (UNORDERED,)

    contest_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    kind: Mapped[PaperKind] = mapped_column(enum_column(PaperKind, "paper_kind"))
    blinded_hash: Mapped[str] = mapped_column(String(64), default="")
    """SHA-256 of the blinded value that was signed: asked again, it is signed again."""


class BallotPaper(Base):
    """A ballot in the box. ``token`` is random, and the only key."""

    __tablename__ = "ballot_box"
    __table_args__ = (UNORDERED,)

    contest_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    token: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    prefix: Mapped[bytes] = mapped_column(LargeBinary(32))
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    ballot: Mapped[str] = mapped_column(Text)
    """``rules.ballots.write_ballot``."""


class SlipSheet(Base):
    """Printed slips for one place. Their codes are shown once, when they are printed, and never stored."""

    __tablename__ = "slip_sheets"
    __table_args__ = (
        CheckConstraint("size BETWEEN 1 AND 500", name="size_sensible"),
        Index("ix_slip_sheets_contest", "contest_id", "id"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"))
    place: Mapped[str] = mapped_column(String(120))
    """Who gets them: «7.B»."""
    size: Mapped[int] = mapped_column(Integer)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Slips that were not used by then are worth nothing any more."""
    used: Mapped[int] = mapped_column(Integer, default=0)
    """How many were used as of the contest's ``shaken_at``, and for good when it is sealed."""


class Slip(Base):
    """One slip: a keyed hash of its code. Its row goes when its sheet is made void and it was not used."""

    __tablename__ = "slips"
    __table_args__ = (Index("ix_slips_sheet", "sheet_id"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("slip_sheets.id"))


class UsedSlip(Base):
    """A slip that was used, one row each; removed when the contest is sealed."""

    __tablename__ = "used_slips"
    __table_args__ = (UNORDERED,)

    contest_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class HandCount(Base):
    """Hands raised in one class and entered by an adult; marked as such wherever they are counted."""

    __tablename__ = "hand_counts"
    __table_args__ = (
        UniqueConstraint("contest_id", "place", name="uq_hand_counts_contest_id_place"),
        CheckConstraint("children BETWEEN 1 AND 500", name="children_sensible"),
        CheckConstraint("without_account BETWEEN 0 AND children", name="without_account_sensible"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"))
    place: Mapped[str] = mapped_column(String(120))
    children: Mapped[int] = mapped_column(Integer)
    """How many raised a hand or abstained."""
    without_account: Mapped[int] = mapped_column(Integer, default=0)
    """Of these, how many stand on no roll."""
    hands: Mapped[dict[str, int]] = mapped_column(JSON)
    """The option's number on the paper -> hands."""
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]


class Kiosk(Base):
    """A shared tablet where people with a slip vote, one after the other."""

    __tablename__ = "kiosks"

    id: Mapped[PrimaryKey]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    opened_at: Mapped[Moment]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SealedBox(Base):
    """The box after closing: two lists, each sorted by itself, so that nothing joins a token and a ballot."""

    __tablename__ = "sealed_boxes"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    ballots: Mapped[list[Any]] = mapped_column(JSON)
    """[[ballot as text, how many], ...], sorted."""
    tokens: Mapped[list[Any]] = mapped_column(JSON)
    """[[token, prefix, signature], ...] in base64url without padding, sorted by token."""


class PublishedFile(Base):
    """What anybody can count again, as it was signed."""

    __tablename__ = "published_files"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """JSON lines, UTF-8, compressed by gzip."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the lines, not of the compressed bytes."""
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    """ed25519 of that digest."""
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[Moment]
