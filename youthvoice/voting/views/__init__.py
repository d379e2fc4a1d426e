"""Pages of votes, one module a concern."""

from youthvoice.voting.views.base import blueprint

OPEN_VIEWS = ()
"""Views that visitors may send without a token."""

__all__ = ["OPEN_VIEWS", "blueprint"]
