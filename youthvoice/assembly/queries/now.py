"""What is happening on the day just now, in a few queries: for the big screen and for every phone. Nothing of the reader."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.assembly.models import (
    Amendment,
    AssemblyYear,
    DayEvent,
    DayItem,
    DayVote,
    Delegate,
    Motion,
    NamedBallot,
)
from youthvoice.assembly.models.day import MESSAGE
from youthvoice.assembly.queries.day import Asked, turns_of_current
from youthvoice.assembly.queries.votes import IS_DELEGATE, IS_THERE
from youthvoice.assembly.rules.day import ItemKind, ItemState, TurnState, Verdict, VoteState, fair_order
from youthvoice.assembly.rules.day import Turn as Waiting
from youthvoice.assembly.rules.years import EARLIEST_YEAR, LATEST_YEAR, DayTie, Majority, YearState
from youthvoice.core.errors import NotFound
from youthvoice.core.pulse import Pulse
from youthvoice.elections.rules.polls import Way

# Made once: every phone's page begins with it.
YEAR_AND_NUMBER = (
    select(AssemblyYear, Pulse.number)
    .outerjoin(Pulse, Pulse.channel == bindparam("channel"))
    .where(AssemblyYear.year == bindparam("year"))
)


@dataclass(frozen=True, slots=True)
class ItemNow:
    """An item of the agenda; ``number`` is of its motion. ``title`` is empty where it is hidden (presenting/hidden.py)."""

    id: int
    kind: ItemKind
    title: str
    number: int | None
    takes_turns: bool
    motion_is_hidden: bool
    wording_waits: bool
    """Two amendments changed one place, and which wording stands is not chosen: the motion cannot be voted on."""


@dataclass(frozen=True, slots=True)
class SpeakerNow:
    """Somebody who speaks, or waits to. ``who`` is the name they show: a young person's is a pseudonym."""

    turn_id: int
    person_id: int
    who: str
    delegation: str
    called_at: datetime | None


@dataclass(frozen=True, slots=True)
class OptionNow:
    """A line of the paper. ``title`` is empty where the vote's words are hidden."""

    number: int
    title: str
    cost: int | None


@dataclass(frozen=True, slots=True)
class VoteNow:
    """The vote that was opened last: open, being counted, or with its result. ``question`` is empty where it is hidden."""

    id: int
    item_id: int
    question: str
    way: Way
    seats: int
    max_choices: int | None
    budget: int | None
    is_named: bool
    contest_id: int | None
    state: VoteState
    options: tuple[OptionNow, ...]
    delegates: int
    roll_size: int
    taken_part: int
    majority: Majority
    tie_rule: DayTie
    quorum_percent: int
    counted_at: datetime | None
    verdict: Verdict | None
    outcome: dict[str, Any] | None
    attempt: int
    """2 for the second vote on the same, and so on."""


@dataclass(frozen=True, slots=True)
class Now:
    """All of it. ``vote`` belongs to the item that is on."""

    number: int
    state: YearState
    message: str
    message_id: int | None
    """As which it can be reported."""
    item: ItemNow | None
    next_item: ItemNow | None
    speaker: SpeakerNow | None
    queue: tuple[SpeakerNow, ...]
    """In the order in which they are called, as far as it can be known."""
    vote: VoteNow | None
    delegates: int
    here: int

    @property
    def open_vote(self) -> VoteNow | None:
        """The vote, while people vote."""
        return self.vote if self.vote is not None and self.vote.state is VoteState.open else None

    @property
    def result(self) -> VoteNow | None:
        """The vote, once it is counted, until somebody is called to speak again."""
        vote = self.vote
        if vote is None or vote.state is not VoteState.counted or vote.counted_at is None:
            return None
        called = self.speaker.called_at if self.speaker else None
        return None if called is not None and called > vote.counted_at else vote


def year_and_number(session: Session, year: int) -> tuple[AssemblyYear, int]:
    """A year that was announced, and how often its screens were told of something new. Raises NotFound. One query.

    What is read after the number is at least as new.
    """
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotFound
    row = session.execute(YEAR_AND_NUMBER, {"year": year, "channel": f"bytinget-{year}"}).one_or_none()
    if row is None or row[0].state is YearState.planned:
        raise NotFound
    return row[0], row[1] or 0


def now_in(session: Session, year: AssemblyYear, number: int) -> Now:
    """What is happening. Four queries; two where no item is on."""
    is_live = year.state is YearState.live
    item, after = _items(session, year.id)
    turns = turns_of_current(session, year.id) if is_live and item is not None else []
    speaking = next((one for one in turns if one.turn.state is TurnState.speaking), None)
    delegates, here, message_id = _counts(session, year.id)
    return Now(
        number=number,
        state=year.state,
        message=year.message,
        message_id=message_id if year.message else None,
        item=item if is_live else None,
        next_item=after,
        speaker=None if speaking is None else _speaker(speaking),
        queue=tuple(map(_speaker, _in_order(turns))),
        vote=_last_vote(session, item) if is_live and item is not None else None,
        delegates=delegates,
        here=here,
    )


def _counts(session: Session, year_id: int) -> tuple[int, int, int | None]:
    """(all delegates, those who are there, the last message on the screens)."""
    mine = Delegate.year_id == year_id
    row = session.execute(
        select(
            select(func.count()).where(mine, *IS_DELEGATE).scalar_subquery(),
            select(func.count()).where(mine, *IS_THERE).scalar_subquery(),
            select(func.max(DayEvent.id))
            .where(DayEvent.year_id == year_id, DayEvent.kind == MESSAGE)
            .scalar_subquery(),
        )
    )
    delegates, here, message_id = row.one()
    return delegates, here, message_id


def count_voted(session: Session, vote_id: int) -> int:
    """How many have voted by name so far."""
    query = select(func.count()).where(NamedBallot.vote_id == vote_id, NamedBallot.ballot.is_not(None))
    return session.scalar(query) or 0


def _items(session: Session, year_id: int) -> tuple[ItemNow | None, ItemNow | None]:
    """The current item, and the one that follows."""
    waits = exists().where(Amendment.motion_id == DayItem.motion_id, Amendment.waits_since.is_not(None))
    query = (
        select(DayItem, waits)
        .options(joinedload(DayItem.motion).load_only(Motion.number, Motion.hidden_at))
        .where(DayItem.year_id == year_id, DayItem.state.in_((ItemState.current, ItemState.waiting)))
        .order_by(DayItem.position, DayItem.id)
    )
    found = [(item.state, _item(item, waits=wording_waits)) for item, wording_waits in session.execute(query)]
    place = next((place for place, (state, _) in enumerate(found) if state is ItemState.current), None)
    if place is None:
        return None, found[0][1] if found else None
    later = found[place + 1 :] or found[:place]
    return found[place][1], later[0][1] if later else None


def _item(item: DayItem, *, waits: bool) -> ItemNow:
    number = item.motion.number if item.motion_id is not None and item.motion is not None else None
    is_hidden = item.motion_is_hidden
    return ItemNow(item.id, item.kind, item.public_title, number, item.takes_turns, is_hidden, waits)


def _speaker(one: Asked) -> SpeakerNow:
    return SpeakerNow(one.turn.id, one.turn.person_id, one.name, one.delegation, one.turn.called_at)


def _in_order(turns: Iterable[Asked]) -> list[Asked]:
    """Those who wait, by fair turns."""
    listed = list(turns)
    had = (TurnState.done, TurnState.speaking)
    spoken = Counter(one.turn.delegation_id for one in listed if one.turn.state in had)
    waiting = {one.turn.id: one for one in listed if one.turn.state is TurnState.waiting}
    order = fair_order([Waiting(one.turn.id, one.turn.delegation_id, one.turn.id) for one in waiting.values()], spoken)
    return [waiting[turn.id] for turn in order]


def _last_vote(session: Session, item: ItemNow) -> VoteNow | None:
    last = (
        select(DayVote.id)
        .where(DayVote.item_id == item.id, DayVote.opened_at.is_not(None), DayVote.cancelled_at.is_(None))
        .order_by(DayVote.opened_at.desc(), DayVote.id.desc())
        .limit(1)
    )
    query = select(DayVote).where(DayVote.id == last.scalar_subquery()).options(joinedload(DayVote.options))
    found = session.scalars(query).unique().one_or_none()
    return None if found is None else vote_now(found, motion_is_hidden=item.motion_is_hidden)


def vote_now(vote: DayVote, *, motion_is_hidden: bool = False) -> VoteNow:
    """A vote with its options loaded."""
    is_hidden = vote.hidden_at is not None or motion_is_hidden
    hides_options = is_hidden and vote.way is not Way.yes_no
    return VoteNow(
        id=vote.id,
        item_id=vote.item_id,
        question="" if is_hidden else vote.question,
        way=vote.way,
        seats=vote.seats,
        max_choices=vote.max_choices,
        budget=vote.budget,
        is_named=vote.is_named,
        contest_id=vote.contest_id,
        state=vote.state,
        options=tuple(OptionNow(one.number, "" if hides_options else one.title, one.cost) for one in vote.options),
        delegates=vote.delegates,
        roll_size=vote.roll_size,
        taken_part=vote.taken_part,
        majority=vote.majority,
        tie_rule=vote.tie_rule,
        quorum_percent=vote.quorum_percent,
        counted_at=vote.counted_at,
        verdict=vote.verdict,
        outcome=vote.outcome,
        attempt=vote.attempt,
    )
