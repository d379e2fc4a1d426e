"""Passkeys: the sign-in, and the ones of one's own. The browser's script talks to the device; forms carry the answers."""

from flask import Response, flash, jsonify, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts import passkeys, queries
from youthvoice.accounts.forms import PasskeyForm, PasskeySignInForm, RemoveForm
from youthvoice.accounts.identities import ways_in
from youthvoice.accounts.login import signed_in_person
from youthvoice.accounts.proofs import ProofFailedError
from youthvoice.accounts.views.blueprint import blueprint
from youthvoice.accounts.views.sign_in import TRIES_A_VISITOR, admitted, again, sign_in_page
from youthvoice.core.authz import needs
from youthvoice.core.limits import limiter
from youthvoice.core.web import db_session, require_same_origin, settings


@blueprint.get("/log-ind/noegle", endpoint="passkey_again")
def start_again() -> AnyResponse:
    """The sign-in has no page of its own (a changed language asks for one): begin again."""
    return redirect(url_for("accounts.sign_in"))


@blueprint.post("/log-ind/noegle/start")
@limiter.limit(TRIES_A_VISITOR)
def passkey_options() -> Response:
    """What the script needs to ask the device for a passkey."""
    require_same_origin()
    if passkeys.site(settings()) is None:
        return _no_site()
    return jsonify(passkeys.request_options(db_session(), settings()))


@blueprint.post("/log-ind/noegle")
@limiter.limit(TRIES_A_VISITOR)
def use_passkey() -> AnyResponse:
    """Sign in by what the device has signed."""
    require_same_origin()
    form, session = PasskeySignInForm(), db_session()
    try:
        passkeys.take_challenge(session, form.challenge.data or "", None)
        # Used up even where the answer is refused, which would undo it.
        session.commit()
        identity = passkeys.use_passkey(session, settings(), form.challenge.data or "", form.credential.data or "")
    except ProofFailedError as failed:
        return sign_in_page(again(form), str(failed.message), failed.status)
    return admitted(queries.get_person(session, identity.person_id or 0), form)


@blueprint.get("/min-side/noegler")
@needs("account.add_way_in")
def show_passkeys() -> Response:
    """Which passkeys one has, and how to add one."""
    return passkeys_page(PasskeyForm())


@blueprint.post("/min-side/noegler/start")
@needs("account.add_way_in")
def new_passkey_options() -> Response:
    """What the script needs to have the device make a passkey."""
    if passkeys.site(settings()) is None:
        return _no_site()
    return jsonify(passkeys.registration_options(db_session(), settings(), signed_in_person()))


@blueprint.post("/min-side/noegler")
@needs("account.add_way_in")
def add_passkey() -> AnyResponse:
    """Store the passkey that the device has made."""
    form, person, session = PasskeyForm(), signed_in_person(), db_session()
    if not form.validate():
        return passkeys_page(form, 422)
    challenge, credential = form.challenge.data or "", form.credential.data or ""
    try:
        passkeys.take_challenge(session, challenge, person.id)
        session.commit()
        passkeys.add_passkey(session, settings(), person, challenge, credential, form.name.data)
    except ProofFailedError as failed:
        form.form_errors.append(str(failed.message))
        return passkeys_page(form, failed.status)
    flash(gettext("Nøglen er gemt. Nu kan du logge ind med den."), "success")
    return redirect(url_for("accounts.show_passkeys"), 303)


@blueprint.get("/min-side/noegler/<int:passkey_id>/fjern")
@needs("account.add_way_in")
def confirm_remove_passkey(passkey_id: int) -> str:
    """Say what removing means, and ask."""
    person = signed_in_person()
    passkey, found = passkeys.get_own(db_session(), person, passkey_id), ways_in(db_session(), person)
    is_last = person.email is None and not found.identities and len(found.passkeys) == 1
    return render_template("accounts/remove_passkey.html", form=RemoveForm(), passkey=passkey, is_last=is_last)


@blueprint.post("/min-side/noegler/<int:passkey_id>/fjern")
@needs("account.add_way_in")
def remove_passkey(passkey_id: int) -> AnyResponse:
    """Remove a passkey."""
    person = signed_in_person()
    passkeys.remove_passkey(db_session(), person, passkeys.get_own(db_session(), person, passkey_id))
    flash(gettext("Nøglen er fjernet."), "success")
    return redirect(url_for("accounts.show_passkeys"), 303)


def passkeys_page(form: PasskeyForm, status: int = 200) -> Response:
    """The list, and the form around the button."""
    found, where = ways_in(db_session(), signed_in_person()), passkeys.site(settings())
    page = render_template("accounts/passkeys.html", form=form, passkeys=found.passkeys, site=where)
    return make_response(page, status)


def _no_site() -> Response:
    # Not «not found»: the page that asks is one of ours, only the address it was opened at can have no passkeys.
    return make_response(jsonify(error="no passkeys at this address"), 422)
