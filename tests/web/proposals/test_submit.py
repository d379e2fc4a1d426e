"""From a draft to a case: checked, told beforehand, sent once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory, UnitFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import CaseFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.writing import again, route, text_of
from youthvoice.accounts.models import Unit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.i18n import format_day
from youthvoice.discussions.models import Thread
from youthvoice.moderation.models import ContentReport
from youthvoice.proposals.commands.drafts import delete_draft, save_draft, save_draft_by_key
from youthvoice.proposals.commands.submit import submit_proposal
from youthvoice.proposals.models import (
    Proposal,
    ProposalAttachment,
    ProposalCoauthor,
    ProposalCounter,
    ProposalEvent,
    Route,
)
from youthvoice.proposals.queries.routing import responsible_unit
from youthvoice.proposals.queries.similar import similar_to
from youthvoice.proposals.rules import EventKind, ProposalStatus, Topic
from youthvoice.responses.commands import due_dates_from
from youthvoice.responses.models import Case


def send(client: Any, draft: Proposal, **data: str) -> Any:
    """Press the button on the last page."""
    return submit(client, f"/forslag/{draft.id}/send", data)


def count(session: Session, status: ProposalStatus) -> int:
    return session.scalar(select(ProposalCounter.total).where(ProposalCounter.status == status)) or 0


def behind_its_back(session: Session, draft: Proposal, **changes: Any) -> None:
    """Change the row as another process does: what was read before knows nothing of it."""
    session.execute(
        update(Proposal).where(Proposal.id == draft.id).values(**changes),
        execution_options={"synchronize_session": False},
    )


class TestReview:
    def test_tells_who_decides_and_when(self, session: Session, sign_in: Any) -> None:
        route(Topic.leisure, "Center for Kultur og Fritid")
        draft = DraftFactory(author=PersonFactory(display_name="Ræven"))
        page = text_of(sign_in(draft.author).get(f"/forslag/{draft.id}/send"))
        receipt_due, answer_due = due_dates_from(today())
        for words in (
            draft.title,
            "Center for Kultur og Fritid",
            format_day(receipt_due),
            format_day(answer_due),
            "Ræven",
        ):
            assert words in page

    def test_reading_writes_nothing_and_asks_little(self, session: Session, sign_in: Any, count_queries: Any) -> None:
        route()
        for _ in range(5):
            ProposalFactory(title="En skatebane ved havnen")
        draft = DraftFactory(title="En skatebane ved havnen")
        client = sign_in(draft.author)
        with count_queries() as seen:
            assert client.get(f"/forslag/{draft.id}/send").status_code == 200
        assert len(seen) <= 8, seen
        assert all(statement.lstrip().upper().startswith(("SELECT", "WITH")) for statement in seen)

    @pytest.mark.parametrize(
        ("change", "step"),
        [
            ({"title": "Nej"}, "hvad"),
            ({"what": "for kort"}, "hvad"),
            ({"why": "x" * 1501}, "hvorfor"),
            ({"topic": None}, "hvem"),
            ({"topic": None, "what": ""}, "hvad"),
            ({"who": "Ring til 010199-1234"}, "hvem"),
        ],
    )
    def test_unfinished_leads_to_the_step_at_fault(
        self, session: Session, sign_in: Any, change: dict[str, Any], step: str
    ) -> None:
        route()
        draft = DraftFactory(**change)
        client = sign_in(draft.author)
        fault = f"/forslag/{draft.id}/skriv/{step}?tjek=1"
        assert client.get(f"/forslag/{draft.id}/send").location == fault
        assert "field__error" in text_of(client.get(fault))
        answer = client.post(f"/forslag/{draft.id}/send", data=form_fields(text_of(client.get(fault))))
        assert answer.location == fault
        assert again(session, draft.id).status is ProposalStatus.draft

    def test_similar_proposals_are_shown(self, session: Session, sign_in: Any) -> None:
        route()
        alike = [ProposalFactory(title="En skatebane ved havnen") for _ in range(4)]
        other = ProposalFactory(title="Bedre mad i kantinen")
        hidden = ProposalFactory(title="En skatebane ved havnen", listed_at=None)
        draft = DraftFactory(title="Skatebane ved havnen")
        page = text_of(sign_in(draft.author).get(f"/forslag/{draft.id}/send"))
        shown = [one for one in alike if f'href="/forslag/{one.id}"' in page]
        assert shown == alike[-3:]
        for missing in (other, hidden):
            assert f'href="/forslag/{missing.id}"' not in page

    def test_similar_survives_any_title(self, session: Session) -> None:
        for title in (
            "",
            "'\"*():&|!<->",
            "og i på det",
            "x" * 80,
            "NEAR AND OR NOT",
            "' OR 1=1 --",
            "\\",
            "日本語 текст",
        ):
            assert similar_to(session, DraftFactory(title=title)) == []

    def test_crisis_help(self, session: Session, sign_in: Any) -> None:
        route()
        draft = DraftFactory(why="Jeg har tænkt på selvmord.")
        assert text_of(sign_in(draft.author).get(f"/forslag/{draft.id}/send")).count("116 111") > 1


class TestSend:
    def test_everything_happens(self, session: Session, sign_in: Any) -> None:
        unit = route()
        before = count(session, ProposalStatus.awaiting)
        draft = DraftFactory()
        answer = send(sign_in(draft.author), draft)
        assert (answer.status_code, answer.location) == (303, f"/forslag/{draft.id}/sendt")
        sent = again(session, draft.id)
        case = session.get_one(Case, sent.case_id)
        thread = session.get_one(Thread, sent.thread_id)
        assert (sent.status, sent.submitted_at, sent.listed_at) == (
            ProposalStatus.awaiting, case.opened_at, case.opened_at,
        )  # fmt: skip
        assert (case.unit_id, case.title, case.path) == (unit.id, sent.title, f"/forslag/{sent.id}")
        assert (case.receipt_due_on, case.answer_due_on) == due_dates_from(today())
        assert sent.answer_due_on == case.answer_due_on
        assert case.answer_due_on >= today() + timedelta(days=30)
        assert sent.what in case.question
        assert sent.why in case.question
        assert (thread.subject_kind, thread.subject_id) == ("proposal", sent.id)
        assert count(session, ProposalStatus.awaiting) == before + 1
        events = session.scalars(
            select(ProposalEvent).where(ProposalEvent.proposal_id == sent.id).order_by(ProposalEvent.id)
        )
        kinds = {event.kind: event for event in events}
        assert list(kinds) == [EventKind.created, EventKind.submitted]
        assert kinds[EventKind.submitted].data["answer_due_on"] == case.answer_due_on.isoformat()
        audited = select(AuditEntry).where(AuditEntry.subject_kind == "proposal", AuditEntry.subject_id == sent.id)
        entry = session.scalars(audited).one()
        assert (entry.action, entry.actor_id) == ("proposal.submit", sent.author_id)
        assert entry.data == {"topic": "leisure", "school_id": None, "unit_id": unit.id}

    def test_sent_page_tells_what_happens_now(self, session: Session, sign_in: Any, count_queries: Any) -> None:
        unit = route()
        draft = DraftFactory()
        client = sign_in(draft.author)
        answer = send(client, draft)
        with count_queries() as seen:
            page = text_of(client.get(answer.location))
        assert len(seen) <= 8, seen
        receipt_due, answer_due = due_dates_from(today())
        for words in (
            unit.name,
            format_day(receipt_due),
            format_day(answer_due),
            f"http://localhost/forslag/{draft.id}",
        ):
            assert words in page

    def test_twice_is_once(self, session: Session, sign_in: Any) -> None:
        route()
        draft = DraftFactory()
        client = sign_in(draft.author)
        fields = form_fields(text_of(client.get(f"/forslag/{draft.id}/send")), f"/forslag/{draft.id}/send")
        answers = [client.post(f"/forslag/{draft.id}/send", data=fields) for _ in range(2)]
        assert answers[0].location == answers[1].location
        assert session.scalar(select(func.count()).select_from(Case).where(Case.subject_id == draft.id)) == 1
        assert client.get(f"/forslag/{draft.id}/send").location == f"/forslag/{draft.id}/sendt"

    def test_words_saved_at_the_same_moment_are_checked_too(self, session: Session) -> None:
        """A co-author's window saves after this one has read the draft: what is checked is what will stand there."""
        route(Topic.leisure)
        draft = DraftFactory()
        behind_its_back(session, draft, what="Mit nummer er 010203-1234, og jeg vil have en bane at skate på.")
        with pytest.raises(RuleBroken) as refused:
            submit_proposal(session, draft.author, draft)
        assert "what" in refused.value.problems

    def test_a_draft_that_was_sent_at_the_same_moment_is_not_saved_over(self, session: Session) -> None:
        draft = DraftFactory()
        what = draft.what
        behind_its_back(session, draft, status=ProposalStatus.awaiting, submitted_at=now(), case_id=CaseFactory().id)
        words = {"what": "Mit nummer er 010203-1234."}
        assert save_draft_by_key(session, draft.author, draft.form_key, words) is draft
        for deed in (lambda: save_draft(session, draft, words), lambda: delete_draft(session, draft)):
            with pytest.raises(Conflict):
                deed()
        assert session.scalar(select(Proposal.what).where(Proposal.id == draft.id)) == what

    def test_phone_number_only_on_purpose(self, session: Session, sign_in: Any) -> None:
        route()
        draft = DraftFactory(who="Ring til klubben på 45 88 12 34.")
        client = sign_in(draft.author)
        assert "45 88 12 34" in text_of(client.get(f"/forslag/{draft.id}/send"))
        answer = send(client, draft)
        assert answer.status_code == 422
        assert "sæt kryds her" in text_of(answer)
        assert again(session, draft.id).case_id is None
        assert send(client, draft, public_numbers_ok="y").status_code == 303
        assert again(session, draft.id).status is ProposalStatus.awaiting

    def test_crisis_calls_a_human_and_blocks_nothing(self, session: Session, sign_in: Any) -> None:
        route()
        draft = DraftFactory(why="Jeg har tænkt på selvmord.")
        client = sign_in(draft.author)
        answer = send(client, draft)
        assert again(session, draft.id).listed_at is not None
        alarm = select(ContentReport).where(
            ContentReport.target_kind == "proposal", ContentReport.target_id == draft.id
        )
        assert session.scalars(alarm).one().is_automatic
        assert text_of(client.get(answer.location)).count("116 111") > 1

    def test_only_the_author_sends(self, session: Session, sign_in: Any) -> None:
        route()
        draft, friend = DraftFactory(), PersonFactory()
        session.add(ProposalCoauthor(proposal_id=draft.id, person_id=friend.id, created_at=draft.created_at))
        client = sign_in(friend)
        page = text_of(client.get(f"/forslag/{draft.id}/send"))
        assert "Send forslaget" not in page
        assert client.post(f"/forslag/{draft.id}/send", data=form_fields(page)).status_code == 403
        sign_in(PersonFactory())
        assert client.post(f"/forslag/{draft.id}/send", data=form_fields(page)).status_code in (400, 404)
        assert again(session, draft.id).status is ProposalStatus.draft

    def test_picture_without_words_is_not_sent(self, session: Session, sign_in: Any) -> None:
        route()
        draft = DraftFactory(attachment_kind="image")
        session.add(
            ProposalAttachment(
                proposal_id=draft.id, kind="image", content_type="image/webp", file_name="billede.webp", alt_text="",
                size_bytes=1, created_at=draft.created_at, data=b"x",
            )
        )  # fmt: skip
        client = sign_in(draft.author)
        assert client.get(f"/forslag/{draft.id}/send").location == f"/forslag/{draft.id}/skriv/hvorfor?tjek=1"


class TestRouting:
    def test_the_rule_that_fits_best_holds(self, session: Session) -> None:
        first = UnitFactory()
        unit = responsible_unit(session, Topic.traffic)
        assert unit
        assert unit.id <= first.id
        school = SchoolFactory()
        found = []
        for topic, school_id in ((None, None), (Topic.traffic, None), (None, school.id), (Topic.traffic, school.id)):
            found.append(UnitFactory())
            session.add(Route(topic=topic, school_id=school_id, unit_id=found[-1].id))
            session.flush()
            assert responsible_unit(session, Topic.traffic, school.id) == found[-1]
        rest, own_topic, own_school, _both = found
        assert responsible_unit(session, Topic.traffic) == own_topic
        assert responsible_unit(session, Topic.climate, school.id) == own_school
        assert responsible_unit(session, Topic.climate, SchoolFactory().id) == rest

    def test_a_closed_unit_takes_nothing(self, session: Session) -> None:
        closed, other = UnitFactory(closed_at=now()), UnitFactory()
        session.add_all([Route(topic=Topic.traffic, unit_id=closed.id), Route(topic=None, unit_id=other.id)])
        session.flush()
        assert responsible_unit(session, Topic.traffic) == other

    def test_without_units_it_is_refused_and_kept(self, session: Session) -> None:
        session.execute(delete(Route))
        session.execute(delete(Unit))
        draft = DraftFactory()
        with pytest.raises(RuleBroken) as refusal:
            submit_proposal(session, draft.author, draft)
        assert list(refusal.value.problems) == ["unit"]
        assert draft.status is ProposalStatus.draft
        assert session.scalar(select(func.count()).select_from(Thread)) == 0

    def test_without_units_the_page_says_so(self, session: Session, sign_in: Any) -> None:
        session.execute(delete(Route))
        session.execute(delete(Unit))
        draft = DraftFactory()
        answer = send(sign_in(draft.author), draft)
        assert answer.status_code == 422
        assert "Din kladde er gemt" in text_of(answer)
