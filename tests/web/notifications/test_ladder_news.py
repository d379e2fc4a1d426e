"""The author and the co-authors hear of every step on the ladder, once, in the app and by mail."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import MeetingFactory
from tests.factories.proposals import ProposalFactory
from tests.web.proposals.ladder import (
    STATEMENT,
    WHY_NOT,
    School,
    body_of,
    decide,
    fresh,
    make_school,
    sent,
    stop_of,
)
from tests.web.proposals.writing import route
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.mail import OutboxMessage
from youthvoice.councils.commands.subjects import place_item
from youthvoice.councils.models import AgendaItem, Body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.notifications.models import Notification
from youthvoice.proposals.commands.ladder import Carrying, bring, carry_on
from youthvoice.proposals.models import ProposalCoauthor

YES, NO, LATER = DecisionOutcome.adopted, DecisionOutcome.rejected, DecisionOutcome.postponed


@pytest.fixture
def at(session: Session) -> School:
    """A school whose pupil has an address."""
    route()
    made = make_school(session)
    made.pupil.email = "odder@example.test"
    return made


def news(session: Session, person: Person) -> list[str]:
    """The kinds of news that somebody got, the first first."""
    return list(
        session.scalars(select(Notification.kind).where(Notification.person_id == person.id).order_by(Notification.id))
    )


def mails(session: Session) -> list[OutboxMessage]:
    """What waits to be sent."""
    return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def to(session: Session, source: Body, target: Body | None) -> Carrying:
    return Carrying(body_of(session, source), body_of(session, target) if target else None, STATEMENT, "c" * 32)


def test_sent_to_a_council(session: Session, at: School) -> None:
    MeetingFactory(body=at.council)
    sent(session, at)
    assert news(session, at.pupil) == ["council_has_it"]
    assert news(session, at.chair) == news(session, at.teacher) == ["council_got"]
    (mail,) = [one for one in mails(session) if one.recipient == at.pupil.email]
    assert "på mødet den" in mail.body_text
    assert "Tovholder: Anne Holm" in mail.body_text


def test_a_day_that_is_set_later_is_news(session: Session, at: School) -> None:
    proposal = sent(session, at)
    item = session.get_one(AgendaItem, stop_of(session, proposal, at.council).item_id)
    place_item(session, item, MeetingFactory(body=at.council))
    assert news(session, at.pupil) == ["council_has_it", "council_meets"]
    assert "tager dit forslag" in mails(session)[-1].body_text


@pytest.mark.parametrize(
    ("outcome", "kind"), [(YES, "council_adopted"), (NO, "council_rejected"), (LATER, "council_postponed")]
)
def test_a_decision_reaches_the_co_authors_too(
    session: Session, at: School, outcome: DecisionOutcome, kind: str
) -> None:
    proposal, friend = sent(session, at), PersonFactory()
    session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=friend.id, created_at=now()))
    decide(session, proposal, at.council, outcome)
    assert news(session, at.pupil)[-1] == kind
    assert news(session, friend) == [kind]
    assert news(session, at.chair) == ["council_got"]


def test_the_mail_of_a_no_has_its_reasons_in_full(session: Session, at: School) -> None:
    proposal = sent(session, at)
    decide(session, proposal, at.council, NO)
    mail = mails(session)[-1]
    for words in (
        WHY_NOT,
        "Kom til vores møde i maj",
        "Det findes allerede",
        "Rød Ræv",
        "Du kan spørge kommunen direkte",
    ):
        assert words in mail.body_text, words
    assert mail.subject.startswith("Elevrådet på Virum Skole sagde nej")


def test_carried_to_the_next_body_and_to_the_municipality(session: Session, at: School) -> None:
    proposal = sent(session, at)
    decide(session, proposal, at.council, YES)
    carry_on(session, at.chair, fresh(session, proposal.id), to(session, at.council, at.joint))
    assert news(session, at.pupil)[-1] == "carried"
    assert news(session, at.other_chair) == ["council_got"]
    decide(session, proposal, at.joint, YES)
    carry_on(session, at.other_chair, fresh(session, proposal.id), to(session, at.joint, None))
    assert news(session, at.pupil)[-2:] == ["council_adopted", "carried_to_municipality"]
    assert STATEMENT in mails(session)[-1].body_text
    assert "Kommunen skal svare senest" in mails(session)[-1].body_text


def test_the_author_hears_that_a_body_took_it_up(session: Session, at: School) -> None:
    proposal = fresh(session, ProposalFactory(author=at.pupil).id)
    bring(session, at.other_chair, proposal, body_of(session, at.joint))
    assert news(session, at.pupil) == ["council_has_it"]
    assert "Den skal stadig svare dig" in mails(session)[-1].body_text


def test_the_list_of_news_says_it_in_words(session: Session, at: School, sign_in: Any) -> None:
    proposal = sent(session, at)
    decide(session, proposal, at.council, NO)
    page = sign_in(at.pupil).get("/beskeder").get_data(as_text=True)
    assert "Dit forslag er nu hos Elevrådet på Virum Skole" in page
    assert "Elevrådet på Virum Skole sagde nej til dit forslag" in page
