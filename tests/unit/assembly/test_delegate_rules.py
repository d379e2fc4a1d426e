"""Who can go, and who follows."""

from datetime import date

import pytest

from youthvoice.assembly.rules.delegates import covers, fitting, free_places, last_day, seat_starts, who_follows


@pytest.mark.parametrize(("places", "taken", "free"), [(4, 0, 4), (4, 4, 0), (2, 3, 0)])
def test_free_places(places: int, taken: int, free: int) -> None:
    assert free_places(places, taken) == free


def test_a_seat_covers_its_first_and_last_day() -> None:
    first, last = date(2027, 1, 1), date(2027, 12, 31)
    assert covers(first, last, first)
    assert covers(first, last, last)
    assert not covers(first, last, date(2028, 1, 1))


def test_a_seat_begins_after_the_one_that_is_held() -> None:
    assert seat_starts(date(2027, 11, 1), None) == date(2027, 11, 1)
    assert seat_starts(date(2027, 11, 1), date(2027, 12, 31)) == date(2028, 1, 1)
    assert last_day(2028) == date(2028, 12, 31)


def test_substitutes_follow_in_the_order_of_the_lot() -> None:
    assert who_follows([5, 2, 9, 1], {5, 9}) == [2, 1]


def test_the_first_with_room_is_the_one() -> None:
    assert fitting([(1, 0), (2, 1), (3, 4)]) == 2
    assert fitting([(1, 0)]) is None
