"""Pages of hearings, one module a concern."""

from youthvoice.consultations.views.base import blueprint

__all__ = ["blueprint"]
