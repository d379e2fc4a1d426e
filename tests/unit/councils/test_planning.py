"""When and where a meeting can be, and who counts at it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from youthvoice.councils.rules.attendance import AttendanceProblem, Came, check_stand_in, voters_present
from youthvoice.councils.rules.meetings import Presence
from youthvoice.councils.rules.planning import MeetingProblem, check_day, check_place, check_times, is_web_link

START = datetime(2027, 3, 14, 15, 0, tzinfo=UTC)
HERE, AWAY, ABSENT = Presence.present, Presence.apologies, Presence.absent


@pytest.mark.parametrize(
    ("lasts", "due_before", "problem"),
    [
        (timedelta(minutes=1), timedelta(0), None),
        (timedelta(hours=12), timedelta(days=90), None),
        (timedelta(hours=12, seconds=1), timedelta(0), MeetingProblem.too_long),
        (timedelta(0), timedelta(0), MeetingProblem.ends_before_it_begins),
        (timedelta(hours=-1), timedelta(0), MeetingProblem.ends_before_it_begins),
        (timedelta(hours=1), timedelta(seconds=-1), MeetingProblem.due_after_it_begins),
    ],
)
def test_times(lasts: timedelta, due_before: timedelta, problem: MeetingProblem | None) -> None:
    assert check_times(START, START + lasts, START - due_before) is problem


def test_today_is_early_enough() -> None:
    day = date(2027, 3, 14)
    assert check_day(day, day) is None
    assert check_day(day - timedelta(days=1), day) is MeetingProblem.begins_before_today


@pytest.mark.parametrize(
    ("place", "link", "problem"),
    [
        ("Aulaen", "", None),
        ("", "https://moede.dk/7.B?a=1#b", None),
        ("", "http://moede.dk", None),
        (" ", " ", MeetingProblem.place_missing),
        ("Aulaen", "moede.dk", MeetingProblem.link_not_web),
    ],
)
def test_places(place: str, link: str, problem: MeetingProblem | None) -> None:
    assert check_place(place, link) is problem


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "data:text/html,x", "//moede.dk", "https://", "https:moede.dk", "ftp://moede.dk",
        "https://a b.dk", "https://a.dk/\n", "https:\\\\a.dk", "https://[x", 'https://a.dk/"><script>', "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web(link: str) -> None:
    assert not is_web_link(link)


@pytest.mark.parametrize(
    ("noted", "count"),
    [
        ([], 0),
        ([Came(1, HERE), Came(2, AWAY), Came(3, ABSENT)], 1),
        # Adults and substitutes who only listen do not count.
        ([Came(1, HERE), Came(9, HERE)], 1),
        ([Came(1, HERE), Came(9, HERE, 2)], 2),
        # The member came after all.
        ([Came(2, HERE), Came(9, HERE, 2)], 1),
        # Two in one place, a substitute who went home, and one who sits for nobody of this body.
        ([Came(8, HERE, 2), Came(9, HERE, 2)], 1),
        ([Came(9, AWAY, 2)], 0),
        ([Came(9, HERE, 77)], 0),
        # A member cannot count twice by sitting in another's place.
        ([Came(1, HERE, 2)], 1),
    ],
)
def test_who_counts(noted: list[Came], count: int) -> None:
    assert voters_present({1, 2, 3}, noted) == count


@pytest.mark.parametrize(
    ("person", "stands_in_for", "noted", "problem"),
    [
        (9, None, [], None),
        (9, 2, [], None),
        (9, 2, [Came(9, HERE, 2)], None),
        (9, 2, [Came(2, HERE)], AttendanceProblem.stands_in_for_nobody),
        (9, 77, [], AttendanceProblem.stands_in_for_nobody),
        (1, 2, [], AttendanceProblem.stands_in_for_nobody),
        (9, 2, [Came(8, HERE, 2)], AttendanceProblem.place_taken),
    ],
)
def test_who_may_sit_in_whose_place(
    person: int, stands_in_for: int | None, noted: list[Came], problem: AttendanceProblem | None
) -> None:
    assert check_stand_in(person, stands_in_for, {1, 2, 3}, noted) is problem
