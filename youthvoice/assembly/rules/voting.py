"""How a vote of the day is put: its method, and what is on its paper."""

from youthvoice.assembly.rules.day import MOST_OPTIONS
from youthvoice.assembly.rules.years import DayTie
from youthvoice.elections.rules.polls import Way, method_of, tie_rule_of
from youthvoice.voting.rules.contest import ContestProblem, Paper, check_paper
from youthvoice.voting.rules.methods import Method, TieRule

QUESTION_MIN = 3
MANY_SEATS = frozenset({Way.several, Way.ranked})
"""Ways in which more than one can win."""


def tally_tie_rule(way: Way, chosen: DayTie) -> TieRule:
    """What the count does about a tie. A question that is tied is no matter of the count, but of the rules of procedure."""
    return tie_rule_of(way, TieRule.lot if chosen is DayTie.lot else TieRule.run_off)


def paper_problem(
    method: Method, titles: list[str], costs: list[int | None], *, seats: int, max_choices: int | None, budget: int
) -> ContestProblem | None:
    """Say why nobody could vote by such a paper, or None. Money is in whole kroner."""
    if len(titles) > MOST_OPTIONS:
        return ContestProblem.too_many_options
    options = tuple(range(1, len(titles) + 1))
    paper = Paper(
        method=method, options=options, seats=seats, max_choices=max_choices, budget=budget, costs=tuple(costs)
    )
    return check_paper(paper, titles)


__all__ = ["MANY_SEATS", "QUESTION_MIN", "method_of", "paper_problem", "tally_tie_rule"]
