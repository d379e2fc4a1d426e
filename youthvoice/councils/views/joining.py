"""Coming into a class by a slip of paper. An account needs no address; nobody gets a cookie before they are in."""

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts import providers
from youthvoice.accounts.commands import create_person
from youthvoice.accounts.forms import OpenForm, OwnCodeForm
from youthvoice.accounts.identities import ways_in
from youthvoice.accounts.login import signed_in_person
from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import get_person
from youthvoice.accounts.rules import Role
from youthvoice.accounts.views.own_email import own_email_page
from youthvoice.accounts.views.sign_in import TRIES_A_VISITOR, enter
from youthvoice.core.authz import require
from youthvoice.core.clock import today
from youthvoice.core.codes import normalise_code
from youthvoice.core.errors import RuleBroken
from youthvoice.core.i18n import locale_code
from youthvoice.core.limits import limiter
from youthvoice.core.web import actor_id, db_session, require_same_origin, settings
from youthvoice.councils.commands.codes import claim, join_by_code
from youthvoice.councils.forms.codes import CodeForm, JoinForm, name_ideas
from youthvoice.councils.models import Body, ClassCode
from youthvoice.councils.queries.bodies import own_bodies
from youthvoice.councils.queries.codes import find_code, is_open, joined_by_form
from youthvoice.councils.queries.seats import own_seats
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.codes import is_code
from youthvoice.councils.views.base import blueprint, body_and_standing

# The code stands in the address: what this page loads, and where it leads, is told only which site it comes from.
NO_PATHS = "strict-origin"


@blueprint.route("/k", methods=["GET", "POST"])
@limiter.limit(TRIES_A_VISITOR)
def type_code() -> Any:
    """A field for the code, for those without a camera."""
    form = CodeForm()
    if request.method == "GET":
        return _code_page(form)
    require_same_origin()
    if not form.validate():
        return _code_page(form, status=422)
    code = normalise_code(form.code.data)
    if not is_code(code) or find_code(db_session(), settings().secret_key, code) is None:
        return _code_page(form, is_refused=True, status=404)
    return redirect(url_for("councils.join", code=code), 303)


@blueprint.route("/k/<code>", methods=["GET", "POST"])
@limiter.limit(TRIES_A_VISITOR)
def join(code: str) -> AnyResponse:
    """Show which class the slip is for, and let somebody in."""
    if request.method == "POST":
        require_same_origin()
    found = find_code(db_session(), settings().secret_key, code)
    if found is None:
        return _refused()
    if current_user.is_authenticated:
        return _for_somebody_known(found)
    if request.method == "GET":
        return _join_page(found, JoinForm(locale=locale_code())) if is_open(found) else _refused()
    return _for_somebody_new(found)


@blueprint.get("/raad/<int:body_id>/velkommen")
def joined(body_id: int) -> str:
    """You are in; and how to find the way back, where there is none yet."""
    body, standing = body_and_standing(body_id)
    require(current_user, "council.see_members", standing)
    person = signed_in_person()
    has_way_back = bool(person.email) or bool(ways_in(db_session(), person))
    return render_template("councils/joined.html", body=body, has_way_back=has_way_back)


def _for_somebody_known(code: ClassCode) -> AnyResponse:
    """Whoever is signed in: asked once, and moved from the class before. The slip of a member is left for another."""
    person, body = signed_in_person(), code.sheet.body
    if own_seats(db_session(), person.id, body.id, today()):
        return redirect(url_for("councils.joined", body_id=body.id), 303)
    if not is_open(code):
        return _refused()
    if request.method == "GET":
        return _join_page(code, None)
    try:
        with db_session().begin_nested():
            if not claim(db_session(), code):
                return _refused()
            join_by_code(db_session(), code, person, "")
    except RuleBroken as broken:
        return _join_page(code, None, broken)
    return redirect(url_for("councils.joined", body_id=body.id), 303)


def _for_somebody_new(code: ClassCode) -> AnyResponse:
    """Make an account, let it in, and sign it in; or find the one that this form has made already."""
    form, body = JoinForm(), code.sheet.body
    form.offer()
    made_id = joined_by_form(db_session(), body.id, form.form_key.data)
    if made_id is not None:
        return _enter(get_person(db_session(), made_id), body, form)
    if not is_open(code):
        return _refused()
    if not form.validate():
        return _join_page(code, form)
    try:
        with db_session().begin_nested():
            if not claim(db_session(), code):
                return _lost_the_race(body, form)
            person = _make_person(form)
            join_by_code(db_session(), code, person, form.form_key.data)
    except RuleBroken as broken:
        form.add_problems(broken)
        return _join_page(code, form, broken)
    return _enter(person, body, form)


def _lost_the_race(body: Body, form: JoinForm) -> AnyResponse:
    """Somebody else was quicker with the same slip; or it was this very form, sent twice."""
    made_id = joined_by_form(db_session(), body.id, form.form_key.data)
    return _refused() if made_id is None else _enter(get_person(db_session(), made_id), body, form)


def _make_person(form: JoinForm) -> Person:
    return create_person(
        db_session(),
        display_name=form.display_name.data,
        role=Role.young_person,
        birth_year=form.birth_year.data,
        locale=form.locale.data,
    )


def _enter(person: Person, body: Body, form: JoinForm) -> AnyResponse:
    """Sign in; an address that was written is proved first, by a code."""
    answer = enter(person, OpenForm(formdata=None, next=f"/raad/{body.id}/velkommen"))
    if not person.is_active:
        return answer
    person.locale = form.locale.data or person.locale
    if not form.email.data or person.email is not None:
        return answer
    flash(gettext("Du er med i %(body)s.", body=body.name), "success")
    started = providers.providers(settings())[providers.EMAIL_CODE].begin(db_session(), form.email.data, locale_code())
    return _private(own_email_page(OwnCodeForm(formdata=None, challenge=started.challenge, email=form.email.data)))


def _join_page(code: ClassCode, form: JoinForm | None, broken: RuleBroken | None = None) -> Response:
    """Which class it is; a form for somebody new, or one button for whoever is signed in (``form`` None)."""
    body = code.sheet.body
    before = None
    if form is None and body.kind is BodyKind.school_class:
        held = own_bodies(db_session(), actor_id() or 0)
        before = next((one for one, _role in held if one.kind is BodyKind.school_class), None)
    if form is not None:
        form.offer()
    page = render_template(
        "councils/join.html",
        body=body,
        before=before,
        form=form,
        path=f"/k/{normalise_code(request.view_args['code'])}" if request.view_args else "/k",
        ideas=name_ideas(locale_code()),
        problem=str(broken) if broken else "",
    )
    return _private(make_response(page, 200 if request.method == "GET" else 422))


def _refused() -> Response:
    """Mistyped, used, closed and old all look the same."""
    return _code_page(CodeForm(formdata=None), is_refused=True, status=404)


def _code_page(form: CodeForm, *, is_refused: bool = False, status: int = 200) -> Response:
    page = render_template("councils/type_code.html", form=form, is_refused=is_refused)
    return _private(make_response(page, status))


def _private(response: Response) -> Response:
    response.headers["Referrer-Policy"] = NO_PATHS
    return response


OPEN_VIEWS = (type_code, join)
"""Views without a token, for visitors who have no session; they check where they come from instead."""
