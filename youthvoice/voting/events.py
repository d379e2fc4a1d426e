"""What happened to a contest, told to the rooms above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContestPlanned:
    """It will open; whoever may vote does not know yet."""

    contest_id: int


@dataclass(frozen=True)
class ContestOpened:
    """The roll is frozen, and papers are given."""

    contest_id: int


@dataclass(frozen=True)
class ContestSealed:
    """Closed: the box is two lists now. Where the rules want a lot, witnesses draw it next."""

    contest_id: int


@dataclass(frozen=True)
class ContestCounted:
    """The result is there for everybody who may see the contest."""

    contest_id: int


@dataclass(frozen=True)
class ContestCancelled:
    """It was stopped, for a reason that stands on its page."""

    contest_id: int
