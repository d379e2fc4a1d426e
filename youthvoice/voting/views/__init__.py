"""Pages of votes, one module a concern."""

from youthvoice.voting.views import ballots, by_slip, kind, listing, phone
from youthvoice.voting.views.base import blueprint

OPEN_VIEWS = by_slip.OPEN_VIEWS + phone.OPEN_VIEWS
"""Views that visitors may send without a token."""

__all__ = ["OPEN_VIEWS", "ballots", "blueprint", "by_slip", "kind", "listing", "phone"]
