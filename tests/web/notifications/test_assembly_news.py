"""News of Bytinget: whom each reaches, once, and never of an own deed or of words that are hidden."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tests.factories.assembly import DayItemFactory, DelegateFactory, MotionCreditFactory
from tests.factories.councils import CoordinatorSeatFactory, SeatFactory, StudentCouncilFactory
from tests.web.assembly.motions import TEXT, Hall, amendment_of, hall, motion_in
from tests.web.assembly.years import town
from tests.web.notifications.hearing import headlines, told
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.assembly.commands.amendments import take_in, withdraw_amendment
from youthvoice.assembly.commands.day import begin_day, end_day
from youthvoice.assembly.commands.motion_state import hold_motion, put_state
from youthvoice.assembly.commands.motion_steps import finish, give, merge_into, withdraw
from youthvoice.assembly.commands.motions import send_motion
from youthvoice.assembly.commands.years import announce
from youthvoice.assembly.events import DelegateNamed
from youthvoice.assembly.models import Delegate
from youthvoice.assembly.rules.motions import MotionState, Words, Writer
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.clock import now
from youthvoice.core.events import publish
from youthvoice.core.mail import OutboxMessage
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.notifications.calendar_reminders import remind
from youthvoice.notifications.commands.choosing import choose
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import Choice, NewsTopic, Pace

NOON = datetime(2027, 2, 1, 11, tzinfo=UTC)
DAY = timedelta(days=1)
MANY = 400


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def at(session: Session) -> Hall:
    return hall(session)


def test_it_is_announced_to_those_who_run_what_sends_delegates(session: Session, clock: Any) -> None:
    place = town(session, announced_at=None)
    chair = SeatFactory(body=place.council, role=SeatRole.chair).person
    elsewhere = SeatFactory(body=StudentCouncilFactory(), role=SeatRole.chair).person
    for _ in range(2):
        announce(session, place.year.id, actor_id=place.helper.id)
    here = f"/bytinget/{place.year.year}"
    note = "22. februar 2027 kl. 12.00, Rådhuset, kommunalbestyrelsens sal. I kan sende forslag til 15. februar 2027 kl. 12.00."
    assert told(session, chair) == told(session, place.teacher) == [("Bytinget 2027 er på vej", note, here)]
    for nobody in (elsewhere, *place.members, *place.pupils):
        assert told(session, nobody) == []


def test_before_anybody_was_asked_every_council_hears_of_it(session: Session) -> None:
    place = town(session, announced_at=None)
    session.delete(place.delegation)
    chair, teacher = SeatFactory(role=SeatRole.chair).person, CoordinatorSeatFactory(body=place.council).person
    session.flush()
    announce(session, place.year.id, actor_id=place.helper.id)
    for person in (chair, teacher, place.teacher):
        assert headlines(session, person) == [f"Bytinget {place.year.year} er på vej"]


def test_a_delegate_hears_when_and_where(session: Session, at: Hall) -> None:
    choose(session, at.stranger.id, {NewsTopic.assembly: Choice(Pace.now, push=False)})
    delegate = DelegateFactory(delegation=at.oak, year_id=at.year.id, person=at.stranger, way=DelegateWay.lot)
    for _ in range(2):
        publish(session, DelegateNamed(delegate.id, at.year.id, at.stranger.id))
    assert headlines(session, at.stranger) == [f"Du skal med til Bytinget {at.year.year}"]
    (mail,) = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == at.stranger.email))
    assert at.year.place in mail.body_text
    assert mail.topic == "assembly"
    assert headlines(session, at.oak_pupil) == []


def test_a_motion_reaches_those_who_lead_but_not_whoever_sent_it(session: Session, at: Hall) -> None:
    motion = motion_in(at, None, state=MotionState.draft)
    send_motion(session, motion, at.oak_pupil, Writer(at.oak_pupil.id, at.oak.name))
    expected = [("Et nyt forslag til Bytinget", "", f"{at.base}/forslag/{motion.number}")]
    assert told(session, at.chair) == told(session, at.helper) == expected
    assert headlines(session, at.oak_pupil) == headlines(session, at.stranger) == []


def test_a_committee_hears_of_its_motion_and_those_whose_idea_it_is_where_it_stands(session: Session, at: Hall) -> None:
    motion = motion_in(at)
    give(session, motion, at.committee, at.chair)
    assert headlines(session, at.beech_pupil) == ["Jeres udvalg har et forslag at arbejde med"]
    finish(session, motion, at.oak_other)
    assert headlines(session, at.oak_pupil) == [
        "Et udvalg arbejder nu med forslaget", "Forslaget er klar til Bytinget",
    ]  # fmt: skip
    assert headlines(session, at.beech_pupil)[1:] == ["Forslaget er klar til Bytinget"]
    assert len(headlines(session, at.oak_other)) == 1


def test_whoever_withdraws_it_knows_and_the_committee_is_told(session: Session, at: Hall) -> None:
    motion = motion_in(at, state=MotionState.in_committee)
    withdraw(session, motion, at.oak_pupil, "Vi vil noget andet.")
    assert headlines(session, at.oak_pupil) == []
    assert told(session, at.beech_pupil) == [("Forslaget er trukket tilbage", "", f"{at.base}/forslag/1")]


def test_a_merged_motion_leads_to_the_one_it_became_part_of(session: Session, at: Hall) -> None:
    motion, into = motion_in(at, 1), motion_in(at, 2, written_by_id=at.beech_pupil.id, delegation_id=at.beech.id)
    words = Words(into.title, TEXT + "\nOgså ved ungdomsskolen.", "Vi har samlet to forslag.")
    merge_into(session, motion, into, at.chair, Writer(at.chair.id, "Forperson"), words, into.versions)
    ((headline, note, path),) = told(session, at.oak_pupil)
    assert (headline, path) == ("Forslaget er samlet med et andet", f"{at.base}/forslag/2")
    assert note
    finish(session, into, at.chair)
    assert headlines(session, at.oak_pupil)[1:] == ["Forslaget er klar til Bytinget"]


def test_a_change_reaches_idea_and_committee_and_its_writer_hears_what_became_of_it(session: Session, at: Hall) -> None:
    motion = motion_in(at, state=MotionState.in_committee)
    amendment = amendment_of(session, at, motion)
    asked = [("Nogen vil ændre et forslag, du arbejder med", f"{at.base}/forslag/1/aendringer/1")]
    for person in (at.oak_pupil, at.oak_other):
        assert [(headline, path) for headline, _note, path in told(session, person)] == asked
    assert headlines(session, at.beech_pupil) == []
    words = Words(motion.title, amendment.text, "Fem er bedre.")
    take_in(session, amendment, at.oak_other, Writer(at.oak_other.id, "Udvalget"), words, motion.versions)
    settled = "Udvalget har skrevet en ændring ind i forslaget"
    assert headlines(session, at.beech_pupil) == [settled]
    assert headlines(session, at.oak_pupil)[1:] == [settled]
    assert len(headlines(session, at.oak_other)) == 1


def test_a_change_that_is_taken_back_is_no_news_and_one_that_is_overtaken_is_its_writers(
    session: Session, at: Hall
) -> None:
    motion = motion_in(at)
    withdraw_amendment(session, amendment_of(session, at, motion), at.beech_pupil)
    amendment_of(session, at, motion, TEXT + "\nTræerne er egetræer.")
    before = len(headlines(session, at.oak_pupil))
    withdraw(session, motion, at.oak_pupil, "")
    assert len(headlines(session, at.oak_pupil)) == before
    assert headlines(session, at.beech_pupil) == ["Din ændring kom ikke med"]


def test_of_hidden_words_nobody_hears(session: Session, at: Hall) -> None:
    motion = motion_in(at, hidden_at=now())
    give(session, motion, at.committee, at.chair)
    amendment_of(session, at, motion)
    for person in (at.oak_pupil, at.oak_other, at.beech_pupil):
        assert told(session, person) == []


def test_what_comes_to_the_day_because_it_begins_is_no_news_and_a_no_in_the_hall_is(session: Session, at: Hall) -> None:
    motion = motion_in(at)
    DayItemFactory(year_id=at.year.id)
    begin_day(session, at.year.id, actor_id=at.chair.id)
    assert headlines(session, at.oak_pupil) == []
    put_state(session, hold_motion(session, motion.id), MotionState.rejected, now())
    assert headlines(session, at.oak_pupil) == ["Bytinget sagde nej til forslaget"]


def test_minutes_reach_delegates_and_those_whose_ideas_were_there(session: Session, at: Hall) -> None:
    motion = motion_in(at)
    MotionCreditFactory(motion_id=motion.id, label="En ræv", person_id=at.stranger.id)
    DayItemFactory(year_id=at.year.id)
    gone = DelegateFactory(delegation=at.oak, year_id=at.year.id, withdrawn_at=now()).person
    begin_day(session, at.year.id, actor_id=at.chair.id)
    for _ in range(2):
        end_day(session, at.year.id, actor_id=at.chair.id)
    news = (f"Referat og rapport fra Bytinget {at.year.year} er klar", f"{at.base}/referat")
    for person in (at.oak_pupil, at.beech_pupil, at.stranger):
        assert [(headline, path) for headline, _note, path in told(session, person)] == [news]
    assert told(session, gone) == []


def test_reminders_come_once_at_eight_and_again_where_the_day_was_moved(session: Session, clock: Any) -> None:
    at = hall(session, starts_at=NOON + 20 * DAY, motions_due_at=NOON + 10 * DAY)
    due, near = f"Husk jeres forslag til Bytinget {at.year.year}", f"Husk Bytinget {at.year.year}"
    eight = timedelta(hours=4)
    seen = []
    for moment in (7 * DAY - eight - timedelta(seconds=1), 7 * DAY - eight, 8 * DAY, 19 * DAY - eight, 19 * DAY):
        clock.move_to(NOON + moment)
        for _ in range(2):
            assert remind(session) is False
        found = headlines(session, at.oak_pupil)
        seen.append((found.count(due), found.count(near)))
    assert seen == [(0, 0), (1, 0), (1, 0), (1, 1), (1, 1)]
    assert headlines(session, at.chair) == [near]
    assert headlines(session, at.stranger) == []
    at.year.starts_at += 7 * DAY
    at.year.ends_at += 7 * DAY
    session.flush()
    remind(session)
    assert headlines(session, at.oak_pupil).count(near) == 1
    clock.move_to(NOON + 26 * DAY)
    remind(session)
    assert headlines(session, at.oak_pupil).count(near) == 2


@pytest.mark.parametrize("facts", [{"announced_at": None}, {"announced_at": NOON + 18.5 * DAY}])
def test_of_what_was_told_just_now_nobody_is_reminded(session: Session, clock: Any, facts: dict[str, Any]) -> None:
    at = hall(session, starts_at=NOON + 20 * DAY, motions_due_at=NOON + 20 * DAY, **facts)
    clock.move_to(NOON + 19.5 * DAY)
    remind(session)
    assert told(session, at.oak_pupil) == told(session, at.chair) == []


def test_many_delegates_cost_no_more(session: Session, clock: Any, at: Hall, count_queries: Any) -> None:
    people = [
        {"display_name": f"Ung {n}", "email": f"ung{n}@ung.example", "role": Role.young_person, "created_at": now()}
        for n in range(MANY)
    ]
    ids = session.scalars(insert(Person).returning(Person.id), people).all()
    rows = [
        {"year_id": at.year.id, "delegation_id": at.oak.id, "person_id": one, "way": DelegateWay.lot, "since": now()}
        for one in ids
    ]
    session.execute(insert(Delegate), rows)
    clock.move_to(at.year.starts_at - DAY)
    with count_queries() as seen:
        remind(session)
    assert len(seen) <= 6, seen
    known = session.scalars(select(Notification.pace).where(Notification.person_id.in_(ids))).all()
    assert len(known) == MANY
    assert set(known) == {Pace.daily}
