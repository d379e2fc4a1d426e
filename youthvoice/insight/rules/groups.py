"""How many, and whether enough people stand behind it."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

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
