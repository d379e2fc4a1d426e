"""The payments of one grant: how the money stands, asking for some, and what is done to each."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, require
from youthvoice.core.errors import Conflict, NotFound, RuleBroken, TooLarge, UnsupportedFile
from youthvoice.core.files import CleanFile
from youthvoice.core.uploads import file_response, sent_file
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands import payments as commands
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.payments import PaymentFacts
from youthvoice.grants.commands.unpaid import undo_paid
from youthvoice.grants.forms.paying import InvoiceForm, PaidForm, ReasonForm, TransferForm, UndoPaidForm
from youthvoice.grants.labels import paying as labels
from youthvoice.grants.models import Application, Payment
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.after_yes import after_menu
from youthvoice.grants.queries.paying import get_payment, invoice_of, money_of, payments_of
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.paying import PaymentState, PaymentWay
from youthvoice.grants.views.base import application_for, blueprint

WAYS = {"regning": PaymentWay.invoice, "konto": PaymentWay.transfer}
ONE = "/ansoegninger/<int:application_id>/betalinger/<int:number>"


@blueprint.get("/ansoegninger/<int:application_id>/betalinger")
def payments(application_id: int) -> str:
    """How the money of a grant stands, and every payment."""
    application, place = application_for(application_id, "grant.follow")
    session = db_session()
    return render_template(
        "grants/payments.html",
        application=application,
        place=place,
        menu=after_menu(application, place),
        money=money_of(session, application.id),
        payments=payments_of(session, application.id),
        may_ask=_may_ask(application, place),
        labels=labels,
    )


@blueprint.route("/ansoegninger/<int:application_id>/betalinger/ny/<way>", methods=["GET", "POST"])
def new_payment(application_id: int, way: str) -> Any:
    """Ask for money; who coordinates plans it at once."""
    application, place = application_for(application_id, "grant.follow")
    chosen = WAYS.get(way)
    if chosen is None:
        raise NotFound
    require(current_user, "grant.write" if place.is_applicant else "grant.manage", place)
    form = InvoiceForm() if chosen is PaymentWay.invoice else TransferForm()
    if request.method == "GET":
        return _new_page(form, application, place, way)
    try:
        clean = sent_file(form.invoice) if isinstance(form, InvoiceForm) else None
    except (TooLarge, UnsupportedFile) as error:
        form.validate()
        form["invoice"].errors = [str(error.message)]
        return _new_page(form, application, place, way), error.status
    if not form.validate():
        return _new_page(form, application, place, way), 422
    return _store(form, application, place, way, clean)


@blueprint.get(ONE)
def payment(application_id: int, number: int) -> str:
    """One payment, and what whoever reads can do with it."""
    application, place = application_for(application_id, "grant.follow")
    return _one_page(application, place, get_payment(db_session(), application_id, number))


@blueprint.get(f"{ONE}/regning")
def invoice(application_id: int, number: int) -> Response:
    """The invoice itself; never for the council or the public."""
    application_for(application_id, "grant.follow")
    found = invoice_of(db_session(), get_payment(db_session(), application_id, number))
    ending = "pdf" if found.content_type == "application/pdf" else "webp"
    return file_response(found.data, found.content_type, f"regning-{number}.{ending}", is_public=False)


@blueprint.post(f"{ONE}/godkend")
def approve_payment(application_id: int, number: int) -> Any:
    """The coordinator has looked at it."""
    application_for(application_id, "grant.manage")
    commands.approve_payment(db_session(), get_payment(db_session(), application_id, number), by_id=current_user.id)
    flash(gettext("Betalingen er godkendt. Nu kan økonomen sende den."), "success")
    return _to_one(application_id, number)


@blueprint.post(f"{ONE}/afvis")
def cancel_payment(application_id: int, number: int) -> Any:
    """The coordinator says no, with a reason."""
    application, place = application_for(application_id, "grant.manage")
    return _with_reason(application, place, number, commands.cancel_payment, gettext("Gruppen kan nu læse hvorfor."))


@blueprint.post(f"{ONE}/tag-ud")
def take_back_payment(application_id: int, number: int) -> Any:
    """The treasurer takes it out of a file again."""
    application, place = application_for(application_id, "pool.pay")
    return _with_reason(application, place, number, commands.take_back, gettext("Betalingen er taget ud af filen."))


@blueprint.post(f"{ONE}/betalt")
def pay_payment(application_id: int, number: int) -> Any:
    """The treasurer says that it was paid."""
    application, place = application_for(application_id, "pool.pay")
    one, form = get_payment(db_session(), application_id, number), PaidForm()
    if not form.validate():
        return _one_page(application, place, one, paid_form=form), 422
    try:
        mark_paid(db_session(), application.pool, {one.id: form.paid_on.data}, by_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _one_page(
            *application_for(application_id, "pool.pay"), _again(application_id, number), paid_form=form
        ), 422
    flash(gettext("Nu står der, at den er betalt."), "success")
    return _to_one(application_id, number)


@blueprint.post(f"{ONE}/ikke-betalt")
def undo_payment(application_id: int, number: int) -> Any:
    """The treasurer takes «betalt» back, with a reason. Sent twice, it is undone once."""
    application, place = application_for(application_id, "pool.pay")
    one, form = get_payment(db_session(), application_id, number), UndoPaidForm()
    if not form.validate():
        return _one_page(application, place, one, undo_form=form), 422
    try:
        undo_paid(db_session(), one, form.reason.data or "", form.seen_version, by_id=current_user.id)
    except (RuleBroken, Conflict) as error:
        undo()
        form.add_problems(error if isinstance(error, RuleBroken) else RuleBroken({"reason": [error.message]}))
        application, place = application_for(application_id, "pool.pay")
        return _one_page(application, place, _again(application_id, number), undo_form=form), error.status
    flash(gettext("Betalingen står ikke længere som betalt. Gruppen får det at vide."), "success")
    return _to_one(application_id, number)


def _may_ask(application: Application, place: Place) -> bool:
    needed = "grant.write" if place.is_applicant else "grant.manage"
    return application.status is ApplicationStatus.accepted and can(current_user, needed, place)


def _store(form: Any, application: Application, place: Place, way: str, clean: CleanFile | None) -> Any:
    facts = PaymentFacts(
        way=WAYS[way],
        amount=form.amount.data,
        due_on=form.due_on.data,
        payee=form.payee.data if "payee" in form else "",
        reference=(form.reference.data or "") if "reference" in form else "",
        invoice=clean,
    )
    store = commands.ask_payment if place.is_applicant else commands.plan_payment
    application_id = application.id
    try:
        store(db_session(), application, facts, form.form_key.data, by_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _new_page(form, *application_for(application_id, "grant.follow"), way), error.status
    words = gettext("Vi har fået det. En voksen ser på det.") if place.is_applicant else gettext("Betalingen er klar.")
    flash(words, "success")
    return redirect(url_for("grants.payments", application_id=application_id), 303)


def _with_reason(application: Application, place: Place, number: int, deed: Any, done: str) -> Any:
    form, application_id = ReasonForm(), application.id
    one = get_payment(db_session(), application_id, number)
    if not form.validate():
        return _one_page(application, place, one, reason_form=form), 422
    try:
        deed(db_session(), one, form.reason.data, by_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        application, place = application_for(application_id, "grant.follow")
        return _one_page(application, place, _again(application_id, number), reason_form=form), error.status
    flash(done, "success")
    return _to_one(application_id, number)


def _again(application_id: int, number: int) -> Payment:
    return get_payment(db_session(), application_id, number)


def _new_page(form: Any, application: Application, place: Place, way: str) -> str:
    money = money_of(db_session(), application.id)
    if money.left <= 0 and not form.is_submitted():
        raise Conflict(gettext("Der er ikke flere penge at bede om."))
    return render_template(
        "grants/new_payment.html",
        form=form,
        application=application,
        money=money,
        way=way,
        is_invoice=WAYS[way] is PaymentWay.invoice,
        is_applicant=place.is_applicant,
    )


def _one_page(
    application: Application,
    place: Place,
    one: Payment,
    reason_form: ReasonForm | None = None,
    paid_form: PaidForm | None = None,
    undo_form: UndoPaidForm | None = None,
) -> str:
    manages, pays = can(current_user, "grant.manage", place), can(current_user, "pool.pay", place)
    return render_template(
        "grants/payment.html",
        application=application,
        payment=one,
        labels=labels,
        reason_form=reason_form or ReasonForm(formdata=None),
        paid_form=paid_form or PaidForm(formdata=None),
        undo_form=undo_form or UndoPaidForm(formdata=None, data={"seen": str(one.version)}),
        may_undo=pays and one.state is PaymentState.paid and application.status is not ApplicationStatus.closed,
        may_approve=manages and one.state is PaymentState.asked,
        may_cancel=manages and one.state in (PaymentState.asked, PaymentState.planned),
        is_approved=one.state is PaymentState.planned,
        is_on_its_way=manages and not pays and one.state is PaymentState.sent,
        may_take_back=pays and one.state is PaymentState.sent,
        may_pay=pays and one.state in (PaymentState.planned, PaymentState.sent),
    )


def _to_one(application_id: int, number: int) -> Any:
    return redirect(url_for("grants.payment", application_id=application_id, number=number), 303)
