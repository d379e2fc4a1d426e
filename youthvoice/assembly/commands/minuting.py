"""What happened on the day is written down, and every screen hears that something is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.assembly.models import AssemblyYear, DayEvent
from youthvoice.core.clock import now
from youthvoice.core.pulse import beat


@dataclass(frozen=True)
class VoteAudit:
    """Audit: which vote of the day."""

    vote_id: int


def note(
    session: Session,
    year: AssemblyYear,
    kind: str,
    text: str = "",
    *,
    item_id: int | None = None,
    by_id: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> DayEvent:
    """Add a line to what the minutes are made of. ``data`` holds ids and numbers, never a name."""
    told = DayEvent(
        year_id=year.id, item_id=item_id, kind=kind, text=text, data=dict(data or {}), by_id=by_id, at=now()
    )
    session.add(told)
    return told


def changed(session: Session, year: AssemblyYear) -> None:
    """Pages of the year are made anew, and its screens follow. Call it last, in the transaction that changed something."""
    year.version += 1
    beat(session, year.channel)
