"""The pages of the municipality's administrators."""

from youthvoice.admin.views import closing, log, members, overview, routes, units
from youthvoice.admin.views.base import blueprint

__all__ = ["blueprint", "closing", "log", "members", "overview", "routes", "units"]
