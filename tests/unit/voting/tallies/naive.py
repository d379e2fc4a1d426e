"""The methods once more, as slowly and plainly as their rules read: one paper at a time, one krone at a time."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

Papers = Iterable[tuple[int, ...]]
Totals = dict[int, Fraction]


def lots(seed: str, options: Iterable[int]) -> list[int]:
    """In the order of their lots."""
    return sorted(options, key=lambda option: hashlib.sha256(f"{seed}|{option}".encode()).hexdigest())


def settle(tied: list[int], history: list[Totals], seed: str, *, lowest: bool) -> tuple[int, bool]:
    """Who of those tied is lowest or highest by the counts before, the last one first; and whether it took a lot."""
    for totals in reversed(history):
        edge = (min if lowest else max)(totals[option] for option in tied)
        tied = [option for option in tied if totals[option] == edge]
    ordered = lots(seed, tied)
    return (ordered[-1] if lowest else ordered[0]), len(tied) > 1


@dataclass
class Paper:
    """One paper: its preferences, its value, and with whom it lies (0: nobody yet, -1: nobody any more)."""

    preferences: tuple[int, ...]
    value: Fraction = Fraction(1)
    holder: int = 0


class Scottish:
    """A count by the Scottish rules. ``counts`` are each count's totals and what was exhausted by then."""

    def __init__(self, options: Iterable[int], papers: Papers, seats: int, seed: str) -> None:
        self.options, self.seats, self.seed = list(options), seats, seed
        self.papers = [Paper(paper) for paper in papers]
        self.quota = len(self.papers) // (seats + 1) + 1
        self.standing = set(self.options)
        self.elected: list[int] = []
        self.surpluses: set[int] = set()
        self.parked = dict.fromkeys(self.options, Fraction(0))
        """What stays with those elected when their surplus goes on."""
        self.exhausted = Fraction(0)
        self.drew = False
        self.counts: list[tuple[Totals, Fraction]] = []

    def send_on(self, holder: int) -> None:
        """Each paper of that pile goes to its next preference."""
        for paper in self.papers:
            if paper.holder == holder:
                paper.holder = next((option for option in paper.preferences if option in self.standing), -1)
                self.exhausted += paper.value if paper.holder == -1 else 0

    def add_up(self) -> Totals:
        """Who has how much."""
        totals = dict(self.parked)
        for paper in self.papers:
            if paper.holder > 0:
                totals[paper.holder] += paper.value
        self.counts.append((totals, self.exhausted))
        return totals

    def settled(self, tied: list[int], *, lowest: bool) -> int:
        """Who of those tied is meant."""
        found, by_lot = settle(tied, [totals for totals, _ in self.counts[:-1]], self.seed, lowest=lowest)
        self.drew |= by_lot
        return found

    def elect(self, totals: Totals) -> bool:
        """Whoever has the quota, or all that are left; tell whether every seat is filled."""
        by_votes = sorted(self.standing, key=lambda one: (-totals[one], one))
        reached = [option for option in by_votes if totals[option] >= self.quota]
        self.elected += reached
        self.standing.difference_update(reached)
        self.surpluses.update(option for option in reached if totals[option] > self.quota)
        if len(self.elected) < self.seats and len(self.standing) <= self.seats - len(self.elected):
            self.elected += [option for option in by_votes if option not in reached]
            return True
        return len(self.elected) == self.seats

    def send_largest_surplus(self, totals: Totals) -> None:
        """At surplus / total of the value of each paper, cut after five decimals."""
        most = max(totals[option] for option in self.surpluses)
        option = self.settled([one for one in self.surpluses if totals[one] == most], lowest=False)
        self.surpluses.remove(option)
        for paper in self.papers:
            if paper.holder == option:
                exact = (totals[option] - self.quota) * paper.value / totals[option]
                paper.value = Fraction(floor(exact * 100_000), 100_000)
        self.send_on(option)
        self.parked[option] = Fraction(self.quota)

    def exclude_last(self, totals: Totals) -> None:
        """At the value that each paper has."""
        fewest = min(totals[option] for option in self.standing)
        option = self.settled([one for one in self.standing if totals[one] == fewest], lowest=True)
        self.standing.remove(option)
        self.send_on(option)

    def run(self) -> "Scottish":
        """From the first count to the last."""
        self.send_on(0)
        while not self.elect(totals := self.add_up()):
            if self.surpluses:
                self.send_largest_surplus(totals)
            else:
                self.exclude_last(totals)
        return self


def instant_runoff(options: Iterable[int], papers: Papers, seed: str) -> int:
    """Who has more than half of the papers that still name somebody, when the last was excluded again and again."""
    standing, papers, history = set(options), list(papers), []
    while True:
        firsts = [next((option for option in paper if option in standing), None) for paper in papers]
        totals = {option: Fraction(firsts.count(option)) for option in standing}
        leader = max(standing, key=lambda option: totals[option])
        if len(standing) == 1 or 2 * totals[leader] > sum(totals.values()):
            return leader
        fewest = min(totals.values())
        out, _ = settle([one for one in standing if totals[one] == fewest], history, seed, lowest=True)
        standing.remove(out)
        history.append(totals)


def one_run(voters: list[tuple[int, ...]], costs: Mapping[int, int], share: Fraction, seed: str) -> list[int]:
    """What is bought when each voter can spend ``share``: each time the project of which each krone is cheapest."""
    purses = [share] * len(voters)
    bought: list[int] = []
    while True:
        prices = {}
        for project, cost in costs.items():
            fans = [voter for voter, choices in enumerate(voters) if project in choices]
            if project not in bought and fans and sum(purses[fan] for fan in fans) >= cost:
                prices[project] = _pay(sorted(purses[fan] for fan in fans), cost) / cost
        if not prices:
            return bought
        best = min(prices.values())
        chosen = lots(seed, [project for project, price in prices.items() if price == best])[0]
        for voter, choices in enumerate(voters):
            if chosen in choices:
                purses[voter] -= min(purses[voter], best * costs[chosen])
        bought.append(chosen)


def _pay(purses: list[Fraction], cost: int) -> Fraction:
    """The most that one pays, where everybody pays the same or all there is."""
    rest = Fraction(cost)
    for place, purse in enumerate(purses):
        each = rest / (len(purses) - place)
        if purse >= each:
            return each
        rest -= purse
    raise AssertionError("they cannot pay")


def equal_shares(
    voters: list[tuple[int, ...]],
    costs: Mapping[int, int],
    budget: int,
    seed: str,
    run: Callable[..., list[int]] = one_run,
) -> tuple[list[int], int]:
    """What is bought, and how many kroner each share was raised: krone by krone, until a run costs too much."""
    supported = {project for choices in voters for project in choices}
    raised, kept = 0, run(voters, costs, Fraction(budget, len(voters)), seed)
    while len(kept) < len(supported):
        tried = run(voters, costs, Fraction(budget, len(voters)) + raised + 1, seed)
        if sum(costs[project] for project in tried) > budget:
            break
        raised, kept = raised + 1, tried
    return kept, raised
