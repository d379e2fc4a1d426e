"""One run of equal shares with cost utility: what voters buy together when each can spend the same. Exact.

Source: Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with Additive Utilities (2021). A project's price
is what each of its supporters pays for each krone of it, when all pay the same and who has less pays all they have. The
project with the lowest price is bought, again and again, until no supporters can pay for theirs.
"""

import heapq
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from operator import mul

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import TieRule
from youthvoice.voting.tallies.lots import Ties
from youthvoice.voting.tallies.steps import About, Step

BROKE = 0
"""The level of those who have nothing left."""


class Crowd:
    """Voters in groups (one for each ballot that differs), and which groups support each project."""

    def __init__(self, ballots: Mapping[Ballot, int], costs: Mapping[int, int]) -> None:
        self.ballots, self.weights = list(ballots), list(ballots.values())
        self.voters = sum(self.weights)
        supporters: dict[int, list[int]] = {}
        for group, ballot in enumerate(self.ballots):
            for project in ballot:
                supporters.setdefault(project, []).append(group)
        self.supporters = dict(sorted(supporters.items()))
        self.votes = {
            project: sum(self.weights[group] for group in groups) for project, groups in self.supporters.items()
        }
        self.costs = {project: costs[project] for project in self.supporters}
        self.crowded = {
            project: [(group, self.weights[group] - 1) for group in groups if self.weights[group] > 1]
            for project, groups in self.supporters.items()
        }
        """Groups of more than one voter, and how many more."""


class Price:
    """An exact number, top/bottom, not brought to lowest terms: that would cost more than the few times it is compared."""

    __slots__ = ("bottom", "top")

    def __init__(self, top: int, bottom: int) -> None:
        self.top, self.bottom = top, bottom

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Price) and self.top * other.bottom == other.top * self.bottom

    def __lt__(self, other: "Price") -> bool:
        return self.top * other.bottom < other.top * self.bottom

    def __hash__(self) -> int:
        return hash(Fraction(self.top, self.bottom))

    def key(self, project: int) -> "Key":
        """To sort by. Whole numbers divided give the nearest float, so where two floats differ the exact prices differ in
        the same way; only where they are the same must the prices themselves be compared."""
        return self.top / self.bottom, self, project


Key = tuple[float, Price, int]


@dataclass(frozen=True)
class Offer:
    """What a project costs its supporters: each of ``payers`` pays rest/payers, those on ``empty`` levels all they have.

    ``rest`` is in units of 1/denominator krone, as the purses were when it was made.
    """

    project: int
    price: Price
    rest: int
    payers: int
    empty: frozenset[int]


class Purses:
    """What the groups have left: each on a level, each level with its money, in units of 1/denominator krone.

    Who has paid the same for the same things is on the same level, so there are few of them at first.
    """

    def __init__(self, crowd: Crowd, share: Fraction) -> None:
        self.crowd, self.denominator = crowd, share.denominator
        self.level = [1] * len(crowd.ballots)
        self.money = {1: share.numerator}
        self._groups_on = {1: len(crowd.ballots)}
        self._last = 1

    def offer(self, project: int) -> Offer | None:
        """What the project costs its supporters now, or None where they cannot pay for it."""
        on, money = self._weights_on(project), self.money
        cost = self.crowd.costs[project]
        rest, payers = cost * self.denominator, sum(on.values())
        if sum(map(mul, map(money.__getitem__, on), on.values())) < rest:
            return None
        empty = []
        for level in sorted(on, key=money.__getitem__):
            if money[level] * payers >= rest:
                break
            rest -= money[level] * on[level]
            payers -= on[level]
            empty.append(level)
        price = Price(rest, payers * cost * self.denominator)
        return Offer(project, price, rest, payers, frozenset(empty))

    def _weights_on(self, project: int) -> dict[int, int]:
        """How many supporters are on each level that has money."""
        on = Counter(map(self.level.__getitem__, self.crowd.supporters[project]))
        for group, more in self.crowd.crowded[project]:
            on[self.level[group]] += more
        on.pop(BROKE, None)
        return on

    def pay(self, offer: Offer) -> None:
        """The supporters pay. The unit becomes as small as it must be for everybody to have a whole number of them."""
        shared = gcd(offer.rest, offer.payers)
        finer, payment = offer.payers // shared, offer.rest // shared
        self.denominator *= finer
        self.money = {level: amount * finer for level, amount in self.money.items()}
        groups = self.crowd.supporters[offer.project]
        before = list(map(self.level.__getitem__, groups))
        after = {
            level: self._leave(level, leaving, None if level in offer.empty else payment)
            for level, leaving in Counter(before).items()
        }
        for group, level in zip(groups, before, strict=True):
            self.level[group] = after[level]

    def _leave(self, level: int, leaving: int, payment: int | None) -> int:
        """So many groups leave a level when they pay; say where they go. ``payment`` None is all they have."""
        if level == BROKE:
            return BROKE
        after = BROKE
        if payment is not None:
            self._last = after = self._last + 1
            self.money[after], self._groups_on[after] = self.money[level] - payment, leaving
        self._groups_on[level] -= leaving
        if not self._groups_on[level]:
            del self._groups_on[level], self.money[level]
        return after

    def quarrel(self, offers: list[Offer]) -> int | None:
        """The first group that cannot pay for all of these equally cheap projects as offered, or None.

        Where there is none, they are all bought next, in whatever order: nobody's purchase makes another dearer.
        """
        price, crowd = offers[0].price, self.crowd
        asked: dict[int, int] = {}
        for offer in offers:
            full = price.top * crowd.costs[offer.project] * self.denominator
            for group in crowd.supporters[offer.project]:
                if self.level[group] != BROKE:
                    has = self.money[self.level[group]] * price.bottom
                    asked[group] = asked.get(group, 0) + min(has, full)
        for group in sorted(asked):
            if asked[group] > self.money[self.level[group]] * price.bottom:
                return group
        return None


@dataclass
class Run:
    """What is bought, in order. ``path`` is every comparison that had a say (see ``equal_shares``); ``log`` its ties."""

    offers: list[Offer]
    path: list[Hashable]
    spent: int
    log: list[Step]


class Buyer:
    """Makes one run, purchase by purchase."""

    def __init__(self, crowd: Crowd, share: Fraction, ties: Ties) -> None:
        self.purses, self.ties = Purses(crowd, share), ties
        self.run = Run([], [], 0, ties.log)
        self._offers: dict[int, Offer] = {}
        # A price never falls while voters pay, so an old one is a floor: nobody asks again where that is too high.
        self._floors = [Price(1, votes).key(project) for project, votes in crowd.votes.items()]
        heapq.heapify(self._floors)

    def next(self) -> Offer | None:
        """The next purchase, before it is paid; None where nothing can be bought any more."""
        self._offers = {}
        cheapest = self._cheapest()
        if cheapest is None:
            return None
        offers = [cheapest]
        while self._floors and self._floors[0][1] == cheapest.price:
            other = self._cheapest()
            if other is None or other.price != cheapest.price:
                self._keep(other)
                break
            offers.append(other)
        chosen = offers[0] if len(offers) == 1 else self._settle(offers)
        for offer in offers:
            if offer is not chosen:
                self._keep(offer)
        self.run.path.append(chosen.project)
        return chosen

    def buy(self, offer: Offer) -> None:
        """It is bought."""
        self.purses.pay(offer)
        self.run.offers.append(offer)
        self.run.spent += self.purses.crowd.costs[offer.project]

    def _cheapest(self) -> Offer | None:
        """Take the cheapest project out of those that are left; who cannot be paid for now never can."""
        while self._floors:
            project = heapq.heappop(self._floors)[2]
            if project in self._offers:
                return self._offers[project]
            offer = self.purses.offer(project)
            self.run.path.append((project, None if offer is None else offer.empty))
            if offer is not None:
                self._offers[project] = offer
                heapq.heappush(self._floors, offer.price.key(project))
        return None

    def _keep(self, offer: Offer | None) -> None:
        if offer is not None:
            heapq.heappush(self._floors, offer.price.key(offer.project))

    def _settle(self, offers: list[Offer]) -> Offer:
        """Which of those equally cheap is bought first; a lot only where they cannot all be bought as offered."""
        quarrel = self.purses.quarrel(offers)
        self.run.path.append((len(offers), quarrel))
        if quarrel is None:
            return min(offers, key=lambda offer: offer.project)
        number = len(self.run.offers) + 1
        first = self.ties.order((offer.project for offer in offers), About.purchase, number)[0]
        return next(offer for offer in offers if offer.project == first)


def buy_all(crowd: Crowd, share: Fraction, rule: TieRule, seed: str | None) -> Run:
    """One whole run, when each voter can spend ``share`` kroner. Raises SeedNeeded or RunOffNeeded."""
    buyer = Buyer(crowd, share, Ties(rule, seed, []))
    while (offer := buyer.next()) is not None:
        buyer.buy(offer)
    return buyer.run
