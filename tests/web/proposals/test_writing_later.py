"""After sending: edits in the open, collisions that lose nothing, taking back, telling more."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import AnswerFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.writing import again, text_of
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict
from youthvoice.discussions.models import Comment, Thread
from youthvoice.proposals.commands.revise import supply_more
from youthvoice.proposals.models import Proposal, ProposalCoauthor, ProposalCounter, ProposalEvent, ProposalRevision
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState, Outcome

NEW = "Vi vil have en lille bane ved stationen, så alle kan komme derhen uden bil."


def revisions(session: Session, proposal: Proposal) -> list[ProposalRevision]:
    query = select(ProposalRevision).where(ProposalRevision.proposal_id == proposal.id)
    return list(session.scalars(query.order_by(ProposalRevision.number)))


def kinds(session: Session, proposal: Proposal) -> list[EventKind]:
    query = select(ProposalEvent.kind).where(ProposalEvent.proposal_id == proposal.id)
    return list(session.scalars(query.order_by(ProposalEvent.id)))


class TestEdit:
    def test_free_until_the_first_support(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        version = proposal.version
        answer = submit(
            sign_in(proposal.author), f"/forslag/{proposal.id}/ret", {"title": "En bane til alle", "what": NEW}
        )
        assert answer.location == f"/forslag/{proposal.id}"
        now = again(session, proposal.id)
        assert (now.title, now.what) == ("En bane til alle", NEW)
        assert now.version > version
        assert revisions(session, now) == []
        assert kinds(session, now) == []
        case = session.get_one(Case, now.case_id)
        assert (case.title, NEW in case.question) == ("En bane til alle", True)
        assert session.get_one(Thread, now.thread_id).title == "En bane til alle"

    def test_later_edits_keep_a_visible_history(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory(endorsement_count=2)
        old = (proposal.title, proposal.what)
        client = sign_in(proposal.author)
        assert "Alle kan se, hvad der stod før." in text_of(client.get(f"/forslag/{proposal.id}/ret"))
        submit(client, f"/forslag/{proposal.id}/ret", {"what": NEW})
        submit(client, f"/forslag/{proposal.id}/ret", {"title": "En bane til alle"})
        first, second = revisions(session, proposal)
        assert (first.number, first.title, first.what) == (1, *old)
        assert (second.number, second.title, second.what) == (2, old[0], NEW)
        assert first.replaced_by_label == proposal.author.display_name
        assert kinds(session, proposal) == [EventKind.edited, EventKind.edited]

    def test_unchanged_leaves_no_trace(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory(endorsement_count=2)
        version = proposal.version
        assert submit(sign_in(proposal.author), f"/forslag/{proposal.id}/ret", {}).status_code == 303
        assert revisions(session, proposal) == []
        assert again(session, proposal.id).version == version

    def test_collision_loses_nothing(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/ret"
        mine = {**form_fields(text_of(client.get(url)), url), "what": "Min egen tekst, som jeg har skrevet længe på."}
        submit(client, url, {"what": NEW})
        answer = client.post(url, data=mine)
        assert answer.status_code == 409
        page = text_of(answer)
        assert NEW in page
        fields = form_fields(page, url)
        assert fields["what"] == mine["what"]
        assert again(session, proposal.id).what == NEW
        assert client.post(url, data=fields).status_code == 303
        assert again(session, proposal.id).what == mine["what"]

    def test_a_new_support_is_no_collision(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/ret"
        mine = {**form_fields(text_of(client.get(url)), url), "what": NEW}
        proposal.endorsement_count, proposal.version = 1, proposal.version + 1
        session.commit()
        assert client.post(url, data=mine).status_code == 303
        assert len(revisions(session, proposal)) == 1

    @pytest.mark.parametrize(
        "change", [{"title": "Nej"}, {"what": "kort"}, {"why": "x" * 1501}, {"who": "010199-1234"}, {"title": ""}]
    )
    def test_wrong_words(self, session: Session, sign_in: Any, change: dict[str, str]) -> None:
        proposal = ProposalFactory()
        before = proposal.what
        url = f"/forslag/{proposal.id}/ret"
        answer = submit(sign_in(proposal.author), url, {"what": NEW, **change})
        assert answer.status_code == 422
        assert form_fields(text_of(answer), url)["what"] == change.get("what", NEW)
        assert again(session, proposal.id).what == before

    def test_phone_number_only_on_purpose(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/ret"
        answer = submit(client, url, {"who": "Ring 45 88 12 34"})
        assert answer.status_code == 422
        fields = form_fields(text_of(answer), url)
        assert client.post(url, data={**fields, "public_numbers_ok": "y"}).status_code == 303
        assert again(session, proposal.id).who == "Ring 45 88 12 34"

    @pytest.mark.parametrize("status", [ProposalStatus.yes, ProposalStatus.no, ProposalStatus.withdrawn])
    def test_not_after_the_answer(self, session: Session, sign_in: Any, status: ProposalStatus) -> None:
        proposal = ProposalFactory(status=status, listed_at=None)
        assert sign_in(proposal.author).get(f"/forslag/{proposal.id}/ret").status_code == 403

    def test_who(self, session: Session, sign_in: Any, client: Any) -> None:
        proposal, friend = ProposalFactory(), PersonFactory()
        session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=friend.id, created_at=proposal.created_at))
        session.commit()
        url = f"/forslag/{proposal.id}/ret"
        assert client.get(url).status_code == 302
        assert sign_in(PersonFactory()).get(url).status_code == 404
        assert submit(sign_in(friend), url, {"what": NEW}).status_code == 303
        draft = DraftFactory()
        assert sign_in(draft.author).get(f"/forslag/{draft.id}/ret").location == f"/forslag/{draft.id}/skriv/hvad"


class TestWithdraw:
    def test_taken_back(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        counter = session.get_one(ProposalCounter, ProposalStatus.awaiting)
        before = counter.total
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/traek-tilbage"
        fields = form_fields(text_of(client.get(url)), url)
        assert again(session, proposal.id).status is ProposalStatus.awaiting
        for _ in range(2):
            assert client.post(url, data=fields).location == "/min-side"
        now = again(session, proposal.id)
        assert (now.status, now.listed_at) == (ProposalStatus.withdrawn, None)
        assert now.withdrawn_at is not None
        assert session.get_one(Case, now.case_id).closed_at is not None
        assert kinds(session, now) == [EventKind.withdrawn]
        assert session.get_one(ProposalCounter, ProposalStatus.awaiting).total == before - 1
        audited = select(AuditEntry.action).where(
            AuditEntry.subject_id == now.id, AuditEntry.subject_kind == "proposal"
        )
        assert list(session.scalars(audited)) == ["proposal.withdraw"]

    def test_a_draft_is_thrown_away(self, session: Session, sign_in: Any) -> None:
        draft, friend = DraftFactory(), PersonFactory()
        session.add(ProposalCoauthor(proposal_id=draft.id, person_id=friend.id, created_at=draft.created_at))
        client, draft_id = sign_in(draft.author), draft.id
        assert submit(client, f"/forslag/{draft_id}/traek-tilbage", {}).location == "/min-side"
        session.expunge_all()
        assert session.get(Proposal, draft_id) is None
        assert session.scalar(select(func.count()).select_from(ProposalCoauthor)) == 0

    def test_only_the_author(self, session: Session, sign_in: Any) -> None:
        proposal, draft, friend = ProposalFactory(), DraftFactory(), PersonFactory()
        for one in (proposal, draft):
            session.add(ProposalCoauthor(proposal_id=one.id, person_id=friend.id, created_at=one.created_at))
        client = sign_in(friend)
        for one in (proposal, draft):
            assert client.get(f"/forslag/{one.id}/traek-tilbage").status_code == 403
        sign_in(PersonFactory())
        assert client.get(f"/forslag/{proposal.id}/traek-tilbage").status_code == 404


class TestMore:
    def asked(self, session: Session) -> Proposal:
        """A proposal about which the municipality wants to know more."""
        proposal = ProposalFactory(status=ProposalStatus.needs_more)
        case = session.get_one(Case, proposal.case_id)
        case.state, case.receipt_at = CaseState.needs_more, case.opened_at
        AnswerFactory(case=case, outcome=Outcome.needs_more, reason_code=None, asked_for="Hvor skal banen ligge?")
        case.answer_due_on = proposal.answer_due_on = today() + timedelta(days=3)
        case.paused_on = today() - timedelta(days=20)
        session.flush()
        return proposal

    def test_told(self, session: Session, sign_in: Any) -> None:
        proposal = self.asked(session)
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/mere"
        assert "Hvor skal banen ligge?" in text_of(client.get(url))
        fields = {**form_fields(text_of(client.get(url)), url), "more": "Den skal ligge ved stationen."}
        for _ in range(2):
            assert client.post(url, data=fields).location == f"/forslag/{proposal.id}"
        now = again(session, proposal.id)
        case = session.get_one(Case, now.case_id)
        assert (now.status, case.state) == (ProposalStatus.awaiting, CaseState.awaiting_answer)
        assert "Den skal ligge ved stationen." in case.question
        assert now.answer_due_on == case.answer_due_on
        assert (case.paused_on, case.paused_days) == (None, 20)
        assert case.answer_due_on > today() + timedelta(days=15)
        assert kinds(session, now) == [EventKind.more_supplied]
        comments = session.scalars(select(Comment).where(Comment.thread_id == now.thread_id)).all()
        assert [comment.body for comment in comments] == ["Den skal ligge ved stationen."]
        assert now.comment_count == 1

    @pytest.mark.parametrize("text", ["", "kort", "x" * 1001, "Mit CPR er 010199-1234.", "Ring på 45 88 12 34."])
    def test_wrong_words(self, session: Session, sign_in: Any, text: str) -> None:
        proposal = self.asked(session)
        url = f"/forslag/{proposal.id}/mere"
        answer = submit(sign_in(proposal.author), url, {"more": text})
        assert answer.status_code == 422
        assert form_fields(text_of(answer), url)["more"] == text
        assert again(session, proposal.id).status is ProposalStatus.needs_more

    def test_nothing_asked_keeps_the_text(self, session: Session, sign_in: Any) -> None:
        proposal = self.asked(session)
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/mere"
        fields = form_fields(text_of(client.get(url)), url)
        supply_more(session, proposal.author, proposal, "Ved stationen, tak.", "f" * 32)
        session.commit()
        answer = client.post(url, data={**fields, "more": "Nej, hellere ved havnen."})
        assert answer.status_code == 409
        assert form_fields(text_of(answer), url)["more"] == "Nej, hellere ved havnen."
        assert client.get(f"/forslag/{proposal.id}/mere").status_code == 200

    def test_not_while_it_waits(self, session: Session) -> None:
        proposal = ProposalFactory()
        with pytest.raises(Conflict):
            supply_more(session, proposal.author, proposal, "Her er mere.", "e" * 32)

    def test_strangers(self, session: Session, sign_in: Any) -> None:
        proposal = self.asked(session)
        assert sign_in(PersonFactory()).get(f"/forslag/{proposal.id}/mere").status_code == 404
