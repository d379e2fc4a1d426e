"""What comes too late, or a second time: a yes after the accounts, and other amounts while the council votes."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, key, sent, town
from tests.factories.grants_accounts import bought, told
from tests.factories.grants_after import running
from tests.simulation.pools.town import rewrite
from tests.web.grants.applying import again, all_fields, step_url, text_of
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.grants.commands import accepting, accounts, asking, motions
from youthvoice.grants.commands.writing import WasSent
from youthvoice.grants.models import Application
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import MotionWay
from youthvoice.grants.rules.motions import MotionFacts


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def test_a_yes_that_comes_again_does_not_take_accounts_back(session: Session, place: Town) -> None:
    """The letter stood open in another window. Neither group nor coordinator could have gone on from there."""
    application = running(session, place)
    lead = session.get_one(Person, application.lead_id)
    bought(session, application, 100 * KR)
    told(session, application)
    accounts.send_accounts(session, lead, application)
    accepting.accept(session, application, by_id=lead.id)
    assert application.status is ApplicationStatus.accounting
    report = find_report(session, application.id)
    assert report is not None
    accounts.approve(session, place.coordinator, application, today(), report.version)
    accepting.accept(session, application, by_id=lead.id)
    assert application.status is ApplicationStatus.closed


def asked_more(session: Session, place: Town) -> Application:
    """The council has asked for more, does not wait for it, and votes on 8,000 kr."""
    application = get_application(session, sent(session, place.pool).id)
    asking.ask_more(session, place.chair, application, "Hvor mange regner I med kommer?", key())
    facts = MotionFacts(amount=8_000 * KR, conditions="", way=MotionWay.meeting)
    motions.put_motion(session, application, facts, key(), actor_id=place.chair.id)
    return application


def test_nobody_asks_for_another_amount_below_the_vote(session: Session, place: Town) -> None:
    """Else 8,000 kr. could be granted to whoever asks for 500 by then, as the whole of it."""
    application = asked_more(session, place)
    with pytest.raises(WasSent):
        rewrite(session, application, 500 * KR)
    assert application.asked == 8_000 * KR
    lead = session.get_one(Person, application.lead_id)
    asking.tell_more(session, lead, application, "Der kommer nok tyve hver gang.", key())
    assert application.status is ApplicationStatus.submitted


def test_what_is_typed_while_the_council_votes_is_shown_again(session: Session, place: Town, sign_in) -> None:
    application = asked_more(session, place)
    client = sign_in(session.get_one(Person, application.lead_id))
    url = step_url(application, "hvad")
    fields = all_fields(text_of(client.get(url)), url)
    response = client.post(url, data={**fields, "title": "En helt anden titel"})
    assert response.status_code == 409
    assert "Rådet stemmer om jeres ansøgning nu" in text_of(response)
    assert "En helt anden titel" in text_of(response)
    assert again(session, application.id).title == "Åben hal-fredag"
