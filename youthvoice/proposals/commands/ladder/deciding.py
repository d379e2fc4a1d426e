"""What bodies do with a proposal shows on it: a place on an agenda, a yes, a no, «not today»."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date, now
from youthvoice.core.errors import RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.events import DecisionMade, ItemPlaced
from youthvoice.councils.models import Decision, Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals import rules
from youthvoice.proposals.commands.counters import change_status, hold, touch
from youthvoice.proposals.commands.ladder.words import label_of
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.events import ProposalDecidedByCouncil, ProposalScheduled
from youthvoice.proposals.models import Proposal, ProposalStop
from youthvoice.proposals.queries.ladder import find_stop, states_of
from youthvoice.proposals.rules import EventKind, ProposalStatus

KIND_OF: dict[DecisionOutcome, EventKind] = {
    DecisionOutcome.adopted: EventKind.council_adopted,
    DecisionOutcome.rejected: EventKind.council_rejected,
    DecisionOutcome.postponed: EventKind.council_postponed,
}


def place_on_agenda(session: Session, event: ItemPlaced) -> None:
    """The proposal comes up at a meeting whose day is known."""
    proposal = _held(session, event.subject_id)
    meeting, moment = session.get_one(Meeting, event.meeting_id), now()
    label = label_of(get_body(session, event.body_id))
    data = {"body": label, "body_id": event.body_id, "on": local_date(meeting.starts_at).isoformat()}
    record_event(session, proposal.id, EventKind.scheduled, "", moment, data=data)
    touch(session, proposal, moment)
    # Where it gets its place the moment it arrives, the news of its arrival says so.
    if find_stop(session, proposal.id, event.body_id) is not None:
        publish(session, ProposalScheduled(proposal.id, event.body_id, meeting.id))


def take_decision(session: Session, event: DecisionMade) -> None:
    """A body has decided, or corrected what it decided. Raises RuleBroken where it has carried its yes on already."""
    proposal = _held(session, event.subject_id)
    stop = find_stop(session, proposal.id, event.body_id)
    if stop is None:
        return
    if stop.carried_at is not None and event.outcome is not DecisionOutcome.adopted:
        text = gettext("I har båret forslaget videre. Jeres ja kan ikke laves om nu.")
        raise RuleBroken({"outcome": [text]})
    stop.outcome, stop.decision_id, stop.decided_at = event.outcome, event.decision_id, event.at
    _tell_timeline(session, proposal, stop, event)
    _move(session, proposal, event.at)
    decided = ProposalDecidedByCouncil(
        proposal.id, event.body_id, event.decision_id, event.outcome, is_change=event.is_change
    )
    publish(session, decided)


def _tell_timeline(session: Session, proposal: Proposal, stop: ProposalStop, event: DecisionMade) -> None:
    decision = session.get_one(Decision, event.decision_id)
    data = {"body": label_of(get_body(session, stop.body_id)), "body_id": stop.body_id, "is_change": event.is_change}
    if decision.votes_for is not None:
        data["votes"] = [decision.votes_for, decision.votes_against, decision.votes_abstaining]
    record_event(session, proposal.id, KIND_OF[event.outcome], "", event.at, data=data)


def _move(session: Session, proposal: Proposal, at: datetime) -> None:
    """Among the young, the status follows who has the next move; with the municipality, a council's word is a word."""
    session.flush()
    if proposal.status not in rules.COUNCIL_STATUSES:
        touch(session, proposal, at)
        return
    proposal.holder_id = rules.holder_of(states_of(session, proposal.id))
    wanted = ProposalStatus.council_no if proposal.holder_id is None else ProposalStatus.in_council
    if wanted is not proposal.status:
        change_status(session, proposal, wanted, at)
    else:
        touch(session, proposal, at)


def _held(session: Session, proposal_id: int) -> Proposal:
    """The proposal as it is stored now, its row held until the end of the transaction."""
    proposal = session.get_one(Proposal, proposal_id)
    hold(session, proposal)
    return proposal
