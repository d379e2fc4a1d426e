"""The kinds of bodies, from a class to Bytinget, and what each is like unless the municipality says otherwise."""

from dataclasses import dataclass
from enum import StrEnum


class BodyKind(StrEnum):
    """A place where young people decide together."""

    school_class = "school_class"
    student_council = "student_council"
    joint_student_council = "joint_student_council"
    youth_council = "youth_council"
    assembly = "assembly"
    committee = "committee"


class Attendance(StrEnum):
    """Who may come and listen to the meetings."""

    members = "members"
    represented = "represented"
    """Those whom the members represent: the pupils of the school or class."""
    everyone = "everyone"


class BodyProblem(StrEnum):
    """Why a body cannot be as it was described."""

    school_needed = "school_needed"
    parent_not_possible = "parent_not_possible"
    own_ancestor = "own_ancestor"
    ages_crossed = "ages_crossed"
    name_taken = "name_taken"


@dataclass(frozen=True)
class BodySettings:
    """How a body works. ``member_seats`` None is no limit; with ``seats_per_child`` the seats are counted for each body
    below it (two for each class). Ages are those reached in the calendar year; days are calendar days.
    """

    min_age: int | None
    max_age: int | None
    member_seats: int | None
    substitute_seats: int
    seats_per_child: bool
    term_months: int
    ends_with_school_year: bool
    quorum_percent: int
    """More than this share of the members must be there; 0: no quorum."""
    attendance: Attendance
    item_deadline_days: int
    reminder_days: int
    publishes_minutes: bool


DEFAULTS: dict[BodyKind, BodySettings] = {
    BodyKind.school_class: BodySettings(
        None, None, None, 0, False, 12, True, 0, Attendance.members, 0, 1, publishes_minutes=False
    ),
    BodyKind.student_council: BodySettings(
        None, None, 2, 2, True, 12, False, 50, Attendance.represented, 7, 2, publishes_minutes=True
    ),
    BodyKind.joint_student_council: BodySettings(
        None, None, 2, 2, True, 12, False, 50, Attendance.represented, 14, 3, publishes_minutes=True
    ),
    BodyKind.youth_council: BodySettings(
        14, 20, 11, 2, False, 24, False, 50, Attendance.everyone, 14, 3, publishes_minutes=True
    ),
    BodyKind.assembly: BodySettings(
        None, None, None, 0, False, 12, False, 0, Attendance.everyone, 30, 7, publishes_minutes=True
    ),
    BodyKind.committee: BodySettings(
        None, None, None, 0, False, 48, False, 50, Attendance.everyone, 14, 3, publishes_minutes=True
    ),
}

# Where a proposal goes next unless somebody says otherwise; None may always stand at the top.
PARENT_KINDS: dict[BodyKind, frozenset[BodyKind]] = {
    BodyKind.school_class: frozenset({BodyKind.student_council}),
    BodyKind.student_council: frozenset({BodyKind.joint_student_council, BodyKind.youth_council, BodyKind.assembly}),
    BodyKind.joint_student_council: frozenset({BodyKind.youth_council, BodyKind.assembly}),
    BodyKind.youth_council: frozenset({BodyKind.assembly, BodyKind.committee}),
    BodyKind.assembly: frozenset({BodyKind.committee}),
    BodyKind.committee: frozenset(),
}
SCHOOL_KINDS: frozenset[BodyKind] = frozenset({BodyKind.school_class, BodyKind.student_council})
# Children's lists are nobody else's business: who sits here is shown only to those who belong to it.
PRIVATE_KINDS: frozenset[BodyKind] = frozenset({BodyKind.school_class})

NAME_MIN = 2
NAME_MAX = 120
ABOUT_MAX = 1500
LOWEST_AGE = 5
HIGHEST_AGE = 99
MOST_SEATS = 2000
MOST_MONTHS = 60
MOST_DAYS = 90
LOWEST_GRADE = 0
HIGHEST_GRADE = 13


def check_body(
    kind: BodyKind, school_id: int | None, parent_kind: BodyKind | None, ages: tuple[int | None, int | None]
) -> BodyProblem | None:
    """Say what is wrong with a body of that kind, at that place, for those ages (lowest, highest), or None."""
    if kind in SCHOOL_KINDS and school_id is None:
        return BodyProblem.school_needed
    if parent_kind is not None and parent_kind not in PARENT_KINDS[kind]:
        return BodyProblem.parent_not_possible
    low, high = ages
    if low is not None and high is not None and low > high:
        return BodyProblem.ages_crossed
    return None
