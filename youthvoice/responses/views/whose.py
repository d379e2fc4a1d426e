"""Whose turn it is: take a case, give it to a colleague or another unit, and move its deadline once."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm.exc import StaleDataError

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.authz import can, needs
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.i18n import format_day
from youthvoice.core.web import db_session, undo
from youthvoice.responses import queries
from youthvoice.responses.commands import whose
from youthvoice.responses.deciders import decider_of
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState
from youthvoice.responses.rules.clock import LONGEST_EXTENSION_DAYS
from youthvoice.responses.turn_forms import ExtendForm, GiveForm, HandOverForm, TurnForm
from youthvoice.responses.views.answering import stay
from youthvoice.responses.views.base import blueprint, owed_case

TOO_LATE = (Conflict, StaleDataError)


@blueprint.post("/<int:case_id>/tag")
@needs("response.inbox")
def take_case(case_id: int) -> Any:
    """«Tag sagen»: one press beside the answer's form. Whoever came first keeps it, until asked."""
    case = owed_case(case_id)
    try:
        whose.assign(db_session(), case, current_user, current_user, seen_version=TurnForm().seen_version())
    except RuleBroken:
        flash(gettext("Kun enhedens egne folk kan tage sagen."), "warning")
    except TOO_LATE:
        undo()
        if not _is_ours(case_id):
            return _gone()
        flash(gettext("En kollega kom før dig. Se, hvis tur det er nu."), "warning")
    else:
        flash(gettext("Det er din tur nu."), "success")
    return stay(case_id)


@blueprint.get("/<int:case_id>/giv")
@needs("response.inbox")
def show_give(case_id: int) -> str:
    """To whom the case can be given."""
    return _give_page(owed_case(case_id))


@blueprint.post("/<int:case_id>/giv")
@needs("response.inbox")
def give_case(case_id: int) -> Any:
    """Give it to a colleague, or back to the whole unit."""
    case, form = owed_case(case_id), GiveForm()
    try:
        person = _chosen(form)
        whose.assign(db_session(), case, current_user, person, seen_version=form.seen_version())
    except RuleBroken as error:
        form.add_problems(error)
        return _give_page(case, give=form), 422
    except TOO_LATE:
        return _overtaken(case_id, form, lambda found: _give_page(found, give=form, overtaken=True))
    name = person.display_name if person else None
    flash(
        gettext("Sagen er givet til %(name)s.", name=name) if name else gettext("Sagen er hele enhedens igen."),
        "success",
    )
    return redirect(url_for("responses.show_case", case_id=case_id), 303)


def _chosen(form: GiveForm) -> Person | None:
    """Who is chosen; None for nobody in particular. Raises RuleBroken (assignee) for what is no choice."""
    person_id = form.chosen_id()
    person = db_session().get(Person, person_id) if person_id else None
    if person_id is not None and person is None:
        raise RuleBroken({"assignee": [gettext("Vælg, hvem der skal have sagen.")]})
    return person


@blueprint.post("/<int:case_id>/enhed")
@needs("response.inbox")
def hand_over(case_id: int) -> Any:
    """Give it to another unit, with a word why. Whoever gave it away cannot see it any more."""
    case, form = owed_case(case_id), HandOverForm()
    unit = db_session().get(Unit, form.unit_id())
    try:
        whose.hand_over(db_session(), case, current_user, unit, form.word.data or "", seen_version=form.seen_version())
    except RuleBroken as error:
        form.add_problems(error)
        return _give_page(case, unit=form), 422
    except TOO_LATE:
        return _overtaken(case_id, form, lambda found: _give_page(found, unit=form, overtaken=True))
    flash(gettext("Sagen er nu hos %(unit)s.", unit=unit.name if unit else ""), "success")
    return redirect(url_for("responses.inbox"), 303)


@blueprint.get("/<int:case_id>/frist")
@needs("response.inbox")
def show_extend(case_id: int) -> str:
    """When the answer is due, and the form for more time."""
    case = owed_case(case_id)
    return _extend_page(case, _fresh(ExtendForm(formdata=None), case))


@blueprint.post("/<int:case_id>/frist")
@needs("response.inbox")
def extend(case_id: int) -> Any:
    """Move the deadline, once. The author is told at once."""
    case, form = owed_case(case_id), ExtendForm()
    form.validate()  # What is wrong with the fields themselves stands beside them, together with what the rule says.
    try:
        extension = whose.extend_case(
            db_session(),
            case,
            current_user,
            form.until_on.data,
            form.reason.data or "",
            seen_version=form.seen_version(),
        )
    except RuleBroken as error:
        form.add_problems(error)
        return _extend_page(case, form), 422
    except TOO_LATE:
        return _overtaken(case_id, form, lambda found: _extend_page(found, form, overtaken=True))
    flash(gettext("Fristen er nu %(day)s. Den unge får besked.", day=format_day(extension.until_on)), "success")
    return redirect(url_for("responses.show_case", case_id=case_id), 303)


def _overtaken(case_id: int, form: TurnForm, page: Callable[[Case], str]) -> Any:
    """Somebody was first: what was typed stays, and sending once more is on purpose."""
    undo()
    if not _is_ours(case_id):
        return _gone()
    case = owed_case(case_id)
    form.version.data = str(case.version)
    return page(case), 409


def _is_ours(case_id: int) -> bool:
    return can(current_user, "response.answer", queries.get_case(db_session(), case_id))


def _gone() -> Any:
    flash(gettext("En kollega har lige givet sagen til en anden enhed."), "warning")
    return redirect(url_for("responses.inbox"), 303)


def _fresh(form: TurnForm, case: Case) -> Any:
    form.version.data = str(case.version)
    return form


def _give_page(
    case: Case, *, give: GiveForm | None = None, unit: HandOverForm | None = None, overtaken: bool = False
) -> str:
    give_form = give or _fresh(GiveForm(formdata=None), case)
    unit_form = unit or _fresh(HandOverForm(formdata=None), case)
    give_form.offer(queries.members(db_session(), case.unit_id), current_user.id)
    unit_form.offer(queries.open_units(db_session(), but=case.unit_id))
    return render_template(
        "responses/give.html",
        case=case,
        give_form=give_form,
        unit_form=unit_form,
        overtaken=overtaken,
        states=CaseState,
        decider=decider_of(case.subject_kind),
    )


def _extend_page(case: Case, form: ExtendForm, *, overtaken: bool = False) -> str:
    return render_template(
        "responses/extend.html",
        case=case,
        form=form,
        extension=whose.find_extension(db_session(), case.id),
        may_extend=whose.may_extend(case),
        longest=LONGEST_EXTENSION_DAYS,
        overtaken=overtaken,
    )
