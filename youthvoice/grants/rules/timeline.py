"""The steps that an application's timeline tells, from the application to the receipt."""

from enum import StrEnum


class Step(StrEnum):
    """What happened. With an amount: granted, reduced, paid, unpaid, given_back. With a day: accepted (accounts are due)."""

    submitted = "submitted"
    asked_for_more = "asked_for_more"
    told_more = "told_more"
    on_agenda = "on_agenda"
    granted = "granted"
    reduced = "reduced"
    rejected = "rejected"
    complained = "complained"
    withdrawn = "withdrawn"
    accepted = "accepted"
    given_up = "given_up"
    changed = "changed"
    """A change was asked for and agreed to."""
    paid = "paid"
    unpaid = "unpaid"
    """Marked as paid by mistake."""
    accounts_sent = "accounts_sent"
    accounts_sent_back = "accounts_sent_back"
    given_back = "given_back"
    closed = "closed"


PUBLIC: frozenset[Step] = frozenset(Step) - {Step.accounts_sent_back, Step.complained}
"""Steps that anyone may read on a public application."""
