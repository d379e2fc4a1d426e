"""Version 1 of the interface: pages, links, what is refused and how, and that a page costs the same however much there is."""

import csv
import gzip
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.proposals import ProposalFactory
from tests.html import CheckingClient
from tests.planning import plan_of
from tests.web.insight.world_of_data import DataWorld, make_data_world
from youthvoice.core.limits import limiter
from youthvoice.insight.data import terms
from youthvoice.insight.data.openapi import document
from youthvoice.insight.data.sets import SETS

ROOT = "/data/v1"
NAMES = [one.name for one in SETS]


@pytest.fixture
def world(session: Session) -> DataWorld:
    made = make_data_world(session)
    session.commit()
    return made


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """One may ask as often as one likes."""
    monkeypatch.setattr(limiter, "enabled", False)


def walk(client: CheckingClient, name: str, limit: int = 1) -> list[dict[str, Any]]:
    """Every row of a set, page by page."""
    address, found = f"{ROOT}/{name}?limit={limit}", []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        found += answer.json["data"]
        address = (answer.json["next"] or "").removeprefix("http://localhost")
    return found


def test_pages_follow_each_other_without_a_gap_and_fit_the_description(
    client: CheckingClient, world: DataWorld, unlimited: None
) -> None:
    for name in NAMES:
        check_set(client, name)


def check_set(client: CheckingClient, name: str) -> None:
    """However it is paged, a set has the same rows, and each is what the description says."""
    whole = client.get(f"{ROOT}/{name}?limit=100").json["data"]
    assert whole
    assert walk(client, name) == whole
    assert walk(client, name, 2) == whole
    one = next(one for one in SETS if one.name == name)
    told = document("http://localhost")
    schema = {"$ref": f"#/components/schemas/{one.row.__name__}", "components": told["components"]}
    check = Draft202012Validator(schema, format_checker=FormatChecker())
    for row in whole:
        check.validate(row)
        assert list(row) == [field.name for field in one.fields]


def test_the_sheet_has_the_same_rows_and_columns(client: CheckingClient, world: DataWorld) -> None:
    for name in NAMES:
        check_sheet(client, name)


def check_sheet(client: CheckingClient, name: str) -> None:
    """The same as a page of JSON, cell by cell: empty where that is null."""
    answer = client.get(f"{ROOT}/{name}.csv")
    assert answer.mimetype == "text/csv"
    lines = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    rows = client.get(f"{ROOT}/{name}?limit=100").json["data"]
    assert lines[0] == list(rows[0])
    assert len(lines) == len(rows) + 1
    for line, row in zip(lines[1:], rows, strict=True):
        empty = [cell == "" for cell in line]
        assert empty == [value is None or value == "" for value in row.values()]


def test_a_sheet_goes_on_after_its_first_piece(
    client: CheckingClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terms, "SHEET_ROWS", 2)
    for _ in range(5):
        ProposalFactory()
    session.commit()
    assert len(client.get(f"{ROOT}/proposals.csv").text.splitlines()) == 6


def test_a_page_costs_the_same_however_much_there_is(
    client: CheckingClient, world: DataWorld, count_queries: Any
) -> None:
    for name in NAMES:
        with count_queries() as few:
            client.get(f"{ROOT}/{name}?limit=1")
        with count_queries() as many:
            client.get(f"{ROOT}/{name}?limit=100")
        assert len(few) == len(many) <= (3 if name == "hearing-results" else 1), name


def test_a_page_is_found_by_an_index(client: CheckingClient, world: DataWorld, session: Session) -> None:
    for name in ("proposals", "cases", "promises", "meetings", "votes", "grants", "hearings"):
        check_plan(client, session, name)


def check_plan(client: CheckingClient, session: Session, name: str) -> None:
    """Nothing is sorted, and no table is read from its beginning."""
    cursor = client.get(f"{ROOT}/{name}?limit=1").json["next"]
    path = (cursor or f"{ROOT}/{name}").removeprefix("http://localhost")
    plan = plan_of(session, lambda: client.get(path)).splitlines()
    assert plan
    assert not [line for line in plan if "TEMP B-TREE" in line or "Sort" in line], plan
    assert not [line for line in plan if "Seq Scan" in line or (line.startswith("SCAN") and "USING INDEX" not in line)]


def test_the_next_page_stands_in_the_body_and_in_the_header(client: CheckingClient, world: DataWorld) -> None:
    answer = client.get(f"{ROOT}/proposals?limit=1")
    assert answer.headers["Link"] == f'<{answer.json["next"]}>; rel="next"'
    assert "limit=1" in answer.json["next"]
    last = client.get(f"{ROOT}/proposals?limit=100")
    assert last.json["next"] is None
    assert "Link" not in last.headers


def test_what_has_not_changed_is_not_sent_again(client: CheckingClient, world: DataWorld, session: Session) -> None:
    first = client.get(f"{ROOT}/proposals")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get(f"{ROOT}/proposals", headers=tag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    session.execute(text("UPDATE persons SET display_name = 'Et nyt dæknavn' WHERE display_name = 'Ræv Offentlig'"))
    session.commit()
    changed = client.get(f"{ROOT}/proposals", headers=tag)
    assert changed.status_code == 200
    assert "Et nyt dæknavn" in changed.text


def test_head_tells_the_same_without_a_body(client: CheckingClient, world: DataWorld) -> None:
    whole, head = client.get(f"{ROOT}/cases"), client.head(f"{ROOT}/cases")
    assert head.status_code == 200
    assert head.data == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_it_is_compressed_for_whoever_takes_that(client: CheckingClient, world: DataWorld) -> None:
    answer = client.get(f"{ROOT}/proposals", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.data))["data"]


@pytest.mark.parametrize(
    "path", ["", "/openapi.json", "/proposals", "/proposals.csv", "/feeds/answers.atom", "/calendar.ics"]
)
def test_any_site_may_read_it_and_nobody_gets_a_cookie(client: CheckingClient, sign_in: Any, path: str) -> None:
    for browser in (client, sign_in(PersonFactory())):
        answer = browser.get(ROOT + path)
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"].startswith("public")


def test_a_browser_may_ask_first(client: CheckingClient) -> None:
    answer = client.options(f"{ROOT}/proposals", headers={"Origin": "https://other.test"})
    assert answer.status_code == 200
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


def test_other_pages_are_not_shared_with_other_sites(client: CheckingClient) -> None:
    for path in ("/data", "/forslag", "/data/om/proposals"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/proposals?limit=0", 400), ("/proposals?limit=101", 400), ("/proposals?limit=1e1", 400),
        ("/proposals?limit=٣", 400), ("/proposals?limit=1&limit=2", 400), ("/proposals?after=%00", 400),
        ("/proposals?after=AAAA", 400), ("/proposals?page=2", 400), ("/proposals.csv?limit=5", 400),
        ("/grants?after=MS4y", 400), ("/proposals?after=OTIyMzM3MjAzNjg1NDc3NTgwNy4x", 400),
        ("/persons", 404), ("/persons.csv", 404), ("/feeds/persons.atom", 404), ("/a/b/c", 404), ("/", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_to_programs(client: CheckingClient, path: str, status: int) -> None:
    answer = client.get(ROOT + path)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["title"]
    assert bool(answer.json.get("detail")) == (status == 400)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent(client: CheckingClient, method: str) -> None:
    answer = getattr(client, method)(f"{ROOT}/proposals")
    assert answer.status_code == 405
    assert answer.mimetype == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("/proposals", "text/html"), ("/proposals.csv", "application/json"), ("/feeds/answers.atom", "image/png")],
)
def test_another_kind_of_answer_is_not_there(client: CheckingClient, path: str, wanted: str) -> None:
    answer = client.get(ROOT + path, headers={"Accept": wanted})
    assert (answer.status_code, answer.mimetype) == (406, "application/problem+json")
    assert client.get(ROOT + path, headers={"Accept": f"{wanted}, */*;q=0.1"}).status_code == 200


def test_whoever_asks_too_often_waits(client: CheckingClient) -> None:
    answers = [client.get(f"{ROOT}/proposals.csv") for _ in range(terms.SHEETS_A_MINUTE + 1)]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert answers[-1].mimetype == "application/problem+json"
    assert answers[-1].headers["Retry-After"] == "60"


def test_every_set_stands_in_the_index(client: CheckingClient, world: DataWorld) -> None:
    told = client.get(ROOT).json
    assert [one["name"] for one in told["datasets"]] == NAMES
    for one in told["datasets"]:
        for kind in ("json", "csv"):
            assert client.get(one[kind].removeprefix("http://localhost")).status_code == 200
