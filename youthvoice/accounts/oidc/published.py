"""What an issuer publishes of itself: its addresses and its keys, fetched when needed and remembered for an hour."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext

from youthvoice.accounts.proofs import ProofFailedError
from youthvoice.core.clock import now
from youthvoice.settings import LOOPBACK

TIMEOUT = (3.05, 7)
"""Seconds to connect, and to wait for an answer: a worker serves nobody else meanwhile."""
REMEMBERED = timedelta(hours=1)
MAX_BYTES = 500_000
DOWN = lazy_gettext(
    "Siden, som du skulle logge ind på, svarer ikke lige nu. Prøv igen om lidt. Eller log ind på en anden måde."
)

logger = logging.getLogger("youthvoice.sign_in")
_remembered: dict[str, tuple[datetime, dict[str, Any]]] = {}


@dataclass(frozen=True)
class Issuer:
    """The addresses of another site's sign-in."""

    name: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    auth_method: str
    """How we say who we are at the token endpoint."""


def issuer(address: str) -> Issuer:
    """What the issuer at ``address`` says of itself. Raises ProofFailedError (502)."""
    found = _json(address.rstrip("/") + "/.well-known/openid-configuration")
    name = found.get("issuer")
    # A document that speaks for somebody else could make us trust the wrong keys.
    if not isinstance(name, str) or name.rstrip("/") != address.rstrip("/"):
        raise down("issuer", "names another issuer")
    told = {part: found.get(part) for part in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    places = {part: place for part, place in told.items() if isinstance(place, str) and _is_safe(place)}
    if len(places) < len(told):
        raise down("issuer", "lacks an address, or has one without TLS")
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
    return Issuer(name=name, auth_method=method, **places)


def keys(jwks_uri: str, *, fresh: bool = False) -> list[dict[str, Any]]:
    """The issuer's public keys for signatures. With ``fresh`` they are fetched again. Raises ProofFailedError (502)."""
    listed = _json(jwks_uri, fresh=fresh).get("keys")
    if not isinstance(listed, list):
        raise down("keys", "no list")
    usable = [key for key in listed if isinstance(key, dict) and key.get("kty") in ("RSA", "EC")]
    return [key for key in usable if key.get("use", "sig") == "sig"]


def down(what: str, why: str) -> ProofFailedError:
    """The error for a site that is not in order, once it has been logged."""
    logger.warning("sign-in elsewhere: %s: %s", what, why)
    return ProofFailedError(DOWN, status=502)


def forget() -> None:
    """Remember nothing (tests)."""
    _remembered.clear()


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _json(url: str, *, fresh: bool = False) -> dict[str, Any]:
    """A JSON object by GET, or as it was within the last hour."""
    at, value = _remembered.get(url, (None, {}))
    if at is not None and not fresh and now() - at < REMEMBERED:
        return value
    value = _fetch(url)
    _remembered[url] = (now(), value)
    return value


def _fetch(url: str) -> dict[str, Any]:
    import requests

    try:
        answer = requests.get(url, timeout=TIMEOUT, allow_redirects=False, headers={"Accept": "application/json"})
        answer.raise_for_status()
        value = answer.json() if len(answer.content) <= MAX_BYTES else None
    except (requests.RequestException, ValueError) as error:
        raise down("fetch", type(error).__name__) from error
    if not isinstance(value, dict):
        raise down("fetch", "no object")
    return value
