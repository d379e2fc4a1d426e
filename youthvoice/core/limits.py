"""Rate limits: in memory, or in Valkey/Redis by ``YOUTHVOICE_RATE_LIMIT_STORAGE``. Only views that ask for one have one."""

from flask import Flask, request
from flask_limiter import Limiter

from youthvoice.core.web import actor_id
from youthvoice.settings import Settings


def visitor() -> str:
    """Whom a limit counts: the address the request came from."""
    return request.remote_addr or "unknown"


def person_key() -> str:
    """Whom a limit counts: the person, since a whole school shares one address; the address of a visitor."""
    person_id = actor_id()
    return visitor() if person_id is None else f"person:{person_id}"


class ViewLimiter(Limiter):
    """Flask-Limiter without its look at every request: we have no limits on the whole application, only on views,
    and those check for themselves. The look cost a quarter of a cheap request."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


limiter = ViewLimiter(key_func=visitor, default_limits=[], headers_enabled=False)


def init_limits(app: Flask, settings: Settings) -> None:
    """Connect the limiter to its storage."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.rate_limit_storage
    limiter.init_app(app)
