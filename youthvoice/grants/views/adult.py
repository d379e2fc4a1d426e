"""The adult's yes, by the link in a mail. No account is needed, and nobody gets a cookie."""

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.limits import limiter
from youthvoice.core.web import db_session, require_same_origin, undo
from youthvoice.grants.commands.accepting import adult_answers
from youthvoice.grants.commands.letters import agreement_of_token, waits_for_adult
from youthvoice.grants.forms.paying import AdultForm
from youthvoice.grants.models import Agreement
from youthvoice.grants.presenting.after_yes import letter_parts
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.views.base import blueprint

LIMIT = "60 per hour"
# The token stands in the address: what this page loads is told only which site it comes from.
NO_PATHS = "strict-origin"


@blueprint.route("/voksen/<token>", methods=["GET", "POST"])
@limiter.limit(LIMIT, methods=["POST"])
def adult(token: str) -> Any:
    """Read the letter, and say yes or no to it."""
    form, agreement = AdultForm(), _found(token)
    if request.method == "GET":
        return _page(form, agreement, token)
    require_same_origin()
    if not form.validate():
        return _page(form, agreement, token, status=422)
    try:
        says_yes = request.form.get("answer") == "yes"
        adult_answers(db_session(), agreement, says_yes=says_yes, reply=form.reply.data or "")
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, _found(token), token, status=error.status)
    return redirect(url_for("grants.adult", token=token), 303)


def _found(token: str) -> Agreement:
    agreement = agreement_of_token(db_session(), token)
    if agreement is None:
        raise NotFound(gettext("Linket virker ikke længere. Bed gruppen om at sende et nyt."))
    return agreement


def _page(form: AdultForm, agreement: Agreement, token: str, status: int = 200) -> Any:
    application = get_application(db_session(), agreement.application_id)
    page = render_template(
        "grants/adult.html",
        form=form,
        agreement=agreement,
        application=application,
        pool=application.pool,
        parts=letter_parts(agreement.words),
        token=token,
        is_open=waits_for_adult(application, agreement),
    )
    response = make_response(page, status)
    response.headers["Referrer-Policy"] = NO_PATHS
    return response


OPEN_VIEWS = (adult,)
