"""The list of councils."""

from flask import Response, render_template, request

from youthvoice.core.keyset import whole_number
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import actor_id, db_session
from youthvoice.councils.presenting.directory import read_directory
from youthvoice.councils.views.base import blueprint


@blueprint.get("/raad")
def list_bodies() -> Response:
    """What there is: one's own councils, those of the whole municipality, and those of the schools."""
    school_id, after = whole_number(request.args.get("skole")), request.args.get("efter")
    person_id = None if is_anonymous() else actor_id()
    found = read_directory(db_session(), person_id, school_id, after)

    def render() -> str:
        return render_template(
            "councils/list.html", found=found, school_id=school_id, is_later=bool(after and whole_number(after))
        )

    return public_page(found, render)
