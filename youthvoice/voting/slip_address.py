"""What the QR code of a printed slip says, and what is typed without a camera; in the language of whoever prints.

The code stands behind the «#»: a browser sends that part to nobody, so that no log of a proxy or a server, and no page that
is visited next, ever holds it. A small script puts it into the form; without scripts it is typed.
"""

from flask import request

from youthvoice.core.web import settings


def address_of(code: str) -> str:
    """The address behind the QR code of a slip; ``code`` is its sixteen letters."""
    return f"{_site()}/s#{code}"


def typed_address() -> str:
    """Where a code is typed, without the scheme."""
    return f"{_site()}/s".partition("://")[2]


def kiosk_address(code: str) -> str:
    """Where a shared tablet is opened. This code lets nobody vote, so it may stand in the address."""
    return f"{_site()}/kiosk/{code}"


def _site() -> str:
    return settings().base_url.rstrip("/") + request.script_root
