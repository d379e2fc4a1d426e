"""What Danish Excel opens: every cell is what it was, and no text is reckoned with. Read again by Python's own csv."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.sheets.writing import FORMULA, kroner, write_line, write_lines, written

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def as_excel(content: str) -> list[list[str]]:
    """The cells, with the settings of a Danish Excel."""
    return list(csv.reader(io.StringIO(content.encode().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_bytes() -> None:
    content = write_lines([("Dato", "Beløb", "Til"), (date(2027, 3, 14), kroner(123_450), 'Søren; "ok"')])
    assert content.encode() == (
        b"\xef\xbb\xbfDato;Bel\xc3\xb8b;Til\r\n" + '2027-03-14;1234,50;"Søren; ""ok"""\r\n'.encode()
    )
    assert write_lines([]) == "\ufeff"


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), max_size=5))
def test_every_text_is_itself_and_none_is_a_formula(lines: list[list[str]]) -> None:
    expected = [[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells] for cells in lines]
    assert as_excel(write_lines(lines)) == expected
    assert not any(cell.startswith(FORMULA) for cells in as_excel(write_lines(lines)) for cell in cells)


@given(st.integers(-(10**17), 10**17))
def test_kroner_have_two_decimals_and_lose_none(oere: int) -> None:
    told = written(kroner(oere))
    assert told[-3] == ","
    assert int(told.replace(",", "")) == oere


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (None, ""),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+45 12345678", "'+45 12345678"),
        ("@navn", "'@navn"),
        ("\tx", "'\tx"),
        ("-5", "'-5"),
        (-5, "-5"),
        (1_000_000, "1000000"),
        (61.5, "61,5"),
        (Decimal("0.10"), "0,10"),
        (kroner(-5), "-0,05"),
        (kroner(0), "0,00"),
        (date(2027, 3, 14), "2027-03-14"),
        (datetime(2027, 3, 14, 12, 30, 59, tzinfo=UTC), "2027-03-14T12:30+00:00"),
    ],
)
def test_cells(cell: Any, told: str) -> None:
    assert written(cell) == told


@pytest.mark.parametrize("cell", [True, b"x", object(), []])
def test_what_has_no_way_of_being_written_is_refused(cell: Any) -> None:
    with pytest.raises(TypeError, match="not for a sheet"):
        write_line([cell])
