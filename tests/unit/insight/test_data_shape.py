"""Rows as JSON, as sheets and as schemas; cursors, whatever somebody makes of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.keyset import MAX_ID
from youthvoice.core.sheets.writing import write_line
from youthvoice.insight.data import cursors
from youthvoice.insight.data.shape import Address, cut, fields_of, in_json, in_sheet, schema_of

MOMENT = datetime(2027, 6, 1, 22, 30, 5, 999, tzinfo=UTC)


class Colour(StrEnum):
    """For a field with few values."""

    red = "red"


@dataclass(frozen=True)
class Row:
    """One field of every kind."""

    id: Annotated[int, "Nummer"]
    url: Annotated[Address, "Side"]
    more: Annotated[Address | None, "Mere"]
    at: Annotated[datetime, "Tid"]
    on: Annotated[date | None, "Dag"]
    colour: Annotated[Colour | None, "Farve"]
    is_new: Annotated[bool, "Ny"]
    share: Annotated[float, "Del"]


ROW = Row(1, Address("/a"), None, MOMENT, date(2027, 6, 2), Colour.red, True, 2.5)


def test_a_row_in_json_has_whole_addresses_and_moments_in_utc() -> None:
    assert in_json(ROW, "https://x.test") == {
        "id": 1, "url": "https://x.test/a", "more": None, "at": "2027-06-01T22:30:05Z", "on": "2027-06-02",
        "colour": "red", "is_new": True, "share": 2.5,
    }  # fmt: skip


def test_a_row_in_a_sheet_has_danish_time_and_commas() -> None:
    line = write_line(in_sheet(ROW, "https://x.test"))
    assert line == "1;https://x.test/a;;2027-06-02T00:30+02:00;2027-06-02;red;ja;2,5\r\n"


def test_a_schema_tells_what_may_be_empty() -> None:
    schemas = {field.name: schema_of(field) for field in fields_of(Row)}
    assert schemas["id"] == {"type": "integer", "description": "Nummer"}
    assert schemas["more"]["type"] == ["string", "null"]
    assert schemas["colour"]["enum"] == ["red", None]
    assert schemas["at"]["format"] == "date-time"
    assert schemas["on"]["format"] == "date"


def test_a_page_ends_where_the_next_begins() -> None:
    page = cut([((3, 1), "a"), ((2, 9), "b"), ((2, 8), "c")], 2)
    assert page.items == ["a", "b"]
    assert cursors.read(page.next_cursor or "", 2) == (2, 9)
    assert cut([((3, 1), "a")], 2).next_cursor is None


@given(key=st.lists(st.integers(0, MAX_ID), min_size=1, max_size=3).map(tuple))
def test_a_cursor_comes_back_as_it_was(key: tuple[int, ...]) -> None:
    assert cursors.read(cursors.write(key), len(key)) == key


@given(text=st.text(max_size=130), size=st.integers(1, 3))
def test_a_cursor_somebody_made_up_is_refused_or_harmless(text: str, size: int) -> None:
    try:
        key = cursors.read(text, size)
    except cursors.BadCursor:
        return
    assert len(key) == size
    assert all(0 <= number <= MAX_ID for number in key)


@pytest.mark.parametrize("key", [(-1,), (MAX_ID + 1,), (1, 2)])
def test_a_key_that_no_row_has_is_refused(key: tuple[int, ...]) -> None:
    with pytest.raises(cursors.BadCursor):
        cursors.read(cursors.write(key), 1)


def test_a_moment_beyond_all_calendars_is_refused() -> None:
    assert cursors.moment(cursors.micros(MOMENT)) == MOMENT
    with pytest.raises(cursors.BadCursor):
        cursors.moment(MAX_ID)
