"""Signed, dated texts that travel through a page or a link: invitations, verified addresses, kept forms."""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer


def _serializer(secret_key: str, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt=f"youthvoice.{purpose}")


def sign(purpose: str, value: Any) -> str:
    """A URL-safe text that carries ``value`` (JSON) for one ``purpose``."""
    return sign_with(current_app.config["SECRET_KEY"], purpose, value)


def sign_with(secret_key: str, purpose: str, value: Any) -> str:
    """The same where no application is at hand (a worker that sends)."""
    return str(_serializer(secret_key, purpose).dumps(value))


def unsign(purpose: str, text: str | None, max_age_seconds: int) -> Any | None:
    """The value again; None where the text is missing, forged, for another purpose or too old."""
    if not text:
        return None
    try:
        return _serializer(current_app.config["SECRET_KEY"], purpose).loads(text, max_age=max_age_seconds)
    except BadSignature:
        return None
