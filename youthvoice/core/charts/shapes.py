"""What a drawing is made of, and the facts of the table that stands beneath it."""

from dataclasses import dataclass, field

from youthvoice.core.charts.model import Chart, Missing, StackedBar, Unit, Value
from youthvoice.core.charts.shares import summed

WIDTH = 320.0
PATTERNS = ("", "stripes", "dots", "checks", "lines")


@dataclass(frozen=True)
class Mark:
    """How a series looks: never by colour alone."""

    tone: str
    pattern: str


@dataclass(frozen=True)
class Rect:
    """A bar, a column or a part of one."""

    x: float
    y: float
    width: float
    height: float
    mark: Mark


@dataclass(frozen=True)
class Line:
    """``role`` is ``axis`` or ``limit``."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


@dataclass(frozen=True)
class Text:
    """Either ``words`` or a ``value`` of a ``unit``; ``y`` is the baseline. ``role``: label, value, inside, missing, and
    unit: the name of the unit of all figures in the picture, which then stand without it."""

    x: float
    y: float
    role: str
    words: str = ""
    value: Value = None
    unit: Unit = Unit.COUNT
    anchor: str = "start"
    tone: str = ""


@dataclass(frozen=True)
class Key:
    """A line of the legend: what a mark means, and its figure where there is one row alone. The whole has no mark."""

    label: str
    mark: Mark | None
    value: Value = None
    unit: Unit = Unit.COUNT
    is_limit: bool = False


@dataclass
class Drawing:
    """A chart that has been laid out, and the facts its table is made of."""

    chart: Chart
    height: float = 0.0
    width: float = WIDTH
    rects: list[Rect] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    legend: list[Key] = field(default_factory=list)
    shares: list[tuple[int, ...] | None] = field(default_factory=list)
    """For a stacked bar: whole percent for each row; None where nothing is parted."""

    def cells(self, row: int) -> list[tuple[Value, Unit]]:
        """The figures of a row for the table. What the picture does not part, the table does not tell either."""
        chart = self.chart
        shown = [(part.values[row], part.unit) for part in chart.series]
        if isinstance(chart, StackedBar) and any(value is Missing.TOO_FEW for value, _unit in shown):
            shown = [(Missing.TOO_FEW, unit) for _value, unit in shown]
        if isinstance(chart, StackedBar) and chart.whole:
            shown.append((summed([value for value, _unit in shown]), chart.series[0].unit))
        return shown + [(part.values[row], part.unit) for part in chart.more]

    @property
    def headings(self) -> list[str]:
        """What heads the figures of ``cells``."""
        chart = self.chart
        whole = [chart.whole] if isinstance(chart, StackedBar) and chart.whole else []
        return [*(part.label for part in chart.series), *whole, *(part.label for part in chart.more)]

    @property
    def is_upright(self) -> bool:
        """Whether the table has a line for each part: a single whole would be one long line."""
        return isinstance(self.chart, StackedBar) and bool(self.chart.whole) and len(self.chart.rows) == 1

    @property
    def patterns(self) -> list[str]:
        """The patterns that the picture and its legend need."""
        used = {rect.mark.pattern for rect in self.rects} | {key.mark.pattern for key in self.legend if key.mark}
        return [name for name in PATTERNS if name and name in used]
