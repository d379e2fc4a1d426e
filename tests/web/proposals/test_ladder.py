"""The ladder's commands: sent to a council, taken up, decided, carried on, and past it to the municipality."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    OpenMeetingFactory,
    SeatFactory,
)
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.web.proposals.ladder import (
    STATEMENT,
    School,
    body_of,
    decide,
    fresh,
    kinds,
    make_school,
    sent,
    status_of,
    stop_of,
)
from tests.web.proposals.writing import route
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.events import ClassDecided
from youthvoice.councils.models import AgendaItem, Body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.moderation import targets
from youthvoice.moderation.models import ContentReport
from youthvoice.proposals.commands.ladder import Carrying, ask_municipality, bring, carry_on, send_to_council
from youthvoice.proposals.commands.revise import Words, edit_proposal, stored_words, withdraw_proposal, words_version
from youthvoice.proposals.models import Proposal, ProposalCounter, ProposalEvent, ProposalStop
from youthvoice.proposals.rules import EventKind, ProposalStatus, Topic
from youthvoice.responses.commands import due_dates_from
from youthvoice.responses.models import Case

YES, NO, LATER = DecisionOutcome.adopted, DecisionOutcome.rejected, DecisionOutcome.postponed


@pytest.fixture
def at(session: Session) -> School:
    """A school with its ladder, and somebody at the municipality who answers."""
    route(Topic.leisure, "Center for Fritid")
    route(Topic.school, "Center for Skole")
    return make_school(session)


def carrying(
    session: Session, source: Body, target: Body | None, key: str = "k" * 32, words: str = STATEMENT
) -> Carrying:
    return Carrying(body_of(session, source), body_of(session, target) if target else None, words, key)


def item_of(session: Session, proposal: Proposal, body: Body) -> AgendaItem:
    return session.get_one(AgendaItem, stop_of(session, proposal, body).item_id)


def count(session: Session, status: ProposalStatus) -> int:
    return session.scalar(select(ProposalCounter.total).where(ProposalCounter.status == status)) or 0


class TestSending:
    def test_a_council_has_it_and_no_case_is_open(self, session: Session, at: School) -> None:
        meeting = MeetingFactory(body=at.council)
        proposal = sent(session, at)
        assert proposal.status is ProposalStatus.in_council
        assert (proposal.case_id, proposal.answer_due_on, proposal.holder_id) == (None, None, at.council.id)
        assert proposal.listed_at == proposal.submitted_at
        assert proposal.thread_id is not None
        item, stop = item_of(session, proposal, at.council), stop_of(session, proposal, at.council)
        assert (item.meeting_id, item.is_owed_reasons, item.path) == (meeting.id, True, f"/forslag/{proposal.id}")
        assert item.proposed_by_label == stop.brought_by_label == "Grøn Odder"
        assert stop.number == 1
        assert kinds(session, proposal) == [EventKind.created, EventKind.brought, EventKind.scheduled]
        assert count(session, ProposalStatus.in_council) == 1

    def test_without_a_meeting_it_waits(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        assert item_of(session, proposal, at.council).meeting_id is None
        assert kinds(session, proposal) == [EventKind.created, EventKind.brought]

    def test_twice_is_once(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        assert not send_to_council(session, at.pupil, proposal, body_of(session, at.council))
        assert session.scalar(select(func.count()).select_from(ProposalStop)) == 1

    def test_words_that_are_not_in_order_are_refused(self, session: Session, at: School) -> None:
        draft = DraftFactory(author=at.pupil, who="Ring til 010199-1234")
        with pytest.raises(RuleBroken):
            send_to_council(session, at.pupil, fresh(session, draft.id), body_of(session, at.council))

    def test_a_closed_council_takes_nothing(self, session: Session, at: School) -> None:
        at.council.closed_at = now()
        draft = DraftFactory(author=at.pupil)
        with pytest.raises(Conflict):
            send_to_council(session, at.pupil, fresh(session, draft.id), body_of(session, at.council))

    def test_a_council_needs_no_unit_at_the_municipality(self, session: Session) -> None:
        assert sent(session, make_school(session)).status is ProposalStatus.in_council


class TestDeciding:
    def test_yes_keeps_it_there_until_it_is_carried(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        version = proposal.version
        decision = decide(session, proposal, at.council, YES)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.in_council, at.council.id)
        assert proposal.version > version
        stop = stop_of(session, proposal, at.council)
        assert (stop.outcome, stop.decision_id, stop.decided_at) == (YES, decision.id, decision.recorded_at)
        last = session.scalars(select(ProposalEvent).order_by(ProposalEvent.id.desc()).limit(1)).one()
        assert (last.kind, last.data["votes"]) == (EventKind.council_adopted, [12, 1, 0])

    def test_no_leaves_it_with_the_author(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.council_no, None)
        assert (count(session, ProposalStatus.in_council), count(session, ProposalStatus.council_no)) == (0, 1)

    def test_later_changes_nothing_but_the_timeline(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, LATER)
        assert status_of(session, proposal) == "in_council"
        assert kinds(session, proposal)[-1] is EventKind.council_postponed

    @pytest.mark.parametrize(
        ("first", "then", "status"), [(NO, YES, "in_council"), (YES, NO, "council_no"), (LATER, NO, "council_no")]
    )
    def test_a_correction_corrects_the_step(
        self, session: Session, at: School, first: DecisionOutcome, then: DecisionOutcome, status: str
    ) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, first)
        decide(session, proposal, at.council, then)
        assert status_of(session, proposal) == status
        assert stop_of(session, proposal, at.council).outcome is then

    def test_a_yes_that_was_carried_on_stands(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))
        with pytest.raises(RuleBroken) as refusal:
            decide(session, proposal, at.council, NO)
        assert list(refusal.value.problems) == ["outcome"]
        decide(session, proposal, at.joint, YES)

    def test_a_no_while_another_body_has_it_is_not_the_last_word(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        bring(session, at.other_chair, proposal, body_of(session, at.joint))
        decide(session, proposal, at.council, NO)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.in_council, at.joint.id)
        decide(session, proposal, at.joint, NO)
        assert status_of(session, proposal) == "council_no"

    def test_the_municipality_owes_an_answer_whatever_a_council_says(self, session: Session, at: School) -> None:
        proposal = fresh(session, ProposalFactory().id)
        bring(session, at.other_chair, proposal, body_of(session, at.joint))
        decide(session, proposal, at.joint, NO)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.awaiting, None)
        assert kinds(session, proposal)[-1] is EventKind.council_rejected

    def test_words_are_locked_once_a_body_said_yes(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        edit_proposal(session, at.pupil, proposal, _other(proposal, "En rød bænk"), words_version(proposal))
        assert item_of(session, proposal, at.council).title == "En rød bænk"
        decide(session, proposal, at.council, YES)
        proposal = fresh(session, proposal.id)
        with pytest.raises(Conflict) as refusal:
            edit_proposal(session, at.pupil, proposal, _other(proposal, "En blå bænk"), words_version(proposal))
        assert "netop disse ord" in str(refusal.value.message)
        assert fresh(session, proposal.id).title == "En rød bænk"


def _other(proposal: Proposal, title: str) -> Words:
    words = stored_words(proposal)
    return Words(title, words.what, words.why, words.who)


class TestBringing:
    def test_a_member_brings_and_nobody_else(self, session: Session, at: School) -> None:
        proposal = fresh(session, ProposalFactory().id)
        youth = BodyFactory(name="Ungerådet")
        member, ended = PersonFactory(), PersonFactory()
        SeatFactory(body=youth, person=member, role=SeatRole.substitute)
        SeatFactory(
            body=youth, person=ended, starts_on=today() - timedelta(days=90), ends_on=today() - timedelta(days=1)
        )
        for stranger in (PersonFactory(), ended, TeacherFactory()):
            with pytest.raises(Forbidden):
                bring(session, stranger, proposal, body_of(session, youth))
        assert bring(session, member, proposal, body_of(session, youth))
        assert not bring(session, member, fresh(session, proposal.id), body_of(session, youth))
        assert kinds(session, proposal) == [EventKind.brought]
        assert session.scalars(select(ProposalEvent)).one().actor_label == ""

    def test_a_body_decides_once(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        with pytest.raises(Conflict):
            bring(session, at.chair, fresh(session, proposal.id), body_of(session, at.council))

    def test_after_a_no_another_body_may_take_it_up(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        bring(session, at.other_chair, fresh(session, proposal.id), body_of(session, at.joint))
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.in_council, at.joint.id)


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


def make_other_council() -> Body:
    """The elevråd of another school."""
    from tests.factories.councils import StudentCouncilFactory

    body: Body = StudentCouncilFactory()
    return body


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


def class_decided(session: Session, at: School, text: str = "En gynge i gården") -> Proposal | None:
    """7.B has chosen an idea."""
    meeting = MeetingFactory(body=at.school_class, starts_at=now() - timedelta(hours=1))
    event = ClassDecided(meeting.id, at.school_class.id, 71, text, 18, 22, at.teacher.id, now())
    for _ in range(2):
        publish(session, event)
    return session.scalars(select(Proposal).where(Proposal.on_behalf_of_id == at.school_class.id)).one_or_none()


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
