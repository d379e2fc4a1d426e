"""Every change that anyone can see goes through here: the status, its stored counter, and the version."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.proposals import rules
from youthvoice.proposals.models import Proposal, ProposalCounter
from youthvoice.proposals.rules import ProposalStatus

STANDING = ("status", "hidden_at", "listed_at", "withdrawn_at", "holder_id", "case_id", "thread_id", "answer_due_on")


def change_status(session: Session, proposal: Proposal, new_status: ProposalStatus, at: datetime) -> None:
    """Move a proposal to ``new_status``, with its place in the list, its counter, ``changed_at`` and version.

    Whatever the new status needs (case, title, ``submitted_at``) must stand on the proposal before.
    Raises Conflict where the transition is not allowed, or somebody else changed the status meanwhile.
    """
    before = lock(session, proposal)
    if not rules.allowed(before, new_status):
        raise Conflict
    was_counted = _is_counted(before, proposal)
    proposal.status = new_status
    if new_status is ProposalStatus.withdrawn:
        proposal.withdrawn_at = at
    place_in_list(proposal, at)
    touch(session, proposal, at)
    move_counter(session, before if was_counted else None, new_status if _is_counted(new_status, proposal) else None)


def lock(session: Session, proposal: Proposal) -> ProposalStatus:
    """Hold the proposal's row until the end of the transaction; its status. Raises Conflict where that had changed."""
    session.flush()
    columns = select(Proposal.status, Proposal.hidden_at).where(Proposal.id == proposal.id).with_for_update()
    stored, hidden_at = session.execute(columns).one()
    if stored is not proposal.status or (hidden_at is None) is not (proposal.hidden_at is None):
        raise Conflict
    return proposal.status


def hold(session: Session, proposal: Proposal) -> None:
    """Hold the proposal's row until the end of the transaction, and read anew where it stands: another may have moved it."""
    session.flush()
    session.execute(select(Proposal.id).where(Proposal.id == proposal.id).with_for_update())
    session.refresh(proposal, STANDING)


def place_in_list(proposal: Proposal, at: datetime) -> None:
    """Set ``listed_at`` exactly where anyone may find the proposal. Hidden and shown again, it keeps its old place."""
    if not _is_counted(proposal.status, proposal):
        proposal.listed_at = None
    elif proposal.listed_at is None:
        proposal.listed_at = proposal.submitted_at or at


def _is_counted(status: ProposalStatus, proposal: Proposal) -> bool:
    return status in rules.PUBLIC_STATUSES and proposal.hidden_at is None


def touch(session: Session, proposal: Proposal, at: datetime | None = None) -> None:
    """Raise the version: whatever shows the proposal is made anew. ``at`` is the time of the change (now, if None)."""
    proposal.version = Proposal.version + 1  # added by the database: two at once count as two
    proposal.changed_at = at or now()
    session.flush()


def move_counter(session: Session, before: ProposalStatus | None, after: ProposalStatus | None) -> None:
    """Take one from the counter of ``before`` and give it to that of ``after`` (None: not in the list)."""
    steps = Counter({after: 1})
    steps[before] -= 1
    # One order for everybody, so that two who move in opposite directions never wait for each other.
    for status, step in sorted((s, n) for s, n in steps.items() if s is not None and n):
        _add(session, status, step)


def _add(session: Session, status: ProposalStatus, step: int) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(ProposalCounter).values(status=status, total=max(step, 0))
    added = row.on_conflict_do_update(index_elements=["status"], set_={"total": ProposalCounter.total + step})
    session.execute(added.execution_options(synchronize_session=False))
    loaded = session.identity_map.get(session.identity_key(ProposalCounter, status))
    if loaded is not None:
        session.expire(loaded)
