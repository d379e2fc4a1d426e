"""Proposals that came up the ladder to Bytinget, and are no motion yet."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.councils.models import AgendaItem
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.models import Proposal, ProposalStop
from youthvoice.proposals.rules import Topic

SETTLED = (MotionState.adopted, MotionState.rejected, MotionState.merged, MotionState.withdrawn)
AT_MOST = 100


class CarriedRow(NamedTuple):
    """A proposal on Bytinget's table."""

    id: int
    title: str
    what: str
    topic: Topic | None
    brought_by: str
    arrived_at: datetime
    is_carried: bool
    """By a body below; else a delegate brought it."""


def carried_here(session: Session, year: AssemblyYear, most: int = AT_MOST) -> list[CarriedRow]:
    """What waits to become a motion that year, those that came first at the top. One query."""
    carried = exists().where(_other.proposal_id == Proposal.id, _other.carried_to_id == year.body_id)
    query = select(
        Proposal.id, Proposal.title, Proposal.what, Proposal.topic, ProposalStop.brought_by_label,
        ProposalStop.arrived_at, carried,
    )  # fmt: skip
    found = session.execute(_arrived(query, year).order_by(ProposalStop.arrived_at, Proposal.id).limit(most))
    return [CarriedRow._make(row) for row in found]


def carried_ids(session: Session, year: AssemblyYear, most: int) -> list[int]:
    """The same, of those that a body has carried: their ids alone."""
    carried = exists().where(_other.proposal_id == Proposal.id, _other.carried_to_id == year.body_id)
    query = _arrived(select(Proposal.id), year).where(carried)
    return list(session.scalars(query.order_by(ProposalStop.arrived_at, Proposal.id).limit(most)))


def proposal_arrived(session: Session, year: AssemblyYear, proposal_id: int) -> bool:
    """Tell whether that proposal waits to become a motion."""
    return session.scalar(_arrived(select(Proposal.id), year).where(Proposal.id == proposal_id)) is not None


_other = aliased(ProposalStop)


def _arrived(query: Any, year: AssemblyYear) -> Any:
    query = query.join(ProposalStop, ProposalStop.proposal_id == Proposal.id)
    query = query.join(AgendaItem, AgendaItem.id == ProposalStop.item_id)
    undecided = or_(ProposalStop.outcome.is_(None), ProposalStop.outcome == DecisionOutcome.postponed)
    here = ProposalStop.body_id == year.body_id, AgendaItem.withdrawn_at.is_(None), undecided
    return query.where(Proposal.listed_at.is_not(None), *here, ~exists().where(_is_motion(year)))


def _is_motion(year: AssemblyYear) -> ColumnElement[bool]:
    """Of that year, or settled in another; what was never reached may come again."""
    return and_(Motion.proposal_id == Proposal.id, or_(Motion.year_id == year.id, Motion.state.in_(SETTLED)))
