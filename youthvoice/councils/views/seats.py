"""Who sits: the page of those who give seats, how a seat ends, how a substitute steps in, and who sat before."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, require
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.councils.commands import seats as commands
from youthvoice.councils.forms.seats import EndForm, StepInForm
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.presenting.seats import past_seat, read_seats, seat_row
from youthvoice.councils.queries import pages
from youthvoice.councils.queries.seats import get_seat, seats_of
from youthvoice.councils.rules.seats import SeatEnd, SeatRole, is_held
from youthvoice.councils.views.base import blueprint, body_and_standing, body_for


@blueprint.get("/raad/<int:body_id>/pladser")
def seats(body_id: int) -> str:
    """Who sits, where there is room, and the ways to give and end a seat."""
    body, _standing = body_for(body_id, "council.seat")
    return render_template("councils/seats.html", body=body, page=read_seats(db_session(), body))


@blueprint.route("/raad/<int:body_id>/pladser/<int:seat_id>/slut", methods=["GET", "POST"])
def end_seat(body_id: int, seat_id: int) -> Any:
    """Ask first, then end a seat: by those who give seats, or by whoever sits in it."""
    body, standing = body_and_standing(body_id)
    seat = _seat_of(body, seat_id)
    is_own = can(current_user, "seat.give_back", seat)
    if not is_own:
        require(current_user, "council.seat", standing)
    form = EndForm()
    if request.method == "GET" or not (is_own or form.validate()):
        page = render_template(
            "councils/end_seat.html", body=body, seat=seat, row=seat_row(seat), form=form, is_own=is_own
        )
        return page, 200 if request.method == "GET" else 422
    reason = SeatEnd.resigned if is_own else SeatEnd(form.reason.data)
    commands.end_seat(db_session(), seat, reason, actor_id=actor_id())
    flash(gettext("Pladsen er ledig nu."), "success")
    return redirect(url_for("councils.body" if is_own else "councils.seats", body_id=body.id), 303)


@blueprint.route("/raad/<int:body_id>/pladser/<int:seat_id>/suppleant", methods=["GET", "POST"])
def step_in(body_id: int, seat_id: int) -> Any:
    """A substitute takes a member's seat for the rest of its term."""
    body, _standing = body_for(body_id, "council.seat")
    leaving = _seat_of(body, seat_id)
    if leaving.role is not SeatRole.member:
        raise NotFound
    ready = {
        str(seat.id): seat
        for seat in seats_of(db_session(), body.id)
        if seat.role is SeatRole.substitute and seat.from_body_id == leaving.from_body_id
    }
    form = StepInForm()
    form.offer([(seat.id, seat.person.display_name) for seat in ready.values()])
    if request.method == "GET" or not form.validate():
        return _step_in_page(form, body, leaving), 200 if request.method == "GET" else 422
    substitute, reason = ready[str(form.substitute_id.data)], SeatEnd(form.reason.data)
    try:
        commands.step_in(db_session(), leaving, substitute, reason=reason, actor_id=actor_id())
    except RuleBroken as error:
        return _step_in_refused(form, body_id, seat_id, error)
    flash(gettext("%(name)s er medlem nu.", name=substitute.person.display_name), "success")
    return redirect(url_for("councils.seats", body_id=body.id), 303)


@blueprint.get("/raad/<int:body_id>/pladser/historik")
def seat_history(body_id: int) -> Response:
    """Who sat here and when. A class shows it to those alone who belong to it; for others there is no such page."""
    body, standing = body_and_standing(body_id)
    if standing.is_private and not can(current_user, "council.see_members", standing):
        raise NotFound
    before = request.args.get("efter")
    page = pages.seat_history(db_session(), body.id, before)
    rows = [past_seat(seat, today()) for seat in page.items]

    def render() -> str:
        is_later = whole_number(before) is not None
        return render_template(
            "councils/seat_history.html", body=body, rows=rows, next_cursor=page.next_cursor, is_later=is_later
        )

    return public_page((body.id, body.version, body.name, rows, page.next_cursor), render)


def _seat_of(body: Body, seat_id: int) -> Seat:
    """A seat of that body that is held today or will be. Raises NotFound, and Conflict where it is over."""
    seat = get_seat(db_session(), seat_id)
    if seat.body_id != body.id:
        raise NotFound
    if not is_held(min(seat.starts_on, today()), seat.ends_on, seat.ended_on, today()):
        raise Conflict(gettext("Pladsen er allerede slut."))
    return seat


def _step_in_page(form: StepInForm, body: Body, leaving: Seat) -> str:
    return render_template("councils/step_in.html", form=form, body=body, row=seat_row(leaving), seat=leaving)


def _step_in_refused(form: StepInForm, body_id: int, seat_id: int, error: RuleBroken) -> Any:
    undo()
    texts = [text for found in error.problems.values() for text in found]
    form.add_problems(RuleBroken({"substitute_id": texts}))
    body, _standing = body_and_standing(body_id)
    return _step_in_page(form, body, _seat_of(body, seat_id)), error.status
