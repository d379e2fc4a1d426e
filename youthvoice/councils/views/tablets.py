"""Tablets that children share: a code, an idea, a raised hand. No account, no name, no cookie."""

from zlib import crc32

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.limits import limiter
from youthvoice.core.problems import problem_page
from youthvoice.core.web import db_session, require_same_origin, undo
from youthvoice.councils.class_labels import PICTURE_LABELS, topic_picture
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.forms.classroom import TabletForm
from youthvoice.councils.models import ClassMeeting
from youthvoice.councils.queries import classroom as queries
from youthvoice.councils.rules.classroom import as_code, is_code
from youthvoice.councils.rules.meetings import ClassPhase
from youthvoice.councils.views.base import blueprint
from youthvoice.councils.views.classroom import pictures
from youthvoice.moderation.crisis import needs_help

# A whole class sits behind one code, and a whole school behind one address: what is guessed counts, what is right does not.
GUESSES = "120 per minute"
IDEAS_PER_CODE = "60 per 5 minutes"
HANDS_PER_CODE = "240 per minute"
# The code stands in the address: nothing that the page leads to is told of it.
NO_PATHS = "strict-origin"


def was_wrong(response: Response) -> bool:
    """Only a code that is none counts."""
    return response.status_code == 404


def code_key() -> str:
    """Whom the limit counts: all tablets of one meeting together."""
    return f"class-code:{as_code(str((request.view_args or {}).get('code', '')))}"


@blueprint.get("/t")
def class_join() -> AnyResponse:
    """A field for the code, for tablets without a camera."""
    typed = request.args.get("kode", "")
    if typed.strip():
        return redirect(url_for("councils.tablet", code=as_code(typed) or "-"), 303)
    return _private(render_template("councils/tablet_code.html", is_refused=False, typed="", kept=""))


@blueprint.get("/t/<code>")
@limiter.limit(GUESSES, deduct_when=was_wrong)
def tablet(code: str) -> AnyResponse:
    """What a child can do now: send an idea, or raise a hand."""
    found = _find(code)
    if found is None:
        return _refused(code)
    done = request.args.get("tak", "")
    if done in ("idea", "hand", "help"):
        return _private(render_template("councils/tablet_done.html", code=found.join_code, done=done))
    return _tablet_page(found, TabletForm(formdata=None))


@blueprint.get("/t/<code>/nyt")
def tablet_news(code: str) -> Response:
    """Has the class gone on? Nothing (204), or «fetch the page again»."""
    found = _find(code)
    if found is not None and request.args.get("seen") == _stamp(found, queries.ideas_of(db_session(), found.id)):
        return Response(status=204)
    return Response(headers={"HX-Refresh": "true"})


@blueprint.post("/t/<code>")
@limiter.limit(IDEAS_PER_CODE, key_func=code_key)
def tablet_idea(code: str) -> AnyResponse:
    """An idea for the teacher to look at. Words of a crisis show where help is, and a human is told."""
    require_same_origin()
    found, form = _find(code), TabletForm()
    if found is None or found.join_code is None:
        return _refused(code, kept=form.text.data or "")
    if form.validate():
        text, key = form.text.data or "", form.form_key.data
        try:
            idea = commands.send_idea(db_session(), found.join_code, text, form.picture.data, key)
        except RuleBroken as error:
            form.add_problems(error)
        except (NotFound, Conflict):
            undo()
            return _refused(code, kept=text)
        else:
            return _done(found.join_code, "help" if needs_help(idea.text) else "idea")
    return _tablet_page(found, form, 422)


@blueprint.post("/t/<code>/haand/<int:idea_id>")
@limiter.limit(HANDS_PER_CODE, key_func=code_key)
def tablet_hand(code: str, idea_id: int) -> AnyResponse:
    """One raised hand."""
    require_same_origin()
    found = _find(code)
    if found is None or found.join_code is None:
        return _refused(code)
    known = found.join_code
    try:
        commands.raise_hand(db_session(), known, idea_id)
    except (NotFound, Conflict):
        # Taken off the screen, or the class talks again: the page shows what is there now.
        undo()
        return redirect(url_for("councils.tablet", code=known), 303)
    return _done(known, "hand")


def _find(code: str) -> ClassMeeting | None:
    typed = as_code(code)
    return queries.find_by_code(db_session(), typed) if is_code(typed) else None


def _done(code: str, what: str) -> AnyResponse:
    return redirect(url_for("councils.tablet", code=code, tak=what), 303)


def _stamp(found: ClassMeeting, ideas: queries.Ideas) -> str:
    """Names what a tablet shows: while ideas are sent only the step, while hands are raised the ideas too."""
    if found.phase is not ClassPhase.hands:
        return found.phase.value
    shown = "\x1f".join(f"{idea.id} {idea.picture} {idea.text}" for idea in ideas.shown)
    return f"{found.phase.value}-{crc32(shown.encode()):x}"


def _tablet_page(found: ClassMeeting, form: TabletForm, status: int = 200) -> AnyResponse:
    ideas = queries.ideas_of(db_session(), found.id)
    page = render_template(
        "councils/tablet.html",
        class_meeting=found,
        code=found.join_code,
        ideas=ideas,
        form=form,
        pictures=pictures(),
        picture_words={picture.value: text for picture, text in PICTURE_LABELS.items()},
        picture=topic_picture(found.question).value,
        # A class that counts hands shows no form; one that was refused is shown all the same, so that nothing is lost.
        may_write=found.phase is ClassPhase.ideas or status != 200,
        seen=_stamp(found, ideas),
    )
    return _private(page, status)


def _refused(code: str, kept: str = "") -> AnyResponse:
    """Mistyped, closed and old all look the same; an idea that was typed stands there still."""
    page = render_template("councils/tablet_code.html", is_refused=True, typed=as_code(code)[:12], kept=kept)
    return _private(page, 404)


def _private(page: str, status: int = 200) -> Response:
    response = make_response(page, status)
    response.headers["Referrer-Policy"] = NO_PATHS
    return response


def _too_fast() -> AnyResponse:
    """Too much at once: say so, and give the idea back in a form that can be sent in a moment."""
    undo()
    code = str((request.view_args or {}).get("code", ""))
    found = _find(code)
    if found is None or request.endpoint != "councils.tablet_idea":
        return _private(render_template("councils/tablet_done.html", code=as_code(code) or "-", done="wait"), 429)
    form = TabletForm()
    form.say_too_fast()
    return _tablet_page(found, form, 429)


def _on_429(_error: Exception) -> AnyResponse:
    return _too_fast() if str(request.endpoint).startswith("councils.tablet") else problem_page(429)


blueprint.register_error_handler(429, _on_429)
OPEN_VIEWS = (tablet_idea, tablet_hand)
"""Views without a token, for tablets that have no session; they check where they come from instead."""
