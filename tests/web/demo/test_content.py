"""What the demo holds: everybody, every state, whole answers, exact counters."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.demo.checks import assert_answers_are_whole, assert_counters_are_exact
from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import personas
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import COPENHAGEN, now, today
from youthvoice.core.mail import OutboxMessage, OutboxState
from youthvoice.demo import content
from youthvoice.discussions.models import Comment
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportState
from youthvoice.notifications.models import Notification
from youthvoice.proposals.models import Endorsement, Proposal, ProposalCoauthor, ProposalFollow, ProposalRevision
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.queries import count_late
from youthvoice.responses.rules import CaseState, Outcome


def test_a_moment_is_told_in_days_ago_and_danish_time() -> None:
    at = datetime(2026, 11, 23, 0, 30, tzinfo=COPENHAGEN)
    assert content.moment("2 16:40", at) == datetime(2026, 11, 21, 16, 40, tzinfo=COPENHAGEN)


def test_every_role_and_eight_personas(loaded: Session) -> None:
    assert set(loaded.scalars(select(Person.role))) == set(Role)
    found = personas(loaded)
    assert len(found) == 8
    roles = Counter(person.role for person in found)
    assert roles[Role.young_person] == 3
    assert len({person.unit_id for person in found if person.role is Role.official}) == 2
    newcomer = next(person for person in found if person.display_name == "Stille Sten")
    for model, column in (
        (Proposal, Proposal.author_id),
        (Comment, Comment.author_id),
        (Endorsement, Endorsement.person_id),
    ):
        assert loaded.scalar(select(func.count()).select_from(model).where(column == newcomer.id)) == 0


def test_every_state_is_there(loaded: Session) -> None:
    assert set(loaded.scalars(select(Proposal.status))) == set(ProposalStatus)
    assert set(loaded.scalars(select(Case.state))) == set(CaseState)
    assert set(loaded.scalars(select(Answer.outcome))) == set(Outcome)
    assert count_late(loaded, None) >= 2
    soon = select(Proposal).where(
        Proposal.status == ProposalStatus.awaiting, Proposal.answer_due_on.between(today(), today() + timedelta(days=9))
    )
    assert loaded.scalars(soon).first() is not None
    for model in (ProposalRevision, ProposalCoauthor, ProposalFollow, Notification):
        assert loaded.scalar(select(func.count()).select_from(model)), model
    assert loaded.scalars(select(ContentReport.state)).all() == [ReportState.open]


def test_every_title_of_the_shared_list_is_there(loaded: Session) -> None:
    titles = set(loaded.scalars(select(Proposal.title)))
    assert len(titles) == 19
    assert {
        "Åbne haller for alle",
        "Natbus fra Lyngby Station",
        "Ro til at læse op",
        "Velkomst til nye i byen",
    } <= titles


def test_nothing_happens_in_the_future_and_drafts_come_first(loaded: Session) -> None:
    moment = now()
    for model in (Proposal, Comment, Answer, Endorsement):
        assert max(loaded.scalars(select(model.created_at))) <= moment
    for proposal in loaded.scalars(select(Proposal).where(Proposal.submitted_at.is_not(None))):
        assert proposal.submitted_at <= proposal.changed_at
        # What a class decides is never a draft: it is made and sent in one.
        is_of_class = proposal.on_behalf_of_id is not None
        assert (proposal.created_at == proposal.submitted_at) is is_of_class
        assert proposal.created_at <= proposal.submitted_at


def test_every_answer_passes_the_rule(loaded: Session) -> None:
    assert_answers_are_whole(loaded)


def test_every_counter_is_exact(loaded: Session) -> None:
    assert_counters_are_exact(loaded)


def test_no_worker_sends_mails_to_people_who_do_not_exist(loaded: Session) -> None:
    waiting = select(OutboxMessage.recipient).where(OutboxMessage.state == OutboxState.waiting)
    assert loaded.scalars(waiting).all() == []
    assert all(one.email.endswith(".example") for one in content.people())


def test_old_news_has_been_read_and_fresh_news_has_not(loaded: Session) -> None:
    old = now() - timedelta(days=14)
    for row in loaded.scalars(select(Notification)):
        assert (row.read_at is not None) == (row.created_at < old)
