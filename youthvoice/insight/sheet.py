"""The figures as a file: a line for each year and unit, with headings that stay as they are."""

import csv
import io

from youthvoice.core.charts import Missing, Value
from youthvoice.core.clock import COPENHAGEN
from youthvoice.insight.labels import COLUMNS
from youthvoice.insight.queries import Counted, Scorecards
from youthvoice.insight.rules import FEWEST

ALL_UNITS = "Hele kommunen"
"""The same in every language: a file is read by programs."""
HEADINGS = ("aar", "enhed_nr", "enhed", *COLUMNS.values(), "opgjort")
TOO_FEW = f"<{FEWEST}"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(cards: Scorecards | None) -> str:
    """Semicolons and decimal commas, as Danish spreadsheets want them. ``<5``: too few people; empty: nothing counted."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    if cards is not None:
        counted = cards.counted_at.astimezone(COPENHAGEN).isoformat(timespec="minutes")
        for year in cards.years:
            for card in (cards.everyone, *cards.units):
                writer.writerow([*_line(card, year), counted])
    return "\ufeff" + out.getvalue()


def _line(card: Counted, year: int) -> list[str]:
    name = card.name or ALL_UNITS
    safe = f"'{name}" if name.startswith(_FORMULA) else name
    return [str(year), str(card.unit_id or ""), safe, *(_cell(card.value(year, measure)) for measure in COLUMNS)]


def _cell(value: Value) -> str:
    if isinstance(value, Missing):
        return TOO_FEW
    return "" if value is None else str(value).replace(".", ",")
