"""A draft goes to a council of young people first: anyone can read it, and the council owes reasons for a no."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.councils.queries.seats import lock_body
from youthvoice.proposals.commands import checks
from youthvoice.proposals.commands.counters import change_status
from youthvoice.proposals.commands.ladder.arriving import Bringer, arrive
from youthvoice.proposals.commands.submit import check_words, open_discussion
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import EventKind, ProposalStatus


@dataclass(frozen=True)
class SentData:
    """Audit: what the proposal is about, and which council has it."""

    topic: str
    school_id: int | None
    body_id: int


def send_to_council(
    session: Session,
    author: Person,
    proposal: Proposal,
    body: Body,
    *,
    public_numbers_ok: bool = False,
    at: datetime | None = None,
) -> bool:
    """Send a draft to a council: opens its discussion and puts it on the table. False where it was sent already.

    Raises RuleBroken with words for each field that is not in order, and Conflict where the council is closed.
    """
    lock_body(session, body.id)
    locked = select(Proposal.status).where(Proposal.id == proposal.id).with_for_update()
    if session.scalar(locked) is not ProposalStatus.draft:
        return False
    check_words(session, proposal, public_numbers_ok=public_numbers_ok)
    moment = at or now()
    open_discussion(session, proposal)
    proposal.submitted_at, proposal.holder_id = moment, body.id
    change_status(session, proposal, ProposalStatus.in_council, moment)
    record_event(session, proposal.id, EventKind.created, author.byline, proposal.created_at)
    arrive(session, proposal, body, Bringer(author.byline, author.id, "sent"), moment)
    data = SentData(str(proposal.topic), proposal.school_id, body.id)
    audit.record(session, author.id, "proposal.send_to_council", ("proposal", proposal.id), data, at=moment)
    checks.alert_if_crisis(session, proposal)
    session.flush()
    return True
