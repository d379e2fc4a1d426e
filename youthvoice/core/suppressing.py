"""Which numbers are kept back, so that nothing tells on fewer than five people; decision 24. Pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
FEWEST = 5
"""Cases, and persons behind them, of which a figure that is shown must be made."""


@dataclass
class Group:
    """How many there are, and who stands behind them: no more people are remembered than it takes to know of five."""

    count: int = 0
    persons: set[Hashable] = field(default_factory=set)

    def add(self, persons: Iterable[Hashable]) -> None:
        """One more, and whose it is."""
        self.count += 1
        if len(self.persons) < FEWEST:
            self.persons.update(persons)

    @property
    def is_few(self) -> bool:
        """There is something, but fewer than five, or fewer than five people stand behind it."""
        return self.count > 0 and min(self.count, len(self.persons)) < FEWEST


def to_hide(groups: Mapping[K, Group], whole: Group) -> tuple[frozenset[K], bool]:
    """The keys whose figure is kept back, and whether that of all of them is.

    Where a hidden number could be found by taking the shown ones from that of all, the smallest of those is hidden too,
    until it cannot; if there is none left, all of them together are not shown either.
    """
    hidden = [key for key, group in groups.items() if group.is_few]
    others = [key for key, group in groups.items() if group.count and not group.is_few]
    others.sort(key=lambda key: (-groups[key].count, str(key)))
    while hidden and others and not whole.is_few and not _keeps_secret([groups[key] for key in hidden]):
        hidden.append(others.pop())
    is_safe = not hidden or _keeps_secret([groups[key] for key in hidden])
    return frozenset(hidden), whole.is_few or not is_safe


def _keeps_secret(hidden: Sequence[Group]) -> bool:
    """Their sum can be found: it must itself be no small number, and be shared out in more ways than one."""
    together = Group(sum(group.count for group in hidden), set().union(*(group.persons for group in hidden)))
    return len(hidden) > 1 and not together.is_few and together.count > len(hidden)
