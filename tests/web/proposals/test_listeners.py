"""What happens in a case, a thread or a report shows on the proposal, and is told on."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import AnswerFactory
from youthvoice.core import events
from youthvoice.core.clock import now, today
from youthvoice.core.events import publish, subscribe
from youthvoice.discussions import guards
from youthvoice.discussions.commands import post_comment, withdraw_comment
from youthvoice.discussions.events import CommentPosted, ThreadChanged
from youthvoice.discussions.models import Thread
from youthvoice.moderation import targets
from youthvoice.proposals.events import ProposalAnswered, ProposalCommented, ProposalReceipt
from youthvoice.proposals.models import Proposal, ProposalCounter, ProposalEvent
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.events import AnswerGiven, ReceiptConfirmed
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import Outcome, ReasonCode

OFFICIAL = "Line Holm, Ungekonsulent, Center for Fritid"


@pytest.fixture
def told() -> Iterator[list[Any]]:
    """What proposals tell on."""
    heard: list[Any] = []

    def hear(_session: Session, event: Any) -> None:
        heard.append(event)

    kinds = (ProposalReceipt, ProposalAnswered, ProposalCommented)
    for kind in kinds:
        subscribe(kind, hear)
    yield heard
    for kind in kinds:
        events._listeners[kind].remove(hear)


def total(session: Session, status: ProposalStatus) -> int:
    """What the counter of a status says."""
    found = session.get(ProposalCounter, status)
    return found.total if found else 0


def lines(session: Session, proposal: Proposal) -> list[tuple[EventKind, dict[str, Any]]]:
    """The proposal's timeline."""
    query = select(ProposalEvent).where(ProposalEvent.proposal_id == proposal.id).order_by(ProposalEvent.id)
    return [(event.kind, event.data) for event in session.scalars(query)]


def answered(session: Session, proposal: Proposal, outcome: Outcome, number: int = 1) -> AnswerGiven:
    """An answer as ``responses`` stores it, and its event."""
    case = session.get_one(Case, proposal.case_id)
    for earlier in session.scalars(select(Answer).where(Answer.case_id == case.id)):
        earlier.replaced_at = now()
    session.flush()
    answer = AnswerFactory(
        case=case,
        number=number,
        outcome=outcome,
        reason_code=ReasonCode.not_our_decision if outcome is Outcome.passed_on else ReasonCode.budget,
        asked_for="Hvor mange er I?",
        expected_on=today() + timedelta(days=60),
    )
    return AnswerGiven(case.id, "proposal", proposal.id, answer.id, outcome, number, number > 1, OFFICIAL, now())


def test_a_receipt_stands_on_the_timeline_and_is_told_on(session: Session, told: list[Any]) -> None:
    proposal = ProposalFactory()
    before = proposal.version
    publish(session, ReceiptConfirmed(proposal.case_id, "proposal", proposal.id, OFFICIAL, now()))
    assert lines(session, proposal) == [(EventKind.receipt, {})]
    assert proposal.version == before + 1
    assert told == [ProposalReceipt(proposal.id, OFFICIAL)]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_answer_gives_status_counter_date_and_a_line(session: Session, told: list[Any], outcome: Outcome) -> None:
    proposal = ProposalFactory()
    event = answered(session, proposal, outcome)
    publish(session, event)
    status = ProposalStatus(outcome.value)
    assert proposal.status is status
    assert (total(session, ProposalStatus.awaiting), total(session, status)) == (0, 1)
    assert (proposal.answered_at is not None) is (outcome not in (Outcome.needs_more, Outcome.in_progress))
    assert lines(session, proposal) == [(EventKind.answered, {"outcome": outcome.value, "number": 1})]
    assert told == [ProposalAnswered(proposal.id, event.answer_id, outcome, is_change=False)]


def test_a_changed_answer_is_another_line_and_is_told_again(session: Session, told: list[Any]) -> None:
    proposal = ProposalFactory()
    publish(session, answered(session, proposal, Outcome.no))
    publish(session, answered(session, proposal, Outcome.yes, 2))
    assert proposal.status is ProposalStatus.yes
    assert (total(session, ProposalStatus.no), total(session, ProposalStatus.yes)) == (0, 1)
    assert [kind for kind, _data in lines(session, proposal)] == [EventKind.answered, EventKind.answer_changed]
    assert told[-1].is_change


def test_the_new_date_of_a_case_is_copied(session: Session) -> None:
    proposal = ProposalFactory()
    case = session.get_one(Case, proposal.case_id)
    case.answer_due_on = today() + timedelta(days=60)
    publish(session, answered(session, proposal, Outcome.in_progress))
    assert proposal.answer_due_on == case.answer_due_on


def test_events_of_other_things_are_left_alone(session: Session, told: list[Any]) -> None:
    proposal = ProposalFactory()
    before = proposal.version
    publish(session, ReceiptConfirmed(1, "grant", proposal.id, OFFICIAL, now()))
    publish(session, AnswerGiven(1, "grant", proposal.id, 77, Outcome.no, 1, False, OFFICIAL, now()))
    publish(session, ThreadChanged(1, "grant", proposal.id, 9))
    publish(session, CommentPosted(1, 1, "grant", proposal.id, 2, None))
    assert (proposal.version, proposal.status, proposal.comment_count, told) == (before, ProposalStatus.awaiting, 0, [])


def test_comments_are_counted_and_told_on(session: Session, told: list[Any]) -> None:
    proposal, writer = ProposalFactory(), PersonFactory()
    session.get_one(Thread, proposal.thread_id).subject_id = proposal.id
    before = proposal.version
    comment = post_comment(session, writer, proposal.thread_id, "Det er jeg helt enig i.", "a" * 32)
    session.refresh(proposal)
    assert (proposal.comment_count, proposal.version > before) == (1, True)
    assert told == [ProposalCommented(proposal.id, comment.id, writer.id, None)]
    withdraw_comment(session, writer, comment.id)
    session.refresh(proposal)
    assert proposal.comment_count == 0


def test_hiding_takes_it_out_of_list_counter_and_discussion_and_restoring_puts_it_back(session: Session) -> None:
    proposal = ProposalFactory(submitted_at=now() - timedelta(days=3))
    place, version = proposal.listed_at, proposal.version
    for _ in range(2):
        targets.hide_target(session, "proposal", proposal.id)
    assert proposal.listed_at is None
    assert proposal.version == version + 1
    assert total(session, ProposalStatus.awaiting) == 0
    assert not guards.is_open(session, session.get_one(Thread, proposal.thread_id))
    found = targets.find_target(session, "proposal", proposal.id)
    assert found is not None
    assert not found.is_readable
    for _ in range(2):
        targets.restore_target(session, "proposal", proposal.id)
    assert proposal.listed_at == place
    assert total(session, ProposalStatus.awaiting) == 1
    assert guards.is_open(session, session.get_one(Thread, proposal.thread_id))


def test_an_answer_to_a_hidden_proposal_moves_no_counter(session: Session) -> None:
    proposal = ProposalFactory()
    targets.hide_target(session, "proposal", proposal.id)
    publish(session, answered(session, proposal, Outcome.yes))
    assert proposal.status is ProposalStatus.yes
    assert proposal.listed_at is None
    assert total(session, ProposalStatus.yes) == 0
    targets.restore_target(session, "proposal", proposal.id)
    assert total(session, ProposalStatus.yes) == 1


def test_drafts_cannot_be_reported(session: Session) -> None:
    assert targets.find_target(session, "proposal", DraftFactory().id) is None
    assert targets.find_target(session, "proposal", 424242) is None


def test_the_page_shows_the_new_state_at_once(client: Any, session: Session) -> None:
    proposal = ProposalFactory()
    session.commit()
    assert "Venter på svar" in client.get(f"/forslag/{proposal.id}").get_data(as_text=True)
    publish(session, answered(session, proposal, Outcome.no))
    session.commit()
    page = client.get(f"/forslag/{proposal.id}").get_data(as_text=True)
    assert "Svar: Nej" in page
    assert 'id="svar"' in page
