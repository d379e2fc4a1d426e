"""Time: aware UTC inside, Europe/Copenhagen on the page. The only place that reads the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_told: ContextVar[datetime | None] = ContextVar("told_time", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def time_told(moment: datetime) -> Iterator[None]:
    """Within the block it is ``moment`` (aware): for loading what happened earlier through the ordinary commands."""
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """The calendar day in Denmark."""
    return local_date(now())


def local_date(moment: datetime) -> date:
    """The Danish calendar day of an aware moment."""
    return moment.astimezone(COPENHAGEN).date()


def moment_of(day: date, clock: time) -> datetime:
    """That time of that day in Denmark; aware, UTC."""
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)
