"""The elections of the demo, from the announcement to the seats, played through the rooms' own commands like the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import select

from youthvoice.core.clock import local_date
from youthvoice.councils.queries.bodies import get_body
from youthvoice.demo.content import form_key
from youthvoice.demo.play import Deed
from youthvoice.demo.polling import some_ranking
from youthvoice.demo.story_of_votes import PAUSE, VoteStory
from youthvoice.elections.commands.planning import RoundFacts, plan_round
from youthvoice.elections.commands.standing import StandFacts, enter, stand
from youthvoice.elections.models import Election
from youthvoice.elections.queries.candidates import on_paper
from youthvoice.elections.queries.elections import elections_of, get_election
from youthvoice.elections.rules.planning import Dates
from youthvoice.voting.rules.ballots import Ballot


@dataclass
class ElectionStory(VoteStory):
    """One announcement and everything that came of it."""

    elections: dict[str, int] = field(default_factory=dict)
    """Ids by the key of the constituency, filled when they are announced; "" for the whole body."""

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        yield self.at(self.told["announced"]), self._announce
        for number, candidate in enumerate(self.told["candidates"]):
            yield self.at(candidate["at"]), partial(self._stand, number, candidate)
        closes, (opens, ends) = self.at(self.told["nomination"][1]), map(self.at, self.told["voting"])
        if closes < self.now:
            yield closes + PAUSE, self.polling.draw_papers
        if opens < self.now:
            yield opens + PAUSE, self.polling.open_due
            yield opens + min(ends - opens, self.now - opens) / 2, self._vote
        if ends < self.now:
            yield ends + PAUSE, self.polling.close_due
            yield self.at(self.told["lot"]["at"]), self._draw_lot

    def _announce(self) -> None:
        nomination, voting = (tuple(map(self.at, self.told[name])) for name in ("nomination", "voting"))
        dates = Dates(
            nomination_opens_at=nomination[0], nomination_closes_at=nomination[1], voting_opens_at=voting[0],
            voting_closes_at=voting[1], term_starts_on=local_date(self.at(f"{self.told['term']} 12:00")),
        )  # fmt: skip
        keys = self.told["constituencies"]
        facts = RoundFacts(
            title=self.told["title"], dates=dates, seats=self.told["seats"], substitutes=self.told["substitutes"],
            constituencies=[self.bodies[key] for key in keys],
        )  # fmt: skip
        body, actor_id = get_body(self.session, self.bodies[self.told["body"]]), self.people[self.told["by"]].id
        planned = plan_round(
            self.session, body, facts, form_key("demo", "election", self.told["key"]), actor_id=actor_id
        )
        names = {self.bodies[key]: key for key in keys}
        self.elections = {
            names.get(one.from_body_id or 0, ""): one.id for one in elections_of(self.session, planned.id)
        }

    def _stand(self, number: int, told: dict[str, Any]) -> None:
        key = form_key("demo", "candidate", self.told["key"], number)
        facts = StandFacts(ballot_name=told["name"], words=told["words"], is_public=told.get("public", False))
        election, person = self._election(told.get("from", "")), self.people[told["who"]]
        if "entered_by" in told:
            adult = self.people[told["entered_by"]]
            enter(self.session, election, person, facts, key, has_said_yes=True, actor_id=adult.id)
        else:
            stand(self.session, election, person, facts, key)

    def _election(self, constituency: str) -> Election:
        return get_election(self.session, self.elections[constituency])

    def _vote(self) -> None:
        """As it is told ballot by ballot, or each by a taste that the seed decides."""
        for constituency, wanted in self.told.get("votes", {}).items():
            numbers = self._numbers(constituency)
            ballots = [tuple(numbers[who] for who in told) for told, count in wanted for _ in range(count)]
            self._cast(constituency, ballots)
        if "tastes" in self.told:
            rng, numbers = self.rng(), self._numbers("")
            tastes = {numbers[who]: weight for who, weight in self.told["tastes"].items()}
            self._cast("", [some_ranking(rng, tastes) for _ in range(self.told["turnout"])])

    def _cast(self, constituency: str, ballots: list[Ballot]) -> None:
        contest_id = self._election(constituency).contest_id or 0
        self.polling.cast(contest_id, ballots, self.waiting())

    def _numbers(self, constituency: str) -> dict[str, int]:
        """Places on the paper by the key of who stands there."""
        keys = {person.id: key for key, person in self.people.items()}
        standing = on_paper(self.session, self.elections[constituency])
        return {keys[one.person_id]: one.paper_number or 0 for one in standing}

    def _draw_lot(self) -> None:
        query = select(Election.contest_id).where(
            Election.id.in_(self.elections.values()), Election.contest_id.is_not(None)
        )
        for contest_id in self.session.scalars(query.order_by(Election.id)).all():
            self.draw_lot_of(contest_id or 0)
