"""How a page of the council finds its application: whoever has a conflict of interest gets kind words, and nothing else."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.core.authz import require
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.conflicts import Conflicted
from youthvoice.grants.place import Place
from youthvoice.grants.queries.pools import place_before
from youthvoice.grants.queries.weighing import Weighed, get_weighed
from youthvoice.grants.rules.pools import Officer
from youthvoice.grants.views.base import blueprint


def panel_for(application_id: int, permission: str) -> tuple[Weighed, Place]:
    """What was sent, with what is voted on, for whoever holds the permission: three queries.

    Raises NotFound, SignInNeeded, Forbidden, and Conflicted for somebody of the council who has a conflict of interest.
    """
    weighed = get_weighed(db_session(), application_id, person_here())
    place = place_before(db_session(), weighed.application, person_here())
    check_panel(place, permission)
    return weighed, place


def check_panel(place: Place, permission: str) -> None:
    """As ``panel_for``, where the place is known."""
    if place.is_conflicted and (place.seats or Officer.coordinator in place.offices):
        raise Conflicted
    require(current_user, permission, place)


@blueprint.errorhandler(Conflicted)
def conflicted(error: Conflicted) -> Any:
    """Kind words, and the way to what is written down about it."""
    undo()
    application_id = (request.view_args or {}).get("application_id")
    page = render_template("grants/conflicted.html", text=error.message, application_id=application_id)
    return page, error.status
