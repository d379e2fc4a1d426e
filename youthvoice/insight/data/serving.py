"""How open data is sent: the same to everybody, with an ETag, without a cookie, and readable from other sites' pages."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from flask import Response, request, stream_with_context
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotAcceptable

from youthvoice.core.publicpage import GZIP_LEVEL
from youthvoice.core.web import db_session
from youthvoice.insight.data.terms import MOST_ROWS, PROBLEM, PROBLEMS, RETRY_SECONDS, USUAL_ROWS

SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
ASKABLE = {"data.rows": frozenset({"after", "limit"})}
"""What may be asked for beside the address, by endpoint."""


class NotUnderstood(BadRequest):
    """A question nobody can answer; its description tells why, in the words of this request's language."""


def check_request() -> None:
    """Raises NotUnderstood for what is not known here, or asked twice."""
    known = ASKABLE.get(request.endpoint or "", frozenset())
    if any(name not in known for name in request.args):
        raise NotUnderstood(gettext("Her kan man kun spørge med: %(names)s.", names=", ".join(sorted(known)) or "–"))
    if any(len(values) > 1 for _name, values in request.args.lists()):
        raise NotUnderstood(gettext("Det samme står der to gange."))


def check_accepted(content_type: str) -> None:
    """Raises NotAcceptable where whoever asks takes no such answer."""
    kind = content_type.partition(";")[0]
    if request.accept_mimetypes and not request.accept_mimetypes.best_match((kind,)):
        raise NotAcceptable


def limit() -> int:
    """How many rows are asked for. Raises NotUnderstood."""
    text = request.args.get("limit", str(USUAL_ROWS))
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= MOST_ROWS):
        raise NotUnderstood(gettext("«limit» skal være et tal fra 1 til %(most)d.", most=MOST_ROWS))
    return int(text)


def share(response: Response) -> Response:
    """Any site may read it."""
    response.headers.update(SHARED)
    return response


def send(body: str, content_type: str) -> Response:
    """An answer that is the same for everybody, or «not changed» to whoever has it."""
    check_accepted(content_type)
    data = body.encode()
    response = Response(data, content_type=content_type)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(data, GZIP_LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    response.set_etag(hashlib.blake2b(data, digest_size=12).hexdigest(), weak=True)
    response.make_conditional(request)
    return response


def send_json(told: dict[str, Any]) -> Response:
    """An answer in JSON."""
    return send(json.dumps(told, ensure_ascii=False, separators=(",", ":")), "application/json")


def send_pieces(pieces: Iterator[str], content_type: str, name: str) -> Response:
    """A file, piece by piece, however long it is."""
    check_accepted(content_type)
    response = Response(stream_with_context(_read(db_session(), pieces)), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _read(session: Session, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, and the connection given back when they end or whoever asked has gone."""
    try:
        yield from pieces
    finally:
        session.close()


def problem(status: int, allowed: str = "", detail: str = "") -> Response:
    """What went wrong, as RFC 9457 has it."""
    told = {"type": "about:blank", "title": str(PROBLEMS.get(status, PROBLEMS[400])), "status": status}
    if detail:
        told["detail"] = detail
    response = Response(json.dumps(told, ensure_ascii=False), status, content_type=PROBLEM)
    if status == 429:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    if allowed:
        response.headers["Allow"] = allowed
    response.headers["Cache-Control"] = "no-store"
    return share(response)
