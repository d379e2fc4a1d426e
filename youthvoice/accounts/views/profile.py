"""One's own profile: edit it, take the data along, sign out everywhere, close the account."""

import json

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts import commands, export, passkeys, queries
from youthvoice.accounts.forms import ProfileForm
from youthvoice.accounts.identities import ways_in
from youthvoice.accounts.labels import ROLE_LABELS
from youthvoice.accounts.login import signed_in_person
from youthvoice.accounts.views.blueprint import blueprint
from youthvoice.accounts.views.sign_in import leave
from youthvoice.core.authz import needs
from youthvoice.core.errors import RuleBroken
from youthvoice.core.i18n import locale_code, switch_language_url
from youthvoice.core.web import db_session, settings


@blueprint.get("/min-side/profil")
@needs("account.edit_own")
def show_profile() -> Response:
    """The profile in a form."""
    return profile_page(_form())


@blueprint.post("/min-side/profil")
@needs("account.edit_own")
def save_profile() -> AnyResponse:
    """Save the profile, and go on in the language that was chosen."""
    form, person = _form(), signed_in_person()
    if not form.validate():
        return profile_page(form, 422)
    typed = {name: form.data.get(name) for name in ("display_name", "school_id", "locale")}
    try:
        commands.edit_profile(db_session(), person, **typed)
    except RuleBroken as broken:
        form.add_problems(broken)
        return profile_page(form, 422)
    flash(gettext("Din profil er gemt."), "success")
    same = person.locale == locale_code()
    return redirect(url_for("accounts.show_profile") if same else switch_language_url(), 303)


@blueprint.get("/min-side/data.json")
@needs("account.edit_own")
def own_data() -> Response:
    """Everything that is stored about whoever asks, as a file."""
    text = json.dumps(export.export(db_session(), signed_in_person()), ensure_ascii=False, indent=2)
    response = Response(text + "\n", content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=youthvoice-data.json"
    return response


@blueprint.post("/log-ud/alle")
@needs("account.edit_own")
def sign_out_everywhere() -> AnyResponse:
    """End the person's sessions on all devices."""
    commands.sign_out_everywhere(db_session(), signed_in_person())
    leave()
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/min-side/luk-konto")
@needs("account.close_own")
def confirm_close() -> str:
    """Say what closing means, and ask."""
    return render_template("accounts/close.html", person=current_user)


@blueprint.post("/min-side/luk-konto")
@needs("account.close_own")
def close_account() -> Response:
    """Close the account for good."""
    person = signed_in_person()
    commands.close_account(db_session(), person, person.id)
    leave()
    return make_response(render_template("accounts/closed.html", was_closed=False))


def _form() -> ProfileForm:
    """The form with the person's values, and for adults only what they set themselves."""
    form = ProfileForm(obj=signed_in_person())
    if current_user.is_adult:
        form.without_names()
    else:
        form.offer(queries.schools(db_session()))
    return form


def profile_page(form: ProfileForm, status: int = 200) -> Response:
    """The page around the form."""
    page = render_template(
        "accounts/profile.html",
        form=form,
        person=current_user,
        role=ROLE_LABELS[current_user.role],
        ways=ways_in(db_session(), signed_in_person()),
        can_link_school=settings().oidc_unilogin is not None,
        has_passkeys=passkeys.site(settings()) is not None,
    )
    return make_response(page, status)
