"""A proposal comes to a body's table: a step of its way, an item for the agenda, and a line of the timeline."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core.events import publish
from youthvoice.councils.commands.subjects import Subject, place_subject
from youthvoice.councils.models import AgendaItem, Body
from youthvoice.councils.rules.meetings import ItemKind
from youthvoice.proposals import rules
from youthvoice.proposals.commands.counters import touch
from youthvoice.proposals.commands.ladder.words import label_of, support_words
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.events import ProposalBrought
from youthvoice.proposals.models import Proposal, ProposalStop
from youthvoice.proposals.queries.ladder import KIND, find_stop, states_of
from youthvoice.proposals.rules import EventKind


@dataclass(frozen=True)
class LadderData:
    """Audit: which body, and where to (None: the municipality, or nowhere)."""

    body_id: int
    to_body_id: int | None = None


@dataclass(frozen=True)
class Bringer:
    """Who puts a proposal on a body's table. ``how``: sent (the author), brought (a member) or carried (a body below)."""

    label: str
    person_id: int | None
    how: str


def arrive(session: Session, proposal: Proposal, body: Body, by: Bringer, moment: datetime) -> ProposalStop:
    """Put the proposal on the body's table; there already, nothing happens. Raises Conflict for a closed body.

    Whoever calls holds the body's row and the proposal's, and sets the status.
    """
    stop = find_stop(session, proposal.id, body.id)
    if stop is not None and session.get_one(AgendaItem, stop.item_id).withdrawn_at is None:
        return stop
    data: dict[str, Any] = {"body": label_of(body), "body_id": body.id, "how": by.how}
    if by.how != "carried":  # carrying has a line of its own
        record_event(session, proposal.id, EventKind.brought, by.label if by.how == "sent" else "", moment, data=data)
        session.flush()
    item = place_subject(session, body, _subject(session, proposal, by), uuid.uuid4().hex)
    if stop is None:
        stop = ProposalStop(proposal_id=proposal.id, body_id=body.id, number=_next_number(session, proposal.id))
        session.add(stop)
    stop.item_id, stop.brought_by_label, stop.arrived_at = item.id, by.label, moment
    session.flush()
    touch(session, proposal, moment)
    publish(session, ProposalBrought(proposal.id, body.id, by.person_id))
    return stop


def settle_holder(session: Session, proposal: Proposal) -> None:
    """The body that has the next move holds a proposal that is still among the young."""
    session.flush()
    in_council = proposal.status in rules.COUNCIL_STATUSES
    proposal.holder_id = rules.holder_of(states_of(session, proposal.id)) if in_council else None


def _subject(session: Session, proposal: Proposal, by: Bringer) -> Subject:
    said = support_words(session, proposal.id)
    return Subject(
        item_kind=ItemKind.proposal,
        kind=KIND,
        id=proposal.id,
        title=proposal.title,
        text="\n\n".join([proposal.what, *said]),
        path=f"/forslag/{proposal.id}",
        brought_by=by.label,
        brought_by_id=by.person_id,
        is_owed_reasons=True,
    )


def _next_number(session: Session, proposal_id: int) -> int:
    last = select(func.max(ProposalStop.number)).where(ProposalStop.proposal_id == proposal_id)
    return (session.scalar(last) or 0) + 1
