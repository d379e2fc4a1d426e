"""Printed one-time codes for joining a class, and the secret addresses of people's calendars."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime
from youthvoice.councils.models.bodies import Body


class CodeSheet(Base):
    """One printed sheet of slips for a class. The codes follow from the nonce and the deployment's secret, so that the
    sheet can be printed again while no code is stored.
    """

    __tablename__ = "code_sheets"
    __table_args__ = (CheckConstraint("size BETWEEN 1 AND 200", name="size_is_a_class"),)

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    nonce: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    body: Mapped[Body] = relationship(lazy="raise")


class ClassCode(Base):
    """One slip: a keyed hash of its code, and when it was used; never by whom."""

    __tablename__ = "class_codes"
    __table_args__ = (UniqueConstraint("sheet_id", "number", name="uq_class_codes_sheet_id_number"),)

    id: Mapped[PrimaryKey]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("code_sheets.id"))
    number: Mapped[int] = mapped_column(Integer)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    sheet: Mapped[CodeSheet] = relationship(lazy="raise")


class CalendarFeed(Base):
    """The secret address of one person's calendar; a new token makes the old address useless."""

    __tablename__ = "calendar_feeds"

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), unique=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
