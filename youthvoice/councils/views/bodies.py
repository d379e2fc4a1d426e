"""The page of a body: who represents you, when they meet, what they decided, and how it works."""

from flask import Response, render_template, request
from flask_login import current_user

from youthvoice.core.keyset import whole_number
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import actor_id, db_session
from youthvoice.councils.presenting.body import Beside, read_body
from youthvoice.councils.queries.pages import body_and_way_up, seats_and_standing
from youthvoice.councils.views.base import blueprint


@blueprint.get("/raad/<int:body_id>")
def body(body_id: int) -> Response:
    """A body as everybody may see it; a class shows its people to those alone who belong to it."""
    session, after = db_session(), request.args.get("efter")
    found, meeting, beside = body_and_way_up(session, body_id)
    seats, standing = seats_and_standing(session, found, None if is_anonymous() else actor_id())
    page = read_body(session, current_user, found, Beside(seats, meeting, standing), after)

    def render() -> str:
        return render_template(
            "councils/body.html",
            page=page,
            standing=standing,
            beside=beside,
            is_later=whole_number(after) is not None,
        )

    return public_page((page, beside), render)
