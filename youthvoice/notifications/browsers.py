"""Which addresses and keys a browser may give us, and what it is called. Pure, like rules.py."""

import base64
import binascii
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

MOST_DEVICES = 10
"""Browsers of one person; one more, and the oldest goes."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_push_endpoint(address: str, allowed: Sequence[str]) -> bool:
    """Whether a browser's address is that of a push service we write to: the worker must not be sent anywhere else.

    ``allowed`` are hosts, and all hosts below them; a plain http:// only on this very machine (tests).
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    scheme, host = parts.scheme, parts.hostname
    if not address.isprintable() or not host or not any(host == one or host.endswith(f".{one}") for one in allowed):
        return False
    return scheme == "https" or (scheme == "http" and host in LOOPBACK)


def is_browser_key(text: str, length: int) -> bool:
    """Whether a text is that many bytes in base64url, as browsers write it."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+={0,2}", text):
        return False
    try:
        return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) == length
    except binascii.Error:
        return False


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """«Firefox, Android», from what a browser says of itself: for its owner to know it again, and nothing more."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "Browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser}, {system}" if system else browser
