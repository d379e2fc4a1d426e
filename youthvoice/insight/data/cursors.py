"""A cursor names the last row of a page by the numbers it is ordered by, so that page 1,000 costs what page 1 costs."""

import base64
import binascii
from datetime import datetime, timedelta

from youthvoice.core.keyset import EPOCH, MAX_ID, MAX_MICROSECONDS

Key = tuple[int, ...]
LONGEST = 120


class BadCursor(ValueError):
    """No page ends there."""


def write(key: Key) -> str:
    """The key for an address."""
    return base64.urlsafe_b64encode(".".join(map(str, key)).encode()).decode().rstrip("=")


def read(cursor: str, size: int) -> Key:
    """The key of ``size`` numbers. Raises BadCursor."""
    if len(cursor) > LONGEST or not cursor.isascii():
        raise BadCursor
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        key = tuple(int(number) for number in text.split("."))
    except (ValueError, binascii.Error) as error:
        raise BadCursor from error
    if len(key) != size or not all(0 <= number <= MAX_ID for number in key):
        raise BadCursor
    return key


def micros(moment: datetime) -> int:
    """A moment as a number of a key."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment(number: int) -> datetime:
    """The moment that a number of a key names. Raises BadCursor."""
    if number > MAX_MICROSECONDS:
        raise BadCursor
    return EPOCH + timedelta(microseconds=number)
