"""The teacher's hand on the big screen: ideas are written, put right, shown and hidden, and hands are counted."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.commands.classroom.holding import is_running
from youthvoice.councils.forms.classroom import HandsForm, IdeaForm
from youthvoice.councils.models import ClassIdea, ClassMeeting
from youthvoice.councils.queries import classroom as queries
from youthvoice.councils.rules.meetings import ClassPhase
from youthvoice.councils.views.base import blueprint
from youthvoice.councils.views.classroom import board_page, class_meeting_for, live_part, pictures, to_board
from youthvoice.moderation.crisis import needs_help

STEPS = {"plus": 1, "minus": -1}


@blueprint.post("/klassemoede/<int:meeting_id>/ideer")
def add_class_idea(meeting_id: int) -> Any:
    """Put an idea on the screen."""
    class_meeting_for(meeting_id)
    form = IdeaForm()
    if form.validate_on_submit():
        try:
            commands.add_idea(
                db_session(),
                meeting_id,
                form.text.data or "",
                form.picture.data,
                form.form_key.data,
                actor_id=current_user.id,
            )
        except RuleBroken as error:
            form.add_problems(error)
        except Conflict:
            return _again(meeting_id, None, form, is_over=True), 409
        else:
            return to_board(meeting_id, "#text")
    return _refused(meeting_id, form), 422


@blueprint.route("/klassemoede/<int:meeting_id>/ideer/<int:idea_id>", methods=["GET", "POST"])
def edit_class_idea(meeting_id: int, idea_id: int) -> Any:
    """Other words, or another picture."""
    found = class_meeting_for(meeting_id)
    idea = queries.get_idea(db_session(), found.id, idea_id)
    form = IdeaForm(obj=idea)
    if form.validate_on_submit():
        try:
            commands.edit_idea(
                db_session(), meeting_id, idea_id, form.text.data or "", form.picture.data, actor_id=current_user.id
            )
        except RuleBroken as error:
            form.add_problems(error)
        except Conflict:
            return _again(meeting_id, idea_id, form, is_over=True), 409
        else:
            return _waiting_page(meeting_id) if idea.is_waiting else to_board(meeting_id, f"#idea-{idea_id}")
    if request.method == "POST":
        return _again(meeting_id, idea_id, form), 422
    return _idea_page(found, idea, form)


@blueprint.post("/klassemoede/<int:meeting_id>/ideer/<int:idea_id>/fjern")
def hide_class_idea(meeting_id: int, idea_id: int) -> AnyResponse:
    """Take an idea off the screen (it can be put back), or keep one from a tablet away from it."""
    class_meeting_for(meeting_id)
    commands.hide_idea(db_session(), meeting_id, idea_id, actor_id=current_user.id)
    if request.form.get("waiting"):
        return _waiting_page(meeting_id)
    return redirect(url_for("councils.class_board", meeting_id=meeting_id, fjernet=idea_id), 303)


@blueprint.post("/klassemoede/<int:meeting_id>/ideer/<int:idea_id>/vis")
def show_class_idea(meeting_id: int, idea_id: int) -> AnyResponse:
    """Put an idea on the screen: one from a tablet, or one that was taken off."""
    class_meeting_for(meeting_id)
    commands.show_idea(db_session(), meeting_id, idea_id, actor_id=current_user.id)
    return _waiting_page(meeting_id) if request.form.get("waiting") else to_board(meeting_id, f"#idea-{idea_id}")


@blueprint.get("/klassemoede/<int:meeting_id>/venter")
def class_waiting(meeting_id: int) -> str:
    """Ideas from tablets, for the teacher alone: words of a crisis stay folded, since children may see the screen."""
    found = class_meeting_for(meeting_id)
    waiting = queries.ideas_of(db_session(), found.id).waiting
    folded = {idea.id for idea in waiting if needs_help(idea.text)}
    return render_template("councils/class_waiting.html", class_meeting=found, waiting=waiting, folded=folded)


@blueprint.post("/klassemoede/<int:meeting_id>/haender/<int:idea_id>")
def class_hands(meeting_id: int, idea_id: int) -> Any:
    """One hand more or fewer, or the number that was counted."""
    found, step = class_meeting_for(meeting_id), STEPS.get(request.form.get("step", ""))
    form = HandsForm()
    try:
        if step is not None:
            commands.change_hands(db_session(), meeting_id, idea_id, step)
        elif form.validate_on_submit():
            commands.set_hands(db_session(), meeting_id, idea_id, form.hands.data or 0)
        else:
            return board_page(found, wrong=(idea_id, form)), 422
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return board_page(class_meeting_for(meeting_id), wrong=(idea_id, form)), 422
    if request.headers.get("HX-Request"):
        return live_part(found)
    return to_board(meeting_id, f"#idea-{idea_id}")


def _refused(meeting_id: int, form: IdeaForm) -> str:
    """The form again with what was typed; on a page of its own where the screen shows no such form any more."""
    undo()
    found = class_meeting_for(meeting_id)
    has_form = is_running(found) and found.phase is ClassPhase.ideas
    return board_page(found, form=form) if has_form else _idea_page(found, None, form)


def _again(meeting_id: int, idea_id: int | None, form: IdeaForm, *, is_over: bool = False) -> str:
    """The form of one idea again, with what was typed; nothing of what was tried stays."""
    undo()
    found = class_meeting_for(meeting_id)
    idea = queries.get_idea(db_session(), found.id, idea_id) if idea_id is not None else None
    return _idea_page(found, idea, form, is_over=is_over)


def _idea_page(found: ClassMeeting, idea: ClassIdea | None, form: IdeaForm, *, is_over: bool = False) -> str:
    return render_template(
        "councils/class_idea.html", class_meeting=found, idea=idea, form=form, pictures=pictures(), is_over=is_over
    )


def _waiting_page(meeting_id: int) -> AnyResponse:
    return redirect(url_for("councils.class_waiting", meeting_id=meeting_id), 303)
