"""Two motions want the last money at once, everybody votes at the deadline, and a conflict is found while somebody votes."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.desk import in_writing
from tests.factories.grants import KR, key, sent, town
from tests.races import at_once, doing, in_database
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, time_told
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.models import Application, Motion, MotionVote, PoolBalance
from youthvoice.grants.queries.pools import get_pool
from youthvoice.grants.rules.deciding import Choice, Conflict, MotionState
from youthvoice.grants.ticking import settle_due


def put(session: Session, application_id: int, person_id: int) -> None:
    application = session.get_one(Application, application_id)
    put_motion(session, application, in_writing(application), f"{application_id:032x}", actor_id=person_id)


def put_again(session: Session, application_id: int, person_id: int) -> None:
    application = session.get_one(Application, application_id)
    put_motion(session, application, in_writing(application), f"{person_id:032x}", actor_id=person_id)


def cast(session: Session, motion_id: int, person_id: int) -> None:
    vote(session, session.get_one(Motion, motion_id), session.get_one(Person, person_id), Choice.in_favour)


def settle(session: Session, _motion_id: int) -> None:
    with time_told(now() + timedelta(days=4)):
        settle_due(session)


def conflict(session: Session, application_id: int, person_id: int) -> None:
    declare(session, session.get_one(Application, application_id), person_id, Conflict.family, by_id=person_id)


def council(session: Session) -> tuple[int, list[int]]:
    """A pool of 10,000 kr.; the four members."""
    bind_factories(session)
    place = town(session, 10_000 * KR)
    return place.pool.id, [member.id for member in place.members]


def wish(session: Session, pool_id: int) -> int:
    bind_factories(session)
    return sent(session, get_pool(session, pool_id)).id


def voted_on(session: Session, application_id: int, person_id: int) -> int:
    application = session.get_one(Application, application_id)
    return put_motion(session, application, in_writing(application), key(), actor_id=person_id).id


def test_two_motions_at_the_last_money(own_url: str) -> None:
    pool_id, members = in_database(own_url, council)
    wishes = [in_database(own_url, lambda session: wish(session, pool_id)) for _ in range(2)]
    got = at_once(doing, [(own_url, put, (one, members[0])) for one in wishes])
    assert sorted(got) == ["Overspent", "done"]
    reserved = in_database(own_url, lambda session: balance_of(session, pool_id).reserved)
    assert reserved == 8_000 * KR


def test_two_put_a_motion_on_the_same_application(own_url: str) -> None:
    pool_id, members = in_database(own_url, council)
    application_id = in_database(own_url, lambda session: wish(session, pool_id))
    got = at_once(doing, [(own_url, put_again, (application_id, member)) for member in members[:2]])
    assert sorted(got) == ["Conflict", "done"]


@pytest.mark.parametrize("votes", [3, 4])
def test_everybody_votes_while_it_is_counted(own_url: str, votes: int) -> None:
    """Each vote is counted or refused: what is counted is exactly what was stored before it."""
    pool_id, members = in_database(own_url, council)
    application_id = in_database(own_url, lambda session: wish(session, pool_id))
    motion_id = in_database(own_url, lambda session: voted_on(session, application_id, members[0]))
    casting = [(own_url, cast, (motion_id, member)) for member in members[:votes]]
    got = at_once(doing, [*casting, (own_url, settle, (motion_id,))])

    def counted(session: Session) -> tuple[MotionState, int | None, int, int]:
        motion = session.get_one(Motion, motion_id)
        stored = session.scalar(select(func.count()).select_from(MotionVote)) or 0
        return motion.state, motion.in_favour, stored, session.get_one(PoolBalance, pool_id).reserved

    state, in_favour, stored, reserved = in_database(own_url, counted)
    assert in_favour == stored == got.count("done") - 1
    assert state is (MotionState.carried if stored >= 2 else MotionState.no_quorum)
    assert reserved == (8_000 * KR if state is MotionState.carried else 0)


def test_a_conflict_and_a_vote_at_once(own_url: str) -> None:
    """Whichever comes first: in the end there is no vote."""
    pool_id, members = in_database(own_url, council)
    application_id = in_database(own_url, lambda session: wish(session, pool_id))
    motion_id = in_database(own_url, lambda session: voted_on(session, application_id, members[0]))
    deeds = [(own_url, cast, (motion_id, members[1])), (own_url, conflict, (application_id, members[1]))]
    got = at_once(doing, deeds)
    assert "done" in got
    assert set(got) <= {"done", "Conflicted"}
    stored = in_database(own_url, lambda session: session.scalar(select(func.count()).select_from(MotionVote)))
    assert stored == 0
