"""What the ballots that were cast say of who follows: asked when the result is seated, and whenever a member leaves."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from youthvoice.elections.models import Election
from youthvoice.voting.commands.counting import all_ballots, tally_rules
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import find_contest, outcome_of
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.tallies import Outcome, SeedNeeded, TallyRules
from youthvoice.voting.tallies.vacancies import fill_vacancy, substitutes


@dataclass(frozen=True)
class Ranking:
    """A counted contest. Numbers are places on the paper."""

    rules: TallyRules
    ballots: dict[Ballot, int]
    seed: str | None
    outcome: Outcome

    def next_for(self, vacated: int, sitting: Collection[int], unavailable: Collection[int]) -> int | None:
        """Who takes the seat of ``vacated``; None where nobody is left, or only a new vote can tell."""
        try:
            found = fill_vacancy(
                self.rules, self.ballots, self.seed, vacated=vacated, sitting=sitting, unavailable=unavailable
            )
        except SeedNeeded:
            return None
        return found.elected[0] if found.elected else None

    def after(self, seated: tuple[int, ...]) -> tuple[int, ...]:
        """Everybody else in the order in which they are substitutes, as far as the ballots tell."""
        others = len(self.rules.options) - len(seated)
        try:
            return substitutes(self.rules, self.ballots, self.seed, replace(self.outcome, elected=seated), others)
        except SeedNeeded:
            return ()


def ranking_of(session: Session, contest: Contest) -> Ranking | None:
    """The ranking of a counted contest; None before it is counted."""
    outcome = outcome_of(contest)
    if outcome is None:
        return None
    return Ranking(tally_rules(contest), all_ballots(session, contest.id), contest.lot_seed, outcome)


def ranking_for(session: Session, election: Election) -> Ranking | None:
    """The ranking of an election; None where there was no vote."""
    contest = find_contest(session, election.contest_id) if election.contest_id is not None else None
    return ranking_of(session, contest) if contest is not None else None
