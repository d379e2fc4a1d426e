"""Putting a motion and counting it: what may be put, how long people have, and who has said what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from youthvoice.grants.rules.applications import WAITING, ApplicationStatus
from youthvoice.grants.rules.deciding import LEAST_TAKEN_PART, Choice, Count, MotionState, MotionWay

LEAST_HOURS = 24
"""A vote in writing is open at least so long."""
MOST_DAYS = 60
USUAL_DAYS = 7
CONDITIONS_MAX = 1000
WORDS_MAX = 1000
"""Of a member's view."""
MOST_HANDS = 999


class MotionProblem(StrEnum):
    """Why a motion cannot be put, or a count cannot be right."""

    more_than_asked = "more_than_asked"
    no_already = "no_already"
    """The group has a no, and complained: another no is said in words, without a vote."""
    deadline_missing = "deadline_missing"
    too_soon = "too_soon"
    too_late = "too_late"
    too_few_impartial = "too_few_impartial"
    """So few members are without a conflict that nothing could be decided."""
    more_hands_than_members = "more_hands_than_members"


@dataclass(frozen=True, kw_only=True)
class MotionFacts:
    """What is put: this much (øre; 0 is a no), on these conditions. ``closes_at`` is for a vote in writing alone."""

    amount: int
    conditions: str
    way: MotionWay
    closes_at: datetime | None = None
    meeting_id: int | None = None


def motion_problems(
    facts: MotionFacts, asked: int, impartial: int, at: datetime, *, has_a_no: bool = False
) -> Iterator[MotionProblem]:
    """What keeps a motion from being put at that moment; ``impartial``: members without a conflict."""
    if facts.amount > asked:
        yield MotionProblem.more_than_asked
    elif has_a_no and facts.amount <= 0:
        yield MotionProblem.no_already
    if impartial < LEAST_TAKEN_PART:
        yield MotionProblem.too_few_impartial
    if facts.way is MotionWay.writing:
        if facts.closes_at is None:
            yield MotionProblem.deadline_missing
        elif facts.closes_at < at + timedelta(hours=LEAST_HOURS):
            yield MotionProblem.too_soon
        elif facts.closes_at > at + timedelta(days=MOST_DAYS):
            yield MotionProblem.too_late


def may_be_put(status: ApplicationStatus, *, has_open_complaint: bool) -> bool:
    """Tell whether the council may vote: on what waits, and on a no that the group has complained about."""
    return status in WAITING or (status is ApplicationStatus.rejected and has_open_complaint)


def count_votes(votes: Mapping[int, Choice], entitled: frozenset[int]) -> Count:
    """Votes (person -> choice) of those who are entitled when it is counted; nobody else's count."""
    found = Counter(choice for person, choice in votes.items() if person in entitled)
    return Count(found[Choice.in_favour], found[Choice.against], found[Choice.abstain], len(entitled))


def all_have_voted(votes: Mapping[int, Choice], entitled: frozenset[int]) -> bool:
    """Nobody is waited for any more."""
    return bool(entitled) and entitled <= votes.keys()


def hands_fit(count: Count) -> bool:
    """No more hands were raised than there are members without a conflict."""
    return count.taken_part <= count.entitled


def is_time_up(state: MotionState, closes_at: datetime | None, at: datetime) -> bool:
    """An open vote in writing whose deadline has passed: no vote is taken any more, and it can be counted."""
    return state is MotionState.open and closes_at is not None and at >= closes_at
