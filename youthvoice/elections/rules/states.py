"""What an election goes through, and what may happen in which of its states."""

from datetime import datetime
from enum import StrEnum


class ElectionState(StrEnum):
    """Where an election stands, as it is stored; what depends on the time of day alone is a ``Phase``."""

    planned = "planned"
    """Announced; candidates stand from a day on, until another."""
    ready = "ready"
    """Nomination is over and the paper is drawn; voting has not begun."""
    voting = "voting"
    closed = "closed"
    """The box is closed; what is in it is not counted yet."""
    elected = "elected"
    """The result stands, by a vote or without one."""
    tied = "tied"
    """Some are elected; the last seats need a vote between those who have equally many."""
    empty = "empty"
    """Nobody stood."""
    void = "void"
    """Too few voted for the result to count."""
    cancelled = "cancelled"


class Phase(StrEnum):
    """What a page says of an election at a moment."""

    announced = "announced"
    nomination = "nomination"
    nomination_over = "nomination_over"
    """The time is up; the paper is drawn at any moment."""
    ready = "ready"
    voting = "voting"
    closed = "closed"
    elected = "elected"
    tied = "tied"
    empty = "empty"
    void = "void"
    cancelled = "cancelled"


class Purpose(StrEnum):
    """Why there is an election."""

    term = "term"
    """The seats of a new term."""
    by_election = "by_election"
    """A seat is empty, and no substitute is left."""
    run_off = "run_off"
    """Two or more had equally many votes for the last seats."""


TRANSITIONS: dict[ElectionState, frozenset[ElectionState]] = {
    ElectionState.planned: frozenset(
        {ElectionState.ready, ElectionState.elected, ElectionState.empty, ElectionState.cancelled}
    ),
    # Who withdraws before the vote may leave no more than there are seats, or nobody.
    ElectionState.ready: frozenset(
        {ElectionState.voting, ElectionState.elected, ElectionState.empty, ElectionState.cancelled}
    ),
    ElectionState.voting: frozenset({ElectionState.closed, ElectionState.cancelled}),
    ElectionState.closed: frozenset({ElectionState.elected, ElectionState.tied, ElectionState.void}),
    ElectionState.elected: frozenset(),
    ElectionState.tied: frozenset(),
    ElectionState.empty: frozenset(),
    ElectionState.void: frozenset(),
    ElectionState.cancelled: frozenset(),
}
"""What ends without a result is not begun again: a new election is planned, with dates and a roll of its own."""

CANCELLABLE: frozenset[ElectionState] = frozenset(
    before for before, after in TRANSITIONS.items() if ElectionState.cancelled in after
)
ENDED: frozenset[ElectionState] = frozenset(before for before, after in TRANSITIONS.items() if not after)
WITHOUT_RESULT: frozenset[ElectionState] = frozenset({ElectionState.empty, ElectionState.void, ElectionState.cancelled})
"""A body with none but these has no representatives from it."""
CHANGEABLE: frozenset[ElectionState] = frozenset({ElectionState.planned, ElectionState.ready})
"""Dates can be others, people can be added to the roll, and candidates can withdraw."""


def allowed(before: ElectionState, after: ElectionState) -> bool:
    """Tell whether an election may go from one state to the other."""
    return after in TRANSITIONS[before]


def is_repeated(purpose: Purpose, state: ElectionState) -> bool:
    """Tell whether a by-election or a run-off came to nothing: a by-election for the same seats comes next, and the term of
    the others goes on.
    """
    return purpose in (Purpose.by_election, Purpose.run_off) and state in WITHOUT_RESULT


def phase_at(state: ElectionState, opens_at: datetime, closes_at: datetime, now: datetime) -> Phase:
    """What the state is at that moment; ``opens_at`` and ``closes_at`` are those of the nomination."""
    if state is not ElectionState.planned:
        return Phase(state.value)
    if now < opens_at:
        return Phase.announced
    return Phase.nomination if now < closes_at else Phase.nomination_over
