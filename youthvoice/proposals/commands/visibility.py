"""Hiding a proposal from everybody but its authors, and showing it again."""

from datetime import datetime

from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.events import publish
from youthvoice.councils.commands.subjects import hide_subject, hold_tables, restore_subject
from youthvoice.proposals import rules
from youthvoice.proposals.commands.counters import hold, move_counter, place_in_list, touch
from youthvoice.proposals.events import ProposalWanted
from youthvoice.proposals.models import Proposal, ProposalEvent
from youthvoice.proposals.queries.ladder import KIND
from youthvoice.proposals.rules import EventKind
from youthvoice.responses.commands.promises import place_promise


def hide_proposal(session: Session, proposal: Proposal, actor_label: str) -> None:
    """Take it out of the list; hidden already, nothing happens. The text stays stored."""
    if proposal.hidden_at is None:
        _turn(session, proposal, now(), EventKind.hidden, actor_label)


def restore_proposal(session: Session, proposal: Proposal, actor_label: str) -> None:
    """Show it again at its old place; not hidden, nothing happens."""
    if proposal.hidden_at is not None:
        _turn(session, proposal, now(), EventKind.restored, actor_label)


def _turn(session: Session, proposal: Proposal, at: datetime, kind: EventKind, actor_label: str) -> None:
    hides = kind is EventKind.hidden
    publish(session, ProposalWanted(proposal.id))
    if proposal.case_id is not None:
        # First, as everywhere: whoever holds a promise may wait for its proposal, and nobody the other way round.
        place_promise(session, proposal.case_id, is_public=not hides and proposal.status in rules.PUBLIC_STATUSES)
    hold_tables(session, KIND, proposal.id)
    # Read anew: a council, or Bytinget, may have decided about it since the moderator saw it.
    hold(session, proposal)
    if (proposal.hidden_at is not None) is hides:
        return
    proposal.hidden_at = at if hides else None
    place_in_list(proposal, at)
    session.add(ProposalEvent(proposal_id=proposal.id, kind=kind, at=at, actor_label=actor_label, data={}))
    touch(session, proposal, at)
    if proposal.status in rules.PUBLIC_STATUSES:
        move_counter(session, proposal.status if hides else None, None if hides else proposal.status)
    (hide_subject if hides else restore_subject)(session, KIND, proposal.id)
