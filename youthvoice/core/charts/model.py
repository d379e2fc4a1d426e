"""What can be drawn. Everything is checked when a chart is made, so a drawing never fails."""

import math
import re
from dataclasses import dataclass
from enum import Enum

_ID = re.compile(r"[a-z][a-z0-9-]*")
MOST_COLUMNS = 10
"""As many columns as stand side by side on a phone with a figure above each."""


class Missing(Enum):
    """Why there is no figure."""

    TOO_FEW = "too_few"
    """Suppressed: so few persons that one might be recognised."""
    NO_DATA = "no_data"
    """Nothing was counted."""


Value = int | float | Missing | None
"""A figure of zero or more. None means the same as ``Missing.NO_DATA``."""


class Unit(Enum):
    """What a figure counts, and so how it is written."""

    COUNT = "count"
    DAYS = "days"
    PERCENT = "percent"
    """From 0 to 100, not from 0 to 1."""
    MONEY = "money"
    """Whole øre; written as kroner."""


@dataclass(frozen=True)
class Series:
    """One figure for every row (or year) of a chart, in the same order.

    ``kind`` is a kind of status (``yes partly no passed more progress overdue waiting council``) where the colour shall say
    the same as on the rest of the site; without it the place in the chart decides. Raises ValueError for a figure that is
    negative or no number, for a percentage above 100, and for money that is not whole øre.
    """

    label: str
    values: tuple[Value, ...]
    unit: Unit = Unit.COUNT
    kind: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        for value in self.values:
            if value is None or isinstance(value, Missing):
                continue
            if not math.isfinite(value) or value < 0:
                raise ValueError(f"a chart shows figures of zero or more, not {value}")
            if self.unit is Unit.PERCENT and value > 100:
                raise ValueError(f"a percentage goes from 0 to 100, not to {value}")
            if self.unit is Unit.MONEY and not isinstance(value, int):
                raise ValueError(f"money is whole øre, not {value}")


@dataclass(frozen=True)
class Limit:
    """A line across the bars, such as the days that an answer may take."""

    label: str
    value: int | float

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if not math.isfinite(self.value) or self.value < 0:
            raise ValueError(f"a limit is zero or more, not {self.value}")


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What every chart has.

    ``id`` is unique on the page: small letters, digits and hyphens. ``title`` is read first, ``description`` says in one or
    two sentences what the chart shows. ``row_heading`` heads the first column of the table. ``links`` holds an address for
    each row, used in the table. ``more`` are columns of the table alone, such as how many were asked.
    """

    id: str
    title: str
    description: str
    row_heading: str
    rows: tuple[str, ...]
    series: tuple[Series, ...]
    links: tuple[str, ...] = ()
    more: tuple[Series, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows that do not fit together."""
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not an id: {self.id!r}")
        if not self.series:
            raise ValueError("a chart has at least one series")
        if any(len(part.values) != len(self.rows) for part in self.series + self.more):
            raise ValueError("every series has one value for each row")
        if self.links and len(self.links) != len(self.rows):
            raise ValueError("either every row has a link or none")

    def _check_few_of_one_unit(self) -> None:
        if len(self.series) > 2 or len({part.unit for part in self.series}) > 1:
            raise ValueError("one or two series of one unit")


@dataclass(frozen=True, kw_only=True)
class BarChart(Chart):
    """Horizontal bars, for units: a label above its bar, the figure after it; one or two series of one unit.

    ``limit`` draws a line across. ``top`` is the figure at full width (several charts that shall be compared share one);
    without it that is the largest figure, and 100 for percentages. Raises ValueError for a figure above ``top``.
    """

    limit: Limit | None = None
    top: int | float | None = None

    def __post_init__(self) -> None:
        """Refuse what does not fit."""
        super().__post_init__()
        self._check_few_of_one_unit()
        if self.top is not None and (not math.isfinite(self.top) or self.top < self.largest()):
            raise ValueError("no figure may be larger than the top")

    def largest(self) -> int | float:
        """The largest figure of all, the limit counted too; 0 where there is none."""
        limits = [self.limit.value] if self.limit else []
        return max((*figures(self.series), *limits), default=0)


@dataclass(frozen=True, kw_only=True)
class YearColumns(Chart):
    """A column for each year and series; ``rows`` are the years, oldest first. One or two series, ten columns at most.

    ``top`` is the figure at full height, as in ``BarChart``.
    """

    top: int | float | None = None

    def __post_init__(self) -> None:
        """Refuse what does not fit."""
        super().__post_init__()
        self._check_few_of_one_unit()
        if self.top is not None and (not math.isfinite(self.top) or self.top < max(figures(self.series), default=0)):
            raise ValueError("no figure may be larger than the top")
        if len(self.rows) * len(self.series) > MOST_COLUMNS:
            raise ValueError(f"more than {MOST_COLUMNS} columns: show the latest years")


@dataclass(frozen=True, kw_only=True)
class StackedBar(Chart):
    """A whole bar for each row, parted by counts: yes, partly, no ... in the order given.

    A row where any part is too few to show is not parted at all: what is left would tell the hidden figure.
    ``whole`` names the sum («I alt»), which is then told too. With a single row the table stands upright: a line for each
    part, headed by ``row_heading``.
    """

    whole: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be summed up."""
        super().__post_init__()
        if self.whole and len({part.unit for part in self.series}) > 1:
            raise ValueError("a whole has parts of one unit")


def figures(series: tuple[Series, ...]) -> list[int | float]:
    """The figures that there are."""
    return [value for part in series for value in part.values if value is not None and not isinstance(value, Missing)]
