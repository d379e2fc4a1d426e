"""A poll that ended with equally many votes: those who run it let people vote again between what is tied."""

import os
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.polls import School, poll_of, school
from tests.web.forms import form_fields
from youthvoice.core.clock import now
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.hurrying import close_now
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import find_contest
from youthvoice.voting.rules.contest import State
from youthvoice.voting.rules.methods import Method, TieRule

AGAIN = "Lav et omvalg"


def decided(
    session: Session, clock: Any, town: School, way: Way, ballots: list[tuple[int, ...]], **more: Any
) -> Contest:
    """7.A and 7.B have voted between Bod, Bold and Bænk (or yes, no and neither), and it is counted."""
    contest = poll_of(session, town.council, town.coordinator, way, voters=Voters.represented, **more)
    for voter, ballot in zip([*town.pupils, town.other], ballots, strict=False):
        give_and_cast(session, SECRET, contest, voter, os.urandom(32), ballot)
    clock.move_to(now() + timedelta(hours=1))
    close_now(session, contest, actor_id=town.coordinator.id)
    session.commit()
    return contest


def newest(session: Session) -> Contest:
    session.expire_all()
    found = find_contest(session, session.scalars(select(Contest.id).order_by(Contest.id.desc()).limit(1)).one())
    assert found is not None
    return found


def desk(contest: Contest) -> str:
    return f"/afstemninger/{contest.id}/styr"


def path(town: School, contest: Contest) -> str:
    return f"/raad/{town.council.id}/afstemninger/ny?igen={contest.id}"


def ask_again(browser: Any, town: School, before: Contest) -> int:
    """Send the form as it is shown."""
    url, page = f"/raad/{town.council.id}/afstemninger/ny", browser.get(path(town, before)).text
    lines = re.findall(r'<input type="text" name="options" value="([^"]*)"', page)
    status: int = browser.post(url, data=form_fields(page, url) | {"options": lines}).status_code
    return status


def test_the_tied_are_voted_on_again(session: Session, clock: Any, sign_in: Any) -> None:
    town = school()
    before = decided(session, clock, town, Way.one, [(1,), (1,), (3,), (3,)], quorum_percent=50)
    browser = sign_in(town.coordinator)
    page = browser.get(desk(before)).text
    assert AGAIN in page
    assert path(town, before) in page
    assert ask_again(browser, town, before) == 303
    again = newest(session)
    assert again.id != before.id
    assert (again.title, again.state, again.method) == ("Omvalg: Skal vi have en bod?", State.open, Method.plurality)
    assert [option.title for option in again.options] == ["Bod", "Bænk"]
    assert (again.roll_size, again.quorum_percent) == (before.roll_size, 50)


def test_only_the_seats_that_are_left_are_voted_on(session: Session, clock: Any, sign_in: Any) -> None:
    town = school()
    ballots = [(1, 2), (1, 3), (1,)]
    before = decided(session, clock, town, Way.several, ballots, seats=2, max_choices=3)
    assert ask_again(sign_in(town.chair), town, before) == 303
    again = newest(session)
    assert [option.title for option in again.options] == ["Bold", "Bænk"]
    assert (again.method, again.seats, again.max_choices) == (Method.block, 1, 2)


@pytest.mark.parametrize(
    ("way", "ballots", "more"),
    [
        (Way.one, [(1,), (1,), (3,)], {}),
        (Way.yes_no, [(1,), (2,)], {}),
        (Way.one, [(1,), (3,)], {"quorum_percent": 90}),
    ],
    ids=["one has won", "as many yes as no is a no", "too few took part"],
)
def test_nothing_is_voted_on_again(
    session: Session, clock: Any, sign_in: Any, way: Way, ballots: list[tuple[int, ...]], more: dict[str, Any]
) -> None:
    town = school()
    before = decided(session, clock, town, way, ballots, **more)
    browser = sign_in(town.coordinator)
    assert AGAIN not in browser.get(desk(before)).text
    assert "Omvalg" not in browser.get(path(town, before)).text


def test_a_poll_of_another_body_is_not_told(session: Session, clock: Any, sign_in: Any) -> None:
    town = school()
    before = decided(session, clock, town, Way.one, [(1,), (3,)])
    page = sign_in(town.teacher).get(f"/raad/{town.first.id}/afstemninger/ny?igen={before.id}")
    assert page.status_code == 200
    assert "Omvalg" not in page.text
    assert sign_in(town.pupils[1]).get(path(town, before)).status_code == 403


def test_no_lot_is_drawn_for_a_question(session: Session, clock: Any, sign_in: Any) -> None:
    town = school()
    contest = decided(session, clock, town, Way.yes_no, [(1,), (2,)], tie_rule=TieRule.lot)
    assert contest.state is State.counted
    page = sign_in(town.coordinator).get(f"/afstemninger/{contest.id}").text
    assert "trukket lod" not in page
    assert "stemmer I igen" not in page
