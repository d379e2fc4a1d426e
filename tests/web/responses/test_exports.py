"""Many cases at once: who may take them out, what is in the file, that it is written down, and what it costs."""

import csv
import io
import json
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, OfficialFactory, UnitFactory
from tests.factories.responses import AnswerFactory, CaseFactory
from tests.web.forms import form_fields, submit
from tests.web.responses.test_records import valid
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import COPENHAGEN, now, today
from youthvoice.responses.queries import records
from youthvoice.responses.views.records import EXPORT_LIMIT

ADDRESS = "/svar/udtraek"
BATCH_QUERIES = 15
"""Which cases, and one for each part of them."""
PERIOD = {"from_on": "2026-03-01", "to_on": "2026-03-31"}


def at(day: int, month: int = 3, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=COPENHAGEN)


@pytest.fixture
def leader(session: Session, official: Any) -> Any:
    official.unit.leader_id = official.id
    session.commit()
    return official


def unpacked(data: bytes) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """The records, and the lines of the sheet beneath its headings."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[-2:] == ["record.schema.json", "sager.csv"]
        told = [json.loads(archive.read(name)) for name in names[:-2]]
        lines = list(csv.reader(io.StringIO(archive.read("sager.csv").decode("utf-8-sig")), delimiter=";"))
    assert [line[-1] for line in lines[1:]] == names[:-2]
    return told, lines[1:]


def test_a_leader_takes_the_cases_of_the_own_unit_out(session: Session, sign_in: Any, leader: Any) -> None:
    first = CaseFactory(unit=leader.unit, title="=1+1;«Ø»", opened_at=at(1, hour=0))
    last = CaseFactory(unit=leader.unit, opened_at=at(31, hour=23, minute=59))
    for moment in (at(28, month=2, hour=23, minute=59), at(1, month=4, hour=0)):
        CaseFactory(unit=leader.unit, opened_at=moment)
    CaseFactory(opened_at=at(15))
    answered = AnswerFactory(case=first)
    first.first_answered_at, first.first_due_on = answered.created_at, first.answer_due_on
    browser = sign_in(leader)
    answer = submit(browser, ADDRESS, PERIOD)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Cache-Control"] == "private, no-store"
    told, lines = unpacked(answer.data)
    for one in told:
        valid(one)
    assert [one["subject"] for one in told] == [first.title, last.title]
    assert told[0]["answers"][0]["explanation"] == answered.explanation
    assert [line[0] for line in lines] == [one["number"] for one in told]
    assert lines[0][1:4] == ["2026-03-01", "'=1+1;«Ø»", leader.unit.name]
    assert lines[0][5] == told[0]["deadline"]["first_answered_at"]
    assert lines[1][5:7] == ["", last.answer_due_on.isoformat()]
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "response.export"))
    assert (entry.actor_id, entry.data) == (leader.id, {**PERIOD, "unit_id": leader.unit_id})
    assert submit(browser, ADDRESS, PERIOD).data == answer.data


def test_an_administrator_takes_all_or_one_unit_and_nobody_else_any(
    session: Session, sign_in: Any, leader: Any
) -> None:
    CaseFactory(unit=leader.unit, opened_at=at(2))
    other = CaseFactory(opened_at=at(3))
    assert sign_in(OfficialFactory(unit=leader.unit)).get(ADDRESS).status_code == 403
    browser = sign_in(leader)
    refused = submit(browser, ADDRESS, {**PERIOD, "unit": str(other.unit_id)})
    assert (refused.status_code, "Vælg en enhed fra listen." in refused.text) == (422, True)
    assert submit(browser, ADDRESS, {**PERIOD, "unit": ""}).status_code == 422
    boss = sign_in(AdministratorFactory())
    assert len(unpacked(submit(boss, ADDRESS, PERIOD).data)[0]) == 2
    only = unpacked(submit(boss, ADDRESS, {**PERIOD, "unit": str(other.unit_id)}).data)[0]
    assert [one["subject"] for one in only] == [other.title]
    assert "Hent sager" in boss.get("/administration").text
    assert ADDRESS in boss.get("/svar").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"from_on": "", "to_on": ""}, "Skriv en dato."),
        ({"from_on": "31.02.2026"}, "Skriv datoen som"),
        ({"from_on": "0001-01-01"}, "Skriv en rigtig dato"),
        ({"to_on": "9999-12-31"}, "Skriv en rigtig dato"),
        ({"to_on": "2026-02-28"}, "Den sidste dag ligger før den første."),
        ({"unit": "9" * 40}, "Vælg en enhed fra listen."),
        ({"unit": "\x00'--"}, "Vælg en enhed fra listen."),
    ],
)
def test_a_period_that_makes_no_sense_is_told_beside_its_field(
    session: Session, sign_in: Any, leader: Any, typed: dict[str, str], words: str
) -> None:
    page = submit(sign_in(leader), ADDRESS, {**PERIOD, **typed})
    assert page.status_code == 422
    assert words in page.text
    fields = form_fields(page.text, ADDRESS)
    assert {name: fields[name] for name in PERIOD} == {**PERIOD, **{n: v for n, v in typed.items() if n in PERIOD}}
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "response.export")).all() == []


def test_nothing_is_taken_by_looking_or_without_the_forms_token(session: Session, sign_in: Any, leader: Any) -> None:
    browser = sign_in(leader)
    assert browser.get(ADDRESS, query_string=PERIOD).mimetype == "text/html"
    assert browser.post(ADDRESS, data={**PERIOD, "unit": str(leader.unit_id)}).status_code in (400, 422)
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "response.export")).all() == []


def test_a_batch_asks_the_same_queries_however_many_cases(
    session: Session, sign_in: Any, leader: Any, count_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "BATCH", 3)
    CaseFactory(unit=leader.unit, opened_at=at(1))
    browser, seen = sign_in(leader), []
    fields = {**form_fields(browser.get(ADDRESS).text, ADDRESS), **PERIOD}
    for more in (2, 4, 0):
        with count_queries() as asked:
            told, _lines = unpacked(browser.post(ADDRESS, data=fields).data)
        seen.append((len(told), len([one for one in asked if one.startswith("SELECT")])))
        for number in range(more):
            AnswerFactory(case=CaseFactory(unit=leader.unit, opened_at=at(number + 2)))
        session.commit()
    first = seen[0][1]
    # Three batches instead of one.
    assert seen == [(1, first), (3, first), (7, first + 2 * BATCH_QUERIES)]


def test_whoever_takes_too_many_waits(session: Session, sign_in: Any, leader: Any) -> None:
    browser = sign_in(leader)
    fields = {**form_fields(browser.get(ADDRESS).text, ADDRESS), **PERIOD}
    most = int(EXPORT_LIMIT.split()[0])
    assert [browser.post(ADDRESS, data=fields).status_code for _ in range(most + 1)] == [200] * most + [429]


def test_the_command_writes_a_file_for_its_owner_alone(app: Flask, session: Session, tmp_path: Path) -> None:
    case = CaseFactory(opened_at=now())
    unit = UnitFactory()
    session.commit()
    out, runner = tmp_path / "sager.zip", app.test_cli_runner()
    period = ["--from", (today() - timedelta(days=1)).isoformat(), "--to", today().isoformat()]
    done = runner.invoke(args=["cases", "export", *period, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert [one["subject"] for one in unpacked(out.read_bytes())[0]] == [case.title]
    assert out.stat().st_mode & 0o077 == 0
    done = runner.invoke(args=["cases", "export", *period, "--unit", str(unit.id), "--out", str(out)])
    assert unpacked(out.read_bytes())[0] == []
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "response.export").order_by(AuditEntry.id))
    assert [(one.actor_id, one.data["unit_id"]) for one in entries] == [(None, None), (None, unit.id)]
    backwards = ["--from", date(2026, 2, 1).isoformat(), "--to", date(2026, 1, 1).isoformat()]
    for wrong in ([*backwards, "--out", str(out)], [*period, "--unit", "999999", "--out", str(out)]):
        assert runner.invoke(args=["cases", "export", *wrong]).exit_code == 2
    nowhere = runner.invoke(args=["cases", "export", *period, "--out", str(tmp_path / "no" / "x.zip")])
    assert (nowhere.exit_code, "Traceback" in nowhere.output) == (1, False)
    assert [path.name for path in tmp_path.iterdir()] == ["sager.zip"]
