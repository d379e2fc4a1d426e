"""From counted blocks to charts, tables and files. Schools stand in alphabetical order; nothing is ranked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from youthvoice.core.charts import BarChart, Drawing, Missing, Series, Unit, Value, YearColumns
from youthvoice.core.charts import draw as draw_chart
from youthvoice.core.sheets.writing import Cell as FileCell
from youthvoice.core.sheets.writing import kroner, write_lines
from youthvoice.insight.labels import LABELS, YEAR_TABLE
from youthvoice.insight.presenting import UNITS, Cell, Line
from youthvoice.insight.queries import in_order
from youthvoice.insight.rules import FEWEST, Measure, kind_of
from youthvoice.insight.rules.measures import REASONS
from youthvoice.insight.rules.taking_part import CHAPTERS, MONEY, AgeBand, Chapter, Deed, Sum
from youthvoice.insight.taking_part_labels import AGE_LABELS, CHAPTER_LABELS, DEED_LABELS, SUM_LABELS
from youthvoice.responses.rules.answers import Outcome

NO_SCHOOL = "none"
MOST_YEARS = 5
BY_YEAR: tuple[Sum, ...] = (Sum.proposals, Sum.meetings, Sum.ballots, Sum.hearing_people)
"""What is drawn year by year, beside the people."""
FILE_HEADINGS = ("afsnit", "tal", "navn", "periode", "foer")


@dataclass(frozen=True)
class Told:
    """A chapter of the report with its lines: the period, and the one before it."""

    chapter: Chapter
    label: str
    lines: list[Line]


def value_of(figure: object) -> Value:
    """A stored figure as a chart takes it."""
    if isinstance(figure, str):
        return Missing.TOO_FEW
    return figure if isinstance(figure, int | float) else None


def people_value(block: Mapping[str, Any], part: str, key: str) -> Value:
    """How many people; 0 where nobody was counted."""
    return value_of(block["people"][part].get(key, 0))


def sum_cell(block: Mapping[str, Any], name: Sum) -> Cell:
    """One sum with its unit."""
    return Cell(block["sums"].get(name.value, 0), Unit.MONEY if name in MONEY else Unit.COUNT)


def chapters(now: Mapping[str, Any], before: Mapping[str, Any], schools: Mapping[str, str]) -> list[Told]:
    """Every chapter, with the figures of both periods side by side."""
    both = (now, before)
    return [Told(chapter, str(CHAPTER_LABELS[chapter]), list(_lines(chapter, both, schools))) for chapter in Chapter]


def _lines(chapter: Chapter, blocks: Sequence[Mapping[str, Any]], schools: Mapping[str, str]) -> Iterator[Line]:
    if chapter is Chapter.participation:
        yield _people_line(gettext("Unge, der har været med"), blocks, "all", "all")
        for deed in Deed:
            yield _people_line(str(DEED_LABELS[deed]), blocks, "deeds", deed.value)
        for band in AgeBand:
            yield _people_line(str(AGE_LABELS[band]), blocks, "ages", band.value)
        for key, name in school_rows(blocks, schools):
            yield _people_line(name, blocks, "schools", key)
    for name in CHAPTERS[chapter]:
        yield Line(str(SUM_LABELS[name]), tuple(sum_cell(block, name) for block in blocks))
    if chapter is Chapter.answers:
        yield from (_answer_line(measure, str(LABELS[measure]), blocks) for measure in YEAR_TABLE)
        for reason, measure in REASONS[Outcome.no].items():
            told = gettext("Nej på grund af: %(reason)s", reason=LABELS[REASONS[Outcome.no][reason]])
            yield _answer_line(measure, told, blocks)


def _people_line(label: str, blocks: Iterable[Mapping[str, Any]], part: str, key: str) -> Line:
    return Line(label, tuple(Cell(people_value(block, part, key), Unit.COUNT) for block in blocks))


def _answer_line(measure: Measure, label: str, blocks: Iterable[Mapping[str, Any]]) -> Line:
    unit = UNITS[kind_of(measure)]
    return Line(label, tuple(Cell(value_of(block["answers"].get(measure.value)), unit) for block in blocks))


def school_rows(blocks: Iterable[Mapping[str, Any]], schools: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, name) of every school somebody took part from, and last those of none."""
    keys = {key for block in blocks for key in block["people"]["schools"]}
    named = [(key, schools.get(key, gettext("En skole, der er lukket"))) for key in keys - {NO_SCHOOL}]
    rows = sorted(named, key=lambda row: in_order(row[1]))
    return [*rows, (NO_SCHOOL, gettext("Ingen skole oplyst"))] if NO_SCHOOL in keys else rows


def year_charts(years: Mapping[int, Mapping[str, Any]]) -> list[Drawing]:
    """How it changes: people, and what they did, a column for each of the last years."""
    shown = sorted(years)[-MOST_YEARS:]
    people = Series(gettext("Unge"), tuple(people_value(years[year], "all", "all") for year in shown))
    columns = [_columns("people", gettext("Unge, der har været med"), shown, people)]
    for name in BY_YEAR:
        values = tuple(years[year]["sums"].get(name.value, 0) for year in shown)
        columns.append(
            _columns(name.value.replace("_", "-"), str(SUM_LABELS[name]), shown, Series(str(SUM_LABELS[name]), values))
        )
    return [draw_chart(chart) for chart in columns]


def _columns(id_: str, title: str, years: Sequence[int], series: Series) -> YearColumns:
    return YearColumns(
        id=f"years-{id_}",
        title=title,
        description=gettext("En søjle for hvert år."),
        row_heading=gettext("År"),
        rows=tuple(map(str, years)),
        series=(series,),
    )


def people_charts(block: Mapping[str, Any], schools: Mapping[str, str]) -> list[Drawing]:
    """Who they were: by what they did, by age, and by school."""
    rows = school_rows([block], schools)
    parts = (
        ("deeds", gettext("Det gjorde de"), gettext("Den samme kan have gjort flere ting."), _rows_of(DEED_LABELS)),
        ("ages", gettext("Hvor gamle var de?"), gettext("Alderen er den, de fylder det år."), _rows_of(AGE_LABELS)),
        ("schools", gettext("Hvilke skoler kom de fra?"), gettext("Skolerne står efter alfabetet."), rows),
    )
    return [draw_chart(_bars(block, part, title, told, found)) for part, title, told, found in parts if found]


def _rows_of(labels: Mapping[Any, Any]) -> list[tuple[str, str]]:
    return [(key.value, str(label)) for key, label in labels.items()]


def _bars(block: Mapping[str, Any], part: str, title: str, told: str, rows: Sequence[tuple[str, str]]) -> BarChart:
    return BarChart(
        id=f"people-{part}",
        title=title,
        description=told,
        row_heading=gettext("Hvem"),
        rows=tuple(name for _key, name in rows),
        series=(Series(gettext("Unge"), tuple(people_value(block, part, key) for key, _name in rows)),),
    )


def sheet(told: Sequence[Told]) -> str:
    """The report as a file for spreadsheets: amounts in kroner, ``<5`` where too few stand behind a figure."""
    lines = [
        (one.chapter.value, number, line.label, *(_file_cell(cell) for cell in line.cells))
        for one in told
        for number, line in enumerate(one.lines, start=1)
    ]
    return write_lines([FILE_HEADINGS, *lines])


def _file_cell(cell: Cell) -> FileCell:
    if isinstance(cell.value, Missing):
        return f"<{FEWEST}"
    if cell.unit is Unit.MONEY and isinstance(cell.value, int):
        return kroner(cell.value)
    return cell.value
