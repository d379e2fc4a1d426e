"""A proposal that was carried from an elevråd to Bytinget, and the motion it became; for tests of resolutions."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.assembly import LiveYearFactory, MotionFactory
from tests.factories.resolutions import VoteFactory
from tests.web.proposals.ladder import School, body_of, decide, fresh, make_school, sent
from tests.web.proposals.writing import route
from youthvoice.assembly.commands.resolving import vote_counted
from youthvoice.assembly.events import VoteCounted
from youthvoice.assembly.models import AssemblyYear, DayVote, Motion
from youthvoice.assembly.rules.motions import MotionOrigin, MotionState
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.commands.ladder import Carrying, carry_on
from youthvoice.proposals.models import Proposal

WORKED_OVER = "Bytinget foreslår, at der kommer en lille skatebane ved skolen, og at de unge er med til at tegne den."


def carried_to(session: Session, year: AssemblyYear, at: School | None = None, **changes: Any) -> Proposal:
    """The pupil's proposal: the elevråd said yes, and its chair carried it to Bytinget."""
    at = at or make_school(session)
    at.council.parent_id = year.body_id
    session.flush()
    proposal = sent(session, at, **changes)
    decide(session, proposal, at.council, DecisionOutcome.adopted)
    target = get_body(session, year.body_id)
    key = f"carry{proposal.id:027x}"
    carry_on(session, at.chair, fresh(session, proposal.id), Carrying(body_of(session, at.council), target, "", key))
    return fresh(session, proposal.id)


def motion_of(session: Session, year: AssemblyYear, proposal: Proposal, **changes: Any) -> Motion:
    """The motion that it became, ready for the day."""
    values: dict[str, Any] = {"text": WORKED_OVER, "title": proposal.title, "topic": proposal.topic, **changes}
    motion: Motion = MotionFactory(
        year_id=year.id, origin=MotionOrigin.proposal, proposal_id=proposal.id, state=MotionState.ready,
        written_by_id=proposal.author_id, **values,
    )  # fmt: skip
    return motion


def on_the_day(session: Session, **changes: Any) -> tuple[AssemblyYear, Proposal, Motion]:
    """A day that is on, with one motion that somebody's proposal became; all topics have a unit."""
    route()
    year = LiveYearFactory(body__quorum_percent=50)
    proposal = carried_to(session, year)
    return year, proposal, motion_of(session, year, proposal, **changes)


def counted(session: Session, motion: Motion, **changes: Any) -> DayVote:
    """The vote on it, told as the day tells it."""
    vote: DayVote = VoteFactory(motion=motion, **changes)
    session.flush()
    vote_counted(session, VoteCounted(vote.id, vote.year_id))
    session.flush()
    return vote
