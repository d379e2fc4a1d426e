"""Cursors come back as they went, and nonsense is no cursor."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core import keyset


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 1, 1)), st.integers(0, keyset.MAX_ID))
def test_a_cursor_comes_back(moment: datetime, row_id: int) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert keyset.decode(keyset.encode(aware, row_id)) == (aware, row_id)


@given(st.text(max_size=100))
def test_nonsense_never_raises(text: str) -> None:
    keyset.decode(text)
    keyset.whole_number(text)


@pytest.mark.parametrize("text", [None, "", "æ", "LTEuMQ", "OTk5OTk5OTk5OTk5OTk5OTk5OS4x", "x" * 81])
def test_what_is_no_cursor(text: str | None) -> None:
    assert keyset.decode(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("0", 0), ("-1", None), ("٣", None), ("9" * 19, None), ("", None), (None, None)]
)
def test_whole_numbers(text: str | None, number: int | None) -> None:
    assert keyset.whole_number(text) == number
