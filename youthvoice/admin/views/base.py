"""The blueprint that every module of pages adds to, and how a page finds its unit."""

from flask import Blueprint
from flask_login import current_user

from youthvoice.accounts.models import Unit
from youthvoice.accounts.queries import schools
from youthvoice.admin.queries.units import get_unit
from youthvoice.core.authz import require
from youthvoice.core.errors import SignInNeeded
from youthvoice.core.web import db_session

blueprint = Blueprint("admin", __name__, template_folder="../templates")


def own_unit(unit_id: int) -> Unit:
    """The unit, for administrators and its leader. Raises SignInNeeded, NotFound or Forbidden."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    unit = get_unit(db_session(), unit_id)
    require(current_user, "unit.look_after", unit)
    return unit


def school_choices() -> list[tuple[int, str]]:
    """(id, name) of every school."""
    return [(school.id, school.name) for school in schools(db_session())]
