"""The audit log: who did what to which thing, in the same transaction as the deed. Rows are never changed or removed
(triggers on both databases refuse it)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from youthvoice.core.clock import now
from youthvoice.core.db import Base, BigId, Moment, PrimaryKey


class AuditEntry(Base):
    """One deed. ``data`` holds exactly the keys that the action's dataclass declares; never a text written by a person."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject_kind", "subject_id"),)

    id: Mapped[PrimaryKey]
    at: Mapped[Moment]
    actor_id: Mapped[int | None] = mapped_column(BigId)
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(BigId)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


@dataclass(frozen=True)
class Nothing:
    """The audit data of an action that has none."""


def record(
    session: Session,
    actor_id: int | None,
    action: str,
    subject: tuple[str, int],
    data: object | None = None,
    at: datetime | None = None,
) -> None:
    """Write one entry. ``subject`` is (kind, id); ``data`` a dataclass instance of JSON values, its keys the declared ones."""
    kind, subject_id = subject
    values = asdict(data or Nothing())  # type: ignore[call-overload]  # any dataclass: its fields are the declaration
    session.add(
        AuditEntry(
            at=at or now(), actor_id=actor_id, action=action, subject_kind=kind, subject_id=subject_id, data=values
        )
    )
