"""Tables of the room."""

from youthvoice.assembly.models.day import DayEvent, DayItem, DayVote, DayVoteOption, NamedBallot, Turn
from youthvoice.assembly.models.motions import (
    Amendment,
    AmendmentArgument,
    Committee,
    CommitteeMember,
    Motion,
    MotionCredit,
    MotionVersion,
)
from youthvoice.assembly.models.resolutions import Resolution
from youthvoice.assembly.models.years import AssemblyYear, Delegate, DelegateDraw, Delegation, Material, Volunteer

__all__ = [
    "Amendment",
    "AmendmentArgument",
    "AssemblyYear",
    "Committee",
    "CommitteeMember",
    "DayEvent",
    "DayItem",
    "DayVote",
    "DayVoteOption",
    "Delegate",
    "DelegateDraw",
    "Delegation",
    "Material",
    "Motion",
    "MotionCredit",
    "MotionVersion",
    "NamedBallot",
    "Resolution",
    "Turn",
    "Volunteer",
]
