"""Write, change and withdraw a comment. The thread itself stands on the page of what it is about (_thread.html)."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, needs
from youthvoice.core.errors import Forbidden, NotFound, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, visitor
from youthvoice.core.problems import problem_page
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.discussions import export, queries, targets
from youthvoice.discussions.commands import edit_comment, post_comment, withdraw_comment
from youthvoice.discussions.forms import CommentForm, EditForm
from youthvoice.discussions.guards import require_open
from youthvoice.discussions.models import Comment, Thread
from youthvoice.moderation.crisis import needs_help

blueprint = Blueprint("discussions", __name__, template_folder="templates")
blueprint.record_once(lambda _state: targets.register())
blueprint.record_once(lambda _state: export.register())
COMMENTS_PER_PERSON = "15 per 5 minutes; 150 per day"


def writer_key() -> str:
    """Whom the limit counts: the person (a whole school may share one address)."""
    person_id = actor_id()
    return visitor() if person_id is None else f"person:{person_id}"


def was_stored(response: Response) -> bool:
    """A form that came back to be corrected does not count."""
    return response.status_code < 400


@blueprint.get("/<int:thread_id>/svar")
@needs("comment.post")
def write(thread_id: int) -> str:
    """A page of its own to write on; ``?til=7`` replies to comment 7."""
    thread = require_open(db_session(), queries.get_thread(db_session(), thread_id))
    form = CommentForm(formdata=None, parent=request.args.get("til", ""))
    replied_to = _replied_to(thread, form.parent_id())
    if replied_to is not None and not replied_to.is_readable:
        raise NotFound
    return _writing_page(thread, form, replied_to)


@blueprint.post("/<int:thread_id>/svar")
@limiter.limit(COMMENTS_PER_PERSON, key_func=writer_key, deduct_when=was_stored)
@needs("comment.post")
def post(thread_id: int) -> Any:
    """Store a comment, and lead to its place on the page (or first to where help is found)."""
    form = CommentForm()
    parent_id = form.parent_id()
    thread = require_open(db_session(), queries.get_thread(db_session(), thread_id))
    if form.validate_on_submit():
        try:
            comment = post_comment(
                db_session(), current_user, thread_id, form.body.data or "", form.form_key.data, parent_id
            )
        except RuleBroken as error:
            form.add_problems(error)
        else:
            return _to_comment(comment)
    return _writing_page(thread, form, _replied_to(thread, parent_id)), 422


@blueprint.get("/kommentar/<int:comment_id>")
def comment(comment_id: int) -> Any:
    """The lasting address of a comment: leads to its place on the page."""
    found = queries.get_comment(db_session(), comment_id)
    return redirect(request.script_root + queries.place_of(db_session(), found))


@blueprint.get("/kommentar/<int:comment_id>/svar")
def replies(comment_id: int) -> str:
    """One comment with all its replies, where the thread shows only the first."""
    found = queries.get_comment(db_session(), comment_id)
    if found.parent_id is not None:
        raise NotFound
    after = whole_number(request.args.get("after"))
    page = queries.replies_page(db_session(), found, after)
    shown = queries.comment_view(found)
    return render_template("discussions/replies.html", comment=shown, thread=found.thread, page=page, after=after)


@blueprint.get("/kommentar/<int:comment_id>/hjaelp")
@needs("comment.post")
def offer_help(comment_id: int) -> str:
    """After a comment with words of a crisis: it stands, an adult reads it too, and here is help. For its author."""
    found = _own(comment_id)
    return render_template("discussions/help.html", comment=found)


@blueprint.route("/kommentar/<int:comment_id>/ret", methods=["GET", "POST"])
@limiter.limit(COMMENTS_PER_PERSON, key_func=writer_key, methods=["POST"], deduct_when=was_stored)
@needs("comment.post")
def edit(comment_id: int) -> Any:
    """Change one's own comment while it is new."""
    found = _own_readable(comment_id)
    form = EditForm(obj=found)
    if request.method == "GET" and not can(current_user, "comment.edit", found):
        raise Forbidden(gettext("Du kan rette en kommentar i 15 minutter. Du kan stadig trække den tilbage."))
    if form.validate_on_submit():
        try:
            return _to_comment(edit_comment(db_session(), current_user, comment_id, form.body.data or ""))
        except RuleBroken as error:
            form.add_problems(error)
    page = render_template("discussions/edit.html", form=form, comment=found)
    return page, 422 if request.method == "POST" else 200


@blueprint.route("/kommentar/<int:comment_id>/traek-tilbage", methods=["GET", "POST"])
@needs("comment.post")
def withdraw(comment_id: int) -> Any:
    """Ask once, then take back one's own comment."""
    found = _own(comment_id)
    if request.method == "GET":
        return render_template("discussions/withdraw.html", comment=found)
    withdraw_comment(db_session(), current_user, comment_id)
    flash(gettext("Din kommentar er trukket tilbage."), "success")
    return redirect(request.script_root + queries.place_of(db_session(), found), 303)


def _own(comment_id: int) -> Comment:
    found = queries.get_comment(db_session(), comment_id)
    if not can(current_user, "comment.withdraw", found):
        raise NotFound
    return found


def _own_readable(comment_id: int) -> Comment:
    found = _own(comment_id)
    if not found.is_readable:
        raise NotFound
    return found


def _replied_to(thread: Thread, parent_id: int | None) -> Comment | None:
    """The comment to reply to, removed or not. Raises NotFound where it stands in no or another thread."""
    if parent_id is None:
        return None
    found = queries.get_comment(db_session(), parent_id)
    if found.thread_id != thread.id:
        raise NotFound
    return found


def _writing_page(thread: Thread, form: CommentForm, replied_to: Comment | None) -> str:
    if replied_to is not None and not replied_to.is_readable:
        # Removed in the meantime: what was typed can still be sent, as a comment of its own.
        form.parent.data, replied_to = "", None
    shown = queries.comment_view(replied_to) if replied_to else None
    return render_template("discussions/comment.html", thread=thread, form=form, replied_to=shown)


def _to_comment(comment: Comment) -> Any:
    if needs_help(comment.body):
        return redirect(url_for("discussions.offer_help", comment_id=comment.id), 303)
    return redirect(request.script_root + queries.place_of(db_session(), comment), 303)


def _too_fast(_error: Exception) -> Any:
    """Too much at once: say so, and give the words back in a form that can be sent later."""
    undo()
    values = request.view_args or {}
    if request.endpoint == "discussions.post":
        form = CommentForm()
        form.say_too_fast()
        thread = require_open(db_session(), queries.get_thread(db_session(), values["thread_id"]))
        return _writing_page(thread, form, _replied_to(thread, form.parent_id())), 429
    if request.endpoint == "discussions.edit":
        edit_form = EditForm()
        edit_form.say_too_fast()
        found = _own_readable(values["comment_id"])
        return render_template("discussions/edit.html", form=edit_form, comment=found), 429
    return problem_page(429)


blueprint.register_error_handler(429, _too_fast)
