"""An application as the council reads it, and what each member thinks of it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.errors import NotFound
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session
from youthvoice.grants.commands.weighing import give_view
from youthvoice.grants.forms.motions import VoteForm
from youthvoice.grants.forms.weighing import ViewForm, view_form
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.weighing import draw_views, told_motion, told_views
from youthvoice.grants.queries.weighing import Weighed, criteria_of, lines_and_files, views_of
from youthvoice.grants.rules.applications import WAITING
from youthvoice.grants.view_targets import find_view
from youthvoice.grants.views.base import blueprint
from youthvoice.grants.views.notes import report_target
from youthvoice.grants.views.panel import panel_for
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.views import REPORTS_PER_PERSON

LIMIT = "120 per hour"


@blueprint.route("/ansoegninger/<int:application_id>/bord", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
def weigh(application_id: int) -> Any:
    """Read it, and say what one thinks. What others think is shown once one has said it oneself."""
    is_sent = request.method == "POST"
    weighed, place = panel_for(application_id, "grant.weigh" if is_sent else "grant.look")
    if not is_sent:
        return weigh_page(weighed, place)
    form = view_form(criteria_of(db_session(), weighed.application.pool_id), is_sent=True)
    if not form.validate():
        return weigh_page(weighed, place, form=form), 422
    view = form.view()
    give_view(db_session(), weighed.application, current_user, view)
    if needs_help(view.words):
        return redirect(url_for("grants.offer_help", application_id=application_id), 303)
    flash(gettext("Din mening er gemt. Nu kan du se, hvad de andre mener."), "success")
    return redirect(url_for("grants.weigh", application_id=application_id, _anchor="meninger"), 303)


@blueprint.route("/ansoegninger/<int:application_id>/bord/<int:view_id>/anmeld", methods=["GET", "POST"])
@limiter.limit(REPORTS_PER_PERSON, key_func=person_key, methods=["POST"])
def report_view(application_id: int, view_id: int) -> Any:
    """Report what a member wrote: for whoever of the council can read it. Raises NotFound."""
    weighed, _place = panel_for(application_id, "grant.look")
    view = next((one for one in views_of(db_session(), weighed.application.id) if one.id == view_id), None)
    target = find_view(db_session(), view_id) if view is not None and not view.is_hidden else None
    if view is None or target is None:
        raise NotFound
    return report_target(target, view.name, url_for("grants.weigh", application_id=application_id))


def weigh_page(weighed: Weighed, place: Place, form: ViewForm | None = None, vote_form: VoteForm | None = None) -> str:
    """The page: three queries."""
    application = weighed.application
    criteria, views = criteria_of(db_session(), application.pool_id), views_of(db_session(), application.id)
    mine = next((view for view in views if view.person_id == current_user.id), None)
    may_weigh = can(current_user, "grant.weigh", place)
    sees_views = mine is not None or not may_weigh
    lines, files = lines_and_files(db_session(), application.id)
    return render_template(
        "grants/weigh.html",
        application=application,
        pool=application.pool,
        place=place,
        lines=lines,
        files=files,
        open_notes=weighed.open_notes,
        motion=told_motion(weighed.motion, weighed.my_vote, is_answered=weighed.is_answered),
        may_be_put=application.status in WAITING,
        voted=weighed.voted,
        vote_form=vote_form or VoteForm(formdata=None, data={"choice": weighed.my_vote}),
        form=form or view_form(criteria, mine, is_sent=False),
        may_weigh=may_weigh and application.status in WAITING,
        views=told_views(views, criteria, current_user.id) if sees_views else [],
        drawings=draw_views(views, criteria) if sees_views else [],
        sees_views=sees_views,
        given=len(views),
    )
