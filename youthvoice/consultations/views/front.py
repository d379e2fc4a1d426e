"""The list of hearings: open ones first, then those to come, those that wait for a summary, and the finished ones."""

from flask import Response, render_template, request
from flask_login import current_user

from youthvoice.consultations.presenting.cards import card
from youthvoice.consultations.queries.listing import Part, listed, of_unit
from youthvoice.consultations.views.base import blueprint
from youthvoice.core.authz import can, needs
from youthvoice.core.clock import now
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import db_session


@blueprint.get("")
def front() -> Response:
    """Every part with its first page: four queries; with ``?del=`` more of one part: one."""
    asked = request.args.get("del", "")
    only = Part(asked) if asked in set(Part) else None
    after = request.args.get("efter") if only else None
    moment = now()
    pages = {part: listed(db_session(), part, moment, after) for part in ([only] if only else Part)}

    def render() -> str:
        cards = {part.value: [card(one, moment) for one in page.items] for part, page in pages.items()}
        more = {part.value: page.next_cursor for part, page in pages.items()}
        writes = not is_anonymous() and can(current_user, "consultation.write")
        return render_template("consultations/front.html", cards=cards, more=more, only=only, writes=writes)

    stamp = [
        (part.value, page.next_cursor, [(one.id, one.version, one.responses, one.people) for one in page.items])
        for part, page in pages.items()
    ]
    return public_page(stamp, render)


@blueprint.get("/vores")
@needs("consultation.write")
def ours() -> str:
    """The hearings of one's unit, drafts too."""
    after = request.args.get("efter")
    found = of_unit(db_session(), current_user.unit_id, after)
    cards = [card(one, now()) for one in found.items]
    return render_template("consultations/ours.html", cards=cards, more=found.next_cursor, is_later=bool(after))
