"""Kinds of bodies, their places above one another, and how they work by default."""

import pytest

from youthvoice.councils.rules.bodies import (
    DEFAULTS,
    PARENT_KINDS,
    SCHOOL_KINDS,
    Attendance,
    BodyKind,
    BodyProblem,
    check_body,
)

NO_AGES = (None, None)


@pytest.mark.parametrize("kind", BodyKind)
@pytest.mark.parametrize("parent", [None, *BodyKind])
def test_what_stands_above_what(kind: BodyKind, parent: BodyKind | None) -> None:
    fits = parent is None or parent in PARENT_KINDS[kind]
    assert check_body(kind, 1, parent, NO_AGES) is (None if fits else BodyProblem.parent_not_possible)


@pytest.mark.parametrize("kind", BodyKind)
def test_classes_and_student_councils_have_a_school(kind: BodyKind) -> None:
    assert check_body(kind, None, None, NO_AGES) is (BodyProblem.school_needed if kind in SCHOOL_KINDS else None)


@pytest.mark.parametrize(
    ("ages", "problem"),
    [((14, 20), None), ((14, 14), None), ((20, 14), BodyProblem.ages_crossed), ((None, 5), None), ((25, None), None)],
)
def test_ages(ages: tuple[int | None, int | None], problem: BodyProblem | None) -> None:
    assert check_body(BodyKind.youth_council, None, None, ages) is problem


def test_no_way_up_comes_round() -> None:
    """Above a kind stand only kinds that it can never stand above."""

    def above(kind: BodyKind) -> set[BodyKind]:
        found = set(PARENT_KINDS[kind])
        return found.union(*(above(one) for one in found))

    assert all(kind not in above(kind) for kind in BodyKind)


def test_the_danish_defaults() -> None:
    council, joint, youth = (
        DEFAULTS[kind] for kind in (BodyKind.student_council, BodyKind.joint_student_council, BodyKind.youth_council)
    )
    assert (council.member_seats, council.substitute_seats, council.seats_per_child) == (2, 2, True)
    assert (joint.member_seats, joint.seats_per_child) == (2, True)
    assert (youth.min_age, youth.max_age, youth.member_seats, youth.substitute_seats) == (14, 20, 11, 2)
    school_class = DEFAULTS[BodyKind.school_class]
    assert school_class.attendance is Attendance.members
    assert not school_class.publishes_minutes
    assert set(DEFAULTS) == set(BodyKind)
