"""A delegate's phone on the day: what is to be done now, and nothing else."""

from collections.abc import Callable

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.login import signed_in_person
from youthvoice.assembly.commands.checking_in import arrive
from youthvoice.assembly.commands.turns import ask_for_floor, take_back
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.presenting.now import Phone, happening, phone_of
from youthvoice.assembly.queries.mine import find_mine
from youthvoice.assembly.queries.now import Now, now_in, year_and_number
from youthvoice.assembly.views.base import blueprint
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.forms import clean
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.pulse import Watch
from youthvoice.core.web import actor_id, db_session, settings, undo

CODES_A_PERSON = "20 per minute"


@blueprint.get("/<int:year>/dagen/nu")
def now(year: int) -> Response:
    """What is to be done now; who is no delegate looks on."""
    found, told = now_here(year)
    return public_page(stamp_of(found, told), lambda: now_page(found, told, code=_typed(request.args.get("kode"))))


@blueprint.get("/<int:year>/dagen/nu/dele")
def now_parts(year: int) -> Response:
    """The parts of that page which change, for those who follow."""
    found, told = now_here(year)
    return public_page(stamp_of(found, told), lambda: parts_of(found, told))


@blueprint.post("/<int:year>/dagen/her")
@limiter.limit(CODES_A_PERSON, key_func=person_key)
def come(year: int) -> AnyResponse:
    """A delegate has come, and has the code of the hall."""
    person = signed_in_person()
    found, told = now_here(year)
    code = _typed(request.form.get("code"))
    try:
        arrive(db_session(), settings().secret_key, found.id, person.id, code)
    except RuleBroken as error:
        undo()
        page = now_page(found, told, code=code, problem=str(error.problems["code"][0]))
        return make_response(page, 422)
    return back(year)


@blueprint.post("/<int:year>/dagen/ordet")
def ask(year: int) -> AnyResponse:
    """Ask for the floor."""
    return _speak(year, ask_for_floor)


@blueprint.post("/<int:year>/dagen/ordet/tilbage")
def unask(year: int) -> AnyResponse:
    """Take it back."""
    return _speak(year, take_back)


def _typed(code: str | None) -> str:
    return (clean(code) or "")[:20]


def _speak(year: int, do: Callable[[Session, int, int], None]) -> AnyResponse:
    person = signed_in_person()
    found, told = now_here(year)
    try:
        do(db_session(), found.id, person.id)
    except Conflict as error:
        undo()
        return make_response(now_page(found, told, problem=str(error.message)), 409)
    return back(year)


def now_here(year: int) -> tuple[AssemblyYear, Now]:
    """The year, and what is happening, read once for all who ask at the same number. Raises NotFound."""
    found, number = year_and_number(db_session(), year)
    watch: Watch = current_app.extensions["youthvoice.pulses"]
    return found, watch.shown.get(found.channel, number, "now", lambda: now_in(db_session(), found, number))


def stamp_of(year: AssemblyYear, now: Now) -> object:
    """What a visitor's page is made of."""
    return year.id, year.version, now


def now_page(year: AssemblyYear, now: Now, *, code: str = "", problem: str = "") -> str:
    """The whole page."""
    phone = phone_here(year, now, code)
    return render_template(
        "assembly/now.html", year=year, phone=phone, happening=happening(year, now), problem=problem
    )  # fmt: skip


def parts_of(year: AssemblyYear, now: Now) -> str:
    """The parts that change."""
    phone = phone_here(year, now)
    return render_template(
        "assembly/day/_parts.html", year=year, phone=phone, happening=happening(year, now), problem=""
    )  # fmt: skip


def phone_here(year: AssemblyYear, now: Now, code: str = "") -> Phone:
    """The phone of whoever asks."""
    person_id = None if is_anonymous() else actor_id()
    mine = None if person_id is None else find_mine(db_session(), year.id, person_id, now)
    return phone_of(year, now, mine, code)


def back(year: int) -> AnyResponse:
    """To the phone's page."""
    return redirect(url_for("assembly.now", year=year), 303)
