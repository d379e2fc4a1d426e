"""Phrases: a unit's own list, and one of them put into the answer that is being written."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import needs, require
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session
from youthvoice.responses.commands import phrases as commands
from youthvoice.responses.draft_forms import PhraseForm
from youthvoice.responses.forms import AnswerForm
from youthvoice.responses.models import Phrase
from youthvoice.responses.queries.phrases import common_phrases, find_usable, phrases_for
from youthvoice.responses.views.base import answerable_case, blueprint
from youthvoice.responses.views.case_page import case_page


@blueprint.get("/formuleringer")
@needs("response.inbox")
def phrases() -> str:
    """The phrases of the official's unit and of everybody; an administrator sees those for everybody."""
    return _page(PhraseForm(formdata=None))


@blueprint.post("/formuleringer")
@needs("response.inbox")
def add_phrase() -> Any:
    """A phrase more."""
    form = PhraseForm()
    form.validate()
    typed = form.name.data or "", form.words.data or "", form.form_key.data or ""
    try:
        commands.add_phrase(db_session(), current_user, *typed)
    except RuleBroken as error:
        for field in error.problems:
            form[field].errors = []
        form.add_problems(error)
        return _page(form), 422
    except Conflict:
        pass  # Two quick presses: the first has added it.
    flash(gettext("Formuleringen er gemt. Husk: Den skal skrives om, hver gang I bruger den."), "success")
    return redirect(url_for("responses.phrases"), 303)


@blueprint.post("/formuleringer/<int:phrase_id>/fjern")
@needs("response.inbox")
def retire_phrase(phrase_id: int) -> Any:
    """Nobody chooses it any more."""
    phrase = db_session().get(Phrase, phrase_id)
    if phrase is None:
        raise NotFound
    require(current_user, "response.phrase", phrase)
    commands.retire_phrase(db_session(), current_user, phrase)
    flash(gettext("Formuleringen er fjernet. Svar, der er givet, er, som de var."), "success")
    return redirect(url_for("responses.phrases"), 303)


@blueprint.post("/<int:case_id>/formulering")
@needs("response.inbox")
def insert_phrase(case_id: int) -> Any:
    """Put a phrase after what is written; the form comes back with everything in it. The script does it by itself."""
    case, form = answerable_case(case_id), AnswerForm()
    phrase = find_usable(db_session(), case.unit_id, whole_number(request.form.get("formulering")) or 0)
    if phrase is not None:
        form.explanation.data = "\n\n".join(filter(None, (form.explanation.data, phrase.words)))
    return case_page(case, form)


def _page(form: PhraseForm) -> str:
    runs_all = current_user.role is Role.administrator
    found = common_phrases(db_session()) if runs_all else phrases_for(db_session(), current_user.unit_id)
    return render_template("responses/phrases.html", form=form, phrases=found, runs_all=runs_all)
