"""Pages of councils, one module a concern."""

from youthvoice.councils.views import joining, sheets
from youthvoice.councils.views.base import blueprint

OPEN_VIEWS = joining.OPEN_VIEWS
"""Views that visitors may send without a token."""

__all__ = ["OPEN_VIEWS", "blueprint", "sheets"]
