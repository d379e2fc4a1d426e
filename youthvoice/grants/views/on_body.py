"""What a council's page and calendars say of its pools. Those belong to a room below, which knows none of them."""

from typing import Any

from youthvoice.grants.presenting.on_body import pool_lines
from youthvoice.grants.views.base import blueprint


def install(app: Any) -> None:
    """Give it to the templates."""
    app.jinja_env.globals["pools_of_body"] = pool_lines


blueprint.record_once(lambda state: install(state.app))
