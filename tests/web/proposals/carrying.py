"""What the tests of the ladder's commands share."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.councils import (
    MeetingFactory,
)
from tests.web.proposals.ladder import (
    STATEMENT,
    School,
    body_of,
    stop_of,
)
from youthvoice.core.clock import now
from youthvoice.core.events import publish
from youthvoice.councils.events import ClassDecided
from youthvoice.councils.models import AgendaItem, Body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.commands.ladder import Carrying
from youthvoice.proposals.models import Proposal, ProposalCounter
from youthvoice.proposals.rules import ProposalStatus

YES, NO, LATER = DecisionOutcome.adopted, DecisionOutcome.rejected, DecisionOutcome.postponed


def carrying(
    session: Session, source: Body, target: Body | None, key: str = "k" * 32, words: str = STATEMENT
) -> Carrying:
    return Carrying(body_of(session, source), body_of(session, target) if target else None, words, key)


def item_of(session: Session, proposal: Proposal, body: Body) -> AgendaItem:
    return session.get_one(AgendaItem, stop_of(session, proposal, body).item_id)


def count(session: Session, status: ProposalStatus) -> int:
    return session.scalar(select(ProposalCounter.total).where(ProposalCounter.status == status)) or 0


def class_decided(session: Session, at: School, text: str = "En gynge i gården") -> Proposal | None:
    """7.B has chosen an idea."""
    meeting = MeetingFactory(body=at.school_class, starts_at=now() - timedelta(hours=1))
    event = ClassDecided(meeting.id, at.school_class.id, 71, text, 18, 22, at.teacher.id, now())
    for _ in range(2):
        publish(session, event)
    return session.scalars(select(Proposal).where(Proposal.on_behalf_of_id == at.school_class.id)).one_or_none()
