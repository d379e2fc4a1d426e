"""The agenda of the day: everybody reads it; those who run Bytinget put it together."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.assembly.commands import agenda as commands
from youthvoice.assembly.day_labels import ITEM_STATES, KIND_LABELS
from youthvoice.assembly.forms.agenda import ItemForm
from youthvoice.assembly.models import AssemblyYear, DayItem
from youthvoice.assembly.presenting.console import card_of
from youthvoice.assembly.queries.day import get_item, items_of, last_message
from youthvoice.assembly.queries.votes import votes_of_year
from youthvoice.assembly.rules.day import ItemState, VoteState
from youthvoice.assembly.views.base import blueprint, year_and_place, year_for
from youthvoice.assembly.views.pressing import help_or, me, sent_id
from youthvoice.core.authz import can
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, undo


@blueprint.get("/<int:year>/dagen")
def day_agenda(year: int) -> Response:
    """What happens on the day, what was voted on, and how it went."""
    found, place = year_and_place(year)
    items = items_of(db_session(), found.id)
    shown = (VoteState.open, VoteState.closed, VoteState.counted)
    votes = [vote for vote in votes_of_year(db_session(), found.id) if vote.state in shown]
    hidden = {item.id for item in items if item.motion_is_hidden}
    stamp = (found.id, found.version, found.state.value, [(vote.id, vote.state.value) for vote in votes])

    def render() -> str:
        cards = [card_of(vote, motion_is_hidden=vote.item_id in hidden) for vote in votes]
        message = last_message(db_session(), found.id) if found.message else None
        return render_template(
            "assembly/day/agenda.html",
            year=found,
            message_id=message.id if message is not None else None,
            items=items,
            cards={item.id: [card for card in cards if card.vote.item_id == item.id] for item in items},
            kinds=KIND_LABELS,
            item_states=ITEM_STATES,
            may_run=can(current_user, "day.run", place),
            may_prepare=can(current_user, "day.prepare", place),
            may_check_in=can(current_user, "day.check_in", place),
        )

    return public_page(stamp, render)


@blueprint.route("/<int:year>/dagen/dagsorden", methods=["GET", "POST"])
def edit_agenda(year: int) -> Any:
    """Put it together: add, order, remove."""
    found, _place = year_for(year, "day.prepare")
    form = ItemForm()
    if request.method == "GET":
        return _page(found, form)
    if not form.validate():
        return _page(found, form), 422
    try:
        commands.add_item(db_session(), found.id, form.facts(), form.form_key.data, actor_id=me())
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(year_for(year, "day.prepare")[0], form), 422
    flash(gettext("Punktet er på dagsordenen."), "success")
    return _sent(year, form)


@blueprint.post("/<int:year>/dagen/dagsorden/forslag")
def add_motions(year: int) -> AnyResponse:
    """Every motion that is ready, in one press."""
    found, _place = year_for(year, "day.prepare")
    new = commands.add_ready_motions(db_session(), found.id, actor_id=me())
    words = ngettext("%(num)d forslag er sat på dagsordenen.", "%(num)d forslag er sat på dagsordenen.", new)
    flash(words if new else gettext("Alle forslag, der er klar, står der allerede."), "success" if new else "info")
    return _to_agenda(year)


@blueprint.route("/<int:year>/dagen/dagsorden/<int:item_id>", methods=["GET", "POST"])
def change_item(year: int, item_id: int) -> Any:
    """Word an item anew."""
    found, item = _item_for(year, item_id)
    form = ItemForm() if request.method == "POST" else ItemForm.of(item)
    if item.motion_id is not None:
        del form.kind
    if request.method == "GET":
        return render_template("assembly/day/item.html", year=found, item=item, form=form)
    if form.validate():
        try:
            commands.change_item(db_session(), found.id, item_id, form.facts(item), actor_id=me())
        except RuleBroken as error:
            undo()
            form.add_problems(error)
            found, item = _item_for(year, item_id)
        else:
            flash(gettext("Punktet er rettet."), "success")
            return _sent(year, form)
    return render_template("assembly/day/item.html", year=found, item=item, form=form), 422


@blueprint.post("/<int:year>/dagen/dagsorden/<int:item_id>/flyt")
def move_item(year: int, item_id: int) -> AnyResponse:
    """Put it at the place that was pressed for; pressed twice, it stands there once."""
    found, _place = year_for(year, "day.prepare")
    commands.move_item(db_session(), found.id, item_id, sent_id("place"), actor_id=me())
    return _to_agenda(year, f"punkt-{item_id}")


@blueprint.post("/<int:year>/dagen/dagsorden/<int:item_id>/fjern")
def remove_item(year: int, item_id: int) -> AnyResponse:
    """Take an item away that was not used."""
    found, _place = year_for(year, "day.prepare")
    try:
        commands.remove_item(db_session(), found.id, item_id, actor_id=me())
    except Conflict as refused:
        undo()
        flash(str(refused), "warning")
    else:
        flash(gettext("Punktet er fjernet."), "success")
    return _to_agenda(year)


def _item_for(year: int, item_id: int) -> tuple[AssemblyYear, DayItem]:
    found, _place = year_for(year, "day.prepare")
    return found, get_item(db_session(), found.id, item_id)


def _sent(year: int, form: ItemForm) -> AnyResponse:
    """To the agenda, or to where help is."""
    return help_or(year, _to_agenda(year), form.title.data, form.text.data)


def _to_agenda(year: int, anchor: str = "") -> AnyResponse:
    return redirect(url_for("assembly.edit_agenda", year=year, _anchor=anchor or None), 303)


def _page(found: AssemblyYear, form: ItemForm) -> str:
    return render_template(
        "assembly/day/agenda_edit.html",
        year=found,
        form=form,
        items=items_of(db_session(), found.id),
        kinds=KIND_LABELS,
        item_states=ITEM_STATES,
        waiting=ItemState.waiting,
    )
