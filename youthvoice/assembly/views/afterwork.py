"""After a vote: the reasons of a no, and what the day still owes."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.assembly.commands.reasons import give_reasons
from youthvoice.assembly.forms.resolutions import ReasonsForm
from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.assembly.presenting.hands import result_line
from youthvoice.assembly.presenting.resolutions import line_of
from youthvoice.assembly.queries.afterwork import (
    get_owing,
    last_rejection,
    minutes_are_approved,
    motions_without_reasons,
)
from youthvoice.assembly.queries.resolutions import resolution_status_of_year
from youthvoice.assembly.rules.motions import OPEN
from youthvoice.assembly.rules.verdicts import tells_of_few
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.councils.contacts import contact_of
from youthvoice.councils.queries.seats import own_seats
from youthvoice.responses.presenting import readability_view


@blueprint.get("/<int:year>/efterarbejde")
def afterwork(year: int) -> str:
    """What is still to be written: reasons, and who answers politically. Minutes and report are ready."""
    found, _place = year_for(year, "resolution.see_to")
    rows = resolution_status_of_year(db_session(), found.id)
    return render_template(
        "assembly/afterwork.html",
        year=found,
        owing=motions_without_reasons(db_session(), found.id),
        unnamed=[line_of(row) for row in rows if not row.politician],
        has_resolutions=bool(rows),
    )


@blueprint.route("/<int:year>/forslag/<int:number>/begrundelse", methods=["GET", "POST"])
def reasons(year: int, number: int) -> Any:
    """Write why Bytinget said no to somebody's proposal."""
    found, _place = year_for(year, "resolution.see_to")
    motion = get_owing(db_session(), found.id, number)
    if request.method == "GET":
        return _page(found, motion, ReasonsForm.blank(_contact(found)))
    form = ReasonsForm()
    try:
        if not form.validate():
            raise RuleBroken({})
        give_reasons(db_session(), found.id, motion.id, current_user, form.facts())
    except RuleBroken as error:
        form.add_problems(error)
        return _page(found, motion, form), 422
    except Conflict as error:
        undo()
        form.form_errors.append(str(error.message) or gettext("Der er sket noget imens. Hent siden igen."))
        return _page(found, get_owing(db_session(), found.id, number), form), 409
    flash(gettext("Begrundelsen er gemt. Den, der stillede forslaget, kan læse den nu."), "success")
    return redirect(url_for("assembly.afterwork", year=year), 303)


def _page(found: AssemblyYear, motion: Motion, form: ReasonsForm) -> str:
    vote = last_rejection(db_session(), motion.id)
    return render_template(
        "assembly/reasons.html",
        year=found,
        motion=motion,
        form=form,
        is_added=minutes_are_approved(db_session(), found),
        owes=vote is not None and motion.state in OPEN and motion.proposal_id is not None,
        result=result_line(vote.outcome)
        if vote is not None and not tells_of_few(vote.is_named, vote.taken_part)
        else "",
        found=readability_view(form.explanation.data or ""),
    )


def _contact(found: AssemblyYear) -> dict[str, str]:
    return contact_of(current_user, own_seats(db_session(), current_user.id, found.body_id, today()), found.body)
