"""Who hears of a vote: everybody on the roll alike, in a few statements however many; and whoever runs it, of the lot."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import close_and_count, opened_contest, planned_contest
from tests.web.notifications.hearing import headlines, told
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.mail import OutboxMessage
from youthvoice.notifications.commands.choosing import choose
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import Choice, NewsTopic, Pace, vote_reminder_at
from youthvoice.notifications.vote_reminders import remind
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.models import Contest, GivenPaper
from youthvoice.voting.rules.methods import TieRule

MANY = 6_000
# Monday 1 March 2027, noon in Denmark; contests are open for a week.
NOON = datetime(2027, 3, 1, 11, tzinfo=UTC)
EIGHT = datetime(2027, 3, 7, 7, tzinfo=UTC)
"""The morning before it closes."""
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def test_everybody_on_the_roll_hears_when_it_opens_and_of_the_result(session: Session, clock: Any) -> None:
    voter, other, adult = PersonFactory(), PersonFactory(), AdministratorFactory()
    contest = opened_contest(session)
    late = PersonFactory()
    give_and_cast(session, SECRET, contest, voter, b"s" * 32, (1,))
    clock.move_to(contest.closes_at)
    close_and_count(session, contest, actor_id=None)
    here = f"/afstemninger/{contest.id}"
    for person in (voter, other):
        assert told(session, person) == [
            ("Du kan stemme nu", "Du kan stemme til 8. marts 2027 kl. 12.00.", here),
            ("Resultatet er klar", "", f"{here}/resultat"),
        ]
    assert told(session, adult) == told(session, late) == []


def test_of_what_is_only_planned_nobody_hears(session: Session) -> None:
    person = PersonFactory()
    contest = planned_contest(session)
    cancel_contest(session, contest, "Vi venter til maj.", actor_id=None)
    assert told(session, person) == []


def test_a_vote_that_is_stopped_says_why_and_once(session: Session) -> None:
    person = PersonFactory()
    contest = opened_contest(session)
    for _ in range(2):
        cancel_contest(session, contest, "Der manglede en mulighed.", actor_id=None)
    assert told(session, person)[1:] == [
        ("Afstemningen er aflyst", "Grund: Der manglede en mulighed.", f"/afstemninger/{contest.id}")
    ]


def test_nothing_is_mailed_at_once_unless_somebody_wants_it(session: Session) -> None:
    waits, wants, never = PersonFactory(), PersonFactory(), PersonFactory()
    for person, pace in ((wants, Pace.now), (never, Pace.never)):
        choose(session, person.id, {NewsTopic.votes: Choice(pace, push=False)})
    contest = opened_contest(session, title="En ny bane?")
    (mail,) = session.scalars(select(OutboxMessage))
    assert (mail.recipient, mail.subject, mail.topic) == (wants.email, "Du kan stemme nu", "votes")
    assert "«En ny bane?»" in mail.body_text
    assert f"http://localhost/afstemninger/{contest.id}" in mail.body_text
    paces = dict(session.execute(select(Notification.person_id, Notification.pace)).all())
    assert paces == {waits.id: Pace.daily, wants.id: Pace.now, never.id: Pace.never}


def test_the_reminder_comes_once_on_the_morning_before_and_to_all_alike(session: Session, clock: Any) -> None:
    voter, other = PersonFactory(), PersonFactory()
    contest = opened_contest(session)
    give_and_cast(session, SECRET, contest, voter, b"s" * 32, (1,))
    seen = []
    for moment in (EIGHT - SECOND, EIGHT, EIGHT, EIGHT + timedelta(hours=9)):
        clock.move_to(moment)
        while remind(session):
            pass
        seen.append(headlines(session, other).count("Afstemningen slutter snart"))
    assert seen == [0, 1, 1, 1]
    assert told(session, voter) == told(session, other)
    assert told(session, voter)[-1][1].endswith("Har du stemt, skal du ikke gøre mere.")
    # What was told is the same for both, row by row: nothing tells who had a paper.
    rows = select(Notification.kind, Notification.data, Notification.created_at, Notification.event_key)
    ofs = [session.execute(rows.where(Notification.person_id == one.id)).all() for one in (voter, other)]
    assert ofs[0] == ofs[1]
    assert session.scalars(select(GivenPaper.person_id)).all() == [voter.id]


@pytest.mark.parametrize("closes_in", [timedelta(hours=1), timedelta(days=1), timedelta(days=30)])
def test_of_a_short_vote_and_of_one_that_goes_on_nobody_is_reminded(
    session: Session, clock: Any, closes_in: timedelta
) -> None:
    person = PersonFactory()
    opened_contest(session, closes_at=now() + closes_in)
    for hours in (0, 20, 23):
        clock.move_to(NOON + timedelta(hours=hours))
        assert remind(session) is False
    assert headlines(session, person) == ["Du kan stemme nu"]


def test_a_worker_that_slept_reminds_late_but_not_of_what_is_over(session: Session, clock: Any) -> None:
    person = PersonFactory()
    late, over, stopped = opened_contest(session), opened_contest(session), opened_contest(session)
    cancel_contest(session, stopped, "Vi venter.", actor_id=None)
    over.closes_at -= timedelta(hours=2)
    session.flush()
    clock.move_to(late.closes_at - timedelta(hours=1))
    rounds = 1
    while remind(session):
        rounds += 1
    assert rounds == 2
    keys = select(Notification.event_key).where(Notification.kind == "vote_near", Notification.person_id == person.id)
    assert session.scalars(keys).all() == [f"contest:{late.id}:near"]


def test_where_nobody_can_be_told_the_worker_does_not_try_for_ever(session: Session, clock: Any) -> None:
    person = PersonFactory()
    opened_contest(session)
    person.closed_at = now()
    opened_contest(session, takes_strangers=True)
    session.flush()
    clock.move_to(EIGHT)
    assert remind(session) is False


@pytest.mark.parametrize(
    ("opened", "closes", "at"),
    [
        ("2027-03-01 12:00", "2027-03-08 12:00", "2027-03-07 08:00"),
        ("2027-03-01 12:00", "2027-03-08 00:00", "2027-03-07 08:00"),
        ("2027-03-01 08:00", "2027-03-03 09:00", "2027-03-02 08:00"),
        ("2027-03-01 08:01", "2027-03-03 09:00", None),
        ("2027-03-01 08:00", "2027-03-01 09:00", None),
    ],
)
def test_when_a_reminder_is_due(opened: str, closes: str, at: str | None) -> None:
    found = vote_reminder_at(datetime.fromisoformat(opened), datetime.fromisoformat(closes))
    assert found == (None if at is None else datetime.fromisoformat(at))


def test_whoever_runs_it_hears_that_it_waits_for_the_lot(session: Session) -> None:
    young, planner, other = PersonFactory(), AdministratorFactory(), AdministratorFactory()
    contest = opened_contest(session, tie_rule=TieRule.lot)
    contest.created_by_id = planner.id
    session.flush()
    seal_contest(session, contest, actor_id=None)
    assert headlines(session, young) == ["Du kan stemme nu"]
    (news,) = told(session, planner)
    assert (news[0], news[2]) == ("I skal trække lod, før stemmerne kan tælles", f"/afstemninger/{contest.id}/styr")
    assert told(session, other) == []
    draw_lot(session, contest, "314265", "Ida og Bo", actor_id=planner.id)
    count_contest(session, contest, actor_id=planner.id)
    assert len(told(session, planner)) == 1
    assert headlines(session, young) == ["Du kan stemme nu", "Resultatet er klar"]


def test_without_a_planner_the_administrators_hear_of_the_lot_and_without_a_lot_nobody(session: Session) -> None:
    PersonFactory()
    administrator = AdministratorFactory()
    seal_contest(session, opened_contest(session), actor_id=None)
    assert told(session, administrator) == []
    contest = opened_contest(session, tie_rule=TieRule.lot)
    contest.created_by_id = PersonFactory().id
    session.flush()
    seal_contest(session, contest, actor_id=None)
    assert len(told(session, administrator)) == 1


def test_thousands_are_told_in_a_few_statements(session: Session, count_queries: Any) -> None:
    rows = [
        {"display_name": f"Ung {n}", "email": f"ung{n}@ung.example", "role": Role.young_person, "created_at": now()}
        for n in range(MANY)
    ]
    session.execute(insert(Person), rows)
    contest = opened_contest(session)
    assert _count(session) == MANY
    with count_queries() as seen:
        close_and_count(session, session.get_one(Contest, contest.id), actor_id=None)
    assert len([one for one in seen if "notifications" in one.lower()]) <= 3
    assert _count(session) == 2 * MANY
    assert session.scalar(select(func.count(OutboxMessage.id))) == 0


def _count(session: Session) -> int:
    return session.scalar(select(func.count(Notification.id))) or 0
