"""Which entries somebody may undo by hand, and what stands in the way of the end of a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from youthvoice.grants.rules.ledger import EntryKind

CARRIED: frozenset[EntryKind] = frozenset({EntryKind.carry_in, EntryKind.carry_out})
"""Undone in both pools, or in none."""


class WhyNot(StrEnum):
    """Why an entry cannot be undone by hand."""

    undone = "undone"
    reversal = "reversal"
    ended = "ended"
    motion = "motion"
    """Held or set free by a vote."""
    award = "award"
    payment = "payment"
    accounts = "accounts"
    year_end = "year_end"


_FOLLOWS: dict[EntryKind, WhyNot] = {
    EntryKind.reserve: WhyNot.motion,
    EntryKind.release: WhyNot.motion,
    EntryKind.grant: WhyNot.award,
    EntryKind.give_up: WhyNot.award,
    EntryKind.pay: WhyNot.payment,
    EntryKind.give_back: WhyNot.accounts,
    EntryKind.reuse: WhyNot.accounts,
    EntryKind.close_out: WhyNot.accounts,
    EntryKind.lapse: WhyNot.year_end,
    EntryKind.lapse_returned: WhyNot.year_end,
    EntryKind.reversal: WhyNot.reversal,
}


def why_not(kind: EntryKind, *, is_undone: bool, is_ended: bool) -> WhyNot | None:
    """Why an entry cannot be undone by hand; None where it can."""
    if is_undone:
        return WhyNot.undone
    return _FOLLOWS.get(kind) or (WhyNot.ended if is_ended else None)


class InTheWay(StrEnum):
    """What keeps a year from being ended."""

    open = "open"
    """It still takes applications."""
    waiting = "waiting"
    """Somebody waits for an answer."""
    reserved = "reserved"
    granted = "granted"
    paid = "paid"


@dataclass(frozen=True, kw_only=True)
class YearEnd:
    """A pool at the end of its year; øre. ``waiting``: applications without an answer."""

    is_closed: bool
    waiting: int
    reserved: int
    granted: int
    paid: int
    allocation: int
    returned: int

    def in_the_way(self) -> list[InTheWay]:
        """What must be done first, in the order in which it is done."""
        return list(self._in_the_way())

    def _in_the_way(self) -> Iterator[InTheWay]:
        if not self.is_closed:
            yield InTheWay.open
        for what, amount in (
            (InTheWay.waiting, self.waiting),
            (InTheWay.reserved, self.reserved),
            (InTheWay.granted, self.granted),
            (InTheWay.paid, self.paid),
        ):
            if amount:
                yield what
