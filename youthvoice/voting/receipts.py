"""The public list of receipts, in pages by first letter, and the answer to whoever looks for theirs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

ON_ONE_PAGE = 300
"""So many stand on one page; more are parted by their first letter."""


@dataclass(frozen=True)
class ReceiptsShown:
    """``letters`` are (letter, how many), empty where all stand on one page; ``letter`` is the one that is shown."""

    total: int
    letters: tuple[tuple[str, int], ...]
    letter: str
    receipts: tuple[str, ...]


@dataclass(frozen=True)
class Search:
    """What was typed, the receipt it was read as (None where it is none), and how often that stands in the list."""

    typed: str
    receipt: str | None
    times: int


def show_receipts(receipts: Sequence[str], asked: str = "") -> ReceiptsShown:
    """The page that is asked for by letter; the first one for any other letter."""
    if len(receipts) <= ON_ONE_PAGE:
        return ReceiptsShown(len(receipts), (), "", tuple(receipts))
    letters = tuple(Counter(receipt[0] for receipt in receipts).items())
    letter = asked if asked in dict(letters) else letters[0][0]
    return ReceiptsShown(len(receipts), letters, letter, tuple(one for one in receipts if one[0] == letter))
