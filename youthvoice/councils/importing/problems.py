"""What is wrong with a file, place by place: all at once, so that it is put right in one go."""

from dataclasses import dataclass, field

MOST_SHOWN = 200
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right. ``line`` is counted as in the file, from 1; 0: the whole file."""

    line: int
    column: str
    value: str
    """What stands there; empty where it must not be shown again."""
    text: str
    """What is wrong, and what it should be."""


@dataclass
class Problems:
    """The first of them, and how many there are."""

    shown: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, column: str, value: str, text: str) -> None:
        """Note one; past the limit it is only counted."""
        self.count += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(Problem(line, column, value[:LONGEST_VALUE], text))

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)
