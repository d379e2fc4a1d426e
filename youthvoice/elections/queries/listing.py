"""Lists of elections: what goes on, what is over, and where somebody votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from youthvoice.core import keyset
from youthvoice.core.clock import now, today
from youthvoice.core.keyset import Page
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.models import Candidate, Election, ElectionRound
from youthvoice.elections.queries.elections import WITH_ALL
from youthvoice.elections.rules.states import ENDED, ElectionState

MOST_LIVE = 60
DONE_A_PAGE = 20
MOST_OWN = 20
SHOWN_AFTERWARDS = timedelta(days=14)
"""An election that is over stays among one's own for a while."""


@dataclass(frozen=True)
class RoundSum:
    """The elections of a round, summed up: the first of them, how many, and how many stand in each state."""

    first_id: int
    count: int
    states: tuple[tuple[ElectionState, int], ...]

    def has(self, state: ElectionState) -> bool:
        """Tell whether any stands there."""
        return any(one is state for one, _count in self.states)


def live_rounds(session: Session) -> list[ElectionRound]:
    """Rounds with an election that has not ended; those that close first before others: one query."""
    alive = select(Election.round_id).where(Election.state.not_in(ENDED))
    query = select(ElectionRound).where(ElectionRound.id.in_(alive)).options(joinedload(ElectionRound.body))
    return list(session.scalars(query.order_by(ElectionRound.voting_closes_at, ElectionRound.id).limit(MOST_LIVE)))


def done_rounds(session: Session, after: str | None) -> Page[ElectionRound]:
    """Rounds whose elections have all ended, the newest first: one query."""
    alive = select(Election.id).where(Election.round_id == ElectionRound.id, Election.state.not_in(ENDED)).exists()
    query = select(ElectionRound).where(~alive).options(joinedload(ElectionRound.body))
    place = keyset.decode(after)
    if place is not None:
        query = query.where(tuple_(ElectionRound.voting_closes_at, ElectionRound.id) < tuple_(*place))
    order = ElectionRound.voting_closes_at.desc(), ElectionRound.id.desc()
    rows = list(session.scalars(query.order_by(*order).limit(DONE_A_PAGE + 1)))
    shown = rows[:DONE_A_PAGE]
    more = keyset.encode(shown[-1].voting_closes_at, shown[-1].id) if len(rows) > DONE_A_PAGE else None
    return Page(shown, more)


def sums_of(session: Session, round_ids: Sequence[int]) -> dict[int, RoundSum]:
    """What is in each round: one query."""
    if not round_ids:
        return {}
    columns: Any = (Election.round_id, Election.state, func.min(Election.id), func.count())
    query = select(*columns).where(Election.round_id.in_(round_ids)).group_by(Election.round_id, Election.state)
    found: dict[int, list[tuple[ElectionState, int, int]]] = {}
    for round_id, state, first, count in session.execute(query.order_by(Election.round_id, Election.state)):
        found.setdefault(round_id, []).append((state, first, count))
    return {
        round_id: RoundSum(
            first_id=min(first for _state, first, _count in rows),
            count=sum(count for _state, _first, count in rows),
            states=tuple((state, count) for state, _first, count in rows),
        )
        for round_id, rows in found.items()
    }


def own_elections(session: Session, person: Any) -> list[Election]:
    """Elections of the bodies where somebody belongs, or in which they stand; what goes on before what is over: one query."""
    if person.is_adult:
        helped = select(Seat.body_id).where(
            Seat.person_id == person.id, Seat.role == SeatRole.coordinator, held_on(today())
        )
        mine = Election.body_id.in_(helped) | Election.from_body_id.in_(helped)
    else:
        sits = select(Seat.body_id).where(Seat.person_id == person.id, Seat.role == SeatRole.member, held_on(today()))
        stands = select(Candidate.election_id).where(Candidate.person_id == person.id, Candidate.withdrawn_at.is_(None))
        mine = Election.from_body_id.in_(sits) | Election.id.in_(stands)
    recent = Election.state.not_in(ENDED) | (Election.settled_at > now() - SHOWN_AFTERWARDS)
    query = select(Election).join(Election.round).where(mine, recent).options(*WITH_ALL)
    order = Election.settled_at.is_not(None), ElectionRound.voting_closes_at, Election.id
    return list(session.scalars(query.order_by(*order).limit(MOST_OWN)))


def elections_on(session: Session, body_id: int, limit: int) -> list[Election]:
    """The newest elections of a body, or in which it votes: one query."""
    query = select(Election).where((Election.body_id == body_id) | (Election.from_body_id == body_id))
    return list(session.scalars(query.options(*WITH_ALL).order_by(Election.id.desc()).limit(limit)))
