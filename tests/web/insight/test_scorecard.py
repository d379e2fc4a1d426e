"""The pages of the scorecard: what they show, what they keep back, and what they cost."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.html import CheckingClient
from tests.web.insight.conftest import NOW
from tests.web.pages.reading import main_text
from youthvoice.accounts.models import Unit
from youthvoice.core.readability import lix
from youthvoice.insight.counting import count, count_when_old, is_old
from youthvoice.insight.labels import COLUMNS, LABELS, MEANINGS
from youthvoice.insight.models import Scorecard
from youthvoice.insight.rules import Measure
from youthvoice.insight.sheet import HEADINGS
from youthvoice.responses.models import Case

ADDRESS = "/saadan-svarer-kommunen"
EASY = 25
MOST_QUERIES = 6


@pytest.fixture
def counted(session: Session, town: dict[str, Unit]) -> Iterator[dict[str, Unit]]:
    """Everything is counted, and it is still that moment."""
    with time_machine.travel(NOW, tick=False):
        count(session)
        session.commit()
        yield town


def words(client: CheckingClient, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    return main_text(response.get_data(as_text=True)).split("\n")


def row_of(lines: list[str], label: str, size: int, table: str) -> list[str]:
    """The figures of a table's row."""
    start = lines.index(table)
    place = lines.index(label, start)
    return lines[place + 1 : place + 1 + size]


def test_all_units_together(client: CheckingClient, counted: dict[str, Unit]) -> None:
    lines = words(client, ADDRESS)
    table = "Hele kommunen, år for år"
    assert row_of(lines, "Sendt til kommunen", 2, table) == ["6", "20"]
    assert row_of(lines, "Besvaret", 2, table) == ["6", "14"]
    # 2026: 10 to 21 days, 40 and 41; of fourteen the middle lies between 16 and 17.
    assert row_of(lines, "Dage til svar", 2, table) == ["20 dage", "16,5 dage"]
    # Twelve came on time, two late; and six that never came were due in May.
    assert row_of(lines, "Svar til tiden", 2, table) == ["100 %", "60 %"]
    assert row_of(lines, "Over fristen nu", 2, table) == ["0", "6"]
    assert row_of(lines, "Ja", 2, table) == ["0 %", "29 %"]
    assert row_of(lines, "Forstod svaret", 2, table) == ["ingen tal", "92 %"]
    assert "Opgjort 15. juni 2026 kl. 12.00. Vi tæller igen hvert kvarter." in lines


def test_units_stand_in_alphabetical_order_and_small_numbers_are_kept_back(
    client: CheckingClient, counted: dict[str, Unit]
) -> None:
    lines = words(client, ADDRESS)
    start = lines.index("Enhed", lines.index("Dage til svar i hver enhed"))
    shown = [line for line in lines[start:] if line in counted or line == "Hele kommunen"]
    assert shown[:4] == ["Hele kommunen", "Børn og unge", "Ældre og sundhed", "Årets projekter"]
    assert "for få til at vise" in lines
    # Two answers of one unit: together with the whole they would be found, so the other's number goes too.
    page = client.get(f"{ADDRESS}/{counted['Årets projekter'].id}").get_data(as_text=True)
    assert "for få til at vise" in page
    answered = session_figures(client, counted["Børn og unge"].id)["answered"]
    assert answered == "few"


def session_figures(client: CheckingClient, unit_id: int) -> dict[str, Any]:
    with client.application.extensions["youthvoice"].database.session(read_only=True) as session:
        return session.get_one(Scorecard, (2026, unit_id)).figures


def test_a_year_can_be_chosen(client: CheckingClient, counted: dict[str, Unit]) -> None:
    assert "Kort om 2025" in words(client, f"{ADDRESS}?aar=2025")
    assert "Over fristen nu i hver enhed" not in words(client, f"{ADDRESS}?aar=2025")
    for nonsense in ("1812", "x", "-1", "99999999999999999999", ""):
        assert "Kort om 2026" in words(client, f"{ADDRESS}?aar={nonsense}")


def test_one_unit(client: CheckingClient, counted: dict[str, Unit]) -> None:
    unit = counted["Ældre og sundhed"]
    lines = words(client, f"{ADDRESS}/{unit.id}?aar=2025")
    assert "Hele kommunen: 20 dage" in lines
    assert row_of(lines, "Dage til svar", 2, f"{unit.name}, år for år") == ["20 dage", "ingen tal"]
    assert client.get(f"{ADDRESS}/{unit.id + 1000}").status_code == 404


def test_before_anything_was_counted(client: CheckingClient, units: dict[str, Unit]) -> None:
    assert "Der er ikke talt noget op endnu" in words(client, ADDRESS)
    assert "Børn og unge" in words(client, f"{ADDRESS}/{units['Børn og unge'].id}")
    assert client.get(f"{ADDRESS}/tal.csv").get_data(as_text=True).strip("\ufeff\r\n") == ";".join(HEADINGS)


def test_the_words_are_easy(client: CheckingClient, counted: dict[str, Unit]) -> None:
    for path in (ADDRESS, f"{ADDRESS}/{counted['Børn og unge'].id}", f"{ADDRESS}/metode"):
        found = lix(main_text(client.get(path).get_data(as_text=True)))
        assert found.lix <= EASY, f"{path}: LIX {found.lix}"


def test_how_everything_is_counted_is_told(client: CheckingClient) -> None:
    text = main_text(client.get(f"{ADDRESS}/metode").get_data(as_text=True), with_legal=True)
    assert all(str(meaning) in text for meaning in MEANINGS.values())
    assert all(heading in text for heading in HEADINGS)
    assert set(LABELS) == set(COLUMNS) == set(Measure)


def test_the_same_figures_as_a_file(client: CheckingClient, counted: dict[str, Unit]) -> None:
    response = client.get(f"{ADDRESS}/tal.csv")
    assert response.headers["Content-Disposition"] == "attachment; filename=saadan-svarer-kommunen.csv"
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    assert list(rows[0]) == list(HEADINGS)
    assert [(row["aar"], row["enhed"]) for row in rows[4:]] == [
        ("2026", "Hele kommunen"), ("2026", "Børn og unge"), ("2026", "Ældre og sundhed"), ("2026", "Årets projekter"),
    ]  # fmt: skip
    whole, many, before, few = rows[4:]
    assert (whole["besvaret"], whole["dage_til_svar_median"], whole["til_tiden_pct"]) == ("14", "16,5", "60")
    assert (few["besvaret"], few["dage_til_svar_median"], few["nej_penge_pct"]) == ("<5", "<5", "<5")
    assert many["besvaret"] == "<5"
    assert (before["besvaret"], before["dage_til_svar_median"]) == ("0", "")
    assert {row["opgjort"] for row in rows} == {"2026-06-15T12:00+02:00"}
    english = client.get(f"/en{ADDRESS}/tal.csv").get_data(as_text=True)
    assert english == response.get_data(as_text=True)


def test_a_name_is_no_formula(client: CheckingClient, session: Session, counted: dict[str, Unit]) -> None:
    counted["Børn og unge"].name = '=HYPERLINK("http://example.test")'
    session.commit()
    assert ";\"'=HYPERLINK(" in client.get(f"{ADDRESS}/tal.csv").get_data(as_text=True)


def test_the_page_reads_no_case_and_costs_the_same_for_many(
    client: CheckingClient, session: Session, counted: dict[str, Unit], ask: Callable[..., Case], count_queries: Any
) -> None:
    costs = []
    for _ in range(2):
        for path in (ADDRESS, f"{ADDRESS}/{counted['Børn og unge'].id}", f"{ADDRESS}/tal.csv"):
            with count_queries() as seen:
                client.get(path)
            assert not any("cases" in statement or "answers" in statement for statement in seen)
            costs.append(len(seen))
        for n in range(30):
            ask(counted["Børn og unge"], NOW - timedelta(days=60 + n), 20)
        with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
            count(session)
        session.commit()
    assert costs[:3] == costs[3:]
    assert max(costs) <= MOST_QUERIES


def test_a_page_stays_the_same_until_it_is_counted_again(
    client: CheckingClient, session: Session, counted: dict[str, Unit], ask: Callable[..., Case]
) -> None:
    etag = client.get(ADDRESS).headers["ETag"]
    ask(counted["Ældre og sundhed"], NOW, None)
    session.commit()
    assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        count(session)
        session.commit()
        assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 200


def test_counting_takes_the_same_few_queries_for_many_cases(
    session: Session, town: dict[str, Unit], ask: Callable[..., Case], count_queries: Any
) -> None:
    costs = []
    for _ in range(2):
        with count_queries() as seen:
            count(session)
        costs.append(len(seen))
        for n in range(30):
            ask(town["Børn og unge"], NOW - timedelta(days=n), 2)
    assert costs[0] == costs[1]
    assert costs[0] <= 5, seen


def test_counting_again_leaves_no_row_of_before(session: Session, town: dict[str, Unit]) -> None:
    with time_machine.travel(NOW, tick=False):
        rows = count(session)
        assert rows == 2 * 4
        session.execute(
            Scorecard.__table__.insert().values(year=1999, scope=0, figures={}, counted_at=NOW - timedelta(days=9))
        )
        assert count(session) == rows
        assert session.scalar(select(func.count()).select_from(Scorecard)) == rows


def test_the_job_counts_when_it_is_time(session: Session, town: dict[str, Unit]) -> None:
    def last() -> datetime | None:
        return session.scalar(select(func.max(Scorecard.counted_at)))

    with time_machine.travel(NOW, tick=False) as clock:
        assert count_when_old(session) is False
        assert last() == NOW
        clock.shift(timedelta(minutes=14))
        count_when_old(session)
        assert last() == NOW
        clock.shift(timedelta(minutes=1))
        count_when_old(session)
        assert last() == NOW + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("counted_at", "moment", "expected"),
    [
        (None, "2026-06-15T10:00", True),
        ("2026-06-15T10:00", "2026-06-15T10:14", False),
        ("2026-06-15T10:00", "2026-06-15T10:15", True),
        # Midnight in Denmark: what is overdue is another number now.
        ("2026-06-15T21:58", "2026-06-15T21:59", False),
        ("2026-06-15T21:58", "2026-06-15T22:00", True),
    ],
)
def test_when_figures_are_old(counted_at: str | None, moment: str, expected: bool) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    assert is_old(at(counted_at) if counted_at else None, at(moment)) is expected
