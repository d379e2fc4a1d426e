"""For the views of every room: a form keeps what is typed in it, and is there with it again after a time-out.

A view is decorated with ``takes_typed``, and begins its page with ``typed_or``. Its template uses ``accounts/_typed.html``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Response, g, make_response, request
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from youthvoice.accounts.models import FormDraft
from youthvoice.accounts.unsent import PLACE_MAX, find_unsent, forget_unsent
from youthvoice.core.errors import Conflict, Forbidden
from youthvoice.core.keyset import whole_number
from youthvoice.core.signing import sign, unsign
from youthvoice.core.web import actor_id, db_session

PURPOSE = "typed-in"
MARK_SECONDS = 30 * 24 * 3600
"""For so long a page that stands open can keep what is typed in it."""
MARK, VERSION = "typed_in", "typed_version"
NOT_TYPED = frozenset({"csrf_token", "form_key", MARK, VERSION})
"""A key is used once: what is found again is sent with a new one."""

P = ParamSpec("P")
F = TypeVar("F", bound=FlaskForm)


@dataclass(frozen=True, slots=True)
class TypedHere:
    """What a page needs to keep what is typed in its form."""

    key: str
    """Names the person and the place, for the browser's own copy."""
    mark: str
    """Signed: this person was shown the form of this address."""
    version: int
    kept_at: datetime | None
    """When what stands in the form was typed; None where it is no draft."""


def init(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals["typed_here"] = typed_here


def takes_typed(view: Callable[P, Any]) -> Callable[P, Response]:
    """View decorator: what was typed at this address is forgotten when the form is taken, which leads on to another page."""

    @wraps(view)
    def taking(*args: P.args, **kwargs: P.kwargs) -> Response:
        answer = make_response(view(*args, **kwargs))
        person_id = actor_id()
        if request.method == "POST" and person_id is not None and 300 <= answer.status_code < 400:
            forget_unsent(db_session(), person_id, request.path)
        return answer

    return taking


def typed_or(form: Callable[..., F], fresh: Callable[[], F]) -> F:
    """The form (made with ``formdata=``) as this request's person has typed in it and not sent it, else ``fresh``: one query."""
    draft = find_unsent(db_session(), current_user.id, request.path)
    if draft is None:
        return fresh()
    g.typed_draft = draft
    return form(formdata=MultiDict((name, value) for name, values in draft.typed.items() for value in values))


def typed_here() -> TypedHere:
    """For the form of this page's own address."""
    draft: FormDraft | None = g.get("typed_draft")
    version = draft.version if draft is not None else whole_number(request.form.get(VERSION)) or 0
    path = request.path[:PLACE_MAX]
    mark = sign(PURPOSE, [current_user.id, path])
    return TypedHere(f"{current_user.id}-{path}", mark, version, draft.changed_at if draft is not None else None)


def place_of(mark: str | None) -> str:
    """The address whose form was sent to be kept. Raises Conflict for an old mark, Forbidden for somebody else's."""
    value = unsign(PURPOSE, mark, MARK_SECONDS)
    if value is None:
        raise Conflict
    person_id, place = value
    if person_id != current_user.id:
        # Another has signed in on the same computer since the page was shown: their drafts are their own.
        raise Forbidden
    return str(place)


def typed_values() -> dict[str, list[str]]:
    """The fields that were sent, but for what belongs to one page alone."""
    return {name: values for name, values in request.form.lists() if name not in NOT_TYPED}
