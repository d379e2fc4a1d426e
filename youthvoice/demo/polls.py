"""The polls of the demo: money that the young divide, a question that waits for answers, and hands raised in a class."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from youthvoice.councils.queries.bodies import get_body
from youthvoice.demo.content import form_key
from youthvoice.demo.play import Deed
from youthvoice.demo.polling import one_choice, some_choices
from youthvoice.demo.story_of_votes import PAUSE, VoteStory
from youthvoice.elections.commands.polls import PollFacts, plan_poll
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.commands.hands import HandFacts, enter_hands
from youthvoice.voting.models import RollEntry
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.methods import TieRule


@dataclass
class PollStory(VoteStory):
    """One question of a body and what came of it."""

    contest_id: int = 0

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        opens, closes = self.at(self.told["opens"]), self.at(self.told["closes"])
        yield opens, self._ask
        yield opens + PAUSE, self.polling.open_due
        if "hands" in self.told:
            yield self.at(self.told["hands"]["at"]), partial(self._raise_hands, self.told["hands"])
        if "turnout" in self.told:
            yield opens + (min(closes, self.now) - opens) / 2, self._vote
        if closes < self.now:
            yield closes + PAUSE, self.polling.close_due
        if "lot" in self.told:
            yield self.at(self.told["lot"]["at"]), self._draw_lot

    def _ask(self) -> None:
        told = self.told
        facts = PollFacts(
            title=told["title"], question=told["question"], way=Way(told["way"]), voters=Voters(told["voters"]),
            options=[(title, cost) for title, cost, _weight in told["options"]], seats=1, max_choices=None,
            budget=told.get("budget"), spends_rest=told.get("spends_rest", False), is_public=told["public"],
            opens_at=self.at(told["opens"]), closes_at=self.at(told["closes"]), quorum_percent=0, allows_blank=True,
            tie_rule=TieRule.lot if "lot" in told else TieRule.run_off, takes_strangers=told.get("takes_strangers", False),
        )  # fmt: skip
        body, key = get_body(self.session, self.bodies[told["body"]]), form_key("demo", "poll", told["key"])
        actor_id = self.people[told["by"]].id
        contest = plan_poll(self.session, self.polling.secret_key, body, facts, key, actor_id=actor_id)
        self.contest_id = contest.id

    def _vote(self) -> None:
        rng = self.rng()
        choose = some_choices if self.told["way"] == Way.money else one_choice
        tastes = {number: weight for number, (_title, _cost, weight) in enumerate(self.told["options"], start=1)}
        ballots = [choose(rng, tastes) for _ in range(self.told["turnout"])]
        self.polling.cast(self.contest_id, ballots, self.waiting())

    def _raise_hands(self, told: dict[str, Any]) -> None:
        here = select(RollEntry.person_id).where(RollEntry.contest_id == self.contest_id)
        hands = dict(enumerate(told["for"], start=1))
        facts = HandFacts(
            place=told["place"], children=told["children"], hands=hands, person_ids=self.session.scalars(here).all()
        )
        contest, key = get_contest(self.session, self.contest_id), form_key("demo", "hands", self.told["key"])
        enter_hands(self.session, contest, facts, key, actor_id=self.people[self.told["by"]].id)

    def _draw_lot(self) -> None:
        self.draw_lot_of(self.contest_id)
