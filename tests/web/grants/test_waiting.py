"""What waits for somebody in all pools together, on one's own page."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.desk import in_writing
from tests.factories.grants import Town, draft, key, sent, town
from tests.factories.grants_after import asked, lead_of, planned, running, with_letter
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.core.i18n import format_day, format_moment
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.models import PoolRound
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
    found = waiting_for(session, lead_of(session, runs))
    assert found == replace(NOTHING, accounts_on=runs.accounts_due_on)
    assert not found.is_turn


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
    pay_by = today() + timedelta(days=14)
    assert waiting_for(session, place.treasurer) == Waiting(0, 0, None, 2, place.pool.id, pay_by=pay_by)
    assert waiting_for(session, place.chair) == NOTHING


def test_the_page_of_ones_own_leads_there(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    session.commit()
    page = sign_in(place.members[1]).get("/min-side").get_data(as_text=True)
    assert f"/puljen/ansoegninger/{application.id}/bord" in page
    assert "1 ansøgning, du kan stemme om" in page


def test_a_deadline_is_told_to_those_who_write_and_those_who_decide(
    session: Session, place: Town, sign_in: Any
) -> None:
    ends = now() + timedelta(days=5)
    for name, closes_at in (("Var", now() - timedelta(days=1)), ("Næste", ends), ("Senere", ends + timedelta(days=90))):
        days = {"opens_on": today() - timedelta(days=9), "decides_on": (ends + timedelta(days=100)).date()}
        session.add(PoolRound(pool_id=place.pool.id, name=name, closes_at=closes_at, **days))
    writes = session.get_one(Person, draft(session, place.pool).lead_id)
    other = session.get_one(Person, sent(session, place.pool).lead_id)
    session.flush()
    for person in (writes, place.members[1], place.coordinator):
        found = waiting_for(session, person)
        assert (found.round_ends, found.round_in) == (ends, place.pool.id)
    assert waiting_for(session, other) == waiting_for(session, place.treasurer) == NOTHING
    page = sign_in(writes).get("/min-side").get_data(as_text=True)
    assert "Sidste frist for at søge" in page
    assert format_moment(ends) in page
    place.pool.closed_at = now()
    session.flush()
    assert waiting_for(session, writes) == NOTHING


def test_the_days_of_accounts_and_payments_stand_on_ones_own_page(
    session: Session, place: Town, sign_in: Any, count_queries: Any
) -> None:
    application = running(session, place)
    planned(session, place, application, 700)
    lead = sign_in(lead_of(session, application))
    with count_queries() as seen:
        page = lead.get("/min-side").get_data(as_text=True)
    assert len(seen) <= 8, "\n".join(one[:90] for one in seen)
    assert f"Send det senest {format_day(application.accounts_due_on)}" in page
    page = sign_in(place.treasurer).get("/min-side").get_data(as_text=True)
    assert f"Den første skal betales {format_day(today() + timedelta(days=14))}" in page
