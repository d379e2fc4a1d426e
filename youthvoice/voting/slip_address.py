"""What the QR code of a printed slip says.

The code stands behind the «#»: a browser sends that part to nobody, so that no log of a proxy or a server, and no page that
is visited next, ever holds it. A small script puts it into the form; without scripts it is typed.
"""

from youthvoice.core.web import settings


def address_of(code: str) -> str:
    """The address behind the QR code of a slip; ``code`` is its sixteen letters."""
    return f"{settings().base_url}/s#{code}"
