"""Every figure of the scorecard equals what the books say, at New Year and again in the spring."""

from datetime import date, datetime, time
from pathlib import Path

from tests.apps import make_settings
from tests.postgres import migrated_database
from tests.simulation.books import Books
from tests.simulation.conftest import Year
from tests.simulation.copying import copy_rows
from tests.simulation.ledger import DAY
from tests.simulation.play import CASES, LAST, SLOW, Play
from tests.simulation.town import UNITS
from youthvoice.core.clock import COPENHAGEN, time_told
from youthvoice.core.db import Database
from youthvoice.insight.counting import count
from youthvoice.insight.queries import scorecards

SPRING = date(2026, 3, 15)


def test_the_scorecard_equals_the_books(year: Year, tmp_path: Path) -> None:
    play = year.play
    play.until(midnight_after(LAST))
    assert len(play.books) == CASES
    assert len({entry.unit for entry in play.books.values()}) == UNITS
    shown = compare(play, play.database, LAST)
    slow = [shown[unit]["median_days"] for unit in play.town.units if play.town.units.index(unit) in SLOW]
    quick = [shown[unit]["median_days"] for unit in play.town.units[2:10]]
    assert min(slow) > 2 * max(quick)
    play.until(midnight_after(SPRING))
    compare(play, play.database, SPRING)
    with migrated_database("postgresql", tmp_path) as url:
        copy_rows(play.database.url, url)
        other = Database(make_settings(url))
        compare(play, other, SPRING)
        other.dispose()


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + DAY, time(), COPENHAGEN)


def compare(play: Play, database: Database, today: date) -> dict[int | None, dict[str, float]]:
    """Count at the end of that day, and hold every figure against the books; returns those of 2025."""
    with database.transaction() as session, time_told(datetime.combine(today, time(23, 59), COPENHAGEN)):
        count(session)
        cards = scorecards(session)
    assert cards is not None
    books = Books(list(play.books.values()), today)
    assert cards.years == sorted({2025, today.year})
    assert {card.unit_id for card in cards.units} == set(play.town.units)
    for year in cards.years:
        for card in (cards.everyone, *cards.units):
            hold_against(books, year, card.unit_id, card.by_year[year])
    return {card.unit_id: card.by_year[2025] for card in (cards.everyone, *cards.units)}


def hold_against(books: Books, year: int, unit: int | None, shown: dict[str, float | str | None]) -> None:
    """Equal where it is shown; kept back where it is made of fewer than five, or where such a number would follow."""
    expected = books.figures(year, unit)
    assert shown.keys() == expected.keys()
    for name, (group, figure) in expected.items():
        place = f"{name} of {unit} in {year}"
        count, persons = len(books.of(group, year, unit)), books.persons(group, year, unit)
        if count and min(count, persons) < 5:
            assert shown[name] == "few", place
        elif shown[name] == "few":
            assert some_are_few(books, group, year), place
        else:
            assert shown[name] == figure, place


def some_are_few(books: Books, group: str, year: int) -> bool:
    units = {row[0] for row in books.of(group, year, None)}
    return any(min(len(books.of(group, year, unit)), books.persons(group, year, unit)) < 5 for unit in units)
