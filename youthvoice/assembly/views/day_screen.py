"""The big screen in the hall. Anybody can open it, and nothing on it is for some alone but the hall's code."""

from flask import Response, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup

from youthvoice.assembly.commands.checking_in import hall_code
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.presenting.now import keyed
from youthvoice.assembly.presenting.screen import LONG_TITLE, NEXT_SPEAKERS, Screen, screen_of
from youthvoice.assembly.queries.now import Now, count_voted
from youthvoice.assembly.queries.years import get_year, place_in
from youthvoice.assembly.views.base import blueprint
from youthvoice.assembly.views.day_now import now_here, stamp_of
from youthvoice.core.authz import can
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.qr import qr_svg
from youthvoice.core.web import db_session, settings


@blueprint.get("/<int:year>/dagen/skaerm")
def screen(year: int) -> Response:
    """The whole screen."""
    found, now, voted = _here(year)
    return public_page((stamp_of(found, now), voted), lambda: _page(found, now, voted))


@blueprint.get("/<int:year>/dagen/skaerm/dele")
def screen_parts(year: int) -> Response:
    """The part that changes."""
    found, now, voted = _here(year)
    return public_page((stamp_of(found, now), voted), lambda: _parts(found, now, voted))


def _here(year: int) -> tuple[AssemblyYear, Now, int]:
    found, now = now_here(year)
    vote = now.open_vote
    return found, now, count_voted(db_session(), vote.id) if vote is not None and vote.is_named else 0


def _page(year: AssemblyYear, now: Now, voted: int) -> str:
    code = _code(year)
    path = url_for("assembly.now", year=year.year)
    address = f"{settings().base_url}{path}"
    return render_template(
        "assembly/screen.html",
        year=year,
        code=code,
        path=path.removeprefix(request.script_root),
        qr=qr_svg(f"{address}?kode={code}" if code else address, "hall__qr"),
        parts=_parts(year, now, voted),
    )


def _parts(year: AssemblyYear, now: Now, voted: int) -> Markup:
    shown: Screen = screen_of(now, voted)
    page = render_template(
        "assembly/day/_screen.html", year=year, screen=shown, long_title=LONG_TITLE, next_speakers=NEXT_SPEAKERS
    )  # fmt: skip
    return keyed(page)


def _code(year: AssemblyYear) -> str:
    """The hall's code, for whoever runs the day: on the net it would let in who is not there."""
    if is_anonymous() or not current_user.is_authenticated:
        return ""
    place = place_in(db_session(), get_year(db_session(), year.year), current_user)
    return hall_code(settings().secret_key, year) if can(current_user, "day.run", place) else ""
