"""What the pages of the wizard share: the form of a step with its choices, and the page around it."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from youthvoice.accounts.queries import schools
from youthvoice.core.clock import today
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.wording import sounds_like_crisis
from youthvoice.grants.forms.fields import LINE_CHOICES, as_typed, rows_to_show
from youthvoice.grants.forms.writing import FORMS, BudgetForm, CheckForm, ForWhomForm, StepForm
from youthvoice.grants.labels.steps import STEP_LABELS
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.applying import Clash, told_clashes
from youthvoice.grants.presenting.notes import notes_shown
from youthvoice.grants.presenting.rule_notes import budget_told, rule_notes
from youthvoice.grants.queries.applications import files_of
from youthvoice.grants.queries.applying import own_application
from youthvoice.grants.rules.applications import Field, FileKind, needs_adult
from youthvoice.grants.rules.parts import STEPS

BESIDE: dict[str, tuple[Field, ...]] = {
    "hvad": (Field.what, Field.headline),
    "hvem": (Field.group,),
    "hvornaar": (Field.when_where,),
    "for-hvem": (Field.for_whom, Field.how_to_join),
    "budget": (Field.budget,),
    "risiko": (Field.risks, Field.adult),
    "tjek": (Field.everything,),
}
"""The parts that notes stand beside, by step; a new note is about the first."""


def sent_form(application: Application, step: str) -> StepForm:
    """The form of a step as the browser sent it."""
    return offered(FORMS[step](), application)


def offered(form: StepForm, application: Application) -> StepForm:
    """The form with the choices that this application has."""
    if isinstance(form, ForWhomForm):
        form.offer(schools(db_session()))
    if isinstance(form, CheckForm):
        form.offer(application.pool.excludes)
    return form


def step_page(
    application: Application, step: str, form: StepForm, *, more: bool = False, clash: dict[str, str] | None = None
) -> str:
    """The page of a step. ``clash``: parts that somebody else changed meanwhile, as they stand now."""
    typed = form.everything()
    clashes: list[Clash] = told_clashes(form, clash or {})
    return render_template(
        f"grants/write/{step}.html",
        form=form,
        application=application,
        pool=application.pool,
        step=step,
        number=STEPS.index(step) + 1,
        labels=STEP_LABELS,
        notes=[text for text in rule_notes(application, step, typed) if text not in _told_already(form)],
        clashes=clashes,
        talk=notes_shown(db_session(), application, _own_place(application), *BESIDE[step]),
        beside=[field.value for field in BESIDE[step]],
        crisis=sounds_like_crisis(application),
        **{"told": None, **_of_step(application, form, typed, more=more)},
    )


def _own_place(application: Application) -> Place:
    """Whoever writes is one of the group; what else they are does not matter here."""
    return Place(pool_id=application.pool_id, council_stands=True, is_applicant=True)


def _told_already(form: StepForm) -> set[str]:
    """What stands beside a field as an error."""
    return {str(text) for texts in form.errors.values() for text in texts}


def _of_step(application: Application, form: StepForm, typed: dict[str, str], *, more: bool) -> dict[str, Any]:
    """What only one step shows."""
    if isinstance(form, BudgetForm):
        rows = rows_to_show(form.lines.data, more=more)
        return {"rows": rows, "kinds": LINE_CHOICES, "as_typed": as_typed, "told": budget_told(application, typed)}
    if form.step == "hvad":
        return {"pictures": files_of(db_session(), application.id, FileKind.picture)}
    if form.step == "risiko":
        return {"needs_adult": needs_adult(application.lead.birth_year, today().year)}
    return {}


def locked_page(application_id: int, form: StepForm) -> Any:
    """It was sent from another phone meanwhile: what was typed here is shown, so that it can be copied."""
    undo()
    application = own_application(db_session(), current_user.id, application_id)
    typed = told_clashes(form, form.typed(request.form))
    return render_template("grants/write/locked.html", application=application, typed=typed), 409
