"""What the day asks of one person just now, in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import Delegate, Delegation, NamedBallot, Turn
from youthvoice.assembly.queries.now import Now
from youthvoice.assembly.rules.day import TurnState
from youthvoice.voting.models import GivenPaper, RollEntry
from youthvoice.voting.rules.contest import PaperKind

WAITS = Turn.state.in_((TurnState.waiting, TurnState.speaking))
NOBODY = 0
"""No row has this id."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A delegate before what is happening."""

    delegate_id: int
    delegation: str
    is_there: bool
    may_vote: bool
    """Stands on the roll of the vote that is on."""
    ballot: str | None
    """How they have voted by name; None: not yet."""
    paper: PaperKind | None
    """How they were given a secret paper; None: not yet."""
    turn_id: int | None
    speaks: bool

    def place_in(self, now: Now) -> int | None:
        """The place in the queue, from 1; None for who does not wait."""
        return next((place for place, one in enumerate(now.queue, 1) if one.turn_id == self.turn_id), None)


def _of_person() -> Select[*tuple[Any, ...]]:
    """Compared with the numbers that ``find_mine`` gives; ``NOBODY`` fits no row."""
    ballot = and_(NamedBallot.vote_id == bindparam("vote_id"), NamedBallot.person_id == Delegate.person_id)
    roll = and_(RollEntry.contest_id == bindparam("contest_id"), RollEntry.person_id == Delegate.person_id)
    paper = and_(GivenPaper.contest_id == bindparam("contest_id"), GivenPaper.person_id == Delegate.person_id)
    turn = and_(Turn.item_id == bindparam("item_id"), Turn.person_id == Delegate.person_id, WAITS)
    is_mine = Delegate.year_id == bindparam("year_id"), Delegate.person_id == bindparam("person_id")
    return (
        select(
            Delegate.id, Delegate.came_at, Delegate.left_at, Delegation.name,
            NamedBallot.person_id.is_not(None), NamedBallot.ballot,
            RollEntry.person_id.is_not(None), GivenPaper.kind, Turn.id, Turn.state,
        )
        .join(Delegation, Delegation.id == Delegate.delegation_id)
        .outerjoin(NamedBallot, ballot)
        .outerjoin(RollEntry, roll)
        .outerjoin(GivenPaper, paper)
        .outerjoin(Turn, turn)
        .where(*is_mine, Delegate.withdrawn_at.is_(None))
    )  # fmt: skip


# Made once: four hundred phones ask it within a second.
OF_PERSON = _of_person()


def find_mine(session: Session, year_id: int, person_id: int, now: Now) -> Mine | None:
    """What somebody has to do with it; None for who is no delegate that year."""
    vote, item = now.vote, now.item
    asked = {
        "year_id": year_id,
        "person_id": person_id,
        "vote_id": vote.id if vote else NOBODY,
        "contest_id": (vote.contest_id if vote else None) or NOBODY,
        "item_id": item.id if item else NOBODY,
    }
    row = session.execute(OF_PERSON, asked).one_or_none()
    return None if row is None else _mine(*row)


def _mine(
    delegate_id: int,
    came_at: datetime | None,
    left_at: datetime | None,
    delegation: str,
    on_named: bool,
    cast: str | None,
    on_roll: bool,
    kind: PaperKind | None,
    turn_id: int | None,
    state: TurnState | None,
) -> Mine:
    return Mine(
        delegate_id=delegate_id,
        delegation=delegation,
        is_there=came_at is not None and left_at is None,
        may_vote=bool(on_named or on_roll),
        ballot=cast,
        paper=kind,
        turn_id=turn_id,
        speaks=state is TurnState.speaking,
    )


def on_roll(session: Session, vote_id: int, person_id: int) -> bool:
    """Tell whether somebody may vote by name."""
    query = select(NamedBallot.vote_id).where(NamedBallot.vote_id == vote_id, NamedBallot.person_id == person_id)
    return session.scalar(query) is not None
