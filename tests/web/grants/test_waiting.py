"""What waits for somebody in all pools together, on one's own page."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.desk import in_writing
from tests.factories.grants import Town, key, sent, town
from tests.factories.grants_after import asked, lead_of, planned, running, with_letter
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.queries.waiting import Waiting, waiting_for
from youthvoice.grants.rules.deciding import Choice, Conflict

NOTHING = Waiting(0, 0, None, 0, None)


@pytest.fixture
def place(session: Session) -> Town:
    """A pool and everybody around it."""
    return town(session)


def test_a_letter_waits_for_the_group_until_it_is_said_yes_to(session: Session, place: Town) -> None:
    waits = with_letter(session, place)
    assert waiting_for(session, lead_of(session, waits)).applications == 1
    runs = running(session, place)
    assert waiting_for(session, lead_of(session, runs)) == NOTHING


def test_a_vote_waits_for_those_who_may_vote_and_have_not(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    voted, conflicted = place.members[1], place.members[2]
    declare(session, application, conflicted.id, Conflict.other, by_id=conflicted.id)
    motion = put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    vote(session, motion, voted, Choice.in_favour)
    assert waiting_for(session, place.chair) == Waiting(0, 1, application.id, 0, None)
    for person in (voted, conflicted, place.coordinator, place.treasurer):
        assert waiting_for(session, person) == NOTHING


def test_payments_wait_for_whoever_has_the_next_word(session: Session, place: Town) -> None:
    application = running(session, place)
    asked(session, application, 500)
    planned(session, place, application, 700)
    planned(session, place, application, 800)
    assert waiting_for(session, place.coordinator).payments == 1
    assert waiting_for(session, place.treasurer) == Waiting(0, 0, None, 2, place.pool.id)
    assert waiting_for(session, place.chair) == NOTHING


def test_the_page_of_ones_own_leads_there(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    session.commit()
    page = sign_in(place.members[1]).get("/min-side").get_data(as_text=True)
    assert f"/puljen/ansoegninger/{application.id}/bord" in page
    assert "1 ansøgning, du kan stemme om" in page
