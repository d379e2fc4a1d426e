"""What the books say the scorecard must show: every figure, counted over again from the entries by hand."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from statistics import median
from typing import Any

from tests.simulation.ledger import Entry

REASONS = ("law_or_rules", "budget", "not_our_decision", "safety", "already_exists", "other_peoples_rights", "time")
Row = tuple[int, date, Hashable, Any]
"""Unit, the day that counts, who stands behind it, and the entry (or what was said)."""


def shares(parts: list[int]) -> list[int | None]:
    """Whole percent that make a hundred; what is missing goes to the largest rests, the first of equals first."""
    whole = sum(parts)
    if not whole:
        return [None for _ in parts]
    found = [100 * part // whole for part in parts]
    rests = sorted(range(len(parts)), key=lambda n: (-(100 * parts[n] % whole), n))
    return [share + (n in rests[: 100 - sum(found)]) for n, share in enumerate(found)]


def share(part: int, whole: int) -> int | None:
    """Whole percent; 0 and 100 only where it is nothing or all."""
    if not whole:
        return None
    return 100 * part // whole if part in (0, whole) else min(max(round(100 * part / whole), 1), 99)


class Books:
    """All entries, asked for one year and unit (None: all) on one day."""

    def __init__(self, entries: list[Entry], today: date) -> None:
        self.entries, self.today = entries, today
        self.groups = {name: list(rows) for name, rows in self._groups()}

    def _groups(self) -> Iterable[tuple[str, Iterable[Row]]]:
        asked = [e for e in self.entries if not (e.closed and not e.first)]
        first = [e for e in self.entries if e.first]
        yield "asked", self._rows(asked, lambda e: e.opened)
        yield "withdrawn", self._rows([e for e in self.entries if e.closed and not e.first], lambda e: e.opened)
        yield "answered", self._rows(first, lambda e: e.first[0])
        for name, outcome in (("refused", "no"), ("half", "partly")):
            yield name, self._rows([e for e in first if e.outcome == outcome], lambda e: e.first[0])
        settled = [e for e in asked if e.first or (not e.paused and e.due < self.today)]
        yield "settled", self._rows(settled, lambda e: min(e.first[:2]) if e.first else e.due)
        for name, holds in (("overdue", Entry.is_over), ("long_overdue", Entry.is_far_over)):
            yield name, self._rows([e for e in asked if holds(e, self.today)], lambda _e: self.today)
        for name in ("reopened", "extended"):
            moved = [e for e in self.entries if getattr(e, name)]
            yield name, self._rows(moved, lambda e, name=name: getattr(e, name))
        yield "promises", ((e.vow.unit, e.vow.made, who(e), e) for e in self.entries if e.vow)
        yield "feedback", ((e.unit, said[1], (said[0],), said) for e in self.entries for said in e.said)

    def _rows(self, entries: list[Entry], day: Callable[[Entry], date]) -> Iterable[Row]:
        return ((e.unit, day(e), who(e), e) for e in entries)

    def of(self, group: str, year: int, unit: int | None) -> list[Row]:
        return [row for row in self.groups[group] if row[1].year == year and unit in (None, row[0])]

    def persons(self, group: str, year: int, unit: int | None) -> int:
        return len({person for row in self.of(group, year, unit) for person in row[2]})

    def figures(self, year: int, unit: int | None) -> dict[str, tuple[str, float | int | None]]:
        """name -> (group it rests on, figure)."""
        found: dict[str, tuple[str, float | int | None]] = {}
        for name in ("asked", "withdrawn", "answered", "overdue", "long_overdue", "reopened", "extended", "promises"):
            found[name] = name, len(self.of(name, year, unit))
        first = [row[3] for row in self.of("answered", year, unit)]
        took = [max(0, (e.first[0] - e.opened).days - e.first[2]) for e in first]
        found["median_days"] = "answered", median(took) if took else None
        settled = [row[3] for row in self.of("settled", year, unit)]
        in_time = sum(1 for e in settled if e.first and e.first[0] <= e.first[1])
        found["on_time"] = "settled", share(in_time, len(settled))
        said = [row[3] for row in self.of("feedback", year, unit)]
        for place, name in ((2, "understood"), (3, "taken_seriously")):
            found[name] = "feedback", share(sum(1 for one in said if one[place]), len(said))
        self._parts(found, "answered", [e.outcome for e in first], ("yes", "partly", "no", "passed_on"))
        for group, prefix in (("refused", "no_"), ("half", "partly_")):
            reasons = [row[3].reason for row in self.of(group, year, unit)]
            self._parts(found, group, reasons, REASONS, prefix)
        vows = [self._vow(row[3].vow) for row in self.of("promises", year, unit)]
        self._parts(found, "promises", vows, ("kept", "under_way", "late", "broken"))
        return found

    def _vow(self, vow: Any) -> str:
        return "late" if vow.state == "under_way" and vow.due < self.today else vow.state

    @staticmethod
    def _parts(found: Any, group: str, seen: list[str], names: tuple[str, ...], prefix: str = "") -> None:
        for name, part in zip(names, shares([seen.count(name) for name in names]), strict=True):
            found[prefix + name] = group, part


def who(entry: Entry) -> tuple[Hashable, ...]:
    """Those behind a case; what a whole class asked counts as one."""
    return entry.persons or (("class", id(entry)),)
