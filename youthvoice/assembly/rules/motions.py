"""Motions and amendments: where they stand, and what may follow what."""

from dataclasses import dataclass
from enum import StrEnum

TITLE_MIN, TITLE_MAX = 5, 120
TEXT_MIN, TEXT_MAX = 30, 4000
NOTE_MAX = 300
"""What somebody changed, in their own words."""
REASON_MIN, REASON_MAX = 10, 1000
"""Why a text should be another."""
WITHDRAW_REASON_MAX = 200
ARGUMENT_MIN, ARGUMENT_MAX = 10, 600
COMMITTEE_MIN, COMMITTEE_MAX = 2, 80
ABOUT_MAX = 200


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
DECIDED: frozenset[MotionState] = frozenset({MotionState.adopted, MotionState.rejected})
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


@dataclass(frozen=True, slots=True)
class Words:
    """A wording of a motion, and what was changed."""

    title: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the person, and how the text is signed for everybody to read."""

    person_id: int | None
    label: str


def text_of_proposal(title: str, what: str, why: str) -> str:
    """The first wording of a motion that was a proposal: its author's own words, and nothing else where they suffice."""
    own = "\n\n".join(part.strip() for part in (what, why) if part.strip())
    return own if len(own) >= TEXT_MIN else f"Forslag: {title}\n\n{own}"
