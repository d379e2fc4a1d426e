"""What happens at Bytinget, told to the rooms above inside the same transaction."""

from dataclasses import dataclass


@dataclass(frozen=True)
class YearAnnounced:
    """Everybody can read of it now; motions are written."""

    year_id: int


@dataclass(frozen=True)
class YearMoved:
    """It is held at another time, or in another place."""

    year_id: int


@dataclass(frozen=True)
class DelegationAdded:
    """One more school or council sends delegates."""

    delegation_id: int
    year_id: int


@dataclass(frozen=True)
class DelegateNamed:
    """Somebody goes to Bytinget."""

    delegate_id: int
    year_id: int
    person_id: int


@dataclass(frozen=True)
class MotionSent:
    """A motion was sent in; by nobody in particular where it was gathered from the ladder."""

    motion_id: int
    year_id: int
    by_id: int | None = None


@dataclass(frozen=True)
class MotionMoved:
    """A motion is in another state: given to a committee, ready, withdrawn, merged, decided."""

    motion_id: int
    year_id: int
    state: str
    by_id: int | None = None


@dataclass(frozen=True)
class AmendmentSent:
    """Somebody asks for a change of a motion."""

    amendment_id: int
    motion_id: int


@dataclass(frozen=True)
class AmendmentSettled:
    """An amendment became part of the text, or did not."""

    amendment_id: int
    motion_id: int
    state: str
    by_id: int | None = None


@dataclass(frozen=True)
class DayBegun:
    """The chair has opened the day."""

    year_id: int


@dataclass(frozen=True)
class VoteCounted:
    """A vote of the day has its verdict."""

    vote_id: int
    year_id: int


@dataclass(frozen=True)
class Resolved:
    """A motion was adopted: a resolution, with a case that is owed an answer."""

    resolution_id: int
    year_id: int
    case_id: int


@dataclass(frozen=True)
class DayEnded:
    """The chair has closed the day: minutes and report are ready."""

    year_id: int
