"""Quiet hours: the young are not disturbed by night. Pure; an hour is an hour on the wall in Denmark."""

from datetime import datetime, time, timedelta

from youthvoice.core.clock import COPENHAGEN

QUIET_FROM = 21
QUIET_UNTIL = 7
"""Hours of the Danish clock: quiet from 21.00, awake again at 07.00."""


def is_quiet(moment: datetime) -> bool:
    """Whether it is night in Denmark at an aware moment."""
    hour = moment.astimezone(COPENHAGEN).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def awake_at(moment: datetime) -> datetime:
    """The moment itself by day; by night the next 07.00 in Denmark, however long that night is."""
    if not is_quiet(moment):
        return moment
    local = moment.astimezone(COPENHAGEN)
    day = local.date() + timedelta(days=1) if local.hour >= QUIET_FROM else local.date()
    # Clocks change at 02.00 and 03.00: seven o'clock is never skipped and never comes twice.
    return datetime.combine(day, time(QUIET_UNTIL), COPENHAGEN).astimezone(moment.tzinfo)
