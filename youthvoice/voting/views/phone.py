"""Voting by a phone that blinds its paper: the signature while signed in, the ballot from nobody in particular."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, jsonify, make_response, request
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.login import signed_in_person
from youthvoice.core.errors import DomainError, RuleBroken
from youthvoice.core.limits import limiter
from youthvoice.core.web import db_session, require_same_origin, settings, undo
from youthvoice.voting.commands.casting import cast_signed, sign_blinded
from youthvoice.voting.errors import BadPaper
from youthvoice.voting.forms.ballots import read_bytes, read_secret, sent_ballot, written
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.kept import contest_to_cast_in
from youthvoice.voting.views.base import blueprint, contest_to_cast, visible_or_not_found

# A whole school sits behind one address. What is right is never counted, so no counter tells that somebody has voted.
REFUSALS_A_VISITOR = "240 per minute"
_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)


def says_json(view: Callable[..., Response]) -> Callable[..., Response]:
    """Answer a refusal with its words, for the script to show: ``{"message": …}``."""

    @wraps(view)
    def speaking(**kwargs: Any) -> Response:
        try:
            return view(**kwargs)
        except DomainError as error:
            undo()
            words = error.problems["ballot"][0] if isinstance(error, RuleBroken) else error.message
            return make_response(jsonify(message=str(words)), error.status)

    return speaking


def was_refused(response: AnyResponse) -> bool:
    """Only a paper that is none counts."""
    return response.status_code == 403


@blueprint.post("/afstemninger/<int:contest_id>/seddel")
@says_json
def paper(contest_id: int) -> Response:
    """Sign the blinded paper of whoever is signed in; the same once more is signed once more."""
    person = signed_in_person()
    with visible_or_not_found(contest_id):
        contest, blinded = contest_to_cast(contest_id), read_bytes(_sent().get("blinded"))
        if blinded is None:
            raise BadPaper
        signature = sign_blinded(db_session(), settings().secret_key, contest, person, blinded)
    return jsonify(signature=written(signature))


@blueprint.post("/stemmeboks")
@limiter.limit(REFUSALS_A_VISITOR, deduct_when=was_refused)
@says_json
def box() -> Response:
    """Put a signed paper into the box. No cookie is read or set: nothing here knows who sends it."""
    require_same_origin()
    sent = _sent()
    secret, prefix, signature = (
        read_secret(sent.get("secret")),
        *(read_bytes(sent.get(n)) for n in ("prefix", "signature")),
    )
    if secret is None or prefix is None or signature is None:
        raise BadPaper
    cast = cast_signed(db_session(), _contest(sent), secret, prefix, signature, sent_ballot(_text(sent, "ballot")))
    return jsonify(receipt=cast.receipt)


def _sent() -> dict[str, Any]:
    sent = request.get_json(force=True, silent=True)
    return sent if isinstance(sent, dict) else {}


def _text(sent: dict[str, Any], name: str) -> str:
    found = sent.get(name)
    if not isinstance(found, str):
        raise BadPaper
    return found


def _contest(sent: dict[str, Any]) -> Contest:
    key = _text(sent, "contest")
    contest = contest_to_cast_in(db_session(), key) if _KEY.fullmatch(key) else None
    if contest is None:
        raise BadPaper
    return contest


OPEN_VIEWS = (box,)
"""A view without a token; it checks where it comes from instead."""
