"""Routes: who owes the answer to what."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.admin.commands.routes import change_route, remove_route, set_route
from youthvoice.admin.forms import ChangeRouteForm, RouteForm
from youthvoice.admin.queries.routes import RouteRow, all_routes, get_route, sorted_routes
from youthvoice.admin.queries.units import open_units
from youthvoice.admin.views.base import blueprint, school_choices
from youthvoice.core.authz import needs
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.forms import HouseForm
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.proposals.labels import TOPIC_LABELS
from youthvoice.proposals.queries.routing import responsible_unit
from youthvoice.proposals.rules import Topic


@blueprint.get("/administration/ruter")
@needs("admin.administer")
def routes() -> str:
    """Every rule; and with ``?emne=&skole=``, who gets such a proposal."""
    topic = next((one for one in Topic if one.value == request.args.get("emne")), None)
    school_id = whole_number(request.args.get("skole"))
    return render_template(
        "admin/routes.html",
        routes=sorted_routes(all_routes(db_session())),
        topics=TOPIC_LABELS,
        schools=school_choices(),
        topic=topic,
        school_id=school_id,
        gets_it=responsible_unit(db_session(), topic, school_id) if topic else None,
    )


@blueprint.route("/administration/ruter/ny", methods=["GET", "POST"])
@needs("admin.administer")
def new_route() -> Any:
    """A rule; one that is there for the same topic and school is changed."""
    form = RouteForm() if request.method == "POST" else RouteForm(data=_asked())
    form.offer(school_choices(), open_units(db_session()))
    if request.method == "GET":
        return _page(form, None)
    try:
        if not form.validate():
            return _page(form, None), 422
        made = set_route(db_session(), form.topic.data, form.school_id.data, form.unit_id.data, actor_id=actor_id())
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, None), error.status
    flash(gettext("Ruten er gemt.") if made[1] else gettext("Ruten var der i forvejen. Nu er den ændret."), "success")
    return redirect(url_for("admin.routes"), 303)


@blueprint.route("/administration/ruter/<int:route_id>/ret", methods=["GET", "POST"])
@needs("admin.administer")
def edit_route(route_id: int) -> Any:
    """Another unit for the same topic and school."""
    row = _row(route_id)
    form = ChangeRouteForm() if request.method == "POST" else ChangeRouteForm(unit_id=row.unit_id, seen=row.unit_id)
    form.offer(open_units(db_session()))
    if request.method == "GET":
        return _page(form, row)
    try:
        if not form.validate():
            return _page(form, row), 422
        seen = whole_number(form.seen.data)
        change_route(
            db_session(), get_route(db_session(), route_id), form.unit_id.data, seen_unit_id=seen, actor_id=actor_id()
        )
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, row), error.status
    except Conflict:
        return _moved_on(form, route_id)
    flash(gettext("Ruten er gemt. De sager, der er åbne, bliver, hvor de er."), "success")
    return redirect(url_for("admin.routes"), 303)


@blueprint.route("/administration/ruter/<int:route_id>/fjern", methods=["GET", "POST"])
@needs("admin.administer")
def drop_route(route_id: int) -> Any:
    """Ask first, then remove a rule: the next one that fits holds. The one for the rest stays."""
    row = _row(route_id)
    if request.method == "GET":
        if row.topic is None and row.school_id is None:
            raise Conflict(gettext("Reglen for alt det andet kan ikke fjernes. Vælg en anden enhed i stedet."))
        return render_template("admin/drop_route.html", row=row, topics=TOPIC_LABELS)
    remove_route(db_session(), get_route(db_session(), route_id), actor_id=actor_id())
    flash(gettext("Ruten er fjernet."), "success")
    return redirect(url_for("admin.routes"), 303)


def _asked() -> dict[str, Any]:
    topic = next((one for one in Topic if one.value == request.args.get("emne")), None)
    return {"topic": topic, "school_id": whole_number(request.args.get("skole"))}


def _row(route_id: int) -> RouteRow:
    row = next((one for one in all_routes(db_session()) if one.id == route_id), None)
    if row is None:
        raise NotFound
    return row


def _moved_on(form: ChangeRouteForm, route_id: int) -> Any:
    """Somebody else changed it: the choice stays, and the page says who has it now. Sent again, it counts."""
    undo()
    row = _row(route_id)
    form.offer(open_units(db_session()))
    form.seen.data = str(row.unit_id)
    return _page(form, row, moved_on=True), 409


def _page(form: HouseForm, row: RouteRow | None, *, moved_on: bool = False) -> str:
    return render_template("admin/route_form.html", form=form, row=row, moved_on=moved_on, topics=TOPIC_LABELS)
