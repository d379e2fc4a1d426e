"""How many delegates stand behind each delegation, told by one rule on the page of the year, in the minutes and in the report.

The places of a delegation are no secret. How many people fill them, and how many of them came, is kept back where it tells of
fewer than five, or where such a number could be found from the others (``core/suppressing.py``).
"""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from youthvoice.core.suppressing import FEWEST, Group, to_hide

K = TypeVar("K", bound=Hashable)


def hidden_numbers(numbers: Iterable[tuple[K, int]]) -> tuple[frozenset[K], bool]:
    """The delegations whose number is kept back, and whether the sum of all is. Every delegate stands in one delegation."""
    groups = {name: _group(name, number) for name, number in numbers}
    whole = Group(
        sum(group.count for group in groups.values()), set().union(*(one.persons for one in groups.values()))
    )  # fmt: skip
    return to_hide(groups, whole)


def _group(name: Hashable, number: int) -> Group:
    return Group(number, {(name, place) for place in range(min(number, FEWEST))})
