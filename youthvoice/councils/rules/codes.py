"""The codes on slips for a class: 12 of the 19 letters of ``core.codes``, 50.9 bits.

A code follows from the sheet's nonce and the deployment's secret: a sheet can be printed again while no code is stored.
"""

import hashlib
import hmac
from datetime import datetime

from youthvoice.core import codes
from youthvoice.core.codes import LETTERS

LENGTH = 12
MOST_SLIPS = 40
USUAL_SLIPS = 28
USUAL_DAYS = 14
MOST_DAYS = 60


def code_of(secret_key: str, nonce: str, number: int) -> str:
    """The code of one slip of a sheet; without the secret nobody can tell it from chance."""
    value = int.from_bytes(_keyed(secret_key, f"class-slip:{nonce}:{number}"))
    letters = []
    for _ in range(LENGTH):
        value, index = divmod(value, len(LETTERS))
        letters.append(LETTERS[index])
    return "".join(letters)


def hash_code(secret_key: str, code: str) -> str:
    """What is stored of a code: 64 hex digits that cannot be searched without the secret."""
    return _keyed(secret_key, f"class-code:{code}").hex()


def _keyed(secret_key: str, text: str) -> bytes:
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).digest()


def is_code(text: str) -> bool:
    """Tell whether a normalised text can be a code at all."""
    return codes.is_code(text, LENGTH)


def slips_to_offer(seats: int | None, taken: int) -> int:
    """How many slips a new sheet has unless somebody says otherwise: one for each free seat, or a usual class."""
    free = USUAL_SLIPS if seats is None else seats - taken
    return max(1, min(free, MOST_SLIPS))


def is_usable(expires_at: datetime, revoked_at: datetime | None, closed_at: datetime | None, now: datetime) -> bool:
    """Tell whether the slips of a sheet still let anyone in (``closed_at`` is the body's)."""
    return revoked_at is None and closed_at is None and now < expires_at
