"""One request: a session, one commit on success, domain errors to statuses, safe headers on everything.

``db_session()`` is the request's session. It reads only for GET, HEAD and OPTIONS; otherwise it is one transaction that is
committed when the view returns 2xx or 3xx and rolled back on anything else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, Map

from youthvoice.core import errors
from youthvoice.core.db import Database
from youthvoice.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_ROW_ID = 2**63 - 1
TAKEN_IN = 5
"""How many times the allowed size of a file is read at all."""
MOST_READ_AWAY = 100_000_000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Services:
    """What an application holds for its lifetime."""

    settings: Settings
    database: Database


def services() -> Services:
    """The services of the running application."""
    found: Services = current_app.extensions["youthvoice"]
    return found


def settings() -> Settings:
    """The settings of the running application."""
    return services().settings


def db_session() -> Session:
    """The session of this request (see the module)."""
    if "db_session" not in g:
        g.db_session = services().database.session(read_only=request.method in SAFE_METHODS)
    found: Session = g.db_session
    return found


def flask_config(settings: Settings) -> dict[str, Any]:
    """Flask's own configuration, from ours."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "session",
        "SESSION_COOKIE_SECURE": settings.cookie_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=settings.session_days),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        # A picture as a phone takes it is too large, but must come in: its form is then shown again with all that was typed.
        "MAX_CONTENT_LENGTH": TAKEN_IN * settings.max_upload_bytes + 200_000,
        "MAX_FORM_MEMORY_SIZE": 500_000,
    }


class YouthVoice(Flask):
    """Flask, with the commit inside the dispatch, so that a refusal at commit is handled like any other error; and with
    layers around it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._outermost: WSGIApplication = self.wsgi_app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return self._outermost(environ, start_response)

    def wrap(self, layer: "Callable[[WSGIApplication], WSGIApplication]") -> None:
        """Put a layer around the application; the last one is asked first."""
        self._outermost = layer(self._outermost)

    def unwrap(self) -> None:
        """Take all layers off."""
        self._outermost = self.wsgi_app

    def dispatch_request(self) -> Response:
        response = self.make_response(super().dispatch_request())
        session: Session | None = g.get("db_session")
        if session is not None and request.method not in SAFE_METHODS:
            if response.status_code < 400:
                session.commit()
            else:
                session.rollback()
        return response


class RowIdConverter(IntegerConverter):
    """``<int:id>`` in an address: what no column can hold is no page (404), not an error of the database."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": MAX_ROW_ID, **options})


def init(app: Flask) -> None:
    """Register the handlers that every page needs."""
    app.url_map.converters["int"] = RowIdConverter
    app.register_error_handler(errors.DomainError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StaleDataError, lambda _error: _domain_error(errors.Conflict()))
    app.register_error_handler(Exception, _unexpected)
    app.teardown_appcontext(_close_session)
    app.after_request(_safe_headers)


def _close_session(_error: BaseException | None) -> None:
    session: Session | None = g.pop("db_session", None)
    if session is not None:
        session.close()


def _safe_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def undo() -> None:
    """Throw away what this request wrote so far."""
    session: Session | None = g.get("db_session")
    if session is not None:
        session.rollback()


def _domain_error(error: errors.DomainError) -> Any:
    from youthvoice.core.problems import kept_form_page, problem_page

    undo()
    if isinstance(error, errors.SignInNeeded):
        return kept_form_page()
    return problem_page(error.status, str(error.message))


def _http_error(error: HTTPException) -> Any:
    from youthvoice.core.problems import problem_page

    undo()
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, RequestEntityTooLarge):
        _read_away()
        return problem_page(413)
    response = problem_page(error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _read_away() -> None:
    """Take the rest of what is being sent: a connection closed in the middle of it shows the browser's page, not ours."""
    left = min(request.content_length or 0, MOST_READ_AWAY)
    source = request.environ["wsgi.input"]
    while left > 0 and (chunk := source.read(min(left, 65_536))):
        left -= len(chunk)


def _unexpected(error: Exception) -> Any:
    from youthvoice.core.problems import failure_page

    current_app.logger.exception("unexpected error", exc_info=error)
    undo()
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    return failure_page()


def actor_id() -> int | None:
    """The id of whoever is signed in."""
    return current_user.id if current_user.is_authenticated else None


def require_same_origin() -> None:
    """For forms without a token, that anyone may send: the browser must say that it comes from our own page.

    Raises Forbidden. A client that says nothing of its origin is no browser, and cannot be lured.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise errors.Forbidden
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise errors.Forbidden


def safe_next(target: str | None, fallback: str) -> str:
    """Where to go after a sign-in: a path of this site, never another host."""
    if (
        not target
        or not target.startswith("/")
        or target.startswith(("//", "/\\"))
        or any(c in target for c in "\r\n\t\\")
    ):
        return fallback
    return request.script_root + target
