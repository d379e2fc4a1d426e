"""A day that is over: what became of its resolutions, one that the municipality has asked about, and a no without reasons."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import DayItemFactory, DelegateFactory, DelegationFactory, LiveYearFactory, MotionFactory
from tests.factories.base import bind_factories
from tests.factories.resolutions import VoteFactory
from tests.factories.responses import AnswerFactory
from youthvoice.assembly.commands.resolving import vote_counted
from youthvoice.assembly.events import VoteCounted
from youthvoice.assembly.models import AssemblyYear, Motion, Resolution
from youthvoice.assembly.rules.day import ItemKind, ItemState
from youthvoice.assembly.rules.motions import MotionOrigin, MotionState
from youthvoice.core.clock import now, today
from youthvoice.proposals.models import Proposal
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState, Outcome

OVER = 2046
REFUSED = 900
"""The number of the motion that was voted down."""


def furnish_resolutions(session: Session) -> None:
    """Put the year there."""
    bind_factories(session)
    year = LiveYearFactory(year=OVER)
    school = DelegationFactory(year_id=year.id)
    for _ in range(6):
        DelegateFactory(delegation=school, is_there=True)
    titles = ("Flere træer ved skolerne", "Bedre cykelstier til Virum", "En klub i Lundtofte")
    asked, answered, _waiting = (_adopted(session, year, title) for title in titles)
    asked.state, asked.paused_on, asked.receipt_at = CaseState.needs_more, today(), now()
    AnswerFactory(case=asked, outcome=Outcome.needs_more, asked_for="Hvor skal træerne stå?", reason_code=None)
    answered.state, answered.answered_at, answered.receipt_at = CaseState.answered, now(), now()
    answered.first_answered_at, answered.first_due_on = now(), answered.answer_due_on
    AnswerFactory(case=answered)
    proposal = session.scalars(select(Proposal.id).where(Proposal.listed_at.is_not(None)).order_by(Proposal.id)).first()
    refused = MotionFactory(
        year_id=year.id, origin=MotionOrigin.proposal, proposal_id=proposal, number=REFUSED, state=MotionState.ready
    )
    VoteFactory(motion=refused, hands=(8, 30, 2))
    session.get_one(AssemblyYear, year.id).ended_at = now()
    session.flush()


def _adopted(session: Session, year: AssemblyYear, title: str) -> Case:
    motion: Motion = MotionFactory(year_id=year.id, state=MotionState.ready, title=title)
    item = DayItemFactory(
        year_id=year.id, kind=ItemKind.motion, motion_id=motion.id, title=title, state=ItemState.done, started_at=now()
    )
    vote = VoteFactory(motion=motion, item_id=item.id)
    vote_counted(session, VoteCounted(vote.id, year.id))
    query = select(Case).join(Resolution, Resolution.case_id == Case.id).where(Resolution.motion_id == motion.id)
    return session.scalars(query).one()


def resolution_values(_session: Session) -> dict[str, Any]:
    """Values for the addresses."""
    return {"refused_motion": REFUSED}
