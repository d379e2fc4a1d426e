"""The day of the made-up Bytinget, item by item: who came, who spoke, and how they voted."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from youthvoice.assembly.commands.agenda import ItemFacts, add_item, add_ready_motions, change_item, move_item
from youthvoice.assembly.commands.casting import cast_named
from youthvoice.assembly.commands.chairing import call_next
from youthvoice.assembly.commands.checking_in import check_in
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.day import begin_day, end_day, next_item
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.commands.turns import ask_for_floor
from youthvoice.assembly.commands.votes import VoteFacts, plan_vote, plan_votes_of_motion
from youthvoice.assembly.models import DayItem, DayVote, Delegate, Turn
from youthvoice.assembly.queries.day import current_item, items_of
from youthvoice.assembly.queries.votes import hold_vote
from youthvoice.assembly.rules.day import ItemKind, TurnState
from youthvoice.demo.chance import seeded
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.crypto.papers import new_secret
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import ABSTAIN, NO, YES

if TYPE_CHECKING:
    from youthvoice.demo.assembly import YearStory

Deed = tuple[datetime, Callable[[], None]]
CAME_BEFORE = timedelta(minutes=20)
ASKED_AFTER, SPOKE_FOR = timedelta(minutes=2), timedelta(seconds=95)
VOTED_AFTER, OPEN_FOR, BETWEEN = timedelta(seconds=40), timedelta(minutes=2), timedelta(minutes=1)


class DayStory:
    """The day. ``told`` is the year's «day»."""

    def __init__(self, year: "YearStory", told: dict[str, Any]) -> None:
        self.year, self.told, self.session = year, told, year.session
        self.votes: dict[tuple[str, bool], int] = {}
        """(motion, whether it is about its amendment) -> id."""

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, one after the other."""
        at = self.year.clock(self.year.told["hours"][0])
        yield self.year.at(self.told["planned"]), self._plan
        yield at - CAME_BEFORE, self._come
        for number, one in enumerate(self.told["program"]):
            yield at, self._go_on if number else self._begin
            yield from self._item(one, at)
            at += timedelta(minutes=one["minutes"])
        yield at, self._end

    def _item(self, told: dict[str, Any], at: datetime) -> Iterator[Deed]:
        speakers, at = told.get("turns", []), at + ASKED_AFTER
        if speakers:
            yield at, partial(self._ask, speakers)
            for _turn in (*speakers, "nobody"):
                yield at + BETWEEN, self._call
                at += SPOKE_FOR
        at += BETWEEN
        for vote in told.get("votes", []):
            key = told["motion"], "amendment" in vote
            yield at, partial(self._open, key)
            yield at + VOTED_AFTER, partial(self._vote, key, vote["hands"])
            yield at + OPEN_FOR, partial(self._close, key)
            at += OPEN_FOR + BETWEEN

    @property
    def _chair_id(self) -> int:
        return self.year.people[self.year.told["chair"]].id

    def _plan(self) -> None:
        session, year_id, chair_id = self.session, self.year.year_id, self._chair_id
        program = self.told["program"]
        for number, told in enumerate(program):
            if "motion" not in told:
                kind = ItemKind(told["kind"])
                facts = ItemFacts(kind, told["title"], told.get("text", ""), told["minutes"])
                add_item(session, year_id, facts, self.year.key("item", number), actor_id=chair_id)
        add_ready_motions(session, year_id, actor_id=chair_id)
        for number, told in enumerate(program):
            move_item(session, year_id, self._item_of(told).id, number, actor_id=chair_id)
            if "motion" in told:
                self._plan_votes(told)
                item = self._item_of(told)
                facts = ItemFacts(item.kind, item.title, item.text, told["minutes"])
                change_item(session, year_id, item.id, facts, actor_id=chair_id)

    def _item_of(self, told: dict[str, Any]) -> DayItem:
        motion_id = self.year.motions[told["motion"]].motion_id if "motion" in told else None
        items = items_of(self.session, self.year.year_id)
        wanted = (None, told.get("title")) if motion_id is None else (motion_id, None)
        return next(one for one in items if (one.motion_id, None if one.motion_id else one.title) == wanted)

    def _plan_votes(self, told: dict[str, Any]) -> None:
        year_id, item, motion = self.year.year_id, self._item_of(told), told["motion"]
        for vote in told["votes"]:
            if "secret" in vote:
                year = self.year.year()
                facts = VoteFacts(
                    item_id=item.id, question=vote["question"], way=Way.yes_no, is_named=False,
                    majority=year.majority, tie_rule=year.tie_rule, quorum_percent=year.quorum_percent,
                    is_on_motion=True,
                )  # fmt: skip
                plan_vote(self.session, year_id, facts, self.year.key("vote", motion), actor_id=self._chair_id)
        plan_votes_of_motion(self.session, year_id, item.id, actor_id=self._chair_id)
        planned = self.session.scalars(select(DayVote).where(DayVote.item_id == item.id))
        self.votes |= {(motion, one.amendment_id is not None): one.id for one in planned}

    def _come(self) -> None:
        absent = [self.year.people[who].id for who in self.told["absent"]]
        query = select(Delegate.id).where(Delegate.year_id == self.year.year_id, Delegate.person_id.not_in(absent))
        for delegate_id in self.session.scalars(query.order_by(Delegate.id)).all():
            check_in(self.session, self.year.year_id, delegate_id, actor_id=self.year.coordinator_id)

    def _begin(self) -> None:
        begin_day(self.session, self.year.year_id, actor_id=self._chair_id)

    def _go_on(self) -> None:
        now_on = current_item(self.session, self.year.year_id)
        next_item(self.session, self.year.year_id, now_on.id if now_on else 0, actor_id=self._chair_id)

    def _ask(self, speakers: list[str]) -> None:
        for who in speakers:
            ask_for_floor(self.session, self.year.year_id, self.year.people[who].id)

    def _call(self) -> None:
        speaks = Turn.year_id == self.year.year_id, Turn.state == TurnState.speaking
        seen = self.session.scalar(select(Turn.id).where(*speaks)) or 0
        call_next(self.session, self.year.year_id, seen, actor_id=self._chair_id)

    def _open(self, key: tuple[str, bool]) -> None:
        year_id, vote_id = self.year.year_id, self.votes[key]
        open_vote(self.session, self.year.secret_key, year_id, vote_id, actor_id=self._chair_id)

    def _vote(self, key: tuple[str, bool], hands: list[int]) -> None:
        vote = hold_vote(self.session, self.year.year_id, self.votes[key])
        contest = get_contest(self.session, vote.contest_id) if vote.contest_id is not None else None
        for who, ballot in self._ballots(key, hands):
            person = self.year.people[who]
            if contest is None:
                cast_named(self.session, self.year.year_id, vote.id, person.id, ballot)
            else:
                give_and_cast(self.session, self.year.secret_key, contest, person, new_secret(), ballot)

    def _ballots(self, key: tuple[str, bool], hands: list[int]) -> Iterator[tuple[str, Ballot]]:
        """Those who are there, and how each votes: who wrote the motion is for it."""
        author = self.year.motions[key[0]].told["by"]
        others = [who for who in self.year.goes_for if who not in (*self.told["absent"], author)]
        seeded("/".join(map(str, key))).shuffle(others)
        ballots = [(option,) for option, count in zip((YES, NO, ABSTAIN), hands, strict=True) for _ in range(count)]
        yield from zip([author, *others], ballots, strict=True)

    def _close(self, key: tuple[str, bool]) -> None:
        close_vote(self.session, self.year.year_id, self.votes[key], actor_id=self._chair_id)

    def _end(self) -> None:
        end_day(self.session, self.year.year_id, actor_id=self._chair_id)
