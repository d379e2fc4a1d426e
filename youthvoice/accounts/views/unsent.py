"""Keep what is being typed, in whatever form; and throw it away."""

from flask import Response, flash, redirect, request
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.typed import MARK, VERSION, place_of, typed_values
from youthvoice.accounts.unsent import forget_unsent, keep_unsent
from youthvoice.accounts.views.blueprint import blueprint
from youthvoice.core.authz import needs
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session

AUTOSAVE_LIMIT = "180 per minute"
VERSION_HEADER = "X-Saved-Version"


@blueprint.post("/kladder/gem")
@limiter.limit(AUTOSAVE_LIMIT, key_func=person_key)
@needs("account.edit_own")
def keep_typed() -> AnyResponse:
    """Keep the form as it stands. The page does it by itself, and hears 409 where another window wrote; or a button does."""
    place = place_of(request.form.get(MARK))
    is_by_itself = request.headers.get("X-Requested-With") == "autosave"
    seen = whole_number(request.form.get(VERSION)) or 0 if is_by_itself else None
    version = keep_unsent(db_session(), current_user.id, place, typed_values(), seen)
    if is_by_itself:
        return Response("", 204, {VERSION_HEADER: str(version)})
    flash(gettext("Kladden er gemt. Kun du kan se den."), "success")
    return redirect(request.script_root + place, 303)


@blueprint.post("/kladder/kasser")
@needs("account.edit_own")
def drop_typed() -> AnyResponse:
    """Begin anew."""
    place = place_of(request.form.get(MARK))
    forget_unsent(db_session(), current_user.id, place)
    flash(gettext("Det, du havde skrevet, er slettet."), "success")
    return redirect(request.script_root + place, 303)
