"""From counted figures to charts and tables. Units stand in alphabetical order, on one scale for all years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from youthvoice.core.charts import (
    BarChart,
    Chart,
    Drawing,
    Limit,
    Missing,
    Series,
    StackedBar,
    Unit,
    Value,
    YearColumns,
)
from youthvoice.core.charts import draw as draw_chart
from youthvoice.insight.labels import LABELS, YEAR_TABLE
from youthvoice.insight.queries import Counted, Scorecards
from youthvoice.insight.rules import PARTS, Base, Kind, Measure, kind_of
from youthvoice.insight.rules.measures import OUTCOMES, PROMISES, REASONS
from youthvoice.responses.labels import OUTCOME_KINDS, PROMISE_KINDS, REASON_LABELS
from youthvoice.responses.rules.answers import Outcome, ReasonCode

MOST_YEARS = 5
UNITS: dict[Kind, Unit] = {Kind.amount: Unit.COUNT, Kind.days: Unit.DAYS, Kind.percent: Unit.PERCENT}
KINDS: dict[Measure, str] = {
    **{measure: OUTCOME_KINDS[outcome] for outcome, measure in OUTCOMES.items()},
    **{measure: PROMISE_KINDS[state] for state, measure in PROMISES.items()},
    Measure.overdue: "overdue",
    Measure.long_overdue: "no",
}
STATS: tuple[tuple[Measure, str], ...] = (
    (Measure.asked, "waiting"),
    (Measure.answered, "yes"),
    (Measure.median_days, "progress"),
    (Measure.on_time, "passed"),
    (Measure.understood, "council"),
    (Measure.overdue, "overdue"),
)
"""What is told first, and in which colour."""


@dataclass(frozen=True)
class Cell:
    """A figure and what it counts."""

    value: Value
    unit: Unit


@dataclass(frozen=True)
class Stat:
    """A figure that is told first; ``whole`` is that of all units, beside a unit's own."""

    label: str
    kind: str
    cell: Cell
    whole: Cell | None = None


@dataclass(frozen=True)
class Line:
    """A line of the table year by year."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class View:
    """What one page shows: a year of one unit or of all, and the years before it."""

    cards: Scorecards
    year: int
    answer_days: int
    card: Counted

    @property
    def is_now(self) -> bool:
        """The year is not over: what is overdue today belongs to it."""
        return self.year == self.cards.years[-1]

    @property
    def years(self) -> list[int]:
        """The years of a chart, oldest first."""
        return self.cards.years[-MOST_YEARS:]

    @property
    def units(self) -> list[Counted]:
        """The units that had something to count that year."""
        return [card for card in self.cards.units if card.has_any(self.year)]

    @property
    def most_days(self) -> int | float:
        """The end of every scale of days, whatever year or unit is looked at."""
        cards = (self.cards.everyone, *self.cards.units)
        days = _numbers(card.value(year, Measure.median_days) for card in cards for year in self.cards.years)
        return max([*days, self.answer_days])


def stats(view: View) -> list[Stat]:
    """The figures told first."""
    measures = [(m, kind) for m, kind in STATS if view.is_now or m is not Measure.overdue]
    everyone = view.cards.everyone
    is_unit = view.card is not everyone
    return [
        Stat(LABELS[m], kind, cell(view.card, view.year, m), cell(everyone, view.year, m) if is_unit else None)
        for m, kind in measures
    ]


def year_table(view: View) -> list[Line]:
    """Everything but the reasons, year by year."""
    return [
        Line(LABELS[measure], tuple(cell(view.card, year, measure) for year in view.years)) for measure in YEAR_TABLE
    ]


def cell(card: Counted, year: int, measure: Measure) -> Cell:
    """One figure, with its unit."""
    return Cell(card.value(year, measure), UNITS[kind_of(measure)])


def overview_charts(view: View) -> dict[str, list[Drawing]]:
    """The charts of the page for all units, by section."""
    return _drawn(
        {
            "time": [
                _years(view, Measure.median_days, gettext("Dage til svar, år for år")),
                _years(view, Measure.on_time, gettext("Svar til tiden, år for år")),
                _days_by_unit(view),
                _by_unit(view, [Measure.on_time], gettext("Svar til tiden i hver enhed")),
                *([_by_unit(view, [Measure.overdue], gettext("Over fristen nu i hver enhed"))] if view.is_now else ()),
            ],
            "answers": [_parts_by_unit(view, Base.answered, gettext("Hvad hver enhed svarer")), _reasons(view)],
            "understood": [_understood_by_year(view), _understood_by_unit(view)],
            "promises": [_parts_by_unit(view, Base.promises, gettext("Hvad der blev af hver enheds løfter"))],
        }
    )


def unit_charts(view: View) -> dict[str, list[Drawing]]:
    """The charts of one unit's page, by section."""
    return _drawn(
        {
            "time": [
                _years(view, Measure.median_days, gettext("Dage til svar, år for år")),
                _years(view, Measure.on_time, gettext("Svar til tiden, år for år")),
            ],
            "answers": [_parts_by_year(view, Base.answered, gettext("Svarene, år for år")), _reasons(view)],
            "understood": [_understood_by_year(view)],
            "promises": [_parts_by_year(view, Base.promises, gettext("Løfterne, år for år"))],
        }
    )


def _drawn(charts: dict[str, list[Chart]]) -> dict[str, list[Drawing]]:
    return {section: [draw_chart(chart) for chart in found] for section, found in charts.items()}


def _numbers(values: Iterable[Value]) -> list[int | float]:
    return [value for value in values if value is not None and not isinstance(value, Missing)]


def _series(cards: Sequence[tuple[Counted, int]], measure: Measure, kind: str = "", label: str = "") -> Series:
    values = tuple(card.value(year, measure) for card, year in cards)
    return Series(label or str(LABELS[measure]), values, UNITS[kind_of(measure)], kind)


def _years(view: View, measure: Measure, title: str) -> YearColumns:
    """All years side by side; beside a unit's own, those of all units."""
    own = [(view.card, year) for year in view.years]
    series = [_series(own, measure, label=view.card.name or whole_name())]
    if view.card is not view.cards.everyone:
        series.append(_series([(view.cards.everyone, year) for year in view.years], measure, label=whole_name()))
    return YearColumns(
        id=f"years-{measure.value.replace('_', '-')}",
        title=title,
        description=gettext("En søjle for hvert år."),
        row_heading=gettext("År"),
        rows=tuple(map(str, view.years)),
        series=tuple(series),
        top=view.most_days if measure is Measure.median_days else None,
    )


def whole_name() -> str:
    """All units together."""
    return gettext("Hele kommunen")


def _rows(view: View) -> tuple[list[tuple[Counted, int]], tuple[str, ...], tuple[str, ...]]:
    """All units together and then each by itself: cards, names and addresses."""
    cards = [view.cards.everyone, *view.units]
    links = [
        url_for("insight.unit_scorecard", unit_id=card.unit_id, aar=view.year)
        if card.unit_id
        else url_for("insight.scorecard", aar=view.year, _anchor="aar")
        for card in cards
    ]
    return [(card, view.year) for card in cards], tuple(card.name or whole_name() for card in cards), tuple(links)


def _days_by_unit(view: View) -> BarChart:
    cards, names, links = _rows(view)
    return BarChart(
        id="units-days",
        title=gettext("Dage til svar i hver enhed"),
        description=gettext("En bjælke for hver enhed, i alfabetisk rækkefølge. Stregen viser fristen."),
        row_heading=gettext("Enhed"),
        rows=names,
        series=(_series(cards, Measure.median_days),),
        links=links,
        more=(_series(cards, Measure.answered),),
        limit=Limit(gettext("Fristen"), view.answer_days),
        top=view.most_days,
    )


def _by_unit(view: View, measures: list[Measure], title: str) -> BarChart:
    cards, names, links = _rows(view)
    return BarChart(
        id=f"units-{measures[0].value.replace('_', '-')}",
        title=title,
        description=gettext("En bjælke for hver enhed, i alfabetisk rækkefølge."),
        row_heading=gettext("Enhed"),
        rows=names,
        series=tuple(_series(cards, measure, KINDS.get(measure, "")) for measure in measures),
        links=links,
        more=(_series(cards, Measure.long_overdue),) if Measure.overdue in measures else (),
    )


def _understood_by_unit(view: View) -> BarChart:
    return _by_unit(view, [Measure.understood, Measure.taken_seriously], gettext("Forstået i hver enhed"))


def _understood_by_year(view: View) -> YearColumns:
    cards = [(view.card, year) for year in view.years]
    return YearColumns(
        id="years-understood",
        title=gettext("Forstået, år for år"),
        description=gettext(
            "To søjler for hvert år: om svaret var til at forstå, og om den unge blev taget alvorligt."
        ),
        row_heading=gettext("År"),
        rows=tuple(map(str, view.years)),
        series=(_series(cards, Measure.understood), _series(cards, Measure.taken_seriously)),
    )


def _parts(base: Base, cards: list[tuple[Counted, int]]) -> tuple[Series, ...]:
    return tuple(_series(cards, measure, KINDS[measure]) for measure in PARTS[base])


def _parts_by_unit(view: View, base: Base, title: str) -> StackedBar:
    cards, names, links = _rows(view)
    return StackedBar(
        id=f"units-{base.value}",
        title=title,
        description=gettext("Hele bjælken er 100 %. Den er delt op efter, hvor meget hver del fylder."),
        row_heading=gettext("Enhed"),
        rows=names,
        series=_parts(base, cards),
        links=links,
        more=(_series(cards, Measure(base.value)),),
    )


def _parts_by_year(view: View, base: Base, title: str) -> StackedBar:
    cards = [(view.card, year) for year in view.years]
    return StackedBar(
        id=f"years-{base.value}",
        title=title,
        description=gettext("Hele bjælken er 100 %. Den er delt op efter, hvor meget hver del fylder."),
        row_heading=gettext("År"),
        rows=tuple(map(str, view.years)),
        series=_parts(base, cards),
        more=(_series(cards, Measure(base.value)),),
    )


def _reasons(view: View) -> BarChart:
    def part(outcome: Outcome) -> Series:
        values = tuple(view.card.value(view.year, REASONS[outcome][reason]) for reason in ReasonCode)
        return Series(str(LABELS[OUTCOMES[outcome]]), values, Unit.PERCENT, OUTCOME_KINDS[outcome])

    return BarChart(
        id="reasons",
        title=gettext("Grundene bag nej og delvist ja i %(year)s", year=view.year),
        description=gettext("Her ser du, hvor stor en del af alle nej og alle delvist ja der har hver grund."),
        row_heading=gettext("Grund"),
        rows=tuple(str(REASON_LABELS[reason]) for reason in ReasonCode),
        series=(part(Outcome.no), part(Outcome.partly)),
    )
