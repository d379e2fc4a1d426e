"""What the books say the officials must be reminded of: on which morning, of which cases, and by how many mails."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.simulation.ledger import DAY, Entry, is_open, working_days_left
from tests.simulation.town import Town

MOST_NAMED = 10
Noted = tuple[int, int, str, date, bool]
"""Case, person, stage, deadline, whether of the receipt."""


@dataclass
class Expected:
    """Every note there must be, and for each mail (person, day) the cases it links to."""

    notes: set[Noted] = field(default_factory=set)
    mails: dict[tuple[int, date], set[int]] = field(default_factory=dict)


def expect(books: dict[int, Entry], town: Town, days: Iterable[date]) -> Expected:
    """Go through the mornings. Nothing else happens on these days."""
    expected = Expected()
    for day in filter(is_open, days):
        for unit, people in town.officials.items():
            leader = town.leaders.get(unit)
            for person in people:
                stands_in = leader in (None, person)
                mine = {n: e for n, e in books.items() if e.unit == unit and e.is_owed}
                new = [note for note in _notes(mine, person, stands_in, day) if note not in expected.notes]
                expected.notes.update(new)
                owed = [e for e in mine.values() if person in (leader, e.holder)]
                is_monday = not any(is_open(day - n * DAY) for n in range(1, day.weekday() + 1))
                if new or (is_monday and owed):
                    expected.mails[person, day] = set(_named(new, day))
    return expected


def _notes(mine: dict[int, Entry], person: int, stands_in: bool, day: date) -> Iterator[Noted]:
    for case_id, entry in mine.items():
        left = working_days_left(day, entry.due)
        stage = {0: "due", 1: "one_day"}.get(left, "five_days" if left <= 5 else "")
        is_near = entry.holder == person or (stands_in and entry.holder is None)
        is_theirs = stands_in if stage == "due" else is_near
        if stage and is_theirs:
            yield case_id, person, stage, entry.due, False
        if stands_in and not entry.received and working_days_left(day, entry.receipt_due) == 0:
            yield case_id, person, "due", entry.receipt_due, True


def _named(notes: list[Noted], day: date) -> Iterator[int]:
    """A mail names ten of each kind."""
    kinds: dict[tuple[str, bool, bool], list[Noted]] = {}
    for note in sorted(notes, key=lambda note: (note[3], note[0])):
        _case, _person, stage, due, of_receipt = note
        kinds.setdefault((stage, of_receipt, not of_receipt and due < day), []).append(note)
    for found in kinds.values():
        yield from (note[0] for note in found[:MOST_NAMED])
