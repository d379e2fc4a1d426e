"""Rolls go 90 days after a contest is over; numbers and result stay. What one can take along says where one voted, not how."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import PersonFactory
from tests.factories.voting import close_and_count, opened_contest, planned_contest
from youthvoice.accounts.commands import close_account
from youthvoice.accounts.export import export
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.voting.cli import voting
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.models import Contest, RollEntry, SealedBox
from youthvoice.voting.queries.contests import outcome_of
from youthvoice.voting.retention import AT_A_TIME, KEPT, forget_rolls, old_rolls
from youthvoice.voting.rules.methods import TieRule

BEGINS = datetime(2027, 3, 1, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(BEGINS, tick=False) as moved:
        yield moved


def roll_sizes(session: Session) -> dict[int, int]:
    query = select(RollEntry.contest_id, func.count()).group_by(RollEntry.contest_id)
    return {row[0]: row[1] for row in session.execute(query)}


def counted(session: Session, clock: Any, voter: Any, **more: Any) -> Contest:
    """One that opened a week before BEGINS and is counted just then."""
    clock.move_to(BEGINS - timedelta(days=7))
    contest = opened_contest(session, **more)
    give_and_cast(session, SECRET, contest, voter, b"s" * 32, (1,))
    clock.move_to(BEGINS)
    close_and_count(session, contest, actor_id=None)
    return contest


def test_a_roll_goes_when_its_time_is_up_and_not_a_second_before(session: Session, clock: Any) -> None:
    voter, _other = PersonFactory(), PersonFactory()
    contest = counted(session, clock, voter)
    facts = contest.roll_size, contest.issued, contest.taken_part, contest.outcome
    clock.move_to(BEGINS + KEPT - SECOND)
    assert old_rolls(session, now()) == []
    assert forget_rolls(session) is False
    assert roll_sizes(session) == {contest.id: 2}
    clock.move_to(BEGINS + KEPT)
    (preview,) = old_rolls(session, now())
    assert (preview.contest_id, preview.people, preview.over_at) == (contest.id, 2, BEGINS)
    assert forget_rolls(session) is False
    assert roll_sizes(session) == {}
    assert old_rolls(session, now()) == []
    session.expire_all()
    assert (contest.roll_size, contest.issued, contest.taken_part, contest.outcome) == facts
    assert facts[:3] == (2, 1, 1)
    outcome = outcome_of(contest)
    assert outcome is not None
    assert outcome.elected == (1,)
    assert session.get_one(SealedBox, contest.id).ballots == [["1", 1]]
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "contest.forget_roll"))
    assert (entry.subject_id, entry.data) == (contest.id, {"size": 2})


def test_one_that_is_stopped_goes_too_and_what_waits_or_goes_on_stays(session: Session, clock: Any) -> None:
    PersonFactory()
    stopped, waits = opened_contest(session), opened_contest(session, tie_rule=TieRule.lot)
    cancel_contest(session, stopped, "Vi venter til maj.", actor_id=None)
    clock.move_to(BEGINS + SECOND)
    seal_contest(session, waits, actor_id=None)
    still_open, planned = opened_contest(session), planned_contest(session)
    clock.move_to(BEGINS + KEPT * 2)
    forget_rolls(session)
    assert sorted(roll_sizes(session)) == [waits.id, still_open.id]
    assert planned.roll_size == 0


def test_no_row_goes_before_the_contest_is_over(session: Session, clock: Any) -> None:
    PersonFactory()
    contest = opened_contest(session, tie_rule=TieRule.lot)

    def take_away() -> None:
        with session.begin_nested():
            session.execute(delete(RollEntry).where(RollEntry.contest_id == contest.id))

    with pytest.raises(DBAPIError, match="the roll stands"):
        take_away()
    clock.move_to(contest.closes_at)
    seal_contest(session, contest, actor_id=None)
    with pytest.raises(DBAPIError, match="the roll stands"):
        take_away()
    draw_lot(session, contest, "314265", "Ida og Bo", actor_id=PersonFactory().id)
    count_contest(session, contest, actor_id=None)
    take_away()
    assert roll_sizes(session) == {}


def test_many_go_a_part_at_a_time(session: Session, clock: Any) -> None:
    person = PersonFactory()
    contest = counted(session, clock, person)
    for number in range(AT_A_TIME):
        key = f"{number:032x}"
        facts = {"method": contest.method, "owner_kind": "tests", "owner_title": "T", "title": "Noget", "version": 1}
        other = Contest(
            form_key=f"r{key[1:]}", key=f"r{key[1:]}", opens_at=BEGINS, closes_at=BEGINS + SECOND, created_at=BEGINS,
            **facts,
        )  # fmt: skip
        session.add(other)
        session.flush()
        session.add(RollEntry(contest_id=other.id, person_id=person.id, took_part=False))
        session.flush()
        other.opened_at = other.sealed_at = other.counted_at = BEGINS
        other.outcome = {}
    session.flush()
    clock.move_to(BEGINS + KEPT)
    assert forget_rolls(session) is True
    assert len(roll_sizes(session)) == 1
    assert forget_rolls(session) is False
    assert roll_sizes(session) == {}


def test_the_command_shows_and_changes_nothing(app: Flask, session: Session, clock: Any) -> None:
    contest = counted(session, clock, PersonFactory(), title="Nye bolde")
    session.commit()
    run = app.test_cli_runner().invoke
    assert run(voting, ["retention"]).output == "0 rolls, 0 people; kept for 90 days.\n"
    clock.move_to(BEGINS + KEPT)
    shown = run(voting, ["retention"]).output
    assert shown == f"{contest.id}\t2027-03-01\t1\tNye bolde\n1 rolls, 1 people; kept for 90 days.\n"
    session.expire_all()
    assert roll_sizes(session) == {contest.id: 1}


def test_own_data_says_where_one_voted_and_nothing_of_how(session: Session, clock: Any) -> None:
    voter, other = PersonFactory(), PersonFactory()
    contest = opened_contest(session, title="Nye bolde")
    assert [one["was_given_a_paper"] for one in export(session, voter)["votes"]] == [False]
    give_and_cast(session, SECRET, contest, voter, b"s" * 32, (2,))
    one = {
        "title": "Nye bolde", "of": "Ungerådet", "opened_at": "2027-03-01T11:00:00+00:00",
        "closes_at": "2027-03-08T11:00:00+00:00", "was_given_a_paper": True,
    }  # fmt: skip
    assert export(session, voter)["votes"] == [one]
    assert export(session, other)["votes"] == [one | {"was_given_a_paper": False}]
    clock.move_to(contest.closes_at)
    close_and_count(session, contest, actor_id=None)
    session.expire_all()
    assert export(session, voter)["votes"] == [one]
    clock.move_to(BEGINS + KEPT * 2)
    forget_rolls(session)
    assert export(session, voter)["votes"] == []


def test_who_leaves_stays_on_the_roll_without_a_name_and_the_count_is_right(session: Session, clock: Any) -> None:
    voter, stays = PersonFactory(display_name="Blå Ræv"), PersonFactory()
    contest = opened_contest(session)
    give_and_cast(session, SECRET, contest, voter, b"s" * 32, (1,))
    close_account(session, voter, voter.id)
    give_and_cast(session, SECRET, contest, stays, b"t" * 32, (2,))
    clock.move_to(contest.closes_at)
    close_and_count(session, contest, actor_id=None)
    assert (contest.roll_size, contest.issued, contest.taken_part) == (2, 2, 2)
    assert voter.display_name != "Blå Ræv"
    assert roll_sizes(session) == {contest.id: 2}
    later = opened_contest(session)
    assert roll_sizes(session)[later.id] == 1
