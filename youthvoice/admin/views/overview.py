"""Where an administrator begins."""

from flask import render_template

from youthvoice.admin.queries.routes import all_routes, sorted_routes
from youthvoice.admin.queries.units import unit_rows
from youthvoice.admin.views.base import blueprint
from youthvoice.core.authz import needs
from youthvoice.core.web import db_session


@blueprint.get("/administration")
@needs("admin.administer")
def overview() -> str:
    """What can be set up, and what is missing."""
    units = [unit for unit in unit_rows(db_session()) if unit.closed_at is None]
    return render_template(
        "admin/overview.html",
        units=units,
        routes=sorted_routes(all_routes(db_session())),
        leaderless=[unit for unit in units if unit.leader is None],
        empty=[unit for unit in units if not unit.members and unit.open_cases],
    )
