"""The agenda: put something on it, change the order, take something off."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.authz import can, require
from youthvoice.core.errors import Forbidden, RuleBroken
from youthvoice.core.web import db_session
from youthvoice.councils.commands import agenda as commands
from youthvoice.councils.forms.meetings import ItemForm
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.councils.presenting import meetings as presenting
from youthvoice.councils.queries.minutes import get_item
from youthvoice.councils.rules.meetings import ItemKind
from youthvoice.councils.views.base import blueprint
from youthvoice.councils.views.meeting_base import item_for, me, meeting_for, to_meeting
from youthvoice.moderation.crisis import needs_help


@blueprint.route("/moeder/<int:meeting_id>/punkt", methods=["GET", "POST"])
@takes_typed
def add_item(meeting_id: int) -> Any:
    """Put something on the agenda."""
    meeting, standing = meeting_for(meeting_id, "meeting.add_item")
    if request.method == "GET":
        return _page(typed_or(ItemForm, ItemForm), meeting)
    form = ItemForm()
    if form.validate():
        runs_it = can(current_user, "meeting.run", standing)
        words = (form.title.data or "", form.text.data or "", str(form.form_key.data))
        try:
            item = commands.add_item(db_session(), meeting, current_user, *words, runs_it=runs_it)
        except RuleBroken as error:
            form.add_problems(error)
        else:
            return _added(item, meeting)
    return _page(form, meeting), 422


@blueprint.get("/punkter/<int:item_id>/hjaelp")
def item_help(item_id: int) -> Any:
    """After an item with words of a crisis: it stands, an adult reads it too, and here is help. For its author."""
    item = get_item(db_session(), item_id)
    require(current_user, "account.edit_own")
    if item.proposed_by_id != current_user.id:
        raise Forbidden
    return render_template("councils/item_help.html", item=item)


@blueprint.post("/punkter/<int:item_id>/flyt")
def move_item(item_id: int) -> Any:
    """Up or down by one."""
    item, meeting, _standing = item_for(item_id, "meeting.run")
    commands.move_item(db_session(), item, up=request.form.get("vej") == "op", actor_id=me())
    return to_meeting(meeting.id, f"punkt-{item.id}")


@blueprint.route("/punkter/<int:item_id>/fjern", methods=["GET", "POST"])
def remove_item(item_id: int) -> Any:
    """Ask once, then take back one's own item, or (for those who run the meeting) take it off."""
    item, meeting, standing = item_for(item_id, "meeting.add_item")
    is_own = item.proposed_by_id == current_user.id and item.kind is ItemKind.member
    if not is_own:
        require(current_user, "meeting.run", standing)
    if request.method == "GET":
        return render_template("councils/item_remove.html", item=item, meeting=meeting, is_own=is_own, show=presenting)
    if is_own:
        commands.withdraw_item(db_session(), item, current_user)
    else:
        commands.take_off(db_session(), item, actor_id=me())
    flash(gettext("Punktet er taget af dagsordenen."), "success")
    return to_meeting(meeting.id, "dagsorden")


def _added(item: AgendaItem, meeting: Meeting) -> Any:
    if needs_help(f"{item.title}\n{item.text}"):
        return redirect(url_for("councils.item_help", item_id=item.id), 303)
    flash(gettext("Punktet er på dagsordenen."), "success")
    return to_meeting(meeting.id, f"punkt-{item.id}")


def _page(form: ItemForm, meeting: Meeting) -> str:
    return render_template("councils/item_form.html", form=form, meeting=meeting, show=presenting)
