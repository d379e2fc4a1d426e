"""«Holdt kommunen, hvad den lovede?»: asked of those who asked the municipality, and of nobody else."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import needs
from youthvoice.core.errors import Forbidden, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session
from youthvoice.moderation.crisis import needs_help
from youthvoice.responses import labels
from youthvoice.responses.commands.marks import mark_promise, may_say
from youthvoice.responses.models import Promise
from youthvoice.responses.promise_forms import MarkForm
from youthvoice.responses.promised import standing
from youthvoice.responses.queries.promises import own_mark
from youthvoice.responses.queries.understood import is_party
from youthvoice.responses.rules.follow_up import Verdict
from youthvoice.responses.views.base import promises
from youthvoice.responses.views.promise_pages import readable_promise

LIMIT = "30 per hour"


@promises.route("/loefter/<int:promise_id>/holdt", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
@needs("promise.mark")
def mark(promise_id: int) -> Any:
    """Say whether it was kept; ``?tak`` shows what one has said, with help where the words call for it."""
    promise, form = readable_promise(promise_id), MarkForm()
    if not is_party(db_session(), promise.case_id, current_user.id):
        raise Forbidden
    if request.method == "GET":
        return _page(promise, None if "tak" in request.args else form)
    try:
        return _say(promise, form)
    except RuleBroken as error:
        form.add_problems(error)
        return _page(promise, form), 422


def _say(promise: Promise, form: MarkForm) -> Any:
    """Raises RuleBroken."""
    if not form.validate():
        raise RuleBroken({})
    verdict, words, key = form.verdict.data, form.words.data or "", str(form.form_key.data)
    said = mark_promise(db_session(), promise, promise.case, current_user, verdict, words, key)
    if needs_help(said.words):
        return redirect(url_for("promises.mark", promise_id=promise.id, tak=1), 303)
    flash(gettext("Tak. Nu kan alle se, hvad I siger om løftet."), "success")
    return redirect(url_for("promises.show", promise_id=promise.id), 303)


def _page(promise: Promise, form: MarkForm | None) -> str:
    own = own_mark(db_session(), promise.id, current_user.id)
    return render_template(
        "responses/mark.html",
        promise=promise,
        standing=standing(promise),
        form=form,
        own=own,
        needs_help=form is None and own is not None and needs_help(own.words),
        may_say_no=Verdict.broken in may_say(promise),
        labels=labels,
    )
