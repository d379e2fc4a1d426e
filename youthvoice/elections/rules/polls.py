"""Polls: a body asks its people something. How the question is answered in plain words, and the method that follows."""

from enum import StrEnum

from youthvoice.voting.rules.methods import Method, TieRule

FEWEST_LINES, MORE_LINES = 4, 4
"""Lines for options on a new form, and how many more there are for each press."""
USUAL_DAYS = 7
CLASS_DAYS = 1
"""A class votes in a lesson; whoever is ill today can tomorrow."""
USUAL_CLOSING_HOUR = 20
"""Local time."""


class Way(StrEnum):
    """How somebody answers, as the form asks it."""

    yes_no = "yes_no"
    one = "one"
    several = "several"
    ranked = "ranked"
    money = "money"


class Voters(StrEnum):
    """Who may vote in a poll of a body."""

    members = "members"
    represented = "represented"
    """The members, and the pupils of all classes below."""
    young = "young"
    """Everybody young in the municipality (or at the school) who has the body's age."""


def method_of(way: Way, seats: int, max_choices: int | None) -> Method:
    """The method by which answers given that way are counted."""
    if way is Way.several:
        return Method.approval if max_choices is None else Method.block
    if way is Way.ranked:
        return Method.stv if seats > 1 else Method.instant_runoff
    return {Way.yes_no: Method.yes_no, Way.one: Method.plurality, Way.money: Method.equal_shares}[way]


def tie_rule_of(way: Way, chosen: TieRule) -> TieRule:
    """What is done about a tie: what was chosen, where there is a choice.

    As many yes as no is a no: nothing to draw a lot for. Where people rank, a tie for what goes out stops the count, and
    a new vote between those would leave out what leads: a lot is drawn.
    """
    return {Way.yes_no: TieRule.run_off, Way.ranked: TieRule.lot}.get(way, chosen)


def way_of(method: Method) -> Way:
    """The other way round."""
    return {
        Method.yes_no: Way.yes_no,
        Method.plurality: Way.one,
        Method.block: Way.several,
        Method.approval: Way.several,
        Method.instant_runoff: Way.ranked,
        Method.stv: Way.ranked,
        Method.equal_shares: Way.money,
    }[method]
