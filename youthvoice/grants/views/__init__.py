"""Pages of pools and grants, one module a concern."""

from youthvoice.grants.views.base import blueprint

__all__ = ["blueprint"]
