"""The votes of the day in a line of words."""

from collections.abc import Mapping
from typing import Any

from youthvoice.assembly.rules.resolutions import hands_of
from youthvoice.proposals.labels import votes_line


def result_line(outcome: Mapping[str, Any] | None) -> str:
    """«Stemmer: 12 for, 1 imod, 0 undlod.»; empty for a vote that is no question."""
    hands = hands_of(outcome)
    return votes_line(hands.votes_for, hands.against, hands.abstaining) if hands is not None else ""
