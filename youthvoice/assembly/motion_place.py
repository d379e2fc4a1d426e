"""What somebody is to a motion, beside what they are to its year. Permissions are asked of it."""

from dataclasses import dataclass

from youthvoice.assembly.place import Place
from youthvoice.assembly.rules.motions import MotionState


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionPlace:
    """A person's place at a motion; a visitor's is empty."""

    place: Place
    state: MotionState
    is_author: bool = False
    """Goes with the delegation that wrote it, or had the idea."""
    is_in_committee: bool = False
    """Of the committee that works on it."""
    leads_committee: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPlace:
    """A person's place at an amendment."""

    motion: MotionPlace
    is_open: bool
    is_author: bool = False
