"""When delegates can be checked in."""

from datetime import date

from youthvoice.assembly.rules.years import YearState


def takes_delegates(state: YearState, its_day: date, today: date) -> bool:
    """Tell whether it is the day: from its morning on, and for as long as it lasts."""
    return state is YearState.live or (state is YearState.announced and today == its_day)
