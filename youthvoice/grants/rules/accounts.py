"""Accounts of a grant: what keeps them from being sent and from being approved, and how its money ends. Amounts are øre."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from youthvoice.grants.rules.paying import LEARNED_MIN, REMIND_AFTER, REMIND_BEFORE, Compared, to_give_back

LEARNED_MAX = 1500
WELL_MAX = 1500
NAME_MIN = 2
NAME_MAX = 80
WITHOUT_MIN = 10
"""Characters of why there is no receipt."""
WITHOUT_MAX = 200
REPLY_MIN = 20
REPLY_MAX = 1000
MOST_PARTICIPANTS = 100_000
MOST_SPENT = 60
"""Lines of one account."""
MOST_ON_A_LINE = 6
"""Receipts."""
STAGES: tuple[int, ...] = (*(-days for days in REMIND_BEFORE), *REMIND_AFTER)
"""Days after the day they are due on which the group is reminded; below zero: before it."""


class Missing(StrEnum):
    """What keeps accounts from being sent."""

    learned = "learned"
    participants = "participants"
    receipts = "receipts"
    """Of some line there is neither a receipt nor a word about why not."""


class Hindrance(StrEnum):
    """What keeps accounts from being approved."""

    payments = "payments"
    """Money is still on its way."""
    money_not_back = "money_not_back"
    day_to_come = "day_to_come"
    """The day on which money came back is not there yet."""


class AccountsTab(StrEnum):
    """Which accounts of a pool."""

    sent = "sendt"
    """To be looked at."""
    due = "mangler"
    approved = "godkendt"


@dataclass(frozen=True)
class Spent:
    """One thing that was bought: of which line of the budget (None: of none), how much, and whether it can be shown."""

    line_id: int | None
    amount: int
    has_receipt: bool


@dataclass(frozen=True)
class Reckoning:
    """How the money of a grant stands: what is promised and not paid, what was paid, and what was spent."""

    unpaid: int
    paid: int
    spent: int

    @property
    def gives_back(self) -> int:
        """Paid to the group, and not used."""
        return to_give_back(self.paid, self.spent)

    @property
    def closes_out(self) -> int:
        """Paid and used."""
        return self.paid - self.gives_back

    @property
    def own_share(self) -> int:
        """Spent beyond what was paid: the group's own."""
        return max(0, self.spent - self.paid)


def missing(learned: str, participants: int | None, spent: Sequence[Spent]) -> Iterator[Missing]:
    """What is missing before accounts can be sent, in the order of the page."""
    if not all(line.has_receipt for line in spent):
        yield Missing.receipts
    if len(learned.strip()) < LEARNED_MIN:
        yield Missing.learned
    if participants is None:
        yield Missing.participants


def hindrance(money: Reckoning, came_on: date | None, today: date, *, is_paying: bool) -> Hindrance | None:
    """What keeps accounts from being approved; None where nothing does. ``came_on``: the day unused money came back."""
    if is_paying:
        return Hindrance.payments
    if money.gives_back and came_on is None:
        return Hindrance.money_not_back
    if money.gives_back and came_on is not None and came_on > today:
        return Hindrance.day_to_come
    return None


def compared(budget: Sequence[tuple[int, str, int]], spent: Sequence[Spent], other: str) -> list[Compared]:
    """Each line of the budget (id, name, øre) beside what was spent on it; then, named ``other``, what belongs to none."""
    sums: dict[int | None, int] = {}
    for line in spent:
        sums[line.line_id] = sums.get(line.line_id, 0) + line.amount
    found = [Compared(name, planned, sums.get(line_id, 0)) for line_id, name, planned in budget]
    return [*found, Compared(other, 0, sums[None])] if None in sums else found
