"""Equal shares for money: each voter can spend the same, and that is raised krone by krone as long as it can be paid.

Most raises change nothing. A run only adds, multiplies by constants and compares, so along one path (the same outcome of
every comparison) all its numbers are linear in the raise, and every comparison is a linear inequality in it. If two raises
take the same path, each inequality holds at both ends of an interval and therefore all through it: every raise between
them takes that path too, and buys the same. So those need no run of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Completion, TieRule
from youthvoice.voting.tallies.amounts import write_amount
from youthvoice.voting.tallies.lots import RunOffNeeded, Ties
from youthvoice.voting.tallies.purchases import Buyer, Crowd, Offer, Run, buy_all
from youthvoice.voting.tallies.shapes import Money, Outcome, Round, SeedNeeded, TallyRules
from youthvoice.voting.tallies.steps import About, Step, StepKind, step


def count_equal_shares(rules: TallyRules, ballots: Mapping[Ballot, int], ties: Ties) -> Outcome:
    """Buy with equal shares, starting at budget/voters; the last run that does not overspend counts.

    Where voters would have to decide a tie anew, nothing is bought yet: what else is bought can hang on it.
    """
    crowd = Crowd(ballots, rules.costs)
    if not crowd.voters:
        return Outcome(rules.method, money=Money(rules.budget, 0, Fraction(0), Fraction(0)))
    first = Fraction(rules.budget, crowd.voters)
    ties.log.append(step(StepKind.shared, voters=crowd.voters, budget=rules.budget, share=write_amount(first)))
    try:
        raised = raise_shares(crowd, rules.budget, ties.rule, ties.seed)
    except RunOffNeeded as needed:
        ties.log.append(step(StepKind.tie, round=0, options=needed.tied, about=About.purchase.value))
        return Outcome(rules.method, tied=needed.tied, money=Money(rules.budget, 0, first, first))
    share = first + raised.by
    ties.log += raised.told(rules.budget, share)
    rounds = _tell(crowd, share, ties)
    elected = tuple(one.elected[0] for one in rounds)
    bought, tied = _complete(rules, crowd, elected, ties)
    spent = sum(rules.costs[option] for option in bought)
    ties.log.append(step(StepKind.spent, spent=spent, budget=rules.budget, left=rules.budget - spent))
    return Outcome(rules.method, bought, tied, money=Money(rules.budget, spent, first, share), rounds=tuple(rounds))


@dataclass
class Raised:
    """By how many kroner each share is raised, the run that counts, and the one a krone further, which overspends; None
    where all that has votes is bought. ``log``: the ties of the runs that were tried on the way, each once, in no round.
    """

    by: int
    kept: Run
    over: Run | None = None
    log: list[Step] = field(default_factory=list)

    def tried(self, run: Run) -> None:
        """Keep the ties of a run."""
        self.log += [found for one in run.log if (found := Step(one.kind, {**one.facts, "round": 0})) not in self.log]

    def told(self, budget: int, share: Fraction) -> list[Step]:
        """The log up to the run that counts."""
        told = [*self.log, step(StepKind.raised, by=self.by, share=write_amount(share), spent=self.kept.spent)]
        if self.over is not None:
            told.append(step(StepKind.overspent, by=self.by + 1, spent=self.over.spent, budget=budget))
        return told


def raise_shares(crowd: Crowd, budget: int, rule: TieRule, seed: str | None) -> Raised:
    """Raise the shares as far as it can be paid. Raises SeedNeeded or RunOffNeeded.

    The step doubles while it changes nothing and is halved where it would jump over a change; so a tie counts only where
    a krone at a time would come to it.
    """
    first = Fraction(budget, crowd.voters)
    raised, by = Raised(0, buy_all(crowd, first, rule, seed)), 1
    raised.tried(raised.kept)
    while len(raised.kept.offers) < len(crowd.votes):
        run = _try(crowd, first + raised.by + by, rule, seed, is_next=by == 1)
        if run is not None and run.path == raised.kept.path:
            raised.by, by = raised.by + by, 2 * by
        elif run is None or by > 1:
            by //= 2
        else:
            raised.tried(run)
            if run.spent > budget:
                raised.over = run
                break
            raised.by, raised.kept = raised.by + 1, run
    return raised


def _try(crowd: Crowd, share: Fraction, rule: TieRule, seed: str | None, *, is_next: bool) -> Run | None:
    """A run; None where it comes to a tie that nothing decides, but is not the next by a krone."""
    try:
        return buy_all(crowd, share, rule, seed)
    except (SeedNeeded, RunOffNeeded):
        if is_next:
            raise
        return None


def _tell(crowd: Crowd, share: Fraction, ties: Ties) -> list[Round]:
    """The run that counts, with a picture of each purchase. Money is shown in whole øre, cut; it is counted exactly."""
    buyer = Buyer(crowd, share, ties)
    rounds: list[Round] = []
    purses = buyer.purses
    money = {project: votes * share.numerator for project, votes in crowd.votes.items()}
    while (offer := buyer.next()) is not None:
        number = len(rounds) + 1
        payment = _ore(offer.rest, offer.payers * purses.denominator)
        totals = {project: _ore(amount, purses.denominator) for project, amount in money.items()}
        rounds.append(Round(number, totals, (offer.project,), payment=payment))
        emptied = sum(
            crowd.weights[group] for group in crowd.supporters[offer.project] if purses.level[group] in offer.empty
        )
        facts = {"option": offer.project, "cost": crowd.costs[offer.project], "votes": crowd.votes[offer.project]}
        ties.log.append(step(StepKind.bought, round=number, payment=write_amount(payment), empty=emptied, **facts))
        money = _after(buyer, offer, money)
    return rounds


def _after(buyer: Buyer, offer: Offer, money: dict[int, int]) -> dict[int, int]:
    """Buy, and say what the supporters of each project that is left have then, in units of the purses."""
    purses, crowd = buyer.purses, buyer.purses.crowd
    before, level, unit = purses.money, list(purses.level), purses.denominator
    buyer.buy(offer)
    finer = purses.denominator // unit
    money = {project: amount * finer for project, amount in money.items() if project != offer.project}
    for group in crowd.supporters[offer.project]:
        if level[group]:
            paid = before[level[group]] * finer - purses.money.get(purses.level[group], 0)
            for project in crowd.ballots[group]:
                if project in money:
                    money[project] -= paid * crowd.weights[group]
    return money


def _ore(amount: int, denominator: int) -> Fraction:
    return Fraction(amount * 100 // denominator, 100)


def _complete(
    rules: TallyRules, crowd: Crowd, bought: tuple[int, ...], ties: Ties
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Spend what is left as the rules say: on what has most votes and can still be paid for. Also who is tied."""
    left = rules.budget - sum(rules.costs[option] for option in bought)
    while rules.completion is Completion.greedy:
        able = [option for option in crowd.votes if option not in bought and rules.costs[option] <= left]
        if not able:
            break
        most = max(crowd.votes[option] for option in able)
        tied = [option for option in able if crowd.votes[option] == most]
        chosen = tied[0]
        if sum(rules.costs[option] for option in tied) > left:
            try:
                chosen = ties.order(tied, About.completion, len(bought) + 1)[0]
            except RunOffNeeded as needed:
                return bought, needed.tied
        bought += (chosen,)
        left -= rules.costs[chosen]
        facts = {"option": chosen, "cost": rules.costs[chosen], "votes": most, "left": left}
        ties.log.append(step(StepKind.completed, round=len(bought), **facts))
    return bought, ()
