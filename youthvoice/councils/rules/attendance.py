"""Who is there, and how many of them count: a substitute counts in the place of a member who is away."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from youthvoice.councils.rules.meetings import Presence


class AttendanceProblem(StrEnum):
    """Why it cannot be noted like that."""

    no_seat = "no_seat"
    stands_in_for_nobody = "stands_in_for_nobody"
    place_taken = "place_taken"


@dataclass(frozen=True)
class Came:
    """What is noted of one person at one meeting."""

    person_id: int
    presence: Presence
    stands_in_for_id: int | None = None


def voters_present(members: Collection[int], noted: Collection[Came]) -> int:
    """How many voting members are there. A substitute counts once, and only while the member is not there."""
    here = {came.person_id for came in noted if came.presence is Presence.present}
    voting = here & set(members)
    stood_in_for = {
        came.stands_in_for_id
        for came in noted
        if came.person_id in here and came.person_id not in members and came.stands_in_for_id in members
    }
    return len(voting) + len(stood_in_for - here)


def check_stand_in(
    person_id: int, stands_in_for_id: int | None, members: Collection[int], noted: Collection[Came]
) -> AttendanceProblem | None:
    """Say why somebody cannot sit in that member's place, or None: one substitute for each member who is away."""
    if stands_in_for_id is None:
        return None
    if person_id in members or stands_in_for_id not in members:
        return AttendanceProblem.stands_in_for_nobody
    for came in noted:
        if came.person_id == stands_in_for_id and came.presence is Presence.present:
            return AttendanceProblem.stands_in_for_nobody
        if came.stands_in_for_id == stands_in_for_id and came.person_id != person_id:
            return AttendanceProblem.place_taken
    return None
