"""The blueprint that every module of pages adds to, and how a page finds its body."""

from flask import Blueprint
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.web import actor_id, db_session
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import get_body, standing_in
from youthvoice.councils.standing import Standing

blueprint = Blueprint("councils", __name__, template_folder="../templates")


def body_and_standing(body_id: int) -> tuple[Body, Standing]:
    """The body, and what this request's person is in it today: two queries, one for a visitor. Raises NotFound."""
    body = get_body(db_session(), body_id)
    return body, standing_in(db_session(), None if is_anonymous() else actor_id(), body)


def body_for(body_id: int, permission: str) -> tuple[Body, Standing]:
    """As ``body_and_standing``, for whoever holds the permission there. Raises SignInNeeded or Forbidden."""
    body, standing = body_and_standing(body_id)
    require(current_user, permission, standing)
    return body, standing
