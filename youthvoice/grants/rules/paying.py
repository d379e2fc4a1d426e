"""After yes: payments, what is asked to be changed, and accounts."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class PaymentWay(StrEnum):
    """How money leaves the municipality."""

    invoice = "invoice"
    """The shop's invoice is paid by the municipality."""
    transfer = "transfer"
    """To a bank account, in one or more instalments."""


class PaymentState(StrEnum):
    """Where a payment stands."""

    asked = "asked"
    """By the group; the coordinator looks at it."""
    planned = "planned"
    sent = "sent"
    """In a file for the municipality's finance system."""
    paid = "paid"
    cancelled = "cancelled"


PAYMENT_TRANSITIONS: dict[PaymentState, frozenset[PaymentState]] = {
    PaymentState.asked: frozenset({PaymentState.planned, PaymentState.cancelled}),
    PaymentState.planned: frozenset({PaymentState.sent, PaymentState.paid, PaymentState.cancelled}),
    PaymentState.sent: frozenset({PaymentState.planned, PaymentState.paid}),
    PaymentState.paid: frozenset(),
    PaymentState.cancelled: frozenset(),
}


WAITING_PAYMENTS: frozenset[PaymentState] = frozenset({PaymentState.asked, PaymentState.planned, PaymentState.sent})
"""Not paid yet; what they take is no longer free."""
PAYEE_MIN, PAYEE_MAX = 2, 120
REFERENCE_MAX = 80
REASON_MIN, REASON_MAX = 3, 500
REFUSAL_MIN = 20
CHANGE_MIN, CHANGE_MAX = 10, 1000
MILESTONE_MIN, MILESTONE_MAX = 3, 120
MOST_PAYMENTS = 40
MOST_MILESTONES = 30
MOST_IN_A_FILE = 500
ASK_AGAIN_MINUTES = 60
"""The link goes to the adult at most so often."""


def payment_allowed(before: PaymentState, after: PaymentState) -> bool:
    """Tell whether a payment may go from one state to the other."""
    return after in PAYMENT_TRANSITIONS[before]


class ChangeKind(StrEnum):
    """What the applicants want to do otherwise than was granted."""

    dates = "dates"
    budget = "budget"
    content = "content"


class ChangeState(StrEnum):
    """What was said to a change asked for."""

    asked = "asked"
    agreed = "agreed"
    refused = "refused"


class ReportState(StrEnum):
    """Where accounts stand."""

    draft = "draft"
    sent = "sent"
    sent_back = "sent_back"
    approved = "approved"


LEARNED_MIN = 40
"""Characters of «Hvad lærte I?»."""
REMIND_BEFORE = (14, 3)
"""Days before the accounts are due."""
REMIND_AFTER = (1, 8, 22)
"""Days after they were due."""


def accounts_due(begins_on: date, ends_on: date | None, days: int) -> date:
    """The day on which accounts are due."""
    return (ends_on or begins_on) + timedelta(days=days)


@dataclass(frozen=True)
class Compared:
    """One line of a budget beside what was spent; øre."""

    name: str
    planned: int
    spent: int

    @property
    def difference(self) -> int:
        """Above zero: cheaper than planned."""
        return self.planned - self.spent


def to_give_back(paid: int, spent: int) -> int:
    """Øre that were paid to the group and not used."""
    return max(0, paid - spent)
