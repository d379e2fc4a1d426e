"""Signing in, by steps that need no cookie: address, code, and a welcome to the new. All travels in the forms."""

from datetime import timedelta
from typing import Any

from flask import Response, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts import arrivals, commands, passkeys, providers, queries
from youthvoice.accounts.forms import CodeForm, EmailForm, OpenForm, PersonaForm, WelcomeForm
from youthvoice.accounts.labels import CODES_AN_HOUR, ROLE_LABELS
from youthvoice.accounts.models import Person
from youthvoice.accounts.oidc.provider import oidc_providers
from youthvoice.accounts.rules import Role
from youthvoice.accounts.views.blueprint import blueprint
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.i18n import locale_code
from youthvoice.core.limits import limiter
from youthvoice.core.problems import resend_page
from youthvoice.core.signing import sign, unsign
from youthvoice.core.web import db_session, require_same_origin, safe_next, settings

VERIFIED = "verified-email"
VOUCHED_FOR = "verified-identity"
VERIFIED_SECONDS = 3600
JUST_MADE = timedelta(minutes=1)
"""A welcome form that is sent twice within this signs in instead of asking for a new code."""
# A whole school stands behind one address, so these are wide; five tries and the codes an hour stop the guessing.
CODES_A_VISITOR = "100 per 10 minutes"
TRIES_A_VISITOR = "300 per 10 minutes"


@blueprint.errorhandler(429)
def too_many(_error: Exception) -> Response:
    """A visitor over the limit gets the sign-in page again, with what was kept."""
    form = EmailForm()
    return sign_in_page(form, gettext("Du har prøvet mange gange. Vent ti minutter, og prøv igen."), 429)


@blueprint.get("/log-ind")
def sign_in() -> AnyResponse:
    """Ask for the address; in demo mode offer the personas."""
    target = request.args.get("next", "")
    if current_user.is_authenticated:
        return redirect(safe_next(target, url_for("pages.me")))
    return sign_in_page(EmailForm(next=target))


@blueprint.get("/log-ind/kode", endpoint="code_again")
@blueprint.get("/log-ind/velkommen", endpoint="welcome_again")
def startagain() -> AnyResponse:
    """The steps have no page of their own (a changed language asks for one): begin again."""
    return redirect(url_for("accounts.sign_in"))


@blueprint.post("/log-ind")
@limiter.limit(CODES_A_VISITOR)
def send_code() -> Response:
    """Mail a code, to known and unknown addresses alike, and ask for it."""
    require_same_origin()
    form = EmailForm()
    if "ways" in request.form:
        # From a page that keeps a form and shows no personas: all ways to sign in, with the form still kept.
        return sign_in_page(again(form))
    if not form.validate():
        return sign_in_page(form, status=422)
    started = _provider(providers.EMAIL_CODE).begin(db_session(), form.email.data, locale_code())
    return code_page(CodeForm(formdata=None, challenge=started.challenge, email=form.email.data, **carried(form)))


@blueprint.post("/log-ind/kode")
@limiter.limit(TRIES_A_VISITOR)
def enter_code() -> AnyResponse:
    """Check the code; sign in, or welcome somebody new."""
    require_same_origin()
    form = CodeForm()
    try:
        provider = _provider(providers.EMAIL_CODE)
        identity = provider.complete(db_session(), form.challenge.data or "", form.code.data or "")
    except providers.ProofFailedError as failed:
        # A wrong try counts even though this page is a refusal, which would undo it.
        db_session().commit()
        return code_page(form, failed)
    person = providers.find_identified(db_session(), identity)
    if person is None:
        return welcome_page(WelcomeForm(formdata=None, verified=sign(VERIFIED, identity.email), **carried(form)))
    return admitted(person, form)


@blueprint.post("/log-ind/velkommen")
@limiter.limit(TRIES_A_VISITOR)
def welcome() -> AnyResponse:
    """Make a young person's account for what was proved (an address, or who vouches for them), and sign in."""
    require_same_origin()
    form = WelcomeForm()
    form.offer(queries.schools(db_session()))
    identity = _proved(form)
    if identity is None:
        return sign_in_page(again(form), gettext("Der gik lidt for lang tid. Få en ny kode her."), 422)
    person = providers.find_identified(db_session(), identity)
    if person is not None:
        return _known_already(person, form)
    made = _make_young_person(form, identity)
    return enter(made, form) if made else welcome_page(form, 422)


def _proved(form: WelcomeForm) -> providers.Identity | None:
    email = unsign(VERIFIED, form.verified.data, VERIFIED_SECONDS)
    if email is not None:
        return providers.Identity(providers.EMAIL_CODE, email=email)
    vouched = unsign(VOUCHED_FOR, form.verified.data, VERIFIED_SECONDS)
    return providers.Identity(vouched["provider"], subject=vouched["subject"]) if vouched else None


def _make_young_person(form: WelcomeForm, identity: providers.Identity) -> Person | None:
    """The new person; None with the problems in the form."""
    if not form.validate():
        return None
    try:
        return commands.create_person(
            db_session(),
            identity=identity,
            display_name=form.display_name.data,
            email=identity.email,
            role=Role.young_person,
            birth_year=form.birth_year.data,
            school_id=form.school_id.data,
            locale=locale_code(),
        )
    except RuleBroken as broken:
        form.add_problems(broken)
        return None


def _known_already(person: Person, form: OpenForm) -> AnyResponse:
    if person.created_at > now() - JUST_MADE:
        return enter(person, form)
    return sign_in_page(again(form), gettext("Du har allerede en konto. Log ind her."), 422)


@blueprint.post("/log-ind/persona")
@limiter.limit(TRIES_A_VISITOR)
def choose_persona() -> AnyResponse:
    """Demo mode: be one of the made-up people."""
    require_same_origin()
    form = PersonaForm()
    identity = _provider(providers.PERSONA).complete(db_session(), "", form.person.data or "")
    person = providers.find_identified(db_session(), identity)
    if person is None:
        raise NotFound
    return enter(person, form)


@blueprint.post("/log-ud")
def sign_out() -> AnyResponse:
    """End this session. Needs no token: an old page must be able to do it, and the origin is checked."""
    require_same_origin()
    leave()
    return redirect(url_for("pages.home"), 303)


def admitted(person: Person, form: OpenForm) -> AnyResponse:
    """``enter``, unless the municipality's directory is the person's one way in."""
    if arrivals.must_use_directory(db_session(), settings(), person):
        return sign_in_page(again(form), str(arrivals.USE_DIRECTORY), 403)
    return enter(person, form)


def enter(person: Person, form: OpenForm) -> AnyResponse:
    """Begin a new session as ``person``; go where the visitor was going, or show the form that was kept."""
    if not person.is_active:
        return make_response(render_template("accounts/closed.html", was_closed=True), 403)
    # Nothing that was in the cookie before may live on in the session of somebody who is signed in.
    session.clear()
    session.permanent = True
    login_user(person)
    if locale_code() != settings().default_locale:
        person.locale = locale_code()
    return resend_page(form.kept.data or "") or redirect(safe_next(form.next.data, url_for("pages.me")), 303)


def leave() -> None:
    """End the session of this browser, and its cookie."""
    logout_user()
    # Clearing an empty session would send a cookie to somebody who has none.
    if session:
        session.clear()


def sign_in_page(form: EmailForm, message: str = "", status: int = 200) -> Response:
    """The first page; ``message`` says kindly why it is shown again."""
    personas = queries.personas(db_session()) if providers.PERSONA in providers.providers(settings()) else []
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        message=message,
        elsewhere=oidc_providers(settings()),
        passkey_site=passkeys.site(settings()),
        personas=personas,
        role_labels=ROLE_LABELS,
    )
    return make_response(page, status)


def code_page(form: CodeForm, failed: providers.ProofFailedError | None = None) -> Response:
    """The page for the code; without its field where only a new code helps."""
    may_try = failed is None or failed.may_retry
    if failed and may_try:
        form.code.errors = [failed.message]
    message = "" if may_try or failed is None else failed.message
    page = render_template("accounts/code.html", form=form, may_try=may_try, message=message, help_text=CODES_AN_HOUR)
    return make_response(page, 422 if failed else 200)


def welcome_page(form: WelcomeForm, status: int = 200) -> Response:
    """The page for somebody new."""
    form.offer(queries.schools(db_session()))
    return make_response(render_template("accounts/welcome.html", form=form), status)


def _provider(key: str) -> providers.IdentityProvider:
    found = providers.providers(settings()).get(key)
    if found is None:
        raise NotFound
    return found


def carried(form: OpenForm) -> dict[str, Any]:
    """What travels through every step, for the next form."""
    return {"next": form.next.data or "", "kept": form.kept.data or ""}


def again(form: OpenForm) -> EmailForm:
    """The first step, with what travels still in it."""
    return EmailForm(formdata=None, **carried(form))
