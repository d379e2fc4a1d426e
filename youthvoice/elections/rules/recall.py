"""When a vote ends a seat."""


def is_carried(yes: int, no: int, needed_percent: int) -> bool:
    """At least that share of the votes for and against is for it, and more are for than against."""
    return yes > no and yes * 100 >= (yes + no) * needed_percent
