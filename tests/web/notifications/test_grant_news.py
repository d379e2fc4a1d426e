"""News about pools: whom each reaches, once, never of an own deed, and never a member who must keep out of it."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.awarding import awarded
from tests.factories.desk import in_writing
from tests.factories.grants import KR, Town, draft, key, sent, town
from tests.factories.grants_after import planned, running
from tests.planning import plan_of
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, time_told
from youthvoice.core.mail import OutboxMessage
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.members import join
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.commands.sending import send_application
from youthvoice.grants.rules.deciding import Choice, Conflict
from youthvoice.notifications import motion_reminders
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.notifications.presenting import kind_of, words_of


@pytest.fixture
def place(session: Session) -> Town:
    """A pool and everybody around it."""
    return town(session)


def told(session: Session, person_id: int) -> Counter[str]:
    """The kinds of news about pools in somebody's list."""
    query = select(Notification.kind).where(Notification.person_id == person_id, Notification.kind.like("grant%"))
    return Counter(session.scalars(query))


def test_an_application_reaches_those_who_vote_and_those_who_help(session: Session, place: Town) -> None:
    application, friend = draft(session, place.pool), PersonFactory()
    join(session, friend, application)
    lead = session.get_one(Person, application.lead_id)
    assert send_application(session, lead, application)
    assert told(session, lead.id) == {NewsKind.grant_joined: 1}
    assert told(session, friend.id) == {NewsKind.grant_sent: 1}
    assert told(session, place.coordinator.id) == {NewsKind.grant_arrived: 1}
    assert told(session, place.treasurer.id) == {}
    for member in place.members:
        assert told(session, member.id) == {NewsKind.grant_new: 1}


def test_whoever_is_conflicted_hears_nothing_of_the_vote(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    kept_out = place.members[3]
    declare(session, application, kept_out.id, Conflict.other, by_id=kept_out.id)
    put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    with time_told(now() + timedelta(days=2, hours=23)):
        motion_reminders.remind(session)
    assert told(session, kept_out.id) == {}
    assert told(session, place.chair.id) == {NewsKind.grant_vote_near: 1}
    both = {NewsKind.grant_vote_open: 1, NewsKind.grant_vote_near: 1}
    assert told(session, place.members[1].id) == told(session, place.members[2].id) == both


def test_the_reminder_comes_once_to_those_who_have_not_voted(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    motion = put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    vote(session, motion, place.members[1], Choice.in_favour)
    motion_reminders.remind(session)
    assert NewsKind.grant_vote_near not in told(session, place.chair.id)
    for hours in (47, 48, 71):
        with time_told(motion.put_at + timedelta(hours=hours + 12)):
            motion_reminders.remind(session)
    assert told(session, place.chair.id)[NewsKind.grant_vote_near] == 1
    assert told(session, place.members[1].id)[NewsKind.grant_vote_near] == 0


def test_whether_anybody_was_reminded_stands_on_an_index(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    motion = put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    with time_told(motion.put_at + timedelta(hours=1)):
        plan = plan_of(session, lambda: motion_reminders.remind(session))
    assert "ix_notifications_of_motions" in plan, plan
    assert "ix_motions_closing" in plan, plan


def test_the_mail_says_that_there_is_an_answer_and_not_which(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    reason = (
        "Vi siger nej til hallen i år, fordi den allerede er lejet ud til andre alle de fredage, som I gerne vil have."
    )
    awarded(session, place, application, 0, explanation=reason)
    lead = session.get_one(Person, application.lead_id)
    assert told(session, application.lead_id)[NewsKind.grant_decided] == 1
    mails = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == lead.email)).all()
    answer = next(one for one in mails if "svar på jeres ansøgning" in one.subject)
    assert "lejet ud" not in answer.body_text
    assert application.title in answer.body_text


def test_money_is_told_to_whoever_has_to_do_something(session: Session, place: Town) -> None:
    application = running(session, place)
    planned(session, place, application, 1_000)
    assert told(session, place.coordinator.id)[NewsKind.grant_payment_asked] == 1
    assert told(session, place.treasurer.id) == {NewsKind.grant_payment_ready: 1}
    assert told(session, application.lead_id)[NewsKind.grant_payment_ready] == 0


@pytest.mark.usefixtures("session")
def test_every_kind_has_words_and_no_name_of_the_young() -> None:
    data = {"title": "Åben hal", "amount": 100 * KR, "due_on": "2027-01-31", "closes": now().isoformat()}
    for kind in NewsKind:
        if kind.startswith("grant"):
            assert words_of(kind, data).headline != words_of(None, data).headline
            assert kind_of(Notification(kind=kind.value)) is kind
