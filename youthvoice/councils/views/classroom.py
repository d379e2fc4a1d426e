"""A class meeting on the big screen: begin it, see it, go through its steps, choose one idea, end it."""

from functools import lru_cache
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.core.authz import require
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound, RuleBroken, SignInNeeded
from youthvoice.core.keyset import whole_number
from youthvoice.core.qr import qr_svg
from youthvoice.core.web import actor_id, db_session, settings, undo
from youthvoice.councils.class_labels import PHASE_ICONS, PHASE_LABELS, PICTURE_LABELS, TOPICS, topic_picture
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.commands.classroom.holding import is_running
from youthvoice.councils.forms.classroom import ChoiceForm, HandsForm, IdeaForm, StartForm
from youthvoice.councils.models import Body, ClassIdea, ClassMeeting
from youthvoice.councils.queries import classroom as queries
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.councils.queries.meetings import next_meeting
from youthvoice.councils.queries.seats import count_taken
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.classroom import USUAL_CHILDREN, Picture, check_choice
from youthvoice.councils.rules.meetings import ClassPhase
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.councils.views.base import blueprint, body_for

PHASE_NAMES = {phase.value: phase for phase in (ClassPhase.ideas, ClassPhase.hands)}


@blueprint.route("/raad/<int:body_id>/klassemoede", methods=["GET", "POST"])
def class_meeting_new(body_id: int) -> Any:
    """What the class talks about today. Where a meeting runs already, its screen is shown."""
    body, _standing = body_for(body_id, "classroom.run")
    if body.kind is not BodyKind.school_class:
        raise NotFound
    running = queries.find_running(db_session(), body.id)
    if running is not None:
        return to_board(running.meeting_id)
    form = StartForm(children=count_taken(db_session(), body.id, SeatRole.member, today(), None) or USUAL_CHILDREN)
    made = _start(body, form) if form.validate_on_submit() else None
    if made is not None:
        return to_board(made.meeting_id)
    page = render_template("councils/class_new.html", body=body, form=form, topics=TOPICS)
    return page, 422 if request.method == "POST" else 200


@blueprint.get("/klassemoede/<int:meeting_id>")
def class_board(meeting_id: int) -> str:
    """The big screen."""
    return board_page(class_meeting_for(meeting_id))


@blueprint.get("/klassemoede/<int:meeting_id>/nyt")
def class_news(meeting_id: int) -> AnyResponse:
    """What is new on the screen since a version: nothing (204), its changing part, or «fetch the page again»."""
    found = class_meeting_for(meeting_id)
    if not is_running(found) or request.args.get("phase") != found.phase.value:
        return Response(headers={"HX-Refresh": "true"})
    if request.args.get("version") == str(found.version):
        return Response(status=204)
    return Response(live_part(found))


@blueprint.post("/klassemoede/<int:meeting_id>/trin")
def class_phase(meeting_id: int) -> Any:
    """From ideas to hands, or back."""
    class_meeting_for(meeting_id)
    phase = PHASE_NAMES.get(request.form.get("phase", ""))
    if phase is None:
        raise NotFound
    try:
        commands.go_to_phase(db_session(), meeting_id, phase)
    except RuleBroken as error:
        undo()
        return board_page(class_meeting_for(meeting_id), problem=str(error)), 422
    return to_board(meeting_id)


@blueprint.post("/klassemoede/<int:meeting_id>/tabletter")
def class_tablets(meeting_id: int) -> AnyResponse:
    """Let tablets in by a code, or close the code."""
    class_meeting_for(meeting_id)
    change = commands.open_tablets if request.form.get("open") else commands.close_tablets
    change(db_session(), meeting_id)
    return to_board(meeting_id)


@blueprint.get("/klassemoede/<int:meeting_id>/valg")
def class_choice(meeting_id: int) -> Any:
    """The idea with most hands, and the question whether the class will send it; or a tie, and what to do about it."""
    found = class_meeting_for(meeting_id)
    if not is_running(found) or found.phase is not ClassPhase.hands:
        return to_board(meeting_id)
    return _choice_page(found, ChoiceForm(formdata=None))


@blueprint.post("/klassemoede/<int:meeting_id>/valg")
def class_choose(meeting_id: int) -> Any:
    """The class has chosen."""
    class_meeting_for(meeting_id)
    form = ChoiceForm()
    idea_id = whole_number(form.idea_id.data)
    if not form.validate_on_submit() or idea_id is None:
        raise NotFound
    try:
        commands.choose_idea(db_session(), meeting_id, idea_id, form.form_key.data, actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        return _choice_page(class_meeting_for(meeting_id), form, str(error)), 422
    return to_board(meeting_id)


@blueprint.post("/klassemoede/<int:meeting_id>/lod")
def class_lot(meeting_id: int) -> AnyResponse:
    """Let chance choose between ideas with the same number of hands."""
    class_meeting_for(meeting_id)
    commands.draw_lot(db_session(), meeting_id, actor_id=current_user.id)
    return redirect(url_for("councils.class_choice", meeting_id=meeting_id), 303)


@blueprint.post("/klassemoede/<int:meeting_id>/slut")
def class_end(meeting_id: int) -> AnyResponse:
    """End without a decision."""
    class_meeting_for(meeting_id)
    commands.end_class_meeting(db_session(), meeting_id, actor_id=current_user.id)
    return to_board(meeting_id)


def _start(body: Body, form: StartForm) -> ClassMeeting | None:
    """Begin the meeting; None where the form must be put right."""
    facts = commands.ClassFacts(form.chosen_question(), form.children.data or 0)
    try:
        return commands.start_class_meeting(db_session(), body, facts, form.form_key.data, actor_id=current_user.id)
    except RuleBroken as error:
        form.add_problems(error)
        return None


def class_meeting_for(meeting_id: int) -> ClassMeeting:
    """The class meeting, for an adult who helps the class. Raises SignInNeeded, NotFound, Forbidden."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    found = queries.get_class_meeting(db_session(), meeting_id)
    require(current_user, "classroom.run", standing_in(db_session(), actor_id(), found.meeting.body))
    return found


def to_board(meeting_id: int, place: str = "") -> AnyResponse:
    """Lead to the big screen."""
    return redirect(url_for("councils.class_board", meeting_id=meeting_id) + place, 303)


def board_page(
    found: ClassMeeting, form: IdeaForm | None = None, wrong: tuple[int, HandsForm] | None = None, problem: str = ""
) -> str:
    """The screen in the step where the class stands; ``wrong`` is an idea with a number that will not do."""
    if not is_running(found):
        return _over_page(found)
    return render_template(
        "councils/class_board.html",
        **_shown(found),
        form=form or IdeaForm(formdata=None),
        removed=_removed(found),
        wrong_id=wrong[0] if wrong else None,
        wrong=wrong[1] if wrong else None,
        problem=problem,
    )


def live_part(found: ClassMeeting) -> str:
    """The part of the screen that changes by itself."""
    return render_template("councils/class_live.html", **_shown(found), wrong_id=None, wrong=None)


def pictures() -> list[tuple[str, str]]:
    """(icon, word) of every picture that an idea can have."""
    return [(picture.value, str(PICTURE_LABELS[picture])) for picture in Picture]


def _shown(found: ClassMeeting) -> dict[str, Any]:
    code = found.join_code if queries.is_open_for_tablets(found) else None
    return {
        "class_meeting": found,
        "body": found.meeting.body,
        "ideas": queries.ideas_of(db_session(), found.id),
        "picture": topic_picture(found.question).value,
        "pictures": pictures(),
        "picture_words": {picture.value: text for picture, text in PICTURE_LABELS.items()},
        "phases": [(phase, PHASE_ICONS[phase], PHASE_LABELS[phase]) for phase in ClassPhase],
        "code": code,
        "qr": _qr(_tablet_address(code)) if code else None,
        "host": settings().base_url.partition("://")[2].rstrip("/"),
    }


def _removed(found: ClassMeeting) -> ClassIdea | None:
    """The idea that was just taken off the screen, so that it can be put back."""
    idea_id = whole_number(request.args.get("fjernet"))
    if idea_id is None:
        return None
    idea = queries.find_idea(db_session(), found.id, idea_id)
    return idea if idea is not None and idea.hidden_at is not None and not idea.is_waiting else None


def _choice_page(found: ClassMeeting, form: ChoiceForm, wrong: str = "") -> str:
    shown = _shown(found)
    ahead, drawn = shown["ideas"].ahead, shown["ideas"].marked
    problem = check_choice(tuple(idea.id for idea in ahead), drawn.id if drawn else None)
    chosen = None if problem else drawn if len(ahead) > 1 else ahead[0]
    form.idea_id.data = chosen.id if chosen else ""
    above = commands.goes_to(found.meeting.body)
    return render_template(
        "councils/class_choice.html", **shown, ahead=ahead, chosen=chosen, form=form, parent=above, wrong=wrong
    )


def _over_page(found: ClassMeeting) -> str:
    body, above = found.meeting.body, commands.goes_to(found.meeting.body)
    chosen = queries.ideas_of(db_session(), found.id).marked if found.phase is ClassPhase.decided else None
    is_sent = chosen is not None and above is not None
    return render_template(
        "councils/class_over.html",
        class_meeting=found,
        body=body,
        parent=above,
        chosen=chosen,
        decision=queries.decision_of(db_session(), found.meeting_id) if chosen else None,
        next_meeting=next_meeting(db_session(), above.id) if is_sent and above else None,
        sent=queries.sent_on(db_session(), found.meeting_id) if is_sent else None,
    )


def _tablet_address(code: str) -> str:
    return settings().base_url.rstrip("/") + url_for("councils.tablet", code=code)


@lru_cache(maxsize=64)
def _qr(url: str) -> Markup:
    return qr_svg(url, "qr")
