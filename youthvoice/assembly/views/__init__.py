"""Pages of Bytinget, one module a concern."""

from youthvoice.assembly.views.base import blueprint

__all__ = ["blueprint"]
