"""Charts without a script: facts in, a drawing of rectangles and words out; `core/macros/charts.html` writes it as SVG.

A chart is made by a view or a query and drawn there: ``drawing = draw(BarChart(...))``; the template calls
``charts.chart(drawing)``. Every drawing carries the table that stands beneath it, with the same figures.
"""

from youthvoice.core.charts.drawing import draw
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
)
from youthvoice.core.charts.shapes import Drawing
from youthvoice.core.charts.shares import percentages, rounded

__all__ = [
    "BarChart",
    "Chart",
    "Drawing",
    "Limit",
    "Missing",
    "Series",
    "StackedBar",
    "Unit",
    "Value",
    "YearColumns",
    "draw",
    "percentages",
    "rounded",
]
