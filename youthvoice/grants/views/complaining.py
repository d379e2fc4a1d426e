"""A complaint about a decision, and what came of it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands import complaints
from youthvoice.grants.forms.awarding import ComplaintForm, SettleForm
from youthvoice.grants.models import Application, Award, Complaint
from youthvoice.grants.presenting.awards import amount_line
from youthvoice.grants.queries.awards import AwardRow, last_complaint
from youthvoice.grants.rules.deciding import OWES_REASONS
from youthvoice.grants.views.awarding import row_of
from youthvoice.grants.views.base import application_for, blueprint
from youthvoice.moderation.crisis import needs_help


@blueprint.route("/ansoegninger/<int:application_id>/klage", methods=["GET", "POST"])
@takes_typed
def complain(application_id: int) -> Any:
    """Complain, once; afterwards the page shows what was written, and what came of it."""
    application, _place = application_for(application_id, "grant.write")
    row = row_of(application)
    if row.award is None or row.award.outcome not in OWES_REASONS:
        raise Conflict(gettext("Der er ikke noget svar at klage over."))
    if request.method == "GET":
        award_id = str(row.award.id)
        form = typed_or(ComplaintForm, lambda: ComplaintForm(formdata=None, data={"award": award_id}))
        return _page(application, row, form)
    form = ComplaintForm()
    if not form.validate():
        return _page(application, row, form), 422
    try:
        made = _made(application, form)
    except RuleBroken as error:
        form.add_problems(error)
        return _page(application, row, form), 422
    except Conflict:
        return _overtaken(application_id, form)
    flash(gettext("Klagen er sendt. En voksen, som ikke har afgjort sagen, ser på den."), "success")
    page = "grants.complain" if needs_help(made.words) else "grants.application"
    return redirect(url_for(page, application_id=application_id), 303)


def _made(application: Application, form: ComplaintForm) -> Complaint:
    """Raises RuleBroken, and Conflict where another decision stands by now."""
    award = db_session().get(Award, form.seen_award())
    if award is None or award.application_id != application.id:
        raise Conflict
    return complaints.complain(db_session(), application, award, current_user, form.words.data or "")


def _overtaken(application_id: int, form: ComplaintForm) -> Any:
    """Another decision stands by now, or another of the group was first: what was typed stays."""
    undo()
    application, _place = application_for(application_id, "grant.write")
    row = row_of(application)
    form.award.data = str(row.award.id if row.award else 0)
    return _page(application, row, form, overtaken=True), 409


def _page(application: Application, row: AwardRow, form: ComplaintForm, *, overtaken: bool = False) -> str:
    made = row.complaint
    return render_template(
        "grants/complain.html",
        application=application,
        row=row,
        form=form,
        line=amount_line(row.award) if row.award else "",
        may_complain=row.award is not None and row.award.outcome in OWES_REASONS and made is None,
        overtaken=overtaken,
        offers_help=made is not None and made.by_id == current_user.id and needs_help(made.words),
    )


@blueprint.route("/ansoegninger/<int:application_id>/klage/svar", methods=["GET", "POST"])
@takes_typed
def settle_complaint(application_id: int) -> Any:
    """Say what came of it: an adult who did not decide."""
    application, _place = application_for(application_id, "grant.manage")
    found = last_complaint(db_session(), application.id)
    if found is None:
        raise Conflict(gettext("Gruppen har ikke klaget."))
    complaint, award = found
    if award.by_id == current_user.id:
        raise Forbidden(gettext("Du har selv skrevet afgørelsen. En anden voksen skal se på klagen."))
    form = typed_or(SettleForm, SettleForm) if request.method == "GET" else SettleForm()
    if request.method == "GET":
        return _settle_page(application, complaint, award, form)
    try:
        _settle(application, complaint, award, form)
    except RuleBroken as error:
        form.add_problems(error)
        return _settle_page(application, complaint, award, form), 422
    flash(gettext("Svaret på klagen er sendt. Gruppen får besked nu."), "success")
    return redirect(url_for("grants.application", application_id=application_id), 303)


def _settle(application: Application, complaint: Complaint, award: Award, form: SettleForm) -> None:
    if not form.validate():
        raise RuleBroken({})
    complaints.settle_complaint(db_session(), application, complaint, award, current_user, form.reply.data or "")


def _settle_page(application: Application, complaint: Complaint, award: Award, form: SettleForm) -> str:
    return render_template(
        "grants/settle_complaint.html",
        application=application,
        complaint=complaint,
        award=award,
        line=amount_line(award),
        form=form,
    )
