"""The chair's console: where the day is, and the steps of it. Any who may run it can take over by opening the page."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.assembly.commands import chairing
from youthvoice.assembly.commands import day as commands
from youthvoice.assembly.commands.checking_in import hall_code
from youthvoice.assembly.forms.agenda import MessageForm
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.presenting.console import Console, console_of
from youthvoice.assembly.queries.amendments import waiting_wordings
from youthvoice.assembly.queries.console import agenda_now
from youthvoice.assembly.queries.day import turns_of_current
from youthvoice.assembly.queries.votes import votes_with_turnout
from youthvoice.assembly.rules.years import YearState
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.assembly.views.pressing import help_or, me, pressed, sent_id, to_console
from youthvoice.core.codes import grouped
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, settings, undo


@blueprint.get("/<int:year>/dagen/styring")
def console(year: int) -> str:
    """One page to run the day from."""
    return _page(year_for(year, "day.run")[0])


@blueprint.get("/<int:year>/dagen/styring/nu")
def console_now(year: int) -> str:
    """The parts of it that change (day.js)."""
    found, _place = year_for(year, "day.run")
    return render_template("assembly/day/_console.html", **_values(found, _console(found)))


@blueprint.post("/<int:year>/dagen/styring/begynd")
def begin_day(year: int) -> AnyResponse:
    """«Begynd dagen»."""
    found, _place = year_for(year, "day.run")
    return pressed(year, lambda: commands.begin_day(db_session(), found.id, actor_id=me()))


@blueprint.post("/<int:year>/dagen/styring/naeste")
def next_item(year: int) -> AnyResponse:
    """From the item that was seen to the next."""
    found, _place = year_for(year, "day.run")
    return pressed(year, lambda: commands.next_item(db_session(), found.id, sent_id("seen"), actor_id=me()))


@blueprint.post("/<int:year>/dagen/styring/gaa-til")
def go_to_item(year: int) -> AnyResponse:
    """From the item that was seen to another one of the agenda."""
    found, _place = year_for(year, "day.run")
    return pressed(
        year,
        lambda: commands.go_to_item(db_session(), found.id, sent_id("item_id"), sent_id("seen"), actor_id=me()),
    )


@blueprint.post("/<int:year>/dagen/styring/spring-over")
def skip_item(year: int) -> AnyResponse:
    """Leave an item out."""
    found, _place = year_for(year, "day.run")
    return pressed(year, lambda: commands.skip_item(db_session(), found.id, sent_id("item_id"), actor_id=me()))


@blueprint.post("/<int:year>/dagen/styring/besked")
def say(year: int) -> Any:
    """Put something on every screen, or take it away."""
    found, _place = year_for(year, "day.run")
    form = MessageForm()
    if form.validate():
        try:
            commands.say(db_session(), found.id, form.message.data or "", actor_id=me())
        except Conflict as refused:
            undo()
            flash(str(refused), "warning")
            return to_console(year)
        except RuleBroken as error:
            undo()
            form.add_problems(error)
        else:
            return help_or(year, to_console(year, "besked"), form.message.data)
    return _page(year_for(year, "day.run")[0], form), 422


@blueprint.route("/<int:year>/dagen/styring/slut", methods=["GET", "POST"])
def end_day(year: int) -> Any:
    """Ask, and close the day."""
    found, _place = year_for(year, "day.run")
    if request.method == "GET":
        return render_template("assembly/day/end.html", year=found, console=_console(found))
    words = gettext("Dagen er slut. Tak for i dag.")
    return pressed(year, lambda: commands.end_day(db_session(), found.id, actor_id=me()), words=words)


@blueprint.post("/<int:year>/dagen/styring/ordet")
def call_speaker(year: int) -> AnyResponse:
    """Thank whoever spoke when it was pressed, and call the next."""
    found, _place = year_for(year, "day.run")
    act = chairing.call_next
    return pressed(year, lambda: act(db_session(), found.id, sent_id("seen"), actor_id=me()), "talere")


@blueprint.post("/<int:year>/dagen/styring/ordet/slut")
def end_turn(year: int) -> AnyResponse:
    """Thank whoever spoke; nobody else is called."""
    found, _place = year_for(year, "day.run")
    act = chairing.end_turn
    return pressed(year, lambda: act(db_session(), found.id, sent_id("turn_id"), actor_id=me()), "talere")


@blueprint.post("/<int:year>/dagen/styring/talerliste")
def open_list(year: int) -> AnyResponse:
    """Let people ask for the floor, or no more."""
    found, _place = year_for(year, "day.run")
    is_open, item_id = request.form.get("open") == "1", sent_id("item_id")
    act = chairing.open_list
    return pressed(year, lambda: act(db_session(), found.id, item_id, is_open=is_open, actor_id=me()), "talere")


@blueprint.post("/<int:year>/dagen/styring/talerliste/fjern")
def take_off(year: int) -> AnyResponse:
    """Take somebody off the list."""
    found, _place = year_for(year, "day.run")
    act = chairing.take_off
    return pressed(year, lambda: act(db_session(), found.id, sent_id("turn_id"), actor_id=me()), "talere")


def _console(found: AssemblyYear) -> Console:
    agenda = agenda_now(db_session(), found)
    asked = turns_of_current(db_session(), found.id)
    votes = votes_with_turnout(db_session(), found.id)
    waiting = waiting_wordings(db_session(), agenda.waits) if agenda.waits is not None else ()
    return console_of(found, agenda, asked, votes, waiting)


def _values(found: AssemblyYear, shown: Console) -> dict[str, Any]:
    code = grouped(hall_code(settings().secret_key, found))
    return {"year": found, "console": shown, "states": YearState, "code": code}


def _page(found: AssemblyYear, form: MessageForm | None = None) -> str:
    form = form or MessageForm(formdata=None, data={"message": found.message})
    return render_template("assembly/day/console.html", form=form, **_values(found, _console(found)))
