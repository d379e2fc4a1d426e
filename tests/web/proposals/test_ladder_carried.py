"""The ladder's commands: carried on, past it to the municipality, taken back, and from a class."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import (
    AgendaItemFactory,
    DecisionFactory,
    OpenMeetingFactory,
    SeatFactory,
)
from tests.factories.proposals import ProposalFactory
from tests.web.proposals.carrying import LATER, NO, YES, carrying, class_decided, item_of
from tests.web.proposals.ladder import (
    STATEMENT,
    School,
    body_of,
    decide,
    fresh,
    kinds,
    sent,
    status_of,
    stop_of,
)
from youthvoice.core.clock import local_date, now
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.events import ClassDecided
from youthvoice.councils.models import Body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.moderation import targets
from youthvoice.moderation.models import ContentReport
from youthvoice.proposals.commands.ladder import ask_municipality, bring, carry_on
from youthvoice.proposals.commands.revise import stored_words, withdraw_proposal
from youthvoice.proposals.models import Proposal, ProposalStop
from youthvoice.proposals.rules import EventKind, ProposalStatus, Topic
from youthvoice.responses.commands import due_dates_from
from youthvoice.responses.models import Case


def make_other_council() -> Body:
    """The elevråd of another school."""
    from tests.factories.councils import StudentCouncilFactory

    body: Body = StudentCouncilFactory()
    return body


class TestCarrying:
    def test_to_the_body_above(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        words = stored_words(proposal)
        decide(session, proposal, at.council, YES)
        assert carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id, proposal.case_id) == (
            ProposalStatus.in_council, at.joint.id, None,
        )  # fmt: skip
        assert stored_words(proposal) == words
        stop = stop_of(session, proposal, at.council)
        assert (stop.statement, stop.carried_to_id) == (STATEMENT, at.joint.id)
        item = item_of(session, proposal, at.joint)
        assert item.proposed_by_label == "Elevrådet på Virum Skole"
        assert item.proposed_by_id is None
        assert STATEMENT in item.text
        assert "12 for, 1 imod" in item.text
        assert kinds(session, proposal)[-1] is EventKind.carried

    def test_to_the_municipality_a_case_is_opened_with_every_bodys_words(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))
        decide(session, proposal, at.joint, YES)
        last = carrying(session, at.joint, None, words="Det gælder alle skoler.")
        carry_on(session, at.other_chair, fresh(session, proposal.id), last)
        proposal = fresh(session, proposal.id)
        case = session.get_one(Case, proposal.case_id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.awaiting, None)
        assert (case.receipt_due_on, case.answer_due_on) == due_dates_from(local_date(case.opened_at))
        assert proposal.answer_due_on == case.answer_due_on
        assert case.question.startswith(proposal.what)
        for words in (STATEMENT, "Det gælder alle skoler.", "Elevrådet på Virum Skole har sagt ja. Stemmer: 12 for"):
            assert words in case.question
        assert case.asked_by == "Grøn Odder, båret af Elevrådet på Virum Skole, Det Fælles Elevråd"
        assert case.unit.name == "Center for Fritid"

    def test_support_of_what_the_municipality_has(self, session: Session, at: School) -> None:
        proposal = fresh(session, ProposalFactory().id)
        case_id, version = proposal.case_id, session.get_one(Case, proposal.case_id).version
        bring(session, at.other_chair, proposal, body_of(session, at.joint))
        decide(session, proposal, at.joint, YES)
        carry_on(session, at.other_chair, fresh(session, proposal.id), carrying(session, at.joint, None))
        proposal = fresh(session, proposal.id)
        case = session.get_one(Case, case_id)
        assert (proposal.status, proposal.case_id) == (ProposalStatus.awaiting, case_id)
        assert STATEMENT in case.question
        assert "Det Fælles Elevråd" in case.asked_by
        assert case.version > version

    def test_the_same_form_twice_is_once_and_a_second_officer_is_told(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        assert carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))
        assert not carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))
        other = carrying(session, at.council, None, "e" * 32, "Noget andet.")
        with pytest.raises(Conflict) as refusal:
            carry_on(session, at.teacher, fresh(session, proposal.id), other)
        assert "lige båret forslaget videre" in str(refusal.value.message)
        assert stop_of(session, proposal, at.council).statement == STATEMENT
        assert kinds(session, proposal).count(EventKind.carried) == 1

    @pytest.mark.parametrize("outcome", [None, NO, LATER])
    def test_only_what_was_adopted_is_carried(
        self, session: Session, at: School, outcome: DecisionOutcome | None
    ) -> None:
        proposal = sent(session, at)
        if outcome is not None:
            decide(session, proposal, at.council, outcome)
        with pytest.raises(Conflict):
            carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))

    def test_only_those_who_run_the_body_carry(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        member = PersonFactory()
        SeatFactory(body=at.council, person=member)
        for person in (member, at.pupil, at.other_chair):
            with pytest.raises(Forbidden):
                carry_on(session, person, fresh(session, proposal.id), carrying(session, at.council, at.joint))

    def test_not_to_anywhere(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        for target in (at.school_class, make_other_council(), at.council):
            with pytest.raises(RuleBroken) as refusal:
                carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, target))
            assert list(refusal.value.problems) == ["target"]

    def test_a_moderator_reads_the_bodys_words_too(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))
        target = targets.find_target(session, "proposal", proposal.id)
        assert target is not None
        assert STATEMENT in target.text

    @pytest.mark.parametrize("words", ["Ring til 010199-1234.", "x" * 1501])
    def test_words_that_may_not_be_public_are_refused(self, session: Session, at: School, words: str) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        with pytest.raises(RuleBroken) as refusal:
            carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, None, words=words))
        assert list(refusal.value.problems) == ["statement"]

    def test_a_statement_like_a_cry_for_help_calls_a_human(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        words = "En af os har tænkt på selvmord."
        carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, None, words=words))
        assert session.scalars(select(ContentReport)).one().is_automatic


class TestAsking:
    def test_past_a_no_with_the_same_words(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        assert ask_municipality(session, at.pupil, fresh(session, proposal.id))
        proposal = fresh(session, proposal.id)
        case = session.get_one(Case, proposal.case_id)
        assert proposal.status is ProposalStatus.awaiting
        assert case.asked_by == "Grøn Odder"
        assert case.question == "\n\n".join((proposal.what, proposal.why, proposal.who))
        assert kinds(session, proposal)[-1] is EventKind.submitted
        assert not ask_municipality(session, at.pupil, proposal)

    def test_past_a_council_that_has_not_decided_takes_it_off_the_agenda(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        ask_municipality(session, at.pupil, proposal)
        assert item_of(session, proposal, at.council).withdrawn_at is not None
        assert bring(session, at.chair, fresh(session, proposal.id), body_of(session, at.council))
        assert item_of(session, proposal, at.council).withdrawn_at is None
        assert status_of(session, proposal) == "awaiting"

    def test_only_the_author_asks(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        for person in (at.chair, at.teacher, PersonFactory()):
            with pytest.raises(Forbidden):
                ask_municipality(session, person, proposal)


class TestTakingBackAndHiding:
    def test_withdrawn_leaves_the_agenda(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        withdraw_proposal(session, at.pupil, proposal)
        assert item_of(session, proposal, at.council).withdrawn_at is not None
        assert fresh(session, proposal.id).holder_id is None

    def test_hidden_words_are_hidden_on_the_agenda_too(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        version = at.council.version
        targets.hide_target(session, "proposal", proposal.id)
        assert item_of(session, proposal, at.council).hidden_at is not None
        session.refresh(at.council)
        assert at.council.version > version
        targets.restore_target(session, "proposal", proposal.id)
        assert item_of(session, proposal, at.council).hidden_at is None


class TestClasses:
    def test_an_idea_becomes_a_proposal_in_the_classs_name(self, session: Session, at: School) -> None:
        proposal = class_decided(session, at)
        assert proposal is not None
        assert (proposal.title, proposal.topic, proposal.school_id) == (
            "En gynge i gården", Topic.school, at.school_class.school_id,
        )  # fmt: skip
        assert "18 af 22 rakte hånden op." in proposal.what
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.in_council, at.council.id)
        first, second = session.scalars(select(ProposalStop).order_by(ProposalStop.number))
        assert (first.body_id, first.outcome, first.carried_to_id) == (at.school_class.id, YES, at.council.id)
        assert (second.body_id, second.outcome, second.brought_by_label) == (at.council.id, None, "7.B, Virum Skole")
        assert kinds(session, proposal) == [EventKind.council_adopted, EventKind.carried]

    def test_what_the_class_wrote_down_is_the_first_step(self, session: Session, at: School) -> None:
        item = AgendaItemFactory(meeting=OpenMeetingFactory(body=at.school_class), title="Hvad skal vi have?")
        decision = DecisionFactory(item=item, votes_for=18, votes_against=0, votes_abstaining=4, text="En gynge")
        event = ClassDecided(item.meeting_id, at.school_class.id, 5, "En gynge", 18, 22, at.teacher.id, now())
        publish(session, event)
        proposal = session.scalars(select(Proposal).where(Proposal.on_behalf_of_id == at.school_class.id)).one()
        stop = stop_of(session, proposal, at.school_class)
        assert (stop.item_id, stop.decision_id) == (item.id, decision.id)
        session.refresh(item)
        assert (item.subject_id, item.path) == (proposal.id, f"/forslag/{proposal.id}")

    @pytest.mark.parametrize("text", ["Is", "x" * 140, "Vi vil have " + "meget " * 20])
    def test_short_and_long_ideas_fit(self, session: Session, at: School, text: str) -> None:
        proposal = class_decided(session, at, text)
        assert proposal is not None
        assert 5 <= len(proposal.title) <= 80
        assert text.strip() in proposal.what

    @pytest.mark.parametrize("is_closed", [True, False])
    def test_without_a_council_above_the_choice_stays_with_the_class(
        self, session: Session, at: School, is_closed: bool
    ) -> None:
        if is_closed:
            at.council.closed_at = now()
        else:
            at.school_class.parent_id = None
        session.flush()
        assert class_decided(session, at) is None
        assert session.scalars(select(ProposalStop)).all() == []

    def test_nobodys_name_is_shown(self, session: Session, at: School, client: Any) -> None:
        proposal = class_decided(session, at)
        assert proposal is not None
        session.commit()
        for path in (
            f"/forslag/{proposal.id}",
            "/forslag",
            "/",
            "/forslag/feed.atom",
            f"/forslag/{proposal.id}/udskriv",
        ):
            page = client.get(path).get_data(as_text=True)
            assert "7.B, Virum Skole" in page, path
        assert "Af Anne Holm" not in client.get(f"/forslag/{proposal.id}").get_data(as_text=True)

    def test_a_cpr_number_is_refused(self, session: Session, at: School) -> None:
        with pytest.raises(RuleBroken):
            class_decided(session, at, "Ring til 010199-1234")
