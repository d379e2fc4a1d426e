"""Ranked papers in piles, and how they go on. Values are whole units of 1/100000 vote: nothing is ever rounded by chance."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from youthvoice.voting.rules.ballots import Ballot

UNIT = 100_000
"""Units in one vote: values are cut after five decimals."""

Paper = tuple[Iterator[int], int]
"""The preferences that are left, read only as far as needed, and how many papers say the same."""


@dataclass
class Moved:
    """Where the papers of one pile went, in units: ``gains`` by option."""

    gains: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    exhausted: int = 0

    @property
    def amount(self) -> int:
        """All that arrived somewhere."""
        return sum(self.gains.values()) + self.exhausted


class Piles:
    """Each paper lies with the first option it names that is still ``standing``, a set that the count makes smaller.

    ``filter`` asks the set when the next preference is read, not before; so each place of each paper is read at most once.
    """

    def __init__(self, ballots: Mapping[Ballot, int], standing: set[int]) -> None:
        self._piles: dict[int, dict[int, list[Paper]]] = {option: {} for option in standing}
        self._is_standing = standing.__contains__
        self.totals = dict.fromkeys(standing, 0)
        papers: list[Paper] = [(filter(self._is_standing, ballot), times) for ballot, times in ballots.items()]
        self.exhausted = self._lay(papers, UNIT, Moved()).exhausted

    def move(self, option: int, surplus: int | None = None) -> Moved:
        """Send the papers of an option, who stands no more, to the next preference of each.

        Of an excluded one they go on at the value they have. Where there is a ``surplus`` (in units) they go on at their
        value * surplus / total, cut to whole units; the rest stays (weighted inclusive Gregory).
        """
        pile, total = self._piles[option], self.totals[option]
        self._piles[option] = {}
        moved = Moved()
        for value, papers in pile.items():
            self._lay(papers, value if surplus is None else value * surplus // total, moved)
        self.totals[option] = 0 if surplus is None else total - surplus
        self.exhausted += moved.exhausted
        return moved

    def _lay(self, papers: list[Paper], value: int, moved: Moved) -> Moved:
        sorted_out: dict[int, list[Paper]] = defaultdict(list)
        for paper in papers:
            sorted_out[next(paper[0], 0)].append(paper)
        for option, laid in sorted_out.items():
            amount = value * sum(times for _, times in laid)
            if option == 0:
                moved.exhausted += amount
                continue
            self._piles[option].setdefault(value, []).extend(laid)
            self.totals[option] += amount
            moved.gains[option] += amount
        return moved
