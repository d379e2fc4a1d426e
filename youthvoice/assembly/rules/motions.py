"""Motions and amendments: where they stand, and what may follow what."""

from enum import StrEnum

TITLE_MIN, TITLE_MAX = 5, 120
TEXT_MIN, TEXT_MAX = 30, 4000
NOTE_MAX = 300
"""What somebody changed, in their own words."""
ARGUMENT_MIN, ARGUMENT_MAX = 10, 600
COMMITTEE_MIN, COMMITTEE_MAX = 2, 80


class MotionState(StrEnum):
    """Where a motion stands."""

    draft = "draft"
    """Only its authors see it."""
    submitted = "submitted"
    in_committee = "in_committee"
    ready = "ready"
    """The committee is done with the words: it comes to the day."""
    withdrawn = "withdrawn"
    merged = "merged"
    """It became part of another, which credits its authors."""
    adopted = "adopted"
    rejected = "rejected"


TRANSITIONS: dict[MotionState, frozenset[MotionState]] = {
    MotionState.draft: frozenset({MotionState.submitted, MotionState.withdrawn}),
    MotionState.submitted: frozenset(
        {MotionState.in_committee, MotionState.ready, MotionState.withdrawn, MotionState.merged}
    ),
    MotionState.in_committee: frozenset(
        {MotionState.submitted, MotionState.ready, MotionState.withdrawn, MotionState.merged}
    ),
    MotionState.ready: frozenset(
        {
            MotionState.in_committee, MotionState.withdrawn, MotionState.merged, MotionState.adopted,
            MotionState.rejected,
        }
    ),
    MotionState.withdrawn: frozenset(),
    MotionState.merged: frozenset(),
    MotionState.adopted: frozenset(),
    MotionState.rejected: frozenset(),
}  # fmt: skip
OPEN: frozenset[MotionState] = frozenset({MotionState.submitted, MotionState.in_committee, MotionState.ready})
"""Still to be decided."""
PUBLIC: frozenset[MotionState] = frozenset(set(MotionState) - {MotionState.draft})


def allowed(before: MotionState, after: MotionState) -> bool:
    """Tell whether a motion may go from one state to the other."""
    return after in TRANSITIONS[before]


class MotionOrigin(StrEnum):
    """Where a motion came from."""

    proposal = "proposal"
    """A proposal that was carried up the ladder."""
    delegation = "delegation"


class AmendmentState(StrEnum):
    """Where an amendment stands."""

    open = "open"
    taken_in = "taken_in"
    """The committee has made it part of the text."""
    adopted = "adopted"
    """Voted for on the day, and now part of the text."""
    rejected = "rejected"
    withdrawn = "withdrawn"
    overtaken = "overtaken"
    """The text it would change is gone: withdrawn, merged, or decided without it."""


AMENDMENT_TRANSITIONS: dict[AmendmentState, frozenset[AmendmentState]] = {
    AmendmentState.open: frozenset(set(AmendmentState) - {AmendmentState.open}),
} | {state: frozenset() for state in AmendmentState if state is not AmendmentState.open}


def amendment_allowed(before: AmendmentState, after: AmendmentState) -> bool:
    """Tell whether an amendment may go from one state to the other."""
    return after in AMENDMENT_TRANSITIONS[before]


class Side(StrEnum):
    """Which way an argument speaks."""

    pro = "for"
    con = "against"
