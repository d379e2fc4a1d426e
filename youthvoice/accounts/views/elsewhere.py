"""Signing in on another site: there by one press, back by another.

Going there stores a flow and coming back uses it up, so both are POSTs; the page that the other site sends people back to
holds a form that a small script sends at once, or «Fortsæt» without script. A cookie binds the flow to one browser.
"""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts import arrivals, flows, providers
from youthvoice.accounts.forms import EmailForm, OpenForm, ReturnForm, WelcomeForm
from youthvoice.accounts.login import signed_in_person
from youthvoice.accounts.models import SignInFlow
from youthvoice.accounts.oidc.provider import DIRECTORY, RETURN_PATH
from youthvoice.accounts.proofs import Identity, IdentityProvider, ProofFailedError, Started
from youthvoice.accounts.views.blueprint import blueprint
from youthvoice.accounts.views.sign_in import (
    TRIES_A_VISITOR,
    VOUCHED_FOR,
    admitted,
    again,
    carried,
    enter,
    sign_in_page,
    welcome_page,
)
from youthvoice.core.authz import needs
from youthvoice.core.i18n import locale_code
from youthvoice.core.limits import limiter
from youthvoice.core.problems import KEPT, KEPT_SECONDS
from youthvoice.core.signing import sign, unsign
from youthvoice.core.web import db_session, require_same_origin, settings

COOKIE = "sign_in_flow"
LONGEST_TARGET = 2000
SAID_NO = lazy_gettext("Du blev ikke logget ind. Prøv igen, eller log ind på en anden måde.")
WHICH = "/<any(unilogin, directory):provider>"


@blueprint.get(f"/log-ind/videre{WHICH}", endpoint="away_again")
@blueprint.get(f"/min-side/profil/log-ind{WHICH}", endpoint="link_again")
def start_again(**_address: str) -> AnyResponse:
    """The way there has no page of its own (a changed language asks for one): begin again."""
    return redirect(url_for("accounts.sign_in"))


@blueprint.post(f"/log-ind/videre{WHICH}")
@limiter.limit(TRIES_A_VISITOR)
def go_elsewhere(provider: str) -> Response:
    """Begin a flow, and send the visitor to the other site."""
    require_same_origin()
    form = OpenForm()
    site = _site(provider)
    if site is None:
        return sign_in_page(again(form), gettext("Den måde at logge ind på findes ikke her."), 422)
    return _sent_away(site, form)


@blueprint.post(f"/min-side/profil/log-ind{WHICH}")
@needs("account.add_way_in")
def link_elsewhere(provider: str) -> AnyResponse:
    """Begin a flow that adds an identity to the account of whoever is signed in."""
    person_id, site = signed_in_person().id, _site(provider)
    if site is None:
        flash(gettext("Den måde at logge ind på findes ikke her."), "error")
        return redirect(url_for("accounts.show_profile"), 303)
    return _sent_away(site, OpenForm(formdata=None, next=url_for("accounts.show_profile")), person_id)


@blueprint.get(f"{RETURN_PATH}<any(unilogin, directory):provider>")
def came_back(provider: str) -> AnyResponse:
    """Back from the other site: a form with what it sent along. Nothing is decided, or stored, here."""
    form = ReturnForm(formdata=request.args)
    locale = flows.locale_of(form.state.data or "")
    if locale is None:
        # Some sites leave our state out where they refuse: then nobody can tell what was under way.
        refused = sign_in_page(EmailForm(formdata=None), str(SAID_NO), 422) if form.error.data else None
        return refused or redirect(url_for("accounts.sign_in"))
    if locale != locale_code() and locale != settings().default_locale:
        # The other site knows one address of ours; the visitor reads on in the language they left in.
        query = request.query_string.decode("latin-1")
        return redirect(f"{request.script_root}/{locale}{request.path}?{query}")
    return make_response(render_template("accounts/came_back.html", form=form, provider=provider))


@blueprint.post(f"{RETURN_PATH}<any(unilogin, directory):provider>")
@limiter.limit(TRIES_A_VISITOR)
def come_in(provider: str) -> AnyResponse:
    """Check what the other site says; sign in, welcome somebody new, or say kindly why not."""
    require_same_origin()
    form, site = ReturnForm(), _site(provider)
    flow = flows.take(db_session(), provider, form.state.data or "", request.cookies.get(COOKIE, ""))
    if flow is None or site is None:
        return sign_in_page(
            EmailForm(formdata=None), gettext("Der gik lidt for lang tid. Prøv at logge ind igen."), 422
        )
    # Used up, whatever comes of it; and no transaction may be open while the other site is asked.
    db_session().commit()
    going = OpenForm(formdata=None, next=flow.next, kept=flow.kept)
    try:
        response = _arrived(_identity(site, form), flow, going)
    except (ProofFailedError, arrivals.NotAdmittedError) as failed:
        db_session().rollback()
        response = _refused(flow.person_id, going, failed)
    response.delete_cookie(COOKIE, path="/", secure=settings().cookie_secure, httponly=True, samesite="Lax")
    return response


def _identity(site: IdentityProvider, form: ReturnForm) -> Identity:
    if form.error.data or not form.code.data:
        raise ProofFailedError(SAID_NO)
    return site.complete(db_session(), form.state.data or "", form.code.data)


def _arrived(identity: Identity, flow: SignInFlow, going: OpenForm) -> AnyResponse:
    if flow.person_id is not None:
        return _added(identity, flow.person_id)
    person = arrivals.arrive(db_session(), settings(), identity, locale_code())
    if person is None:
        who = {"provider": identity.provider, "subject": identity.subject}
        return welcome_page(WelcomeForm(formdata=None, verified=sign(VOUCHED_FOR, who), **carried(going)))
    return enter(person, going) if identity.provider == DIRECTORY else admitted(person, going)


def _added(identity: Identity, person_id: int) -> AnyResponse:
    """Only whoever asked for it, and is still signed in, gets the identity."""
    if not current_user.is_authenticated or current_user.id != person_id:
        raise ProofFailedError(gettext("Du er logget ud. Log ind, og prøv igen."))
    arrivals.add_identity(db_session(), settings(), signed_in_person(), identity)
    flash(gettext("Nu kan du logge ind med Unilogin."), "success")
    return redirect(url_for("accounts.show_profile"), 303)


def _refused(person_id: int | None, going: OpenForm, failed: ProofFailedError | arrivals.NotAdmittedError) -> Response:
    """Say kindly why not, with every other way still open, and nothing lost."""
    status = failed.status if isinstance(failed, ProofFailedError) else 403
    if person_id is not None and current_user.is_authenticated:
        return make_response(render_template("accounts/not_added.html", message=failed.message), status)
    return sign_in_page(again(going), str(failed.message), status)


def _sent_away(site: IdentityProvider, form: OpenForm, person_id: int | None = None) -> Response:
    """A page that leads on by itself: a redirect would be stopped by form-action at the first strange host on the way."""
    try:
        started = site.begin(db_session(), "", locale_code())
    except ProofFailedError as failed:
        return _refused(person_id, form, failed)
    target, kept = form.next.data or "", form.kept.data or ""
    # What is stored is bounded: only what a page of ours has made.
    flows.carry(
        db_session(),
        started.challenge,
        target=target if len(target) <= LONGEST_TARGET else "",
        kept=kept if unsign(KEPT, kept, KEPT_SECONDS) else "",
        person_id=person_id,
    )
    return _with_secret(make_response(render_template("accounts/sent_away.html", address=started.elsewhere)), started)


def _with_secret(response: Response, started: Started) -> Response:
    """The cookie that binds the flow to this browser, for as long as the flow lives."""
    response.set_cookie(
        COOKIE,
        started.browser,
        max_age=flows.MINUTES * 60,
        path="/",
        secure=settings().cookie_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _site(key: str) -> IdentityProvider | None:
    return providers.providers(settings()).get(key)
