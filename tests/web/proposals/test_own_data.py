"""All that a person wrote can be taken along, and no old name stays behind when a young person changes it or leaves."""

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.discussions import CommentFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.web.forms import submit
from tests.web.proposals.writing import text_of
from youthvoice.accounts.commands import DELETED_NAME
from youthvoice.accounts.models import Person
from youthvoice.core import mail
from youthvoice.core.clock import now
from youthvoice.core.mail import OutboxMessage
from youthvoice.discussions.models import Thread
from youthvoice.moderation.commands import report_content
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportReason
from youthvoice.moderation.targets import find_target
from youthvoice.proposals.commands.revise import edit_proposal, stored_words, words_version
from youthvoice.proposals.commands.support import set_follow, set_support
from youthvoice.proposals.models import Proposal, ProposalCoauthor, ProposalEvent, ProposalRevision
from youthvoice.proposals.rules import EventKind
from youthvoice.responses.models import Case

OLD, NEW = "Mia Jensen", "Blå Ræv"
DATA = "/min-side/data.json"


def thread_of(session: Session, proposal: Proposal) -> Thread:
    return session.get_one(Thread, proposal.thread_id)


@pytest.fixture
def mia(session: Session) -> Person:
    """Somebody who began with a real name and left it in every kind of place."""
    person: Person = PersonFactory(display_name=OLD, email="mia@example.test")
    return person


@pytest.fixture
def own(session: Session, mia: Person) -> Proposal:
    """A proposal of hers with a line in its timeline, an earlier wording and a case."""
    proposal: Proposal = ProposalFactory(author=mia, endorsement_count=1)
    session.get_one(Case, proposal.case_id).asked_by = OLD
    words = stored_words(proposal)
    changed = type(words)(words.title, words.what + " Tak.", words.why, words.who)
    edit_proposal(session, mia, proposal, changed, words_version(proposal))
    return proposal


class TestExport:
    def test_everything_one_wrote_and_chose(
        self, session: Session, client: Any, sign_in: Any, mia: Person, own: Proposal
    ) -> None:
        draft, other = DraftFactory(author=mia, title="En kladde endnu"), ProposalFactory(title="De andres forslag")
        comment = CommentFactory(thread=thread_of(session, other), author=mia, body="Det er jeg med på.")
        CommentFactory(thread=thread_of(session, other), body="Skrevet af en anden.")
        set_support(session, other.id, mia.id, wanted=True)
        set_follow(session, other.id, mia.id, wanted=True)
        target = find_target(session, "proposal", other.id)
        assert target is not None
        report_content(session, target, ReportReason.mean, "Det er ondt.", mia.id, "a" * 32)
        sign_in(mia)
        data = client.get(DATA).get_json()
        assert [(one["title"], one["status"]) for one in data["proposals"]] == [
            (own.title, "awaiting"), ("En kladde endnu", "draft"),
        ]  # fmt: skip
        assert data["proposals"][1]["what"] == draft.what
        assert data["proposals"][0]["submitted_at"].startswith("20")
        assert [one["what"] + " Tak." for one in data["earlier_wordings"]] == [own.what]
        assert [(one["id"], one["body"]) for one in data["comments"]] == [(comment.id, "Det er jeg med på.")]
        assert [one["title"] for one in data["supported"]] == ["De andres forslag"]
        assert [one["title"] for one in data["followed"]] == ["De andres forslag"]
        assert [(one["reason"], one["note"]) for one in data["reports"]] == [("mean", "Det er ondt.")]

    def test_nothing_of_others(self, session: Session, client: Any, sign_in: Any, mia: Person, own: Proposal) -> None:
        CommentFactory(thread=thread_of(session, own), author=mia)
        sign_in(PersonFactory())
        data = client.get(DATA).get_json()
        for own_matter in ("profile", "sign_in", "how_to_be_told", "exported_at"):
            data.pop(own_matter)
        after_yes = data.pop("grants_after_yes")
        assert after_yes
        assert not any(after_yes.values())
        assert [name for name, part in data.items() if part] == []

    def test_messages_are_in_it(self, session: Session, client: Any, sign_in: Any, mia: Person) -> None:
        proposal = ProposalFactory(author=mia)
        sign_in(PersonFactory())
        submit(client, f"/samtaler/{proposal.thread_id}/svar", {"body": "God idé."})
        sign_in(mia)
        assert [one["kind"] for one in client.get(DATA).get_json()["messages"]] == ["comment"]


class TestName:
    def places(self, session: Session, own: Proposal) -> set[str]:
        """Every name that is stored as a text."""
        session.expire_all()
        found = set(session.scalars(select(ProposalEvent.actor_label).where(ProposalEvent.proposal_id == own.id)))
        found |= set(session.scalars(select(ProposalRevision.replaced_by_label)))
        return found | {session.get_one(Case, own.case_id).asked_by}

    def test_a_new_name_replaces_the_old_one_everywhere(
        self, session: Session, client: Any, sign_in: Any, mia: Person, own: Proposal
    ) -> None:
        assert self.places(session, own) == {OLD}
        seen = session.get_one(Case, own.case_id).version
        sign_in(mia)
        assert submit(client, "/min-side/profil", {"display_name": NEW}).status_code == 303
        assert self.places(session, own) == {NEW}
        assert session.get_one(Case, own.case_id).version == seen
        for path in ("", "/historik", "/udskriv"):
            assert OLD not in text_of(client.get(f"/forslag/{own.id}{path}"))

    def test_a_closed_account_leaves_no_name(
        self, session: Session, client: Any, sign_in: Any, mia: Person, own: Proposal
    ) -> None:
        sign_in(mia)
        assert submit(client, "/min-side/luk-konto", {}).status_code == 200
        assert self.places(session, own) == {DELETED_NAME}

    def test_pages_that_visitors_have_been_shown_are_made_anew(
        self, app: Any, session: Session, client: Any, sign_in: Any, mia: Person
    ) -> None:
        talked, written = ProposalFactory(), ProposalFactory()
        CommentFactory(thread=thread_of(session, talked), author=mia)
        session.add(ProposalCoauthor(proposal_id=written.id, person_id=mia.id, created_at=now()))
        session.commit()
        visitor, paths = app.test_client(), (f"/forslag/{talked.id}", f"/forslag/{written.id}")
        assert all(OLD in text_of(visitor.get(path)) for path in paths)
        sign_in(mia)
        submit(client, "/min-side/profil", {"display_name": NEW})
        for path in paths:
            assert OLD not in text_of(visitor.get(path))
            assert NEW in text_of(visitor.get(path))

    def test_others_of_the_same_name_keep_theirs(
        self, session: Session, client: Any, sign_in: Any, mia: Person, own: Proposal
    ) -> None:
        namesake = ProposalFactory(author=PersonFactory(display_name=OLD))
        line = ProposalEvent(proposal_id=namesake.id, kind=EventKind.submitted, at=now(), actor_label=OLD, data={})
        session.add(line)
        sign_in(mia)
        submit(client, "/min-side/profil", {"display_name": NEW})
        session.refresh(line)
        assert line.actor_label == OLD

    def test_an_adult_keeps_the_name_under_what_was_done(
        self, session: Session, client: Any, sign_in: Any, own: Proposal
    ) -> None:
        official = OfficialFactory(display_name="Line Holm")
        session.add(
            ProposalEvent(proposal_id=own.id, kind=EventKind.receipt, at=now(), actor_label=official.byline, data={})
        )
        byline = official.byline
        sign_in(official)
        assert submit(client, "/min-side/luk-konto", {}).status_code == 200
        assert byline in self.places(session, own)


def test_closing_takes_away_the_mails_too(session: Session, client: Any, sign_in: Any, mia: Person) -> None:
    for address in ("mia@example.test", "anden@example.test"):
        mail.enqueue(session, address, "accounts/code", "da", code="123 456", minutes=10)
    sign_in(mia)
    submit(client, "/min-side/luk-konto", {})
    assert list(session.scalars(select(OutboxMessage.recipient))) == ["anden@example.test"]
    assert session.scalar(select(ContentReport.id)) is None
    assert "mia@example.test" not in str(session.execute(text("SELECT * FROM persons")).all())
