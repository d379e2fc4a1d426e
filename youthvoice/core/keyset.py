"""Keyset pages: a cursor names the last row shown, so that page 1,000 costs what page 1 costs."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_ID = 2**63 - 1
MAX_MICROSECONDS = 253_402_300_799 * 1_000_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of rows and the cursor of the next one (None at the end)."""

    items: list[T]
    next_cursor: str | None


def encode(moment: datetime, row_id: int) -> str:
    """A URL-safe cursor for a row ordered by (moment, id)."""
    micros = (moment - EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(f"{micros}.{row_id}".encode()).decode().rstrip("=")


def decode(cursor: str | None) -> tuple[datetime, int] | None:
    """The row a cursor names; None where there is none or it was tampered with (the first page is then shown)."""
    if not cursor or len(cursor) > 80 or not cursor.isascii():
        return None
    try:
        micros, _, row_id = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(".")
        numbers = int(micros), int(row_id)
    except (ValueError, binascii.Error):
        return None
    if not (0 <= numbers[0] <= MAX_MICROSECONDS and 0 <= numbers[1] <= MAX_ID):
        return None
    return EPOCH + timedelta(microseconds=numbers[0]), numbers[1]


def whole_number(text: str | None) -> int | None:
    """An id out of a query string; None where it is not one."""
    if text and text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    return None
