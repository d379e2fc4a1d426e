"""A pool as files for everybody: as Danish Excel, a JSON Schema and an independent reader of Pabulib open them."""

import csv
import io
import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import fastjsonschema
import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_decided import RULE, accepted, closed, decided
from youthvoice.grants import open_data

SCHEMA = json.loads(files("youthvoice.grants").joinpath("pool.schema.json").read_text("utf-8"))
valid = fastjsonschema.compile(SCHEMA)


@pytest.fixture
def place(session: Session, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Three that are public and one that is not; read two at a time."""
    monkeypatch.setattr(open_data, "CHUNK", 2)
    found = town(session)
    lead = PersonFactory(display_name="Solsort Nielsen")
    done, less, open_no, quiet = (
        sent(session, found.pool, lead, title=title, shows_refusal=title == "=Åbent nej")
        for title in ("Hal; «fest»", "Koncert", "=Åbent nej", "Hemmelig")
    )
    decided(session, done, done.asked, found.coordinator)
    accepted(session, done)
    closed(session, done, done.asked, found.coordinator, unused=50_050)
    decided(session, less, 5_000 * KR, found.coordinator)
    decided(session, open_no, 0, found.coordinator)
    decided(session, quiet, 0, found.coordinator)
    session.commit()
    return found


def test_the_sheet_as_danish_excel_opens_it(client: Any, place: Town) -> None:
    answer = client.get(f"/puljen/{place.pool.id}/data.csv")
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="pulje-{place.pool.year}-{place.pool.id}.csv"'
    )
    text = answer.data.decode("utf-8-sig")
    rows = {row["titel"]: row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")}
    assert len(rows) == 4
    done = rows["Hal; «fest»"]
    assert (done["soegt_kr"], done["bevilget_kr"], done["betalt_tilbage_kr"]) == ("8000,00", "8000,00", "500,50")
    paid, back, used = (
        Decimal(done[name].replace(",", ".")) for name in ("betalt_kr", "betalt_tilbage_kr", "gjort_op_kr")
    )
    assert paid == back + used
    assert rows["'=Åbent nej"]["regel"] == RULE
    quiet = {name: value for name, value in rows[""].items() if value}
    assert set(quiet) == {"afgjort", "svar", "bevilget_kr", "regel"}
    assert "Hemmelig" not in text
    assert "Solsort" not in text


def test_the_json_is_what_its_schema_says(client: Any, place: Town) -> None:
    answer = client.get(f"/puljen/{place.pool.id}/data.json")
    told = json.loads(answer.text)
    valid(told)
    money = told["money"]
    parts = ("closed_out", "paid", "granted", "reserved", "returned", "allocation")
    assert money["total"] == sum(money[part] for part in parts) == 100_000 * KR
    assert [one["is_public"] for one in told["decisions"]] == [False, True, True, True]
    # Four applications: too few to be told by anything.
    assert all(one["applications"] is None and one["awards"] is None for one in told["statistics"]["topic"])
    assert "Hemmelig" not in answer.text
    assert "Solsort" not in answer.text
    with pytest.raises(fastjsonschema.JsonSchemaException):
        valid(told | {"decisions": [{**told["decisions"][0], "title": "Hemmelig"}]})


def read_pb(text: str) -> dict[str, list[dict[str, str]]]:
    """The tables of a .pb: a line with a name alone, a line of headings, rows."""
    found: dict[str, list[dict[str, str]]] = {}
    heading: list[str] | None = None
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        if row in (["META"], ["PROJECTS"], ["VOTES"]):
            table = found[row[0]] = []
            heading = None
        elif heading is None:
            heading = row
        else:
            table.append(dict(zip(heading, row, strict=True)))
    return found


def test_pabulib_reads_it(client: Any, place: Town) -> None:
    tables = read_pb(client.get(f"/puljen/{place.pool.id}/data.pb").text)
    meta = {row["key"]: row["value"] for row in tables["META"]}
    assert int(meta["num_projects"]) == len(tables["PROJECTS"]) == 3
    assert (meta["budget"], meta["currency"], meta["num_votes"]) == ("100000", "DKK", "0")
    projects = {row["name"]: (int(row["cost"]), row["selected"]) for row in tables["PROJECTS"]}
    assert projects == {"Hal; «fest»": (8000, "1"), "Koncert": (8000, "1"), "=Åbent nej": (8000, "0")}
    assert len({row["project_id"] for row in tables["PROJECTS"]}) == 3
    assert tables["VOTES"] == []


def test_an_empty_pool_is_a_file_too(client: Any, session: Session) -> None:
    pool = town(session, 0).pool
    session.commit()
    valid(json.loads(client.get(f"/puljen/{pool.id}/data.json").text))
    assert len(client.get(f"/puljen/{pool.id}/data.csv").text.splitlines()) == 1
    assert read_pb(client.get(f"/puljen/{pool.id}/data.pb").text)["PROJECTS"] == []
