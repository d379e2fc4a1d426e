"""The list of a person's news."""

from typing import Any

from flask import redirect, render_template, request, url_for

from youthvoice.accounts.login import signed_in_person
from youthvoice.core.web import db_session
from youthvoice.notifications import commands, presenting, queries
from youthvoice.notifications.views.blueprint import blueprint


@blueprint.get("")
def index() -> str:
    """The list, newest first. Looking at it marks nothing as read."""
    person, cursor = signed_in_person(), request.args.get("efter")
    page = queries.news_of(db_session(), person.id, cursor)
    news = [presenting.news_view(one) for one in page.items]
    return render_template("notifications/index.html", news=news, next_cursor=page.next_cursor, is_first=not cursor)


@blueprint.post("/laest")
def read_all() -> Any:
    """«Markér alle som læst»."""
    commands.mark_all_read(db_session(), signed_in_person().id)
    return redirect(url_for("notifications.index"), 303)


@blueprint.post("/<int:notification_id>/aabn")
def open_one(notification_id: int) -> Any:
    """Mark one as read and go to what it is about."""
    news = commands.mark_read(db_session(), signed_in_person().id, notification_id)
    return redirect(request.script_root + news.path, 303)
