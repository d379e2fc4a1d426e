"""The page of one application, for everybody who may read it."""

from flask import Response, render_template
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound, SignInNeeded
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.grants.presenting.next_steps import next_steps
from youthvoice.grants.views.base import application_and_place, blueprint


@blueprint.get("/ansoegninger/<int:application_id>")
def application(application_id: int) -> Response:
    """One application; what is not public is not found by whoever may not read it."""
    found, place = application_and_place(application_id)
    if found.listed_at is None and not can(current_user, "grant.read", place):
        raise SignInNeeded if is_anonymous() else NotFound

    def render() -> str:
        steps = next_steps(found, place, today())
        return render_template("grants/application.html", application=found, pool=found.pool, place=place, steps=steps)

    return public_page((found.id, found.version, found.pool.version), render)
