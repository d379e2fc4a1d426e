"""The desk at the door: who has come. Delegates can also come in by themselves, with the code that stands in the hall."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from youthvoice.assembly.commands.checking_in import check_in, check_out, hall_code
from youthvoice.assembly.presenting.desk import desk_of
from youthvoice.assembly.queries.day import guests
from youthvoice.assembly.rules.checking_in import takes_delegates
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.assembly.views.pressing import me
from youthvoice.core.clock import local_date, today
from youthvoice.core.codes import grouped
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.core.web import db_session, settings, undo


@blueprint.get("/<int:year>/dagen/indtjekning")
def desk(year: int) -> str:
    """All delegates by delegation, or those that are searched for (``q``)."""
    found, _place = year_for(year, "day.check_in")
    asked = " ".join((request.args.get("q") or "")[:60].split())
    return render_template(
        "assembly/day/desk.html",
        year=found,
        desk=desk_of(guests(db_session(), found.id), asked),
        code=grouped(hall_code(settings().secret_key, found)),
        is_open=takes_delegates(found.state, local_date(found.starts_at), today()),
    )


@blueprint.post("/<int:year>/dagen/indtjekning/<int:delegate_id>")
def check_in_delegate(year: int, delegate_id: int) -> Response:
    """Somebody has come, or has gone (``there``)."""
    found, _place = year_for(year, "day.check_in")
    if delegate_id > MAX_ID:
        raise NotFound
    act = check_in if request.form.get("there") == "1" else check_out
    try:
        act(db_session(), found.id, delegate_id, actor_id=me())
    except Conflict as refused:
        undo()
        flash(str(refused) or gettext("Det kan ikke lade sig gøre nu."), "warning")
    asked = request.form.get("q") or None
    anchor = f"delegeret-{delegate_id}"
    return redirect(url_for("assembly.desk", year=year, q=asked, _anchor=anchor), 303)
