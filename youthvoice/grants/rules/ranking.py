"""Advice on a round with more wishes than money: equal shares of what the pool holds, over the council's approvals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Completion, Method, TieRule
from youthvoice.voting.tallies import Outcome, StepKind, TallyRules, count

OERE = 100


class RankingState(StrEnum):
    """Whether the council is asked about a round."""

    none = "none"
    open = "open"
    closed = "closed"


@dataclass(frozen=True)
class Wanted:
    """An application of the round; øre."""

    application_id: int
    asked: int


@dataclass(frozen=True)
class Advice:
    """What there is money for, in order, and what not (most approvals first). ``left`` and ``budget`` are whole kroner, in
    øre; ``approvals`` by application. ``drew_lots``: equal wishes were told apart by a lot that anybody can draw again.
    """

    within: tuple[int, ...]
    beyond: tuple[int, ...]
    budget: int
    left: int
    voters: int
    approvals: Mapping[int, int]
    drew_lots: bool


def seed_of(round_id: int, closed_at: datetime) -> str:
    """What lots are drawn by: nobody knows it before the wishes are counted, and the same for everyone afterwards."""
    return f"{round_id} {closed_at.isoformat()}"


def round_up(oere: int) -> int:
    """Øre to whole kroner, upwards: what a wish costs is never told too low."""
    return -(-oere // OERE)


def rules_of(wanted: Sequence[Wanted], budget: int) -> TallyRules:
    """How it is counted; options are places in ``wanted``, from 1. Costs are rounded up, the budget (øre) down."""
    return TallyRules(
        method=Method.equal_shares,
        options=tuple(range(1, len(wanted) + 1)),
        tie_rule=TieRule.lot,
        costs={place: round_up(one.asked) for place, one in enumerate(wanted, 1)},
        budget=budget // OERE,
        completion=Completion.greedy,
    )


def ballots_of(wanted: Sequence[Wanted], approvals: Iterable[tuple[int, int]]) -> dict[Ballot, int]:
    """Grouped ballots of (person, application) rows; what is no longer in the round is left out."""
    place_of = {one.application_id: place for place, one in enumerate(wanted, 1)}
    chosen: dict[int, set[int]] = defaultdict(set)
    for person_id, application_id in approvals:
        if application_id in place_of:
            chosen[person_id].add(place_of[application_id])
    return dict(Counter(tuple(sorted(places)) for places in chosen.values()))


def advise(wanted: Sequence[Wanted], ballots: Mapping[Ballot, int], budget: int, seed: str) -> Advice:
    """What equal shares advise; exact, and the same for everyone who counts again."""
    outcome = outcome_of(wanted, ballots, budget, seed)
    ids = [one.application_id for one in wanted]
    approvals = {ids[place - 1]: votes for place, votes in approvals_of(len(wanted), ballots).items()}
    within = tuple(ids[place - 1] for place in outcome.elected)
    beyond = sorted(set(ids) - set(within), key=lambda one: (-approvals[one], ids.index(one)))
    spent = sum(round_up(one.asked) for one in wanted if one.application_id in within)
    return Advice(
        within=within,
        beyond=tuple(beyond),
        budget=budget // OERE * OERE,
        left=(budget // OERE - spent) * OERE,
        voters=sum(ballots.values()),
        approvals=approvals,
        drew_lots=any(step.kind is StepKind.lot for step in outcome.log),
    )


def outcome_of(wanted: Sequence[Wanted], ballots: Mapping[Ballot, int], budget: int, seed: str) -> Outcome:
    """The count itself."""
    return count(rules_of(wanted, budget), ballots, seed)


def approvals_of(options: int, ballots: Mapping[Ballot, int]) -> dict[int, int]:
    """How many chose each place."""
    found = dict.fromkeys(range(1, options + 1), 0)
    for ballot, times in ballots.items():
        for place in ballot:
            found[place] += times
    return found
