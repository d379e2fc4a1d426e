"""Every pair of states, and what the clock makes of the first one."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from youthvoice.elections.rules.candidates import may_withdraw
from youthvoice.elections.rules.states import (
    CANCELLABLE,
    CHANGEABLE,
    ENDED,
    TRANSITIONS,
    WITHOUT_RESULT,
    ElectionState,
    Phase,
    allowed,
    phase_at,
)

S = ElectionState
OPENS = datetime(2027, 9, 6, 6, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
SECOND = timedelta(seconds=1)
ALLOWED = {
    (S.planned, S.ready),
    (S.planned, S.elected),
    (S.planned, S.empty),
    (S.planned, S.cancelled),
    (S.ready, S.voting),
    (S.ready, S.elected),
    (S.ready, S.empty),
    (S.ready, S.cancelled),
    (S.voting, S.closed),
    (S.voting, S.cancelled),
    (S.closed, S.elected),
    (S.closed, S.tied),
    (S.closed, S.void),
}


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_every_pair(before: ElectionState, after: ElectionState) -> None:
    assert allowed(before, after) is ((before, after) in ALLOWED)


def test_what_follows_from_the_table() -> None:
    assert set(TRANSITIONS) == set(S)
    assert {S.planned, S.ready, S.voting} == CANCELLABLE
    assert {S.elected, S.tied, S.empty, S.void, S.cancelled} == ENDED
    assert ENDED >= WITHOUT_RESULT
    assert {one for one in S if may_withdraw(one)} == CHANGEABLE


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (OPENS - SECOND, Phase.announced),
        (OPENS, Phase.nomination),
        (CLOSES - SECOND, Phase.nomination),
        (CLOSES, Phase.nomination_over),
        (CLOSES + timedelta(days=99), Phase.nomination_over),
    ],
)
def test_the_clock_decides_while_it_is_planned(moment: datetime, phase: Phase) -> None:
    assert phase_at(S.planned, OPENS, CLOSES, moment) is phase


@pytest.mark.parametrize("state", [one for one in S if one is not S.planned])
def test_later_the_clock_decides_nothing(state: ElectionState) -> None:
    assert {phase_at(state, OPENS, CLOSES, OPENS + timedelta(days=n)).value for n in (-1, 1, 30)} == {state.value}
