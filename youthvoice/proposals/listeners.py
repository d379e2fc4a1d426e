"""What happens in a proposal's case, thread and reports shows on the proposal, and is told on to whoever listens."""

from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonRenamed
from youthvoice.accounts.export import register as register_export
from youthvoice.core.clock import now
from youthvoice.core.events import publish, subscribe
from youthvoice.councils.events import ClassDecided, DecisionMade, ItemPlaced
from youthvoice.discussions import guards
from youthvoice.discussions.events import CommentPosted, ThreadChanged
from youthvoice.moderation import targets
from youthvoice.proposals import rules
from youthvoice.proposals.commands.counters import change_status, touch
from youthvoice.proposals.commands.ladder.classes import send_from_class
from youthvoice.proposals.commands.ladder.deciding import place_on_agenda, take_decision
from youthvoice.proposals.commands.visibility import hide_proposal, restore_proposal
from youthvoice.proposals.events import ProposalAnswered, ProposalCommented, ProposalReceipt
from youthvoice.proposals.export import PARTS
from youthvoice.proposals.models import Proposal, ProposalEvent
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.queries.ladder import statements_of
from youthvoice.proposals.renaming import rename_person
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.commands.promises import place_promise
from youthvoice.responses.events import (
    AnswerGiven,
    CaseExtended,
    CaseHandedOver,
    CaseReopened,
    ClarityWished,
    FeedbackGiven,
    PromiseChanged,
    PromiseMade,
    PromiseSettled,
    ReceiptConfirmed,
)
from youthvoice.responses.queries import get_case
from youthvoice.responses.rules.follow_up import PromiseState

KIND = "proposal"
# The same word in both languages; who it was stands in the audit log, not on a public page.
MODERATOR_LABEL = "Moderator"


def init(_app: Flask) -> None:
    """Subscribe, and make proposals reportable, their discussions readable, and one's own a part of one's own data."""
    subscribe(PersonRenamed, rename_person)
    subscribe(ReceiptConfirmed, receipt_confirmed)
    subscribe(AnswerGiven, answer_given)
    subscribe(CaseExtended, case_extended)
    subscribe(CaseReopened, case_reopened)
    subscribe(CaseHandedOver, case_handed_over)
    subscribe(FeedbackGiven, answer_spoken_of)
    subscribe(ClarityWished, answer_spoken_of)
    subscribe(PromiseMade, promise_moved)
    subscribe(PromiseChanged, promise_moved)
    subscribe(PromiseSettled, promise_settled)
    subscribe(ThreadChanged, thread_changed)
    subscribe(CommentPosted, comment_posted)
    subscribe(ItemPlaced, item_placed)
    subscribe(DecisionMade, decision_made)
    subscribe(ClassDecided, send_from_class)
    targets.register(KIND, find_target, hide, restore)
    guards.register(KIND, can_be_read)
    for name, part in PARTS.items():
        register_export(name, part)


def receipt_confirmed(session: Session, event: ReceiptConfirmed) -> None:
    """A named adult has the proposal."""
    if event.subject_kind != KIND:
        return
    proposal = session.get_one(Proposal, event.subject_id)
    line = ProposalEvent(
        proposal_id=proposal.id, kind=EventKind.receipt, at=event.at, actor_label=event.official_label, data={}
    )
    session.add(line)
    touch(session, proposal, event.at)
    publish(session, ProposalReceipt(proposal.id, event.official_label))


def answer_given(session: Session, event: AnswerGiven) -> None:
    """An answer, or a new wording of it: the status, its date and the timeline follow."""
    if event.subject_kind != KIND:
        return
    proposal = session.get_one(Proposal, event.subject_id)
    status = rules.status_for_outcome(event.outcome.value)
    proposal.answered_at = event.at if status in rules.FINAL_STATUSES else None
    proposal.answer_due_on = get_case(session, event.case_id).answer_due_on
    change_status(session, proposal, status, event.at)
    kind = EventKind.answer_changed if event.is_change else EventKind.answered
    data = {"outcome": event.outcome.value, "number": event.number}
    session.add(
        ProposalEvent(proposal_id=proposal.id, kind=kind, at=event.at, actor_label=event.official_label, data=data)
    )
    publish(session, ProposalAnswered(proposal.id, event.answer_id, event.outcome, event.is_change))


def case_extended(session: Session, event: CaseExtended) -> None:
    """The deadline that everybody sees has moved."""
    if event.subject_kind != KIND:
        return
    proposal = session.get_one(Proposal, event.subject_id)
    proposal.answer_due_on = get_case(session, event.case_id).answer_due_on
    data = {"answer_due_on": proposal.answer_due_on.isoformat()}
    _add_line(session, proposal, EventKind.extended, event.official_label, event.at, data)


def case_reopened(session: Session, event: CaseReopened) -> None:
    """A clearer answer is owed: it waits again, by a day of its own."""
    if event.subject_kind != KIND:
        return
    proposal = session.get_one(Proposal, event.subject_id)
    proposal.answered_at, proposal.answer_due_on = None, event.due_on
    change_status(session, proposal, ProposalStatus.awaiting, event.at)
    data = {"answer_due_on": event.due_on.isoformat(), "cause": event.cause.value}
    _add_line(session, proposal, EventKind.reopened, "", event.at, data)


def case_handed_over(session: Session, event: CaseHandedOver) -> None:
    """Another unit stands on the page now."""
    if event.subject_kind == KIND:
        touch(session, session.get_one(Proposal, event.subject_id))


def answer_spoken_of(session: Session, event: FeedbackGiven | ClarityWished) -> None:
    """What readers say of the answer is counted on the page."""
    if event.subject_kind == KIND:
        touch(session, session.get_one(Proposal, event.subject_id))


def promise_moved(session: Session, event: PromiseMade | PromiseChanged) -> None:
    """What was promised stands on the page; what was promised to somebody whose proposal is hidden, on none."""
    if event.subject_kind == KIND:
        proposal = session.get_one(Proposal, event.subject_id)
        if isinstance(event, PromiseMade) and proposal.hidden_at is not None:
            place_promise(session, event.case_id, is_public=False)
        touch(session, proposal)


def promise_settled(session: Session, event: PromiseSettled) -> None:
    """Kept or broken: told on the timeline."""
    if event.subject_kind != KIND:
        return
    proposal = session.get_one(Proposal, event.subject_id)
    kind = EventKind.promise_kept if event.state is PromiseState.kept else EventKind.promise_broken
    _add_line(session, proposal, kind, "", now(), {})


def _add_line(
    session: Session, proposal: Proposal, kind: EventKind, label: str, at: datetime, data: dict[str, str]
) -> None:
    session.add(ProposalEvent(proposal_id=proposal.id, kind=kind, at=at, actor_label=label, data=data))
    touch(session, proposal, at)


def thread_changed(session: Session, event: ThreadChanged) -> None:
    """What can be read in the discussion has changed."""
    if event.subject_kind == KIND:
        proposal = session.get_one(Proposal, event.subject_id)
        proposal.comment_count = event.comment_count
        touch(session, proposal)


def comment_posted(session: Session, event: CommentPosted) -> None:
    """Tell on that somebody wrote in a proposal's discussion."""
    if event.subject_kind == KIND:
        publish(session, ProposalCommented(event.subject_id, event.comment_id, event.author_id, event.parent_author_id))


def item_placed(session: Session, event: ItemPlaced) -> None:
    """A body's meeting has it on the agenda."""
    if event.subject_kind == KIND:
        place_on_agenda(session, event)


def decision_made(session: Session, event: DecisionMade) -> None:
    """A body has said yes, no or not today."""
    if event.subject_kind == KIND:
        take_decision(session, event)


def can_be_read(session: Session, proposal_id: int) -> bool:
    """Its discussion can be read while the proposal is in the list."""
    proposal = session.get(Proposal, proposal_id)
    return proposal is not None and proposal.listed_at is not None


def find_target(session: Session, proposal_id: int) -> targets.Target | None:
    """A proposal as moderation sees it, with what bodies wrote of their own; a draft is nobody's business."""
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or proposal.status is ProposalStatus.draft:
        return None
    parts = (proposal.title, proposal.what, proposal.why, proposal.who, *statements_of(session, proposal.id))
    text = "\n\n".join(part for part in parts if part.strip())
    is_readable = proposal.listed_at is not None
    return targets.Target(
        KIND, proposal.id, proposal.title, f"/forslag/{proposal.id}", text, proposal.author_id, is_readable
    )


def hide(session: Session, proposal_id: int) -> None:
    """A moderator hides it. Raises NotFound."""
    hide_proposal(session, get_proposal(session, proposal_id), MODERATOR_LABEL)


def restore(session: Session, proposal_id: int) -> None:
    """A moderator shows it again. Raises NotFound."""
    restore_proposal(session, get_proposal(session, proposal_id), MODERATOR_LABEL)
