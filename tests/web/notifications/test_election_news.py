"""Who hears of an election: those who may stand and vote; whoever was written in; and those who run it, of what waits."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory, PersonFactory, TeacherFactory
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory, SeatFactory, StudentCouncilFactory
from tests.factories.elections import (
    MONDAY,
    NAMES,
    NOMINATION,
    PAUSE,
    VOTING,
    announced,
    cast,
    counted,
    dates,
    drawn,
    key,
    opened,
    school_town,
    standing_up,
)
from tests.web.notifications.hearing import headlines, told
from youthvoice.core.mail import OutboxMessage
from youthvoice.councils.commands.seats import end_seat
from youthvoice.councils.models import Seat
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.elections.clockwork import remind
from youthvoice.elections.commands.planning import cancel_election, change_dates
from youthvoice.elections.commands.polls import PollFacts, plan_poll
from youthvoice.elections.commands.standing import StandFacts, enter
from youthvoice.elections.queries.elections import find_by_contest
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.rules.methods import TieRule

STAND = "Du kan stille op til valg"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


def test_those_who_may_stand_hear_of_it_and_of_other_days(session: Session) -> None:
    town, other = school_town(), PersonFactory()
    elsewhere = school_town_class(town)
    election = announced(session, town.council, [town.school_class])
    pupil = town.pupils[0]
    note = "Du kan stille op fra 6. september 2027 kl. 12.00 til 13. september 2027 kl. 12.00."
    assert told(session, pupil) == [(STAND, note, f"/valg/{election.id}")]
    assert told(session, other) == told(session, elsewhere) == told(session, town.helper) == []
    day = timedelta(days=1)
    later = dates(voting_opens_at=MONDAY + NOMINATION + PAUSE + day, voting_closes_at=MONDAY + NOMINATION + PAUSE + 2 * day,
                  term_starts_on=MONDAY.date() + timedelta(days=20))  # fmt: skip
    change_dates(session, election.round, later, seen_version=election.round.version, actor_id=town.helper.id)
    assert headlines(session, pupil) == [STAND, "Valget har fået nye dage"]


def school_town_class(town: Any) -> Any:
    """A pupil of another class of the school, which elects nobody this time."""
    return SeatFactory(body=ClassFactory(parent=town.council, name="7.A", grade=7)).person


def test_whoever_was_written_in_hears_so_at_once(session: Session) -> None:
    town = school_town()
    election = announced(session, town.council, [town.school_class])
    pupil = town.pupils[0]
    enter(
        session, election, pupil, StandFacts(ballot_name="Freja Holm"), key(), has_said_yes=False,
        actor_id=town.helper.id,
    )  # fmt: skip
    assert told(session, pupil)[1:] == [
        ("Du er skrevet op som kandidat", "En voksen har gjort det for dig. Du bestemmer selv, om du vil stille op.",
         f"/valg/{election.id}/stil-op"),
    ]  # fmt: skip
    (mail,) = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == pupil.email))
    assert mail.subject == "Du er skrevet op som kandidat"


def test_where_there_was_a_seat_for_everybody_all_are_told(session: Session, clock: Any) -> None:
    town = school_town()
    election = announced(session, town.council, [town.school_class])
    standing_up(session, election, town.pupils[:2])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    assert headlines(session, town.pupils[5]) == [STAND, "Alle, der stillede op, er valgt"]
    assert "Du er valgt til medlem" in headlines(session, town.pupils[0])
    assert headlines(session, town.helper) == []


def test_where_nobody_stood_those_who_run_it_are_told(session: Session, clock: Any) -> None:
    town = school_town()
    election = announced(session, town.council, [town.school_class])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    assert told(session, town.helper) == [("Ingen stillede op til valget", "", f"/valg/{election.id}")]
    assert headlines(session, town.pupils[0]) == [STAND]


def test_the_adult_of_the_class_is_told_before_the_one_of_the_school(session: Session, clock: Any) -> None:
    town = school_town()
    near = CoordinatorSeatFactory(body=town.school_class).person
    contest = _voted(session, clock, town)
    clock.move_to(contest.closes_at)
    seal_contest(session, contest, actor_id=None)
    assert headlines(session, near) == ["I skal trække lod, før stemmerne kan tælles"]
    assert headlines(session, town.helper) == []


def test_from_the_vote_to_the_seats_everybody_hears_each_thing_once(session: Session, clock: Any) -> None:
    town = school_town()
    contest = _voted(session, clock, town)
    clock.move_to(contest.closes_at)
    counted(session, contest, town.helper)
    assert headlines(session, town.pupils[7]) == [STAND, "Du kan stemme nu", "Resultatet er klar"]
    first = headlines(session, town.pupils[0])
    assert first.count("Du er valgt til medlem") == 1
    assert first.count("Resultatet er klar") == 1
    assert headlines(session, town.helper) == ["I skal trække lod, før stemmerne kan tælles"]


def test_a_seat_that_becomes_empty_waits_for_the_helper(session: Session, clock: Any) -> None:
    town = school_town()
    contest = _voted(session, clock, town)
    clock.move_to(contest.closes_at)
    counted(session, contest, town.helper)
    clock.move_to(contest.closes_at + timedelta(days=3))
    seat = session.scalars(
        select(Seat).where(Seat.body_id == town.council.id, Seat.role == SeatRole.member).order_by(Seat.id)
    ).first()
    assert seat is not None
    end_seat(session, seat, SeatEnd.resigned, actor_id=None)
    headline, note, path = told(session, town.helper)[-1]
    assert (headline, note) == (
        "En plads er blevet ledig", "Se, hvem der står til at træde ind, og sig ja til det.",
    )  # fmt: skip
    assert path.startswith("/valg/")


@pytest.mark.parametrize("is_open", [False, True])
def test_a_cancelled_election_is_told_once_with_the_reason(session: Session, clock: Any, *, is_open: bool) -> None:
    town = school_town()
    if is_open:
        contest = _voted(session, clock, town)
        election = find_by_contest(session, contest.id)
        assert election is not None
    else:
        election = announced(session, town.council, [town.school_class])
    for _ in range(2):
        cancel_election(session, election, "Vi må vente til oktober.", actor_id=town.helper.id)
    last = told(session, town.pupils[3])[-1]
    assert last[:2] == ("Valget er aflyst", "Grund: Vi må vente til oktober.")
    assert headlines(session, town.pupils[3]).count("Valget er aflyst") == 1


def _voted(session: Session, clock: Any, town: Any) -> Any:
    election = announced(session, town.council, [town.school_class])
    candidates = standing_up(session, election, town.pupils[:4], NAMES)
    clock.move_to(MONDAY + NOMINATION)
    election = drawn(session, election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    contest = opened(session, election)
    for pupil in town.pupils[:3]:
        cast(session, contest, pupil, candidates[0], candidates[1])
    for pupil in town.pupils[3:5]:
        cast(session, contest, pupil, candidates[1], candidates[2])
    assert contest.closes_at == MONDAY + NOMINATION + PAUSE + VOTING
    return contest


def test_of_the_lot_of_a_poll_the_chair_hears_and_the_adult_who_helps(session: Session, clock: Any) -> None:
    town = school_town()
    chair = town.pupils[0]
    for role in (SeatRole.member, SeatRole.chair):
        SeatFactory(body=town.council, person=chair, role=role)
    facts = PollFacts(
        title="En ny bænk?", question="", way=Way.one, options=[("Ved døren", None), ("Ved træet", None)], seats=1,
        max_choices=None, budget=None, spends_rest=False, voters=Voters.represented, is_public=True, opens_at=None,
        closes_at=MONDAY + VOTING, tie_rule=TieRule.lot, quorum_percent=0, allows_blank=True, takes_strangers=False,
    )  # fmt: skip
    contest = plan_poll(session, SECRET, town.council, facts, key(), actor_id=chair.id)
    clock.move_to(contest.closes_at)
    seal_contest(session, contest, actor_id=None)
    lot = "I skal trække lod, før stemmerne kan tælles"
    assert headlines(session, chair) == ["Du kan stemme nu", lot]
    assert headlines(session, town.helper) == [lot]
    assert headlines(session, town.pupils[1]) == ["Du kan stemme nu"]


def test_a_school_without_an_election_is_mailed_whatever_people_chose(session: Session) -> None:
    helped, alone = StudentCouncilFactory(name="Elevrådet på Virum Skole"), StudentCouncilFactory()
    helper = CoordinatorSeatFactory(body=helped).person
    teacher, administrator = TeacherFactory(school=alone.school), AdministratorFactory()
    nobody = StudentCouncilFactory()
    for _ in range(2):
        remind(session)
    assert told(session, helper) == [
        ("Elevrådet skal vælges inden 1. november", "Vi kan ikke se, at I har planlagt et valg i år.", f"/raad/{helped.id}"),
    ]  # fmt: skip
    assert [path for _h, _n, path in told(session, teacher)] == [f"/raad/{alone.id}"]
    assert [path for _h, _n, path in told(session, administrator)] == [f"/raad/{nobody.id}"]
    (mail,) = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == helper.email))
    assert (mail.subject, mail.topic) == ("Husk valg til Elevrådet på Virum Skole", None)
    assert "inden udgangen af oktober" in mail.body_text
    assert f"http://localhost/raad/{helped.id}" in mail.body_text
    with time_machine.travel(datetime(2027, 10, 16, 10, tzinfo=UTC), tick=False):
        remind(session)
    assert len(told(session, helper)) == 2
