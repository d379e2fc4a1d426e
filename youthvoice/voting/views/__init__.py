"""Pages of votes, one module a concern."""

from youthvoice.voting.views import (
    ballots,
    by_slip,
    hands,
    kind,
    kiosk_setup,
    listing,
    lot,
    phone,
    receipts,
    results,
    running,
    slips,
)
from youthvoice.voting.views.base import blueprint

OPEN_VIEWS = by_slip.OPEN_VIEWS + phone.OPEN_VIEWS + receipts.OPEN_VIEWS
"""Views that visitors may send without a token."""

__all__ = [
    "OPEN_VIEWS",
    "ballots",
    "blueprint",
    "by_slip",
    "hands",
    "kind",
    "kiosk_setup",
    "listing",
    "lot",
    "phone",
    "receipts",
    "results",
    "running",
    "slips",
]
