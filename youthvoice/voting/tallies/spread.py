"""Spread: at least one seat for each level that stands, and seats that are kept in a recount."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from youthvoice.voting.tallies.shapes import TallyRules


@dataclass(frozen=True)
class Guard:
    """Who may not be elected and who may not be excluded, so that every level gets its seat.

    ``groups`` is empty where seats are not spread. ``kept`` hold their seats whatever they get.
    """

    seats: int
    groups: Mapping[int, str] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rules: TallyRules, kept: Iterable[int] = ()) -> "Guard":
        """The guard of a contest; of a recount where some keep their seats."""
        return cls(rules.seats, rules.groups if rules.spread else {}, frozenset(kept))

    def free(self, elected: Collection[int]) -> int:
        """How many seats are left for those who keep none."""
        return self.seats - len(self.kept.union(elected))

    def waiting(self, elected: Collection[int], standing: Iterable[int]) -> set[str]:
        """The levels that have no seat yet and could get one."""
        if not self.groups:
            return set()
        seated = {self.groups.get(option) for option in self.kept.union(elected)}
        return {group for group in map(self.groups.get, standing) if group is not None and group not in seated}

    def doomed(self, elected: Collection[int], standing: Collection[int]) -> set[int]:
        """Those of ``standing`` who cannot be elected any more: each seat that is left belongs to somebody else."""
        others = [option for option in standing if option not in self.kept]
        free = self.free(elected)
        if free <= 0:
            return set(others)
        waiting = self.waiting(elected, others)
        if free > len(waiting):
            return set()
        return {option for option in others if self.groups.get(option) not in waiting} if waiting else set()

    def guarded(self, elected: Collection[int], standing: Collection[int]) -> frozenset[int]:
        """Those of ``standing`` who must not be excluded: kept ones, and the last of a level that has a seat to come."""
        guarded = self.kept.intersection(standing)
        waiting = self.waiting(elected, standing)
        if not waiting or self.free(elected) < len(waiting):
            return guarded
        members: dict[str, list[int]] = {group: [] for group in waiting}
        for option in standing:
            group = self.groups.get(option)
            if group in members:
                members[group].append(option)
        return guarded.union(found[0] for found in members.values() if len(found) == 1)
