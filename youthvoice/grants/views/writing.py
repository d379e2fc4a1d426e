"""Seven short steps. Every step can be left half done, is kept as one types, and is written by everybody of the group."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import needs
from youthvoice.core.errors import RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.sending import problems_of, read_whole
from youthvoice.grants.commands.writing import WasSent, WordsClash, save_words
from youthvoice.grants.forms.writing import StepForm, filled
from youthvoice.grants.models import Application
from youthvoice.grants.presenting.rule_notes import budget_told, rule_notes
from youthvoice.grants.queries.applying import own_application
from youthvoice.grants.queries.parts import parts_of
from youthvoice.grants.rules.applications import WRITABLE
from youthvoice.grants.rules.parts import PARTS, STEPS, read_marks, write_marks
from youthvoice.grants.views.base import blueprint
from youthvoice.grants.views.wizard import locked_page, offered, sent_form, step_page
from youthvoice.proposals.views.common import in_other_language

INTENTS = ("switch_language", "more", "files", "back_here", "back", "save", "next")
AUTOSAVE_LIMIT = "180 per minute"
STEP_LIMIT = "60 per minute"
VERSION_HEADER = "X-Saved-Version"
"""Tells the script which wording the next saving begins with."""
ANY_STEP = f"<any({', '.join(f'{chr(34)}{step}{chr(34)}' for step in STEPS)}):step>"


@blueprint.get("/ansoegninger/<int:application_id>/skriv", defaults={"step": ""})
@blueprint.route(f"/ansoegninger/<int:application_id>/skriv/{ANY_STEP}", methods=["GET", "POST"])
@limiter.limit(STEP_LIMIT, key_func=person_key, methods=["POST"])
@needs("grant.apply")
def write(application_id: int, step: str) -> Any:
    """A step of an application; without one, where they had come to. ``?tjek=1`` marks what is still wrong."""
    application = own_application(db_session(), current_user.id, application_id)
    if request.method == "POST":
        return _take_step(application, step)
    if application.status not in WRITABLE:
        return redirect(url_for("grants.application", application_id=application.id), 303)
    if not step:
        step = STEPS[min(application.step, len(STEPS)) - 1]
        return redirect(url_for("grants.write", application_id=application.id, step=step), 303)
    return step_page(application, step, _stored_form(application, step), more="flere" in request.args)


@blueprint.post(f"/ansoegninger/<int:application_id>/kladde/{ANY_STEP}")
@limiter.limit(AUTOSAVE_LIMIT, key_func=person_key)
@needs("grant.apply")
def keep(application_id: int, step: str) -> Any:
    """Keep what is being typed, however short or wrong; 409 where somebody else of the group changed the same words."""
    application = own_application(db_session(), current_user.id, application_id)
    form = sent_form(application, step)
    typed = form.typed(request.form)
    seen = read_marks(form.seen.data or "")
    save_words(db_session(), application, typed, seen, STEPS.index(step) + 1)
    return Response("", 204, {VERSION_HEADER: write_marks(typed)})


@blueprint.post(f"/ansoegninger/<int:application_id>/tjek/{ANY_STEP}")
@limiter.limit(AUTOSAVE_LIMIT, key_func=person_key)
@needs("grant.apply")
def check(application_id: int, step: str) -> str:
    """What the pool's rules say of what is being typed, as a fragment; nothing is stored."""
    application = own_application(db_session(), current_user.id, application_id)
    typed = sent_form(application, step).typed(request.form)
    notes, told = rule_notes(application, step, typed), budget_told(application, typed) if step == "budget" else None
    return render_template("grants/_rule_notes.html", notes=notes, told=told)


def _stored_form(application: Application, step: str) -> StepForm:
    parts = parts_of(db_session(), application, step)
    form = offered(filled(step, parts), application)
    form.seen.data = write_marks(parts)
    if request.args.get("tjek"):
        problems = problems_of(application, read_whole(db_session(), application, step))
        form.add_problems(RuleBroken({name: texts for name, texts in problems.items() if name in PARTS[step]}))
    return form


def _take_step(application: Application, step: str) -> Any:
    """Store a step and go on. Only «next» asks for words that can be read; the rest keeps them as they are."""
    form = sent_form(application, step)
    intent = next((name for name in INTENTS if name in request.form), "next")
    typed, seen = form.typed(request.form), read_marks(form.seen.data or "")
    if intent == "next" and not form.validate():
        return step_page(application, step, form), 422
    try:
        save_words(db_session(), application, typed, seen, STEPS.index(step) + 1)
    except WordsClash as clash:
        return _clash_page(application.id, step, typed, clash.there)
    except WasSent:
        return locked_page(application.id, form)
    except RuleBroken as error:
        form.add_problems(error)
        return step_page(application, step, form), 422
    return redirect(_after(intent, step, application), 303)


def _clash_page(application_id: int, step: str, typed: dict[str, str], there: dict[str, str]) -> Any:
    """Both wordings, and a form with one's own: what is sent from here is meant to stand."""
    undo()
    application = own_application(db_session(), current_user.id, application_id)
    stored = parts_of(db_session(), application, step)
    form = offered(filled(step, stored | typed), application)
    form.seen.data = write_marks(stored)
    return step_page(application, step, form, clash=there), 409


def _after(intent: str, step: str, application: Application) -> str:
    place = STEPS.index(step)
    if intent == "save":
        flash(gettext("Jeres kladde er gemt. I finder den her."), "success")
        return url_for("grants.mine")
    if intent == "files":
        return url_for("grants.files", application_id=application.id)
    if intent == "next" and place == len(STEPS) - 1:
        return url_for("grants.review", application_id=application.id)
    place = max(0, place + {"next": 1, "back": -1}.get(intent, 0))
    more: dict[str, Any] = {"flere": 1, "_anchor": "lines"} if intent == "more" else {}
    url = url_for("grants.write", application_id=application.id, step=STEPS[place], **more)
    return in_other_language(url) if intent == "switch_language" else url
