"""Motions hold money, are counted once by those who may, and give free what is not carried."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.councils import SeatFactory
from tests.factories.desk import at_meeting, in_writing
from tests.factories.grants import KR, Town, key, sent, town
from youthvoice.core.clock import now, time_told, today
from youthvoice.core.errors import Conflict as MovedOn
from youthvoice.core.errors import Forbidden, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.models import Seat
from youthvoice.councils.rules.seats import SeatEnd
from youthvoice.grants.commands.conflicts import Conflicted, declare
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.motions import drop_motion, put_motion, vote
from youthvoice.grants.commands.settling import Hands, settle_motion
from youthvoice.grants.errors import Overspent
from youthvoice.grants.events import ApplicationWithdrawn
from youthvoice.grants.models import Application, LedgerEntry, Motion
from youthvoice.grants.rules.deciding import Choice, Conflict, MotionState
from youthvoice.grants.ticking import settle_due

FOR, AGAINST, ABSTAIN = Choice.in_favour, Choice.against, Choice.abstain


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, 10_000 * KR)


def put(session: Session, place: Town, application: Application | None = None, **more: Any) -> Motion:
    application = application or sent(session, place.pool)
    return put_motion(session, application, in_writing(application, **more), key(), actor_id=place.coordinator.id)


def money(session: Session, place: Town) -> tuple[int, int]:
    """(free, held) in kroner."""
    row = balance_of(session, place.pool.id)
    return row.allocation // KR, row.reserved // KR


def said(session: Session, motion: Motion, place: Town, *choices: Choice) -> None:
    for member, choice in zip(place.members, choices, strict=False):
        vote(session, motion, member, choice)


def late(session: Session) -> None:
    """The clock of the worker, four days on."""
    with time_told(now() + timedelta(days=4)):
        settle_due(session)


def test_putting_it_holds_the_money_once(session: Session, place: Town) -> None:
    application, form_key = sent(session, place.pool), key()
    facts = in_writing(application)
    first, second = (put_motion(session, application, facts, form_key, actor_id=place.chair.id) for _ in range(2))
    assert first is second
    assert money(session, place) == (2_000, 8_000)
    entry = session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc()).limit(1)).one()
    assert entry.document == f"Indstilling 1 til ansøgning {application.number}"


def test_no_more_is_voted_on_than_the_pool_holds(session: Session, place: Town) -> None:
    put(session, place)
    with pytest.raises(Overspent):
        put(session, place)


def test_one_at_a_time(session: Session, place: Town) -> None:
    motion = put(session, place, amount=100 * KR)
    application = session.get_one(Application, motion.application_id)
    with pytest.raises(MovedOn):
        put(session, place, application)
    drop_motion(session, motion, actor_id=place.chair.id)
    assert money(session, place) == (10_000, 0)
    assert put(session, place, application).number == 2


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": 8_001 * KR}, "amount"),
        ({"closes_at": None}, "closes_day"),
        ({"closes_at": timedelta(hours=23)}, "closes_day"),
        ({"closes_at": timedelta(days=61)}, "closes_day"),
    ],
)
def test_what_cannot_be_put(session: Session, place: Town, more: dict[str, Any], field: str) -> None:
    if isinstance(more.get("closes_at"), timedelta):
        more = more | {"closes_at": now() + more["closes_at"]}
    with pytest.raises(RuleBroken) as refused:
        put(session, place, **more)
    assert list(refused.value.problems) == [field]


@pytest.mark.parametrize(
    ("choices", "state", "left"),
    [
        ((FOR, FOR, AGAINST, ABSTAIN), MotionState.carried, (2_000, 8_000)),
        ((FOR, FOR, AGAINST, AGAINST), MotionState.lost, (10_000, 0)),
        ((ABSTAIN, ABSTAIN, ABSTAIN, ABSTAIN), MotionState.lost, (10_000, 0)),
    ],
)
def test_when_all_have_voted_it_is_counted(
    session: Session, place: Town, choices: tuple[Choice, ...], state: MotionState, left: tuple[int, int]
) -> None:
    motion = put(session, place)
    said(session, motion, place, *choices)
    assert (motion.state, motion.entitled, money(session, place)) == (state, 4, left)


def test_a_vote_can_be_changed_until_it_is_counted(session: Session, place: Town) -> None:
    motion = put(session, place)
    said(session, motion, place, FOR, FOR, FOR)
    vote(session, motion, place.members[0], AGAINST)
    with pytest.raises(MovedOn):
        settle_motion(session, motion, actor_id=place.chair.id)
    late(session)
    session.refresh(motion)
    assert (motion.state, motion.in_favour, motion.against) == (MotionState.carried, 2, 1)
    with pytest.raises(MovedOn):
        vote(session, motion, place.members[0], FOR)


def test_after_the_deadline_nobody_votes(session: Session, place: Town) -> None:
    motion = put(session, place)
    with time_told(now() + timedelta(days=3)), pytest.raises(MovedOn):
        vote(session, motion, place.members[0], FOR)


def test_too_few_is_no_decision(session: Session, place: Town) -> None:
    motion = put(session, place)
    said(session, motion, place, FOR)
    late(session)
    session.refresh(motion)
    assert (motion.state, money(session, place)) == (MotionState.no_quorum, (10_000, 0))


def test_the_quorum_is_of_those_without_a_conflict(session: Session, place: Town) -> None:
    motion = put(session, place)
    application = session.get_one(Application, motion.application_id)
    for member in place.members[2:]:
        declare(session, application, member.id, Conflict.family, by_id=member.id)
    said(session, motion, place, FOR, FOR)
    assert (motion.state, motion.entitled) == (MotionState.carried, 2)


def test_whoever_has_a_seat_when_it_is_counted_counts(session: Session, place: Town) -> None:
    motion = put(session, place)
    said(session, motion, place, FOR, FOR, AGAINST)
    for seat in session.scalars(select(Seat).where(Seat.person_id == place.members[1].id)):
        seat.ended_on, seat.end_reason = today(), SeatEnd.resigned
    newcomer = SeatFactory(body=place.council).person
    session.flush()
    vote(session, motion, newcomer, AGAINST)
    with pytest.raises(Forbidden):
        vote(session, motion, place.members[1], FOR)
    late(session)
    session.refresh(motion)
    assert (motion.in_favour, motion.against, motion.entitled) == (1, 2, 4)


def test_hands_are_counted_at_a_meeting(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    motion = put_motion(session, application, at_meeting(application), key(), actor_id=place.chair.id)
    with pytest.raises(RuleBroken):
        settle_motion(session, motion, Hands(3, 1, 1), actor_id=place.chair.id)
    with pytest.raises(MovedOn):
        vote(session, motion, place.members[0], FOR)
    settle_motion(session, motion, Hands(3, 1, 0), actor_id=place.chair.id)
    assert motion.state is MotionState.carried
    with pytest.raises(MovedOn):
        put(session, place, application)


def test_where_nearly_all_are_conflicted_nothing_is_put(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    for member in place.members[1:]:
        declare(session, application, member.id, Conflict.family, by_id=member.id)
    with pytest.raises(RuleBroken):
        put(session, place, application)


@pytest.mark.parametrize("carried", [False, True])
def test_what_the_group_takes_back_holds_no_money(session: Session, place: Town, *, carried: bool) -> None:
    motion = put(session, place)
    if carried:
        said(session, motion, place, FOR, FOR, FOR, FOR)
    event = ApplicationWithdrawn(motion.application_id, place.pool.id, place.chair.id)
    publish(session, event)
    publish(session, event)
    session.refresh(motion)
    assert (motion.state, money(session, place)) == (MotionState.dropped, (10_000, 0))


def test_a_conflicted_member_has_no_vote(session: Session, place: Town) -> None:
    motion = put(session, place, sent(session, place.pool, lead=place.members[3]))
    with pytest.raises(Conflicted):
        vote(session, motion, place.members[3], FOR)
    said(session, motion, place, FOR, FOR, FOR)
    assert (motion.state, motion.entitled) == (MotionState.carried, 3)


def test_a_no_is_a_motion_of_nothing(session: Session, place: Town) -> None:
    motion = put(session, place, amount=0)
    said(session, motion, place, FOR, FOR, FOR, FOR)
    assert (motion.state, money(session, place)) == (MotionState.carried, (10_000, 0))
