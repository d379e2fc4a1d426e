"""The worker draws papers when the time is up, and reminds schools; each once, whoever works and however late."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.councils import ClassFactory, SeatFactory, StudentCouncilFactory
from tests.factories.elections import MONDAY, NOMINATION, PAUSE, SchoolTown, announced, dates, standing_up
from youthvoice.core.clock import local_date
from youthvoice.elections import clockwork
from youthvoice.elections.commands.planning import cancel_election
from youthvoice.elections.events import ElectionDue
from youthvoice.elections.models import Candidate, ElectionReminder
from youthvoice.elections.queries.elections import get_election
from youthvoice.elections.rules.candidates import draw_order
from youthvoice.elections.rules.states import ElectionState
from youthvoice.voting.models import Contest, ContestOption

SECOND = timedelta(seconds=1)


def test_the_paper_is_drawn_by_a_lot_that_anyone_can_draw_again(session: Session, town: SchoolTown, clock: Any) -> None:
    election = announced(session, town.council, [town.school_class])
    standing = standing_up(session, election, town.pupils[:5])
    clock.move_to(MONDAY + NOMINATION - SECOND)
    assert clockwork.draw_papers(session) is False
    assert get_election(session, election.id).state is ElectionState.planned
    clock.move_to(MONDAY + NOMINATION)
    clockwork.draw_papers(session)
    again = get_election(session, election.id)
    assert (again.state, again.nomination_closed_at) == (ElectionState.ready, MONDAY + NOMINATION)
    order = draw_order([one.number for one in standing], str(again.order_seed))
    names = {one.number: one.ballot_name for one in standing}
    titles = select(ContestOption.title).where(ContestOption.contest_id == again.contest_id)
    assert session.scalars(titles.order_by(ContestOption.number)).all() == [names[number] for number in order]
    clockwork.draw_papers(session)
    assert len(session.scalars(select(Contest)).all()) == 1


def test_one_that_cannot_be_drawn_keeps_no_other_waiting(
    session: Session, town: SchoolTown, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    other = ClassFactory(parent=town.council, name="9.A", grade=9)
    broken = announced(session, town.council, [town.school_class])
    good = announced(session, town.council, [other])
    first, _second, _third = standing_up(session, broken, town.pupils[:3])
    session.query(Candidate).filter(Candidate.id == first.id).update({"ballot_name": "Oskar Lind"})
    session.expire_all()
    clock.move_to(MONDAY + NOMINATION)
    assert clockwork.draw_papers(session) is False
    assert get_election(session, broken.id).state is ElectionState.planned
    assert get_election(session, good.id).state is ElectionState.empty
    assert "paper cannot be drawn" in caplog.text


def test_each_level_has_a_seat_where_it_is_set_so(session: Session, clock: Any) -> None:
    council = StudentCouncilFactory(seats_per_child=False, member_seats=2, substitute_seats=0)
    pupils = [SeatFactory(body=ClassFactory(parent=council, grade=grade)).person for grade in (7, 8, 8)]
    election = announced(session, council, needs_spread=True, substitutes=0)
    standing = standing_up(session, election, pupils)
    clock.move_to(MONDAY + NOMINATION)
    clockwork.draw_papers(session)
    assert [one.level for one in standing] == ["7", "8", "8"]
    groups = select(ContestOption.group).where(
        ContestOption.contest_id == get_election(session, election.id).contest_id
    )
    assert sorted(session.scalars(groups)) == ["7", "8", "8"]


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> list[ElectionDue]:
    """The reminders that were told."""
    told: list[ElectionDue] = []
    monkeypatch.setattr(clockwork, "publish", lambda _session, event: told.append(event))
    return told


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def test_schools_are_reminded_in_september_and_once_more_in_october(
    session: Session, clock: Any, due: list[ElectionDue]
) -> None:
    councils = [StudentCouncilFactory(), StudentCouncilFactory()]
    days = [
        date(2027, 8, 31),
        date(2027, 9, 1),
        date(2027, 9, 20),
        date(2027, 10, 15),
        date(2027, 10, 31),
        date(2027, 11, 1),
    ]
    told = []
    for day in days:
        clock.move_to(at(day))
        assert clockwork.remind(session) is False
        told.append(len(due))
    assert told == [0, 2, 2, 4, 4, 4]
    assert {(one.body_id, one.year, one.wave) for one in due} == {
        (one.id, 2027, wave) for one in councils for wave in (1, 2)
    }
    clock.move_to(at(date(2028, 9, 1)))
    clockwork.remind(session)
    assert len(due) == 6
    assert len(session.scalars(select(ElectionReminder)).all()) == 6


@pytest.mark.parametrize("case", ["planned", "cancelled", "empty", "last year", "closed", "another kind"])
def test_who_is_reminded(session: Session, clock: Any, due: list[ElectionDue], case: str) -> None:
    council = StudentCouncilFactory(closed_at=MONDAY if case == "closed" else None)
    school_class = ClassFactory(parent=council)
    if case in ("planned", "cancelled", "empty", "last year"):
        term = local_date(MONDAY + NOMINATION + PAUSE) + timedelta(days=20)
        if case == "last year":
            clock.move_to(MONDAY - timedelta(days=120))
            term = date(2027, 7, 1)
        election = announced(session, council, [school_class], dates=dates(term_starts_on=term))
        if case == "cancelled":
            cancel_election(session, election, "Skolen er lukket.", actor_id=None)
        if case == "empty":
            clock.move_to(MONDAY + NOMINATION)
            clockwork.draw_papers(session)
    if case == "another kind":
        council.kind = "joint_student_council"
        session.flush()
    clock.move_to(at(date(2027, 10, 20)))
    clockwork.remind(session)
    assert len(due) == (case in ("cancelled", "empty", "last year"))


def test_many_schools_take_several_rounds(
    session: Session, clock: Any, due: list[ElectionDue], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        StudentCouncilFactory()
    monkeypatch.setattr(clockwork, "AT_A_TIME", 2)
    assert [clockwork.remind(session) for _ in range(3)] == [True, False, False]
    assert len(due) == 3


def test_the_councils_page_says_it_too(session: Session, town: SchoolTown, clock: Any, client: Any) -> None:
    session.commit()
    page = f"/raad/{town.council.id}"
    owed = "Elevrådet skal vælges før udgangen af oktober."
    assert owed in client.get(page).text
    assert owed not in client.get(f"/raad/{town.school_class.id}").text
    election = announced(session, town.council, [town.school_class])
    session.commit()
    text = client.get(page).text
    assert owed not in text
    assert f'href="/valg/{election.id}"' in text
    assert f'href="/valg/{election.id}"' in client.get(f"/raad/{town.school_class.id}").text
    cancel_election(session, election, "Skolen er lukket.", actor_id=None)
    session.commit()
    assert owed in client.get(page).text
    clock.move_to(at(date(2027, 11, 2)))
    assert owed not in client.get(page).text


def test_whoever_helps_finds_the_way_from_the_councils_page(session: Session, town: SchoolTown, sign_in: Any) -> None:
    path = f"/raad/{town.council.id}/valg/nyt"
    assert path in sign_in(town.helper).get(f"/raad/{town.council.id}").text
    assert path not in sign_in(town.pupils[0]).get(f"/raad/{town.council.id}").text
