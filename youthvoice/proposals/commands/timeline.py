"""Lines of a proposal's timeline."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.proposals.models import ProposalEvent
from youthvoice.proposals.rules import EventKind


def record_event(
    session: Session,
    proposal_id: int,
    kind: EventKind,
    actor_label: str,
    at: datetime,
    *,
    data: dict[str, Any] | None = None,
) -> None:
    """Add one line. ``data`` holds JSON values that its words need (dates as YYYY-MM-DD); never a person's text."""
    session.add(ProposalEvent(proposal_id=proposal_id, kind=kind, at=at, actor_label=actor_label, data=data or {}))
