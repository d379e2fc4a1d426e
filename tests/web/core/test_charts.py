"""A chart on a page: one named picture, and the same figures in a table beneath it."""

from typing import Any

import html5lib
import pytest
from flask import Flask, render_template_string

from tests.html import page_problems
from youthvoice.core import i18n
from youthvoice.core.charts import BarChart, Limit, Missing, Series, StackedBar, Unit, YearColumns, draw

PAGE = """{% import 'core/macros/charts.html' as charts %}<!doctype html><html lang="{{ locale }}"><title>T</title>
<h1>T</h1>{% for drawing in drawings %}{{ charts.chart(drawing, folded=loop.last) }}{% endfor %}</html>"""
UNITS = ("Børn & Unge", "Trafik", "Virum Skole")


def drawings() -> list[Any]:
    told = {"title": "Svar <til> tiden", "description": "Så mange fik svar til tiden.", "row_heading": "Enhed"}
    days = Series("Dage", (1, 31.52, Missing.TOO_FEW), Unit.DAYS)
    return [
        draw(
            BarChart(
                id="days",
                rows=UNITS,
                series=(days,),
                limit=Limit("Fristen", 30),
                links=("/a", "/b", "/c"),
                more=(Series("Svar", (12_345, 0, None)),),
                **told,
            )
        ),
        draw(
            StackedBar(
                id="outcome",
                rows=UNITS[:2],
                series=(Series("Ja", (3, 1), kind="yes"), Series("Nej", (1, Missing.TOO_FEW), kind="no")),
                **told,
            )
        ),
        draw(
            YearColumns(
                id="years", rows=("2026", "2027"), series=(Series("Til tiden", (None, 61.5), Unit.PERCENT),), **told
            )
        ),
        draw(BarChart(id="empty", rows=(), series=(Series("A", ()),), **told)),
    ]


def test_charts_are_named_pictures_with_their_figures_in_tables(app: Flask) -> None:
    with app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: "da"}):
        page = render_template_string(PAGE, drawings=drawings())
    assert page_problems(page) == []
    document = html5lib.parse(page, namespaceHTMLElements=False)
    svg = "{http://www.w3.org/2000/svg}"
    pictures = [found for found in document.iter(f"{svg}svg") if found.get("role") == "img"]
    assert [found.get("aria-labelledby") for found in pictures] == [
        f"{name}-title {name}-description" for name in ("days", "outcome", "years")
    ]
    assert all(found.get("viewBox") for found in pictures)
    assert [found.find(f"{svg}title").text for found in pictures] == ["Svar <til> tiden"] * 3
    drawn = {"".join(text.itertext()) for text in pictures[0].iter(f"{svg}text")}
    assert {"Børn & Unge", "1 dag", "31,5 dage", "for få til at vise"} <= drawn
    assert {"Procent", "62", "–"} <= {"".join(text.itertext()) for text in pictures[2].iter(f"{svg}text")}
    wanted = {part.get("fill")[5:-1] for part in document.iter(f"{svg}rect") if part.get("fill")}
    assert wanted <= {pattern.get("id") for pattern in document.iter(f"{svg}pattern")}


def test_the_table_says_the_same_and_hides_the_same(app: Flask) -> None:
    with app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: "da"}):
        document = html5lib.parse(render_template_string(PAGE, drawings=drawings()), namespaceHTMLElements=False)
    tables = list(document.iter("table"))
    assert [table.find("caption").text for table in tables] == ["Svar <til> tiden"] * 3
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tables[0].iter("tr")]
    assert rows == [
        ["Enhed", "Dage", "Svar"],
        ["Børn & Unge", "1 dag", "12.345"],
        ["Trafik", "31,5 dage", "0"],
        ["Virum Skole", "for få til at vise", "ingen tal"],
    ]
    assert [cell.get("scope") for cell in tables[0].iter("th")] == ["col", "col", "col", "row", "row", "row"]
    assert [link.get("href") for link in tables[0].iter("a")] == ["/a", "/b", "/c"]
    parted = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tables[1].iter("tr")][1:]
    assert parted == [["Børn & Unge", "3 (75 %)", "1 (25 %)"], ["Trafik", "for få til at vise", "for få til at vise"]]
    opened = [found.get("open") is not None for found in document.iter("details")]
    assert opened == [True, True, True]
    assert "Der er ingen tal endnu." in "".join(document.itertext())


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("da", ["60.000 kr. (60 %)", "39.999,50 kr. (40 %)", "0 kr. (0 %)", "99.999,50 kr."]),
        ("en", ["DKK 60,000 (60 %)", "DKK 39,999.50 (40 %)", "DKK 0 (0 %)", "DKK 99,999.50"]),
    ],
)
def test_where_the_money_is(app: Flask, locale: str, told: list[str]) -> None:
    names = ("Givet", "Tilbage", "Betalt tilbage", "I alt")
    parts = zip(names, (6_000_000, 3_999_950, 0), strict=False)
    drawing = draw(
        StackedBar(
            id="money",
            title="Her er pengene",
            description="Så mange penge er givet, og så mange er tilbage.",
            row_heading="Penge",
            rows=("2027",),
            series=tuple(Series(name, (oere,), Unit.MONEY) for name, oere in parts),
            whole=names[-1],
        )
    )
    with app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: locale}):
        page = render_template_string(PAGE, drawings=[drawing])
    assert page_problems(page) == []
    document = html5lib.parse(page, namespaceHTMLElements=False)
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in document.iter("tr")]
    assert rows == [["Penge", "2027"], *([name, words] for name, words in zip(names, told, strict=True))]
    legend = [" ".join("".join(line.itertext()).split()) for line in document.iter("li")]
    assert legend == [f"{name} {words.split(' (')[0]}" for name, words in zip(names, told, strict=True)]
