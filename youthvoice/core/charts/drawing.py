"""Where everything of a chart stands: rectangles, lines and words in a picture that is 320 units wide.

A unit is one CSS pixel on a narrow phone; the picture grows with its column, so words stay readable there. Figures are
handed on unwritten: the template writes them in the reader's language.
"""

import textwrap
from functools import singledispatch

from youthvoice.core.charts.model import (
    BarChart,
    Chart,
    Limit,
    Missing,
    Series,
    StackedBar,
    Unit,
    Value,
    YearColumns,
    figures,
)
from youthvoice.core.charts.shapes import PATTERNS, WIDTH, Drawing, Key, Line, Mark, Rect, Text
from youthvoice.core.charts.shares import percentages, rounded, summed

VALUE_ROOM = 74.0
"""What is kept free after the longest bar, for its figure."""
BARS_WIDTH = WIDTH - VALUE_ROOM
LINE_HEIGHT, LETTERS_IN_LINE = 19.0, 38
BAR_HEIGHT, BAR_GAP, ROW_GAP = 18.0, 4.0, 16.0
STACK_HEIGHT, ROOM_FOR_SHARE = 30.0, 40.0
COLUMNS_HEIGHT, COLUMN_HEAD, COLUMN_FOOT, WIDEST_COLUMN = 150.0, 40.0, 24.0, 44.0
LETTER_WIDTH = 7.4


@singledispatch
def draw(chart: Chart) -> Drawing:
    """Lay a chart out."""
    raise TypeError(f"no such chart: {chart!r}")


@draw.register
def _(chart: BarChart) -> Drawing:
    drawing = Drawing(chart, legend=_legend(chart.series) if len(chart.series) > 1 else [])
    percent = chart.series[0].unit is Unit.PERCENT
    top = chart.top if chart.top is not None else (100 if percent else chart.largest())
    limit = _length(chart.limit.value, top, BARS_WIDTH) if chart.limit else None
    y = 0.0
    for row, label in enumerate(chart.rows):
        y = _label(drawing, label, y)
        begins = y
        for n, part in enumerate(chart.series):
            _bar(drawing, part, part.values[row], _mark(part, n), y, top, limit)
            y += BAR_HEIGHT + BAR_GAP
        drawing.lines.append(Line(0, begins - 2, 0, y - BAR_GAP + 2, "axis"))
        if limit is not None:
            drawing.lines.append(Line(limit, begins - 2, limit, y - BAR_GAP + 2, "limit"))
        y += ROW_GAP - BAR_GAP
    if chart.limit:
        drawing.legend.append(_limit_key(chart.limit, chart.series[0].unit))
    drawing.height = max(y - ROW_GAP + 2, 0.0)
    return drawing


@draw.register
def _(chart: YearColumns) -> Drawing:
    drawing = Drawing(chart, legend=_legend(chart.series) if len(chart.series) > 1 else [])
    unit = chart.series[0].unit
    top = (
        chart.top if chart.top is not None else (100 if unit is Unit.PERCENT else max(figures(chart.series), default=0))
    )
    floor = COLUMN_HEAD + COLUMNS_HEIGHT
    room = WIDTH / max(len(chart.rows), 1)
    drawing.texts.append(Text(0, 13, "unit", unit=unit))
    width = min(WIDEST_COLUMN, room * 0.86 / len(chart.series))
    # A column that stands alone in its year has the year's room for its figure.
    widest = max(width + 6, room - 6) if len(chart.series) == 1 else width + 6
    for row, year in enumerate(chart.rows):
        middle = room * (row + 0.5)
        drawing.texts.append(Text(middle, floor + COLUMN_FOOT - 6, "label", words=year, anchor="middle"))
        for n, part in enumerate(chart.series):
            x = middle + width * (n - len(chart.series) / 2)
            _column(drawing, part, row, _mark(part, n), (x, width, widest), (top, floor))
    drawing.lines.append(Line(0, floor, WIDTH, floor, "axis"))
    drawing.height = floor + COLUMN_FOOT
    return drawing


@draw.register
def _(chart: StackedBar) -> Drawing:
    drawing = Drawing(chart)
    y = 0.0
    for row, label in enumerate(chart.rows):
        y = _label(drawing, label, y)
        drawing.shares.append(_parted(drawing, tuple(part.values[row] for part in chart.series), y))
        y += STACK_HEIGHT + ROW_GAP
    drawing.height = max(y - ROW_GAP, 0.0)
    drawing.legend = _parts(chart, drawing.shares[0] if len(chart.rows) == 1 else None)
    return drawing


def _parts(chart: StackedBar, shares: tuple[int, ...] | None) -> list[Key]:
    """What the parts mean, and how large they are where there is one row: money is told in kroner, all else in percent."""
    if shares is None:
        return _legend(chart.series)
    values = [
        part.values[0] if part.unit is Unit.MONEY else share for part, share in zip(chart.series, shares, strict=True)
    ]
    units = [Unit.MONEY if part.unit is Unit.MONEY else Unit.PERCENT for part in chart.series]
    keys = [Key(part.label, _mark(part, n), values[n], units[n]) for n, part in enumerate(chart.series)]
    whole = summed([part.values[0] for part in chart.series])
    return [*keys, Key(chart.whole, None, whole, chart.series[0].unit)] if chart.whole else keys


def _mark(part: Series, place: int) -> Mark:
    return Mark(f"tint-{part.kind}" if part.kind else f"chart-tone-{place % 6 + 1}", PATTERNS[place % len(PATTERNS)])


def _legend(series: tuple[Series, ...]) -> list[Key]:
    return [Key(part.label, _mark(part, n)) for n, part in enumerate(series)]


def _limit_key(limit: Limit, unit: Unit) -> Key:
    return Key(limit.label, None, limit.value, unit, is_limit=True)


def _length(value: int | float, top: int | float, room: float) -> float:
    return round(room * (value / top), 2) if top else 0.0


def _label(drawing: Drawing, label: str, y: float) -> float:
    for line in textwrap.wrap(label, LETTERS_IN_LINE):
        drawing.texts.append(Text(0, y + LINE_HEIGHT - 6, "label", words=line))
        y += LINE_HEIGHT
    return y


def _bar(
    drawing: Drawing, part: Series, value: Value, mark: Mark, y: float, top: int | float, limit: float | None
) -> None:
    baseline = y + BAR_HEIGHT - 4
    if value is None or isinstance(value, Missing):
        drawing.texts.append(Text(6, baseline, "missing", value=value or Missing.NO_DATA))
        return
    width = _length(value, top, BARS_WIDTH)
    drawing.rects.append(Rect(0, y, width, BAR_HEIGHT, mark))
    after, written = width + 6, _written(value, part.unit)
    # The figure stands clear of the line.
    if limit is not None and after - 6 < limit < after + written and limit + 6 + written <= WIDTH:
        after = limit + 6
    fits = after + written <= WIDTH
    x, role, anchor = (after, "value", "start") if fits else (width - 6, "inside", "end")
    tone = "" if fits else mark.tone
    drawing.texts.append(Text(x, baseline, role, value=value, unit=part.unit, anchor=anchor, tone=tone))


def _column(
    drawing: Drawing,
    part: Series,
    row: int,
    mark: Mark,
    across: tuple[float, float, float],
    up: tuple[int | float, float],
) -> None:
    (x, width, widest), (top, floor), value = across, up, part.values[row]
    middle = round(x + width / 2, 2)
    if value is None or isinstance(value, Missing):
        drawing.texts.append(Text(middle, floor - 6, "missing", value=value or Missing.NO_DATA, anchor="middle"))
        return
    height = _length(value, top, COLUMNS_HEIGHT)
    drawing.rects.append(Rect(round(x + 1, 2), round(floor - height, 2), round(width - 2, 2), height, mark))
    if _letters(value, part.unit) * LETTER_WIDTH <= widest:
        text = Text(middle, round(floor - height - 6, 2), "value", value=value, unit=part.unit, anchor="middle")
        drawing.texts.append(text)


def _letters(value: int | float, unit: Unit) -> int:
    shown = round(value / 100) if unit is Unit.MONEY else rounded(value, unit)
    return len(f"{shown:,}")


def _written(value: int | float, unit: Unit) -> float:
    """About how wide a figure will be, with its unit after it."""
    oere = 3 if unit is Unit.MONEY and value % 100 else 0
    named = {Unit.COUNT: 0, Unit.DAYS: 5, Unit.PERCENT: 2, Unit.MONEY: 4}[unit]
    return (_letters(value, unit) + named + oere) * LETTER_WIDTH


def _parted(drawing: Drawing, values: tuple[Value, ...], y: float) -> tuple[int, ...] | None:
    counts = [value for value in values if value is not None and not isinstance(value, Missing)]
    baseline, whole = y + STACK_HEIGHT / 2 + 5, summed(values)
    if isinstance(whole, Missing) or not whole:
        why = whole or Missing.NO_DATA
        drawing.texts.append(Text(6, baseline, "missing", value=why))
        drawing.lines.append(Line(0, y, 0, y + STACK_HEIGHT, "axis"))
        return None
    shares, x = percentages(counts), 0.0
    for n, (part, count) in enumerate(zip(drawing.chart.series, counts, strict=True)):
        width, mark = _length(count, whole, WIDTH), _mark(part, n)
        drawing.rects.append(Rect(round(x, 2), y, width, STACK_HEIGHT, mark))
        if width >= ROOM_FOR_SHARE:
            words = Text(round(x + width / 2, 2), baseline, "inside", "", shares[n], Unit.PERCENT, "middle", mark.tone)
            drawing.texts.append(words)
        x += width
    return shares
