"""What a phone shows: the one thing to do now, the speakers' list, and what is happening."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from flask import current_app, render_template
from markupsafe import Markup

from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.presenting.day_result import names_of, result_now
from youthvoice.assembly.queries.mine import Mine
from youthvoice.assembly.queries.now import Now, VoteNow
from youthvoice.assembly.rules.checking_in import takes_delegates
from youthvoice.assembly.rules.day import VoteState
from youthvoice.assembly.rules.years import YearState
from youthvoice.core.clock import local_date, today
from youthvoice.core.i18n import locale_code
from youthvoice.core.pulse import Watch
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.rules.ballots import read_ballot


class Task(StrEnum):
    """What is to be done now."""

    before = "before"
    over = "over"
    follow = "follow"
    """Looks on: nobody is signed in, or they are no delegate."""
    arrive = "arrive"
    vote = "vote"
    """With a tap, by name."""
    paper = "paper"
    """By name, on a paper that is filled in."""
    sealed = "sealed"
    """Secretly, on the paper of the room of voting."""
    not_on_roll = "not_on_roll"
    counting = "counting"
    listen = "listen"


@dataclass(frozen=True)
class Phone:
    """One phone. ``ballot`` is how its holder has voted by name, in words; empty before that."""

    year: AssemblyYear
    now: Now
    mine: Mine | None
    task: Task
    ballot: tuple[str, ...] | None
    place: int | None
    """In the queue."""
    code: str = ""
    """Of the hall, where it came with the address."""

    @property
    def names(self) -> dict[int, str]:
        """What stands on the paper of the vote that is on."""
        return names_of(self.now.vote) if self.now.vote else {}

    @property
    def key(self) -> str:
        """Changes whenever what is to be done changes."""
        vote, mine = self.now.vote, self.mine
        waits = self.now.item is not None and self.now.item.wording_waits
        told = (
            self.task, vote and (vote.id, vote.state, vote.question), mine and (mine.ballot, mine.paper, mine.is_there),
            locale_code(), waits,
        )  # fmt: skip
        return short_hash(repr(told))

    @property
    def floor_key(self) -> str:
        """Changes whenever what is said of the speakers' list changes."""
        item, mine = self.now.item, self.mine
        told = (item and (item.id, item.takes_turns), mine and (mine.turn_id, mine.speaks, mine.is_there), self.place)
        return short_hash(repr(told))

    @property
    def may_ask(self) -> bool:
        """Asks for the floor here, or takes it back."""
        mine, item = self.mine, self.now.item
        return mine is not None and mine.is_there and item is not None and (item.takes_turns or bool(mine.turn_id))


def phone_of(year: AssemblyYear, now: Now, mine: Mine | None, code: str = "") -> Phone:
    """What a phone shows to somebody."""
    return Phone(
        year=year,
        now=now,
        mine=mine,
        task=_task(year, now, mine),
        ballot=_ballot(now.vote, mine),
        place=mine.place_in(now) if mine else None,
        code=code,
    )


def happening(year: AssemblyYear, now: Now) -> Markup:
    """The part that is the same for everybody, made once for all of them."""
    watch: Watch = current_app.extensions["youthvoice.pulses"]
    return watch.shown.get(year.channel, now.number, ("happening", locale_code()), lambda: _happening(year, now))


def short_hash(text: str) -> str:
    """A mark that changes when the text does."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _happening(year: AssemblyYear, now: Now) -> Markup:
    result = result_now(now.result) if now.result else None
    page = render_template("assembly/day/_happening.html", year=year, now=now, result=result)
    return keyed(page)


def keyed(page: str) -> Markup:
    """What a template of ours drew, with the mark of what it says where it asks for it."""
    return Markup(page.replace("@key@", short_hash(page)))  # noqa: S704  # our own templates, which escape


def _task(year: AssemblyYear, now: Now, mine: Mine | None) -> Task:
    if now.state is YearState.over:
        return Task.over
    if mine is None:
        return Task.follow if now.state is YearState.live else Task.before
    if not mine.is_there and not mine.may_vote:
        is_open = takes_delegates(now.state, local_date(year.starts_at), today())
        return Task.arrive if is_open else Task.before
    if now.state is YearState.announced:
        return Task.before
    return _vote_task(now.vote, mine)


def _vote_task(vote: VoteNow | None, mine: Mine) -> Task:
    if vote is None or vote.state not in (VoteState.open, VoteState.closed):
        return Task.listen
    if vote.state is VoteState.closed:
        return Task.counting
    if not mine.may_vote:
        return Task.not_on_roll
    if not vote.is_named:
        return Task.sealed
    return Task.vote if vote.way is Way.yes_no else Task.paper


def _ballot(vote: VoteNow | None, mine: Mine | None) -> tuple[str, ...] | None:
    if vote is None or mine is None or mine.ballot is None:
        return None
    names = names_of(vote)
    return tuple(names[number] for number in read_ballot(mine.ballot) if number in names)
