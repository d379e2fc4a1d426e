"""A person's own applications."""

from flask import render_template, request
from flask_login import current_user

from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.web import db_session
from youthvoice.grants.presenting.mine import own_card
from youthvoice.grants.queries.mine import own_applications
from youthvoice.grants.views.base import blueprint


@blueprint.get("/mine")
@needs("account.edit_own")
def mine() -> str:
    """What one stands behind, with what to do now and by when."""
    cursor = request.args.get("efter")
    page = own_applications(db_session(), current_user.id, cursor)
    cards = [own_card(row, today()) for row in page.items]
    return render_template("grants/mine.html", cards=cards, next_cursor=page.next_cursor, is_later=bool(cursor))
