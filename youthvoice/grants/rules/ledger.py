"""The ledger: accounts, and the one way that each kind of entry moves money. Amounts are øre.

Double entry: every entry takes an amount from one account and puts it into another, so that the accounts of a pool add
up to zero at all times. ``source`` is the municipality's purse, and never above zero; no other account is ever below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Account(StrEnum):
    """Where money stands."""

    source = "source"
    """The municipality: what it has put into the pool, as a number below zero."""
    allocation = "allocation"
    """In the pool, and still free to be granted."""
    reserved = "reserved"
    """Held for applications that are being decided."""
    granted = "granted"
    """Promised to somebody, and not paid yet."""
    paid = "paid"
    """Paid, and not accounted for yet."""
    returned = "returned"
    """Paid, not used, and given back."""
    closed_out = "closed_out"
    """Paid, used and accounted for."""


class EntryKind(StrEnum):
    """Why money moves."""

    allocate = "allocate"
    """The year's money comes into the pool."""
    adjust_up = "adjust_up"
    adjust_down = "adjust_down"
    carry_in = "carry_in"
    """Comes from the pool of the year before."""
    carry_out = "carry_out"
    """Goes to the pool of the next year."""
    reserve = "reserve"
    release = "release"
    """Held no longer."""
    grant = "grant"
    give_up = "give_up"
    """Granted, but not wanted after all: free again."""
    pay = "pay"
    give_back = "give_back"
    """Paid, and not used."""
    reuse = "reuse"
    """Given back, and free to be granted again."""
    close_out = "close_out"
    """The accounts are approved."""
    lapse = "lapse"
    """The year is over: what nobody was granted goes back to the municipality."""
    lapse_returned = "lapse_returned"
    reversal = "reversal"
    """Undoes one entry, by the opposite of it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """From which account to which."""

    source: Account
    target: Account


FLOWS: Mapping[EntryKind, Flow] = {
    EntryKind.allocate: Flow(Account.source, Account.allocation),
    EntryKind.adjust_up: Flow(Account.source, Account.allocation),
    EntryKind.adjust_down: Flow(Account.allocation, Account.source),
    EntryKind.carry_in: Flow(Account.source, Account.allocation),
    EntryKind.carry_out: Flow(Account.allocation, Account.source),
    EntryKind.reserve: Flow(Account.allocation, Account.reserved),
    EntryKind.release: Flow(Account.reserved, Account.allocation),
    EntryKind.grant: Flow(Account.reserved, Account.granted),
    EntryKind.give_up: Flow(Account.granted, Account.allocation),
    EntryKind.pay: Flow(Account.granted, Account.paid),
    EntryKind.give_back: Flow(Account.paid, Account.returned),
    EntryKind.reuse: Flow(Account.returned, Account.allocation),
    EntryKind.close_out: Flow(Account.paid, Account.closed_out),
    EntryKind.lapse: Flow(Account.allocation, Account.source),
    EntryKind.lapse_returned: Flow(Account.returned, Account.source),
}
"""Every kind but ``reversal``, which goes the opposite way of what it undoes."""

OF_AN_APPLICATION: frozenset[EntryKind] = frozenset(
    {
        EntryKind.reserve,
        EntryKind.release,
        EntryKind.grant,
        EntryKind.give_up,
        EntryKind.pay,
        EntryKind.give_back,
        EntryKind.close_out,
    }
)
"""Kinds that always belong to one application; the others never do. A reversal belongs where the undone one did."""

BY_HAND: frozenset[EntryKind] = frozenset({EntryKind.allocate, EntryKind.adjust_up, EntryKind.adjust_down})
"""Kinds that somebody enters; all others follow from something that was done."""

WHY_MIN = 3
WHY_MAX = 300
DOCUMENT_MAX = 200
LARGEST_AMOUNT = 100_000_000_00
"""Øre: no pool for the young holds more than a hundred million kroner."""
