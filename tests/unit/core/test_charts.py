"""Charts: lengths tell the figures, what is hidden stays hidden, and what cannot be drawn is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.charts import (
    BarChart,
    Drawing,
    Limit,
    Missing,
    Series,
    StackedBar,
    Unit,
    Value,
    YearColumns,
    draw,
    percentages,
    rounded,
)
from youthvoice.core.charts.drawing import BARS_WIDTH, COLUMNS_HEIGHT, WIDTH

FIGURES = st.one_of(st.integers(0, 10**12), st.floats(0, 1e300, allow_nan=False))
VALUES = st.one_of(FIGURES, st.sampled_from([None, Missing.TOO_FEW, Missing.NO_DATA]))


def made(kind: Any, *series: tuple[Value, ...], unit: Unit = Unit.COUNT, **options: Any) -> Drawing:
    rows = tuple(f"Enhed {n}" for n in range(len(series[0])))
    parts = tuple(Series(f"Række {n}", values, unit) for n, values in enumerate(series))
    return draw(kind(id="x", title="T", description="D", row_heading="Enhed", rows=rows, series=parts, **options))


def values_told(drawing: Drawing) -> list[Value]:
    return [text.value for text in drawing.texts if text.role in ("value", "inside")]


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_a_bar_is_as_long_as_its_figure(values: list[Value]) -> None:
    drawing = made(BarChart, tuple(values))
    figures = [value for value in values if isinstance(value, int | float)]
    top = max(figures, default=0)
    expected = [BARS_WIDTH * (value / top) if top else 0 for value in figures]
    assert [rect.width for rect in drawing.rects] == pytest.approx(expected, abs=0.01)
    assert values_told(drawing) == figures
    assert len([text for text in drawing.texts if text.role == "missing"]) == len(values) - len(figures)


@given(st.lists(VALUES, min_size=1, max_size=5), st.data())
def test_columns_are_as_high_as_their_figures_and_stand_apart(first: list[Value], data: Any) -> None:
    second = data.draw(st.lists(VALUES, min_size=len(first), max_size=len(first)))
    drawing = made(YearColumns, tuple(first), tuple(second))
    figures = [value for pair in zip(first, second, strict=True) for value in pair if isinstance(value, int | float)]
    top = max(figures, default=0)
    assert [rect.height for rect in drawing.rects] == pytest.approx(
        [COLUMNS_HEIGHT * (value / top) if top else 0 for value in figures], abs=0.01
    )
    assert all(a.x + a.width <= b.x for a, b in zip(drawing.rects, drawing.rects[1:], strict=False))
    assert all(rect.x >= 0 and rect.x + rect.width <= WIDTH and rect.y >= 0 for rect in drawing.rects)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=7))
def test_a_stack_is_whole_and_its_shares_make_a_hundred(counts: list[int]) -> None:
    drawing = made(StackedBar, *((count,) for count in counts))
    if not sum(counts):
        assert (drawing.rects, drawing.shares) == ([], [None])
        return
    assert sum(rect.width for rect in drawing.rects) == pytest.approx(WIDTH, abs=0.1)
    assert drawing.shares[0] == percentages(counts)
    assert sum(percentages(counts)) == 100
    assert all(abs(share - 100 * n / sum(counts)) < 1 for share, n in zip(percentages(counts), counts, strict=True))
    assert len({rect.mark for rect in drawing.rects[:5]}) == min(len(counts), 5)


def test_a_hidden_part_cannot_be_worked_out_from_the_others() -> None:
    drawing = made(StackedBar, (40, 6), (Missing.TOO_FEW, 4))
    assert drawing.shares == [None, (60, 40)]
    assert [rect.y for rect in drawing.rects] == [drawing.rects[0].y] * 2
    assert drawing.cells(0) == [(Missing.TOO_FEW, Unit.COUNT)] * 2
    assert drawing.cells(1) == [(6, Unit.COUNT), (4, Unit.COUNT)]


def test_the_columns_of_the_table_alone_are_not_drawn() -> None:
    asked = Series("Spurgt", (9, None))
    drawing = made(BarChart, (1, 2), more=(asked,))
    assert len(drawing.rects) == 2
    assert drawing.cells(0) == [(1, Unit.COUNT), (9, Unit.COUNT)]


def test_nothing_and_one_and_very_much() -> None:
    assert made(BarChart, ()).rects == []
    assert made(BarChart, ()).height == 0
    assert [rect.width for rect in made(BarChart, (0, 0)).rects] == [0, 0]
    assert [rect.width for rect in made(BarChart, (7,)).rects] == [BARS_WIDTH]
    long = made(BarChart, (123_456_789_012, 1), unit=Unit.DAYS)
    assert [(text.role, text.anchor) for text in long.texts if text.value] == [("inside", "end"), ("value", "start")]
    assert made(YearColumns, (10**9,), (1,)).texts[-1].value == 1
    assert values_told(made(YearColumns, (10**9,), (1,))) == [1]


def test_percentages_are_compared_with_a_hundred_and_the_limit_counts() -> None:
    assert [rect.width for rect in made(BarChart, (50, 25), unit=Unit.PERCENT).rects] == [
        BARS_WIDTH / 2,
        BARS_WIDTH / 4,
    ]
    drawing = made(BarChart, (15,), limit=Limit("Fristen", 30))
    assert drawing.rects[0].width == BARS_WIDTH / 2
    assert [line.x1 for line in drawing.lines if line.role == "limit"] == [BARS_WIDTH]
    assert made(BarChart, (15,), top=60).rects[0].width == BARS_WIDTH / 4


def test_long_names_take_more_lines() -> None:
    options = {"id": "x", "title": "T", "description": "D", "row_heading": "Enhed", "series": (Series("A", (1,)),)}
    short = draw(BarChart(rows=("Trafik",), **options))
    long = draw(BarChart(rows=("Center for Kultur, Fritid og Frivillighed i kommunen",), **options))
    assert [text.words for text in long.texts if text.role == "label"] == [
        "Center for Kultur, Fritid og",
        "Frivillighed i kommunen",
    ]
    assert long.height > short.height


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.2, Unit.PERCENT, 1),
        (99.9, Unit.PERCENT, 99),
        (0, Unit.PERCENT, 0),
        (100, Unit.PERCENT, 100),
        (61.538, Unit.PERCENT, 62),
        (31.52, Unit.DAYS, 31.5),
        (18.04, Unit.DAYS, 18),
        (1082, Unit.COUNT, 1082),
    ],
)
def test_figures_are_as_exact_as_they_are_read(value: float, unit: Unit, shown: float) -> None:
    assert rounded(value, unit) == shown


@pytest.mark.parametrize("value", [-1, -0.001, float("nan"), float("inf")])
def test_no_figure_below_zero_or_beyond_all_measure(value: float) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        Series("A", (1, value))
    with pytest.raises(ValueError, match="zero or more"):
        Limit("A", value)


def test_what_does_not_fit_is_refused() -> None:
    refused: list[Any] = [
        lambda: Series("A", (100.5,), Unit.PERCENT),
        lambda: Series("A", (100.5,), Unit.MONEY),
        lambda: draw(
            StackedBar(
                id="x",
                title="",
                description="",
                row_heading="",
                rows=("A",),
                series=(Series("A", (1,)), Series("B", (1,), Unit.MONEY)),
                whole="I alt",
            )
        ),
        lambda: made(BarChart, (1,), (1, 2)),
        lambda: made(BarChart, (1,), (1,), (1,)),
        lambda: made(BarChart, (1,), top=0.5),
        lambda: made(BarChart, (1,), links=("/a", "/b")),
        lambda: made(YearColumns, tuple(range(11))),
        lambda: draw(
            BarChart(id="Ikke et id", title="", description="", row_heading="", rows=(), series=(Series("A", ()),))
        ),
        lambda: draw(BarChart(id="x", title="", description="", row_heading="", rows=(), series=())),
    ]
    for attempt in refused:
        with pytest.raises(ValueError, match=r"\w"):
            attempt()


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=7))
def test_where_the_money_is_tells_every_part_and_the_whole(amounts: list[int]) -> None:
    drawing = made(StackedBar, *((amount,) for amount in amounts), unit=Unit.MONEY, whole="I alt")
    assert drawing.is_upright
    assert drawing.headings == [*(f"Række {n}" for n in range(len(amounts))), "I alt"]
    assert drawing.cells(0) == [(amount, Unit.MONEY) for amount in (*amounts, sum(amounts))]
    if sum(amounts):
        assert [(key.label, key.value, key.unit) for key in drawing.legend] == [
            (heading, value, unit) for heading, (value, unit) in zip(drawing.headings, drawing.cells(0), strict=True)
        ]
        assert drawing.legend[-1].mark is None


def test_the_whole_does_not_tell_what_is_hidden() -> None:
    drawing = made(StackedBar, (40_000, 600), (Missing.TOO_FEW, 400), unit=Unit.MONEY, whole="I alt")
    assert not drawing.is_upright
    assert drawing.cells(0) == [(Missing.TOO_FEW, Unit.MONEY)] * 3
    assert drawing.cells(1) == [(600, Unit.MONEY), (400, Unit.MONEY), (1000, Unit.MONEY)]
    assert made(StackedBar, (40_000,), (None,), whole="I alt").cells(0)[-1] == (Missing.NO_DATA, Unit.COUNT)


def test_money_takes_its_room_in_a_picture() -> None:
    bars = made(BarChart, (12_345_600, 100), unit=Unit.MONEY)
    assert [(text.role, text.value) for text in bars.texts if text.value] == [("inside", 12_345_600), ("value", 100)]
    year = (10_000_000,)
    assert values_told(made(YearColumns, year * 4, unit=Unit.MONEY)) == [*year * 4]
    assert values_told(made(YearColumns, year * 4, year * 4, unit=Unit.MONEY)) == []
