"""A contest from planning to its result: its steps, its settings, and what can be wrong with them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from youthvoice.voting.rules.methods import Method

FEWEST_OPTIONS, MOST_OPTIONS = 2, 100
TITLE_MIN, TITLE_MAX = 3, 160
QUESTION_MAX = 3000
OPTION_MAX = 160
MOST_SEATS = 50
MOST_SLIPS = 500
MOST_CHILDREN = 500
LONGEST = timedelta(days=60)
SHORTEST = timedelta(minutes=1)
FEWEST_WITNESSES = 2
SEED_MIN, SEED_MAX = 6, 64
"""Signs of a drawn seed: six throws of a die at the least."""
TOTALS_ONLY_BELOW = 50
"""With fewer voters than this a whole ranking could be a fingerprint: only totals are published."""
YES_NO_OPTIONS = (1, 2, 3)
"""Yes, no, abstain."""


class State(StrEnum):
    """Where a contest stands."""

    planned = "planned"
    open = "open"
    sealed = "sealed"
    """Closed: the box is emptied into two lists, and nothing is counted yet."""
    counted = "counted"
    cancelled = "cancelled"


STEPS: dict[State, frozenset[State]] = {
    State.planned: frozenset({State.open, State.counted, State.cancelled}),
    State.open: frozenset({State.sealed, State.cancelled}),
    State.sealed: frozenset({State.counted}),
    State.counted: frozenset(),
    State.cancelled: frozenset(),
}
"""From planned straight to counted go uncontested seats: nobody has to vote."""


class PaperKind(StrEnum):
    """How somebody on the roll took part."""

    phone = "phone"
    """Signed blindly: whoever reads the database cannot join paper and person, not even while voting is on."""
    direct = "direct"
    """Paper and ballot in one step, without JavaScript."""
    hands = "hands"
    """Raised a hand in class."""


class CalledOff(StrEnum):
    """Why a contest is cancelled by the rules and no human; stored in place of words, told in the language of the reader."""

    uncontested = "called_off:uncontested"
    """There is a seat for everybody who stands."""
    nobody_stands = "called_off:nobody_stands"


class ContestProblem(StrEnum):
    """Why a contest cannot be as it was described."""

    closes_before_it_opens = "closes_before_it_opens"
    too_long = "too_long"
    notice_too_short = "notice_too_short"
    too_few_options = "too_few_options"
    too_many_options = "too_many_options"
    same_option_twice = "same_option_twice"
    seats_wrong = "seats_wrong"
    choices_wrong = "choices_wrong"
    budget_needed = "budget_needed"
    cost_needed = "cost_needed"
    cost_above_budget = "cost_above_budget"
    hands_cannot_rank = "hands_cannot_rank"
    more_hands_than_children = "more_hands_than_children"
    all_have_voted = "all_have_voted"
    more_accounts_than_children = "more_accounts_than_children"
    strangers_not_taken = "strangers_not_taken"
    """Children stand on no roll, and this contest has nobody vote who does not."""
    nobody_on_the_roll = "nobody_on_the_roll"
    slips_wrong = "slips_wrong"
    children_wrong = "children_wrong"
    place_taken = "place_taken"
    reason_needed = "reason_needed"
    seed_wrong = "seed_wrong"
    witnesses_needed = "witnesses_needed"


_BETWEEN_NAMES = re.compile(r"[,;&+/\n]|\b(?:og|and)\b", re.IGNORECASE)
"""What stands between two names."""
HANDS_METHODS = frozenset({Method.yes_no, Method.plurality})
"""One child, one hand: what can be counted in a classroom."""
MANY_SEATS = frozenset({Method.block, Method.approval, Method.stv})
SEATED = frozenset({Method.plurality, Method.block, Method.approval, Method.instant_runoff, Method.stv})
"""What fills seats, so that no more candidates than seats need no vote."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What has happened to a contest, each None until it has."""

    opened_at: datetime | None
    sealed_at: datetime | None
    counted_at: datetime | None
    cancelled_at: datetime | None


def state_of(moments: Moments) -> State:
    """The step a contest stands at."""
    if moments.cancelled_at is not None:
        return State.cancelled
    if moments.counted_at is not None:
        return State.counted
    if moments.sealed_at is not None:
        return State.sealed
    return State.open if moments.opened_at is not None else State.planned


def allowed(before: State, after: State) -> bool:
    """Tell whether a contest may go from one step to the other."""
    return after in STEPS[before]


def check_times(
    opens_at: datetime, closes_at: datetime, announced_at: datetime, notice_days: int
) -> ContestProblem | None:
    """Say what is wrong with when it opens and closes, or None. Notice is counted in whole days of 24 hours."""
    if closes_at - opens_at < SHORTEST:
        return ContestProblem.closes_before_it_opens
    if closes_at - opens_at > LONGEST:
        return ContestProblem.too_long
    if notice_days and opens_at - announced_at < timedelta(days=notice_days):
        return ContestProblem.notice_too_short
    return None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What a ballot paper lets one do. ``costs`` are whole kroner, in the options' order, for equal shares alone."""

    method: Method
    options: tuple[int, ...]
    seats: int = 1
    max_choices: int | None = None
    allows_blank: bool = True
    budget: int = 0
    costs: tuple[int | None, ...] = ()


def check_paper(paper: Paper, titles: Collection[str]) -> ContestProblem | None:
    """Say why nobody could vote by such a paper, or None."""
    return _options_problem(paper, titles) or _seats_problem(paper) or _money_problem(paper)


def _options_problem(paper: Paper, titles: Collection[str]) -> ContestProblem | None:
    if len(paper.options) < FEWEST_OPTIONS:
        return ContestProblem.too_few_options
    if len(paper.options) > MOST_OPTIONS:
        return ContestProblem.too_many_options
    known = {" ".join(title.casefold().split()) for title in titles}
    return ContestProblem.same_option_twice if len(known) < len(titles) else None


def _seats_problem(paper: Paper) -> ContestProblem | None:
    most = MOST_SEATS if paper.method in MANY_SEATS else 1
    if not 1 <= paper.seats <= most:
        return ContestProblem.seats_wrong
    if paper.method is Method.block and not 1 <= (paper.max_choices or 0) <= len(paper.options):
        return ContestProblem.choices_wrong
    return None


def _money_problem(paper: Paper) -> ContestProblem | None:
    if paper.method is not Method.equal_shares:
        return None
    if paper.budget <= 0:
        return ContestProblem.budget_needed
    if any(cost is None or cost <= 0 for cost in paper.costs):
        return ContestProblem.cost_needed
    return ContestProblem.cost_above_budget if any((cost or 0) > paper.budget for cost in paper.costs) else None


def check_hands(method: Method, hands: Collection[int], children: int) -> ContestProblem | None:
    """Say why hands counted in a room of that many children cannot be, or None. Who raised none voted blank."""
    if method not in HANDS_METHODS:
        return ContestProblem.hands_cannot_rank
    return ContestProblem.more_hands_than_children if sum(hands) > children else None


def count_witnesses(text: str) -> int:
    """How many names stand there, as people write them: «Ida og Bo», «Ida, Bo», one to a line. What has no letter is none."""
    return sum(any(sign.isalpha() for sign in name) for name in _BETWEEN_NAMES.split(text))


def reaches_quorum(taken_part: int, roll: int, percent: int) -> bool:
    """Tell whether at least that share of the roll has taken part; 0 percent always has."""
    return taken_part * 100 >= roll * percent
