"""An address for an account that has none (it came from a school, or by a code on paper), or one that takes no mail; proved
by a mailed code."""

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts import commands, providers
from youthvoice.accounts.forms import OwnCodeForm, OwnEmailForm
from youthvoice.accounts.login import signed_in_person
from youthvoice.accounts.views.blueprint import blueprint
from youthvoice.accounts.views.sign_in import CODES_A_VISITOR, TRIES_A_VISITOR
from youthvoice.core.authz import needs
from youthvoice.core.errors import RuleBroken
from youthvoice.core.i18n import locale_code
from youthvoice.core.limits import limiter
from youthvoice.core.web import db_session, settings


@blueprint.get("/min-side/e-mail")
@needs("account.add_way_in")
def own_email() -> AnyResponse:
    """Ask for the address; whoever has one already is led back."""
    return _has_one() or own_email_page(OwnEmailForm(email=signed_in_person().email))


@blueprint.get("/min-side/e-mail/kode", endpoint="own_code_again")
@needs("account.add_way_in")
def start_again() -> AnyResponse:
    """The code has no page of its own (a changed language asks for one): begin again."""
    return redirect(url_for("accounts.own_email"))


@blueprint.post("/min-side/e-mail")
@limiter.limit(CODES_A_VISITOR)
@needs("account.add_way_in")
def send_own_code() -> AnyResponse:
    """Mail a code to the address, and ask for it."""
    form = OwnEmailForm()
    already = _has_one()
    if already or not form.validate():
        return already or own_email_page(form, status=422)
    started = _mailed_code().begin(db_session(), form.email.data, locale_code())
    return own_email_page(OwnCodeForm(formdata=None, challenge=started.challenge, email=form.email.data))


@blueprint.post("/min-side/e-mail/kode")
@limiter.limit(TRIES_A_VISITOR)
@needs("account.add_way_in")
def confirm_own_email() -> AnyResponse:
    """Check the code; the address is the person's from now on."""
    form, person = OwnCodeForm(), signed_in_person()
    already = _has_one()
    if already:
        return already
    try:
        identity = _mailed_code().complete(db_session(), form.challenge.data or "", form.code.data or "")
        commands.confirm_email(db_session(), person, identity.email or "")
    except providers.ProofFailedError as failed:
        # A wrong try counts even though this page is a refusal, which would undo it.
        db_session().commit()
        return _code_refused(form, failed)
    except RuleBroken as broken:
        asked = OwnEmailForm(formdata=None, email=form.email.data)
        return own_email_page(asked, "; ".join(map(str, broken.problems["email"])), 422)
    flash(gettext("Din e-mail er gemt. Nu kan du logge ind med den."), "success")
    return redirect(url_for("accounts.show_profile"), 303)


def own_email_page(form: OwnEmailForm | OwnCodeForm, message: str = "", status: int = 200) -> Response:
    """The page for the address, or for the code."""
    return make_response(render_template("accounts/own_email.html", form=form, message=message), status)


def _code_refused(form: OwnCodeForm, failed: providers.ProofFailedError) -> Response:
    if not failed.may_retry:
        return own_email_page(OwnEmailForm(formdata=None, email=form.email.data), str(failed.message), 422)
    form.code.errors = [failed.message]
    return own_email_page(form, status=422)


def _has_one() -> AnyResponse | None:
    person = signed_in_person()
    works = person.email is not None and person.email_refused_at is None
    return redirect(url_for("accounts.show_profile"), 303) if works else None


def _mailed_code() -> providers.IdentityProvider:
    return providers.providers(settings())[providers.EMAIL_CODE]
