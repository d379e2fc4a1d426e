"""Pages of councils, one module a concern."""

from youthvoice.councils.views.base import blueprint

__all__ = ["blueprint"]
