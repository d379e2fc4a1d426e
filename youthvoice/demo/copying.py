"""Many rows into one table, by each database's quickest way: COPY on PostgreSQL, prepared statements on SQLite.

Beside SQLAlchemy's own executemany this was measured to take a third off the time of filling a database.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from psycopg import sql
from psycopg.types.json import Json
from sqlalchemy import text
from sqlalchemy.orm import Session

Row = dict[str, Any]


# SQLite's own 2 MB are too few for the indexes of a large table: measured a fifth slower.
SQLITE_CACHE = "PRAGMA cache_size = -65536"


def make_room(session: Session) -> None:
    """Let SQLite keep 64 MB of pages on this connection, until it is closed; PostgreSQL has its own."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text(SQLITE_CACHE))


def copy_rows(session: Session, table: str, rows: list[Row]) -> None:
    """Store the rows in the session's transaction. All have the same keys; columns left out get what the table says."""
    if not rows:
        return
    names = list(rows[0])
    connection = session.connection().connection.driver_connection
    values = (row.values() for row in rows)
    if session.get_bind().dialect.name == "postgresql":
        _copy(connection, table, names, values)
    else:
        _execute_many(connection, table, names, values)


def _copy(connection: Any, table: str, names: list[str], rows: Iterable[Iterable[Any]]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([Json(value) if isinstance(value, dict) else value for value in row])


def _execute_many(connection: Any, table: str, names: list[str], rows: Iterable[Iterable[Any]]) -> None:
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  # names of our own tables
    connection.executemany(statement, _sqlite_rows(rows))


def _sqlite_rows(rows: Iterable[Iterable[Any]]) -> Iterator[list[Any]]:
    """The values as SQLAlchemy writes them: UTC without a zone, ISO dates, JSON as text."""
    return ([_sqlite_value(value) for value in row] for row in rows)


def _sqlite_value(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return json.dumps(value) if isinstance(value, dict) else value.isoformat()
