"""What a ballot says: the numbers of the options on the paper, from 1. Nothing of who cast it.

Yes/no and plurality: one number. Block, approval, equal shares: a set, ascending. Ranked methods: in order of
preference, and it may stop early. A blank ballot is empty.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from youthvoice.voting.rules.methods import SETS, Method

Ballot = tuple[int, ...]
BLANK: Ballot = ()
_WRITTEN = re.compile(r"(?:[1-9][0-9]{0,5}(?: [1-9][0-9]{0,5})*)?", re.ASCII)


class BallotProblem(StrEnum):
    """Why a ballot does not fit to the paper."""

    unknown_option = "unknown_option"
    chosen_twice = "chosen_twice"
    too_many = "too_many"
    not_ascending = "not_ascending"


@dataclass(frozen=True)
class Shape:
    """What the paper allows. ``max_choices`` None: as many as there are options (one where the method says one)."""

    method: Method
    options: tuple[int, ...]
    max_choices: int | None = None

    @cached_property
    def known(self) -> frozenset[int]:
        """The options, to look them up in."""
        return frozenset(self.options)

    @cached_property
    def most(self) -> int:
        """How many options a ballot may name."""
        if self.method in {Method.yes_no, Method.plurality}:
            return 1
        return len(self.options) if self.max_choices is None else self.max_choices


def make_ballot(shape: Shape, numbers: Iterable[int]) -> Ballot:
    """A ballot of what was ticked or ranked; a set is brought into its order. It is not checked."""
    return tuple(sorted(numbers)) if shape.method in SETS else tuple(numbers)


def check_ballot(shape: Shape, ballot: Ballot) -> BallotProblem | None:
    """Say why the ballot does not fit to the paper, or None. A blank one always fits."""
    chosen = set(ballot)
    if not chosen <= shape.known:
        return BallotProblem.unknown_option
    if len(chosen) < len(ballot):
        return BallotProblem.chosen_twice
    if len(ballot) > shape.most:
        return BallotProblem.too_many
    if shape.method in SETS and ballot != tuple(sorted(ballot)):
        return BallotProblem.not_ascending
    return None


def write_ballot(ballot: Ballot) -> str:
    """As text, for the box and the public file: ``3 1 2``; blank is empty."""
    return " ".join(map(str, ballot))


def read_ballot(text: str) -> Ballot:
    """From its text; exactly what ``write_ballot`` writes. Raises ValueError for anything else."""
    if _WRITTEN.fullmatch(text) is None:
        raise ValueError("not the text of a ballot")
    return tuple(map(int, text.split()))
