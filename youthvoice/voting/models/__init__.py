"""Tables of the room."""

from youthvoice.voting.models.contests import Contest, ContestKey, ContestOption
from youthvoice.voting.models.papers import (
    BallotPaper,
    GivenPaper,
    HandCount,
    Kiosk,
    PublishedFile,
    RollEntry,
    SealedBox,
    Slip,
    SlipSheet,
    UsedSlip,
)

__all__ = [
    "BallotPaper",
    "Contest",
    "ContestKey",
    "ContestOption",
    "GivenPaper",
    "HandCount",
    "Kiosk",
    "PublishedFile",
    "RollEntry",
    "SealedBox",
    "Slip",
    "SlipSheet",
    "UsedSlip",
]
