"""A ballot paper while it is filled in: what a browser sends of its boxes, and the ballot that it makes.

Every box of the paper sends a value of the same name: ``3`` (ticked), ``3:1`` (number 3 is put first), ``blank``, or
nothing that means anything (an empty choice of place).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from youthvoice.voting.rules.ballots import BLANK, Ballot, Shape, make_ballot
from youthvoice.voting.rules.methods import RANKED, Method

BLANK_VALUE = "blank"
_TICK = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
_PLACE = re.compile(r"([1-9][0-9]{0,2}):([1-9][0-9]{0,2})", re.ASCII)


class FillingProblem(StrEnum):
    """Why a paper says nothing clear yet."""

    nothing_chosen = "nothing_chosen"
    chosen_and_blank = "chosen_and_blank"
    same_place_twice = "same_place_twice"


@dataclass(frozen=True)
class Filled:
    """What stands on the paper so far: option -> its place (of a ranked paper) or 1 (ticked)."""

    marks: Mapping[int, int] = field(default_factory=dict)
    is_blank: bool = False


def read_filled(method: Method, values: Iterable[str]) -> Filled:
    """The paper as it was sent; what no box of it can send is left out."""
    values = list(values)
    if method in RANKED:
        found = [match for value in values if (match := _PLACE.fullmatch(value))]
        marks = {int(match[1]): int(match[2]) for match in found}
    else:
        marks = {int(value): 1 for value in values if _TICK.fullmatch(value)}
    return Filled(marks, BLANK_VALUE in values)


def filled_by(method: Method, ballot: Ballot) -> Filled:
    """The paper on which a ballot stands, to be shown again."""
    places = enumerate(ballot, start=1) if method in RANKED else ((1, option) for option in ballot)
    return Filled({option: place for place, option in places}, is_blank=ballot == BLANK)


def ballot_of(shape: Shape, filled: Filled) -> Ballot | FillingProblem:
    """The ballot on the paper. Places may leave numbers out: what stands before what is clear all the same."""
    if filled.is_blank:
        return FillingProblem.chosen_and_blank if filled.marks else BLANK
    if not filled.marks:
        return FillingProblem.nothing_chosen
    if shape.method in RANKED and len(set(filled.marks.values())) < len(filled.marks):
        return FillingProblem.same_place_twice
    in_order = sorted(filled.marks, key=lambda option: (filled.marks[option], option))
    return make_ballot(shape, in_order)
