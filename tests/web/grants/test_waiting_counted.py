"""What waits in each round is counted as it comes and goes, and never by counting applications."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_decided import decided
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.grants.commands.asking import ask_more, withdraw
from youthvoice.grants.commands.writing import save_words
from youthvoice.grants.models import Application, PoolRound
from youthvoice.grants.queries.applications import lines_of
from youthvoice.grants.queries.desk import is_undecided, waiting_rounds
from youthvoice.grants.queries.parts import typed_part
from youthvoice.grants.rules.parts import TypedLine, mark, write_lines


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def found(session: Session, place: Town) -> dict[str, tuple[int, int]]:
    """(applications, kroner) by the name of the round; held against what waits, counted one by one."""
    told = waiting_rounds(session, place.pool.id)
    here = Application.pool_id == place.pool.id, is_undecided()
    sums = select(Application.round_id, func.count(), func.sum(Application.asked)).where(*here)
    counted = {row[0]: (row[1], int(row[2])) for row in session.execute(sums.group_by(Application.round_id))}
    assert {one.round_id: (one.applications, one.asked) for one in told} == counted
    return {one.name: (one.applications, one.asked // KR) for one in told}


def test_from_sending_to_an_end(session: Session, place: Town) -> None:
    round_ = PoolRound(
        pool_id=place.pool.id, name="Forår", opens_on=today(), closes_at=now() + timedelta(days=9), decides_on=today()
    )
    session.add(round_)
    session.flush()
    first, second = (sent(session, place.pool, asked=n * KR, round_id=round_.id) for n in (1_000, 2_000))
    third, fourth = (sent(session, place.pool, asked=n * KR) for n in (3_000, 4_000))
    assert found(session, place) == {"Forår": (2, 3_000), "": (2, 7_000)}
    ask_more(session, place.chair, third, "Hvad koster hallen hver gang?", "a" * 32)
    assert found(session, place) == {"Forår": (2, 3_000), "": (2, 7_000)}
    before = typed_part(third, "lines", lines_of(session, third.id))
    lines = write_lines([TypedLine("rent", "Leje af hal", "250000")])
    save_words(session, third, {"lines": lines}, {"lines": mark(before)}, 5)
    assert found(session, place) == {"Forår": (2, 3_000), "": (2, 6_500)}
    withdraw(session, session.get_one(Person, third.lead_id), third)
    decided(session, first, 0, place.chair)
    decided(session, fourth, 4_000 * KR, place.chair)
    assert found(session, place) == {"Forår": (1, 2_000)}
    decided(session, second, 2_000 * KR, place.chair)
    assert found(session, place) == {}
