"""The log of a count: typed steps with their facts. The words are made of them elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Fact = int | str | tuple[int, ...]
"""A number of an option, of votes or of a round; an exact amount or a word as text; several options."""


class StepKind(StrEnum):
    """What happened, with the names of its facts. ``votes``, ``amount`` and money that may be broken are exact text."""

    counted = "counted"
    """valid, blank"""
    uncontested = "uncontested"
    """options, seats: no more stand than there are seats."""
    carried = "carried"
    """yes, no, abstain: more yes than no."""
    fallen = "fallen"
    """yes, no, abstain: more no than yes."""
    equal = "equal"
    """yes, no, abstain: as many; it falls."""
    quota = "quota"
    """valid, seats, quota: what it takes to be elected."""
    majority = "majority"
    """round, active, needed: more than half of the ballots that still name somebody."""
    elected = "elected"
    """round, option, votes, reason (``Reason``)"""
    excluded = "excluded"
    """round, option, votes, reason (``Reason``)"""
    kept = "kept"
    """options: keep their seats in a recount whatever they get."""
    transferred = "transferred"
    """round, option, reason (surplus, exclusion), amount (all that left), to (options), exhausted, lost; for a surplus also
    surplus and votes (a paper goes on at surplus/votes of its value). Where few voted: no to, exhausted and lost."""
    passed_over = "passed_over"
    """round, option, votes, group: the seats that are left belong to levels that have none."""
    tie = "tie"
    """round, options, about (``About``)"""
    earlier_round = "earlier_round"
    """round, options, chosen, about, earlier: they differed in that earlier round."""
    lot = "lot"
    """round, options (in the order of their lots, the first is preferred), chosen, about"""
    run_off = "run_off"
    """options, seats: a new vote must decide."""
    nobody_left = "nobody_left"
    """No facts: nobody is left who could take the seat."""
    shared = "shared"
    """voters, budget, share: what each voter can spend at first."""
    raised = "raised"
    """by, share, spent: the raise in kroner that is kept, what each voter can spend then, and what is spent."""
    overspent = "overspent"
    """by, spent, budget: one krone more each would cost more than there is."""
    bought = "bought"
    """round, option, cost, votes, payment (the most that one voter pays), empty (voters who pay their last)"""
    completed = "completed"
    """round, option, cost, votes, left: bought for what was left."""
    spent = "spent"
    """spent, budget, left"""


RECEIVERS = frozenset({"to", "exhausted", "lost"})
"""Facts of ``transferred`` that say what became of the votes."""


class Reason(StrEnum):
    """Why somebody is elected or excluded."""

    quota = "quota"
    majority = "majority"
    most_votes = "most_votes"
    last_seats = "last_seats"
    """As many are left as there are seats."""
    fewest_votes = "fewest_votes"
    spread = "spread"
    """The seats that are left belong to levels that have none."""


class About(StrEnum):
    """What a tie is about."""

    seat = "seat"
    exclusion = "exclusion"
    surplus = "surplus"
    purchase = "purchase"
    completion = "completion"


@dataclass(frozen=True)
class Step:
    """One step, with the facts that its kind names."""

    kind: StepKind
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        facts = {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in self.facts.items()}
        return {"kind": self.kind.value, "facts": facts}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Step":
        """From what ``to_json`` made."""
        facts = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in told["facts"].items()}
        return cls(StepKind(told["kind"]), facts)


def without_receivers(one: Step) -> Step:
    """The step as it is told where few voted: that votes were transferred, and not what became of them."""
    if one.kind is not StepKind.transferred:
        return one
    return Step(one.kind, {name: fact for name, fact in one.facts.items() if name not in RECEIVERS})


def step(kind: StepKind, **facts: Fact) -> Step:
    """A step with its facts."""
    return Step(kind, facts)
