"""The ladder: the authors hear of every step on it, and those who run a body hear of what comes to its table."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.clock import today
from youthvoice.core.events import subscribe
from youthvoice.councils.models import Meeting, Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.listeners.proposals import path_of, tell_authors
from youthvoice.proposals.events import (
    ProposalBrought,
    ProposalCarried,
    ProposalDecidedByCouncil,
    ProposalScheduled,
)
from youthvoice.proposals.labels import body_label
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.ladder import StopRow, find_stop, shown_stops
from youthvoice.proposals.whereabouts import refusal_view
from youthvoice.responses.models import Case

KIND_OF = {
    DecisionOutcome.adopted: NewsKind.council_adopted,
    DecisionOutcome.rejected: NewsKind.council_rejected,
    DecisionOutcome.postponed: NewsKind.council_postponed,
}


def subscribe_all() -> None:
    """Listen to what bodies do with proposals."""
    subscribe(ProposalBrought, brought)
    subscribe(ProposalScheduled, scheduled)
    subscribe(ProposalDecidedByCouncil, decided)
    subscribe(ProposalCarried, carried)


def brought(session: Session, event: ProposalBrought) -> None:
    """Those who run the body are told; the authors too, unless a body carried it, which is news of its own."""
    proposal, stop = _both(session, event.proposal_id, event.body_id)
    stored = find_stop(session, proposal.id, event.body_id)
    item_id = stored.item_id if stored is not None else 0
    data = _data(proposal, stop)
    runs = select(Seat.person_id).where(Seat.body_id == event.body_id, Seat.role.in_(RUNS), held_on(today()))
    tell(session, runs, News(NewsKind.council_got, f"council-got:{item_id}", path_of(proposal), data))
    if event.by_id is not None:
        news = News(NewsKind.council_has_it, f"council-has:{item_id}", path_of(proposal), data)
        tell_authors(session, proposal, news, "council_has_it", **_context(stop))


def scheduled(session: Session, event: ProposalScheduled) -> None:
    """What waited has its day."""
    proposal, stop = _both(session, event.proposal_id, event.body_id)
    meeting = session.get_one(Meeting, event.meeting_id)
    key = f"council-meets:{proposal.id}:{meeting.id}"
    data = {**_data(proposal, stop), "at": meeting.starts_at.isoformat()}
    news = News(NewsKind.council_meets, key, path_of(proposal), data)
    tell_authors(session, proposal, news, "council_meets", **{**_context(stop), "at": meeting.starts_at})


def decided(session: Session, event: ProposalDecidedByCouncil) -> None:
    """A yes, a no with its reasons in full, or «not today»."""
    proposal, stop = _both(session, event.proposal_id, event.body_id)
    key, path = f"council:{event.decision_id}", path_of(proposal, f"#raad-{event.body_id}")
    template = "council_no" if event.outcome is DecisionOutcome.rejected else "council_decided"
    news = News(KIND_OF[event.outcome], key, path, _data(proposal, stop))
    tell_authors(session, proposal, news, template, **_context(stop), stop=stop, refusal=refusal_view)


def carried(session: Session, event: ProposalCarried) -> None:
    """On to the next body, or to the municipality with the day by which it must answer."""
    proposal, stop = _both(session, event.proposal_id, event.from_body_id)
    key, path = f"carried:{proposal.id}:{event.from_body_id}", path_of(proposal)
    case = session.get_one(Case, proposal.case_id) if event.to_body_id is None else None
    data = {"title": proposal.title, "who": _target_name(stop)}
    if case is not None:
        data["due"] = case.answer_due_on.isoformat()
    kind = NewsKind.carried if case is None else NewsKind.carried_to_municipality
    context: dict[str, Any] = {
        "body": _name(stop),
        "target": _target_name(stop),
        "statement": stop.statement,
        "case": case,
    }
    tell_authors(session, proposal, News(kind, key, path, data), "carried", **context)


def _both(session: Session, proposal_id: int, body_id: int) -> tuple[Proposal, StopRow]:
    """The proposal, and its step at a body as it is shown."""
    session.flush()
    stops = shown_stops(session, proposal_id, None)
    return session.get_one(Proposal, proposal_id), next(stop for stop in stops if stop.body_id == body_id)


def _name(stop: StopRow) -> str:
    return body_label(stop.kind, stop.name, stop.school)


def _target_name(stop: StopRow) -> str:
    return body_label(stop.to_kind, stop.to_name, stop.to_school) if stop.to_kind and stop.to_name else ""


def _data(proposal: Proposal, stop: StopRow) -> dict[str, Any]:
    data = {"title": proposal.title, "who": _name(stop)}
    at = stop.on_meeting_at
    return {**data, "at": at.isoformat()} if at is not None else data


def _context(stop: StopRow) -> dict[str, Any]:
    """What the mails say of a body: its name, its next meeting with the proposal, and the adult who helps."""
    return {"body": _name(stop), "at": stop.on_meeting_at, "adult": stop.adult_name}
