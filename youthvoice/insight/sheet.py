"""The figures as a file: a line for each year and unit, with headings that stay as they are."""

from collections.abc import Iterator

from youthvoice.core.charts import Missing, Value
from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.sheets.writing import Cell, write_lines
from youthvoice.insight.labels import COLUMNS
from youthvoice.insight.queries import Scorecards
from youthvoice.insight.rules import FEWEST

ALL_UNITS = "Hele kommunen"
"""The same in every language: a file is read by programs."""
HEADINGS = ("aar", "enhed_nr", "enhed", *COLUMNS.values(), "opgjort")
TOO_FEW = f"<{FEWEST}"


def sheet(cards: Scorecards | None) -> str:
    """The file, as Danish spreadsheets want it. ``<5``: too few people; empty: nothing counted."""
    return write_lines([HEADINGS, *(_lines(cards) if cards is not None else ())])


def _lines(cards: Scorecards) -> Iterator[tuple[Cell, ...]]:
    counted_at = cards.counted_at.astimezone(COPENHAGEN)
    for year in cards.years:
        for card in (cards.everyone, *cards.units):
            figures = (_cell(card.value(year, measure)) for measure in COLUMNS)
            yield year, card.unit_id, card.name or ALL_UNITS, *figures, counted_at


def _cell(value: Value) -> Cell:
    return TOO_FEW if isinstance(value, Missing) else value
