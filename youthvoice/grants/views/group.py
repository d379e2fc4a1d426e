"""The group: who is in it, the link that lets more in, leaving, and who answers for it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, needs
from youthvoice.core.errors import NotFound, SignInNeeded
from youthvoice.core.i18n import locale_code
from youthvoice.core.invitations import VALID_DAYS
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.mail import absolute
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.web import db_session
from youthvoice.grants.commands import members
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.queries.applications import members_of
from youthvoice.grants.reading import may_read_application, may_see_group
from youthvoice.grants.rules.applications import MOST_MEMBERS
from youthvoice.grants.rules.groups import JOINABLE
from youthvoice.grants.views.base import application_and_place, application_for, blueprint

LIMIT = "60 per hour"


@blueprint.get("/ansoegninger/<int:application_id>/gruppe")
def group(application_id: int) -> str:
    """Who is in the group, for the group and for those who look after the pool; never for the council."""
    application, place = _group_for(application_id)
    people = members_of(db_session(), application.id)
    is_open = place.is_applicant and application.status in JOINABLE
    return render_template(
        "grants/group.html",
        application=application,
        place=place,
        people=people,
        is_open=is_open,
        link=_link(application) if is_open and len(people) < MOST_MEMBERS else None,
        most=MOST_MEMBERS,
        days=VALID_DAYS,
    )


def _group_for(application_id: int) -> tuple[Application, Place]:
    application, place = application_and_place(application_id)
    if is_anonymous():
        raise SignInNeeded
    if not may_see_group(current_user, place) or not may_read_application(
        db_session(), current_user, application, place
    ):
        raise NotFound
    return application, place


def _link(application: Application) -> str | None:
    token = members.invitation_token(application)
    path = f"/puljen/ansoegninger/{application.id}/med/{token}"
    return absolute(path, locale_code()) if token else None


@blueprint.post("/ansoegninger/<int:application_id>/gruppe")
@limiter.limit(LIMIT, key_func=person_key)
def renew_invitation(application_id: int) -> Any:
    """Make a link; every earlier one stops working."""
    application, _place = application_for(application_id, "grant.lead")
    members.renew_invitation(db_session(), current_user, application)
    return _to_group(application)


@blueprint.post("/ansoegninger/<int:application_id>/gruppe/<int:person_id>/fjern")
def leave(application_id: int, person_id: int) -> Any:
    """Leave, or (the lead) take somebody out."""
    application, place = application_for(application_id, "grant.write")
    members.leave(db_session(), current_user, application, person_id)
    if place.is_lead:
        return _to_group(application)
    flash(gettext("Du er ikke længere med i gruppen."), "success")
    return redirect(url_for("grants.mine"), 303)


@blueprint.post("/ansoegninger/<int:application_id>/gruppe/<int:person_id>/giv-videre")
def hand_over(application_id: int, person_id: int) -> Any:
    """Somebody else answers for the group from now on."""
    application, _place = application_for(application_id, "grant.lead")
    members.hand_over(db_session(), current_user, application, person_id)
    flash(gettext("Gruppen har en ny, der står for den."), "success")
    return _to_group(application)


@blueprint.get("/ansoegninger/<int:application_id>/med/<token>")
def join(application_id: int, token: str) -> str:
    """What one is invited to. Anyone with the link may read its title and the group's name, and nobody's name."""
    application = members.invited_application(db_session(), application_id, token)
    _same, place = application_and_place(application_id)
    return render_template(
        "grants/join.html",
        application=application,
        place=place,
        token=token,
        may_join=can(current_user, "grant.apply"),
    )


@blueprint.post("/ansoegninger/<int:application_id>/med/<token>")
@limiter.limit(LIMIT, key_func=person_key)
@needs("grant.apply")
def accept_invitation(application_id: int, token: str) -> Any:
    """Become one of the group; already one, nothing changes."""
    application = members.invited_application(db_session(), application_id, token)
    if members.join(db_session(), current_user, application):
        flash(gettext("Velkommen. Nu er du med i gruppen."), "success")
    return redirect(url_for("grants.application", application_id=application.id), 303)


def _to_group(application: Application) -> Any:
    return redirect(url_for("grants.group", application_id=application.id), 303)
