"""Sheets as Danish Excel opens them: UTF-8 with its mark, semicolons, CRLF, decimal commas, days as 2027-03-14.

A text that a spreadsheet would reckon with gets a ' in front, so that it stays text. Numbers are numbers, negative ones too.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

MARK = "\ufeff"
"""What a file begins with, so that spreadsheets know UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | Decimal | date | None


def write_lines(lines: Iterable[Iterable[Cell]]) -> str:
    """The whole file; the first line is the headings. Its bytes are the text's UTF-8."""
    return MARK + "".join(write_line(cells) for cells in lines)


def write_line(cells: Iterable[Cell]) -> str:
    """One line with its end, for files that are written piece by piece: write ``MARK`` first. Raises TypeError as ``written``."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([written(cell) for cell in cells])
    return out.getvalue()


def written(cell: Cell) -> str:
    """A cell as it stands in the file: None is empty; a moment is told in the time zone it has, to the minute.

    Raises TypeError for anything else, and for a bool: say what it means.
    """
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if cell.startswith(FORMULA) else cell
        case datetime():
            return cell.isoformat(timespec="minutes")
        case date():
            return cell.isoformat()
        case int() | float() | Decimal() if not isinstance(cell, bool):
            return str(cell).replace(".", ",")
    raise TypeError(f"not for a sheet: {cell!r}")


def kroner(oere: int) -> Decimal:
    """Øre as a cell in kroner, with both decimals: 123450 is written 1234,50."""
    return Decimal(oere).scaleb(-2)
