"""The house: health, headers, one commit for each request, errors with the right status, logs, the audit log."""

import json
import logging
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.accounts import PersonFactory, SchoolFactory
from youthvoice.accounts.models import School
from youthvoice.accounts.rules import SchoolType
from youthvoice.app import create_app
from youthvoice.core import audit, errors
from youthvoice.core.cli import alembic_config
from youthvoice.core.db import Database, Oere, UtcDateTime
from youthvoice.core.logs import JsonFormatter
from youthvoice.core.web import db_session


def test_health_and_readiness(client: Any) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    newest = ScriptDirectory.from_config(alembic_config("sqlite://")).get_current_head()
    assert answer.get_json()["schema"] == newest


def test_the_accessibility_page_names_whom_to_ask(tmp_path: Any) -> None:
    from alembic import command

    from youthvoice.core.cli import alembic_config

    url = f"sqlite:///{tmp_path / 'was.sqlite'}"
    command.upgrade(alembic_config(url), "head")
    asked = create_app(make_settings(url, contact_email="ung@kommune.example", contact_phone="45 97 30 00"))
    page = asked.test_client().get("/was").get_data(as_text=True)
    assert 'href="mailto:ung@kommune.example"' in page
    assert 'href="tel:45973000"' in page


def test_readiness_says_no_without_a_database(tmp_path: Any) -> None:
    app = create_app(make_settings(f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    assert app.test_client().get("/readyz").status_code == 503


def test_every_page_has_safe_headers(client: Any) -> None:
    headers = client.get("/").headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"]
    assert headers["X-Request-ID"]


def test_a_proxys_request_id_is_kept_only_if_harmless(client: Any) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-123"}).headers["X-Request-ID"] == "abc-123"
    assert client.get("/healthz", headers={"X-Request-ID": "a b<script>"}).headers["X-Request-ID"] != "a b<script>"


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/findes-ikke", "GET", 404), ("/forslag/999999", "GET", 404), ("/healthz", "POST", 405)],
)
def test_problem_pages(client: Any, path: str, method: str, status: int) -> None:
    assert client.open(path, method=method).status_code == status


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application with views of the test's own, on a database file of its own."""
    from alembic import command

    from youthvoice.core.cli import alembic_config

    url = f"sqlite:///{tmp_path_factory.mktemp('probe') / 'p.sqlite'}"
    command.upgrade(alembic_config(url), "head")
    app = create_app(make_settings(url))
    app.config["WTF_CSRF_ENABLED"] = False

    @app.route("/probe/<int:status>", methods=["GET", "POST"])
    def store_and_answer(status: int) -> Any:
        db_session().add(School(name=f"Skole {status}", kind=SchoolType.primary))
        db_session().flush()
        return "", status

    @app.post("/probe/raise/<kind>")
    def store_and_raise(kind: str) -> Any:
        db_session().add(School(name=f"Skole {kind}", kind=SchoolType.primary))
        db_session().flush()
        raise {"conflict": errors.Conflict, "notfound": errors.NotFound, "bug": ZeroDivisionError}[kind]

    return app


def schools(app: Flask) -> list[str]:
    with app.extensions["youthvoice"].database.session(read_only=True) as session:
        return list(session.scalars(text("SELECT name FROM schools")))


@pytest.mark.parametrize(("status", "stored"), [(200, True), (303, True), (422, False), (500, False)])
def test_a_request_commits_on_success_only(probe: Flask, status: int, stored: bool) -> None:
    assert probe.test_client().post(f"/probe/{status}").status_code == status
    assert (f"Skole {status}" in schools(probe)) is stored


@pytest.mark.parametrize(("kind", "status"), [("conflict", 409), ("notfound", 404), ("bug", 500)])
def test_what_is_raised_undoes_everything(probe: Flask, kind: str, status: int) -> None:
    assert probe.test_client().post(f"/probe/raise/{kind}").status_code == status
    assert f"Skole {kind}" not in schools(probe)


def test_a_get_cannot_write(probe: Flask) -> None:
    assert probe.test_client().get("/probe/201").status_code == 500
    assert "Skole 201" not in schools(probe)


def test_the_read_sessions_of_both_databases_refuse_to_write(built_app: Flask) -> None:
    database = Database(built_app.extensions["youthvoice"].settings)
    with database.session(read_only=True) as session, pytest.raises(DatabaseError, match="read"):
        session.execute(text("INSERT INTO schools (name, kind) VALUES ('x', 'primary')"))
    database.dispose()


@pytest.mark.parametrize("deed", ["UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"])
def test_the_audit_log_cannot_be_changed(session: Session, deed: str) -> None:
    audit.record(session, PersonFactory().id, "test.deed", ("person", 1))
    session.flush()
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(deed))


def test_the_audit_log_cannot_be_written_over(session: Session) -> None:
    audit.record(session, PersonFactory().id, "test.deed", ("person", 1))
    session.flush()
    copied = "INTO audit_entries SELECT id, at, actor_id, 'x', subject_kind, subject_id, data FROM audit_entries"
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    upsert = f"INSERT {copied} WHERE true ON CONFLICT (id) DO UPDATE SET action = 'x'"
    for deed in (upsert, f"INSERT OR REPLACE {copied}")[: 2 if is_sqlite else 1]:
        with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
            session.execute(text(deed))
    assert session.scalars(select(audit.AuditEntry.action)).all() == ["test.deed"]


def test_columns_refuse_naive_times_and_floats() -> None:
    from datetime import datetime

    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2027, 1, 1), None)
    with pytest.raises(TypeError):
        Oere().process_bind_param(1.5, None)


def test_a_violated_constraint_is_named_on_both_databases(session: Session, app: Flask) -> None:
    from sqlalchemy.exc import IntegrityError

    metadata = app.extensions["youthvoice.metadata"]
    SchoolFactory(name="Virum Skole")
    with pytest.raises(IntegrityError) as caught, session.begin_nested():
        SchoolFactory(name="Virum Skole")
    assert errors.violated_constraint(caught.value, metadata) == "uq_schools_name"
    with pytest.raises(IntegrityError) as caught, session.begin_nested():
        PersonFactory(display_name=" ")
    assert errors.violated_constraint(caught.value, metadata) == "ck_persons_display_name_needed"


def test_logs_are_one_json_object_a_line() -> None:
    record = logging.LogRecord("youthvoice.x", logging.INFO, "f", 1, "hej\n%s", ("du",), None)
    record.data = {"ms": 3}
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line) | {"at": ""} == {
        "at": "",
        "level": "info",
        "logger": "youthvoice.x",
        "message": "hej\ndu",
        "ms": 3,
    }
