"""Everything a database holds, as somebody who has stolen it would read it: every row of every table, and what the
database adds by itself (rowid, or ctid, xmin and xmax; SQLite: where a row lies in the file, and first in its log)."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

Row = dict[str, Any]
PAGE = 4096
HIDDEN = "tableoid::regclass::text AS _table, ctid::text AS _ctid, xmin::text AS _xmin, xmax::text AS _xmax, cmin::text AS _cmin"


@dataclass
class Dump:
    """The rows of each table, and SQLite's files as they are."""

    tables: dict[str, list[Row]]
    files: dict[str, bytes] = field(default_factory=dict)

    def texts(self) -> Iterator[tuple[str, str]]:
        """(table, everything its rows say) for the search of strings; bytes are written as hex digits."""
        for name, rows in self.tables.items():
            yield name, "\n".join(_written(value) for row in rows for value in row.values())


def dump(url: str) -> Dump:
    """Read it all."""
    if url.startswith("sqlite"):
        return _dump_sqlite(Path(url.removeprefix("sqlite:///")))
    return _dump_postgres(url.replace("postgresql+psycopg", "postgresql", 1))


def _written(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def _dump_postgres(url: str) -> Dump:
    tables: dict[str, list[Row]] = {}
    with psycopg.connect(url, row_factory=dict_row) as connection:
        names = "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 't') AND relnamespace IN (%s)"
        spaces = "SELECT oid FROM pg_namespace WHERE nspname NOT IN ('information_schema', 'pg_catalog')"
        for row in connection.execute(names % spaces).fetchall():
            rows = connection.execute(f"SELECT {HIDDEN}, * FROM {row['name']}".encode()).fetchall()
            tables[row["name"]] = [_numbered(found) for found in rows]
        for view in ("pg_sequences", "pg_stat_user_tables", "pg_stat_user_indexes", "pg_stats", "pg_class", "pg_locks"):
            tables[view] = connection.execute(f"SELECT * FROM {view}".encode()).fetchall()
    return Dump(tables)


def _numbered(row: Row) -> Row:
    """Places and transactions as numbers, so that they can be ranked."""
    block, _, line = row["_ctid"].strip("()").partition(",")
    numbers = {name: int(row[name]) for name in ("_xmin", "_xmax", "_cmin")}
    return row | numbers | {"_ctid": int(block) * 10_000 + int(line)}


def _dump_sqlite(path: Path) -> Dump:
    log = path.with_name(path.name + "-wal")
    files = {"file": path.read_bytes(), "log": log.read_bytes() if log.exists() else b""}
    tables: dict[str, list[Row]] = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
            has_rowid = "WITHOUT ROWID" not in (sql or "").upper() and "VIRTUAL" not in (sql or "").upper()
            columns = "rowid AS _rowid, *" if has_rowid else "*"
            tables[name] = [dict(row) for row in connection.execute(f'SELECT {columns} FROM "{name}"')]
    for name in ("given_papers", "used_slips", "ballot_box"):
        for row in tables[name]:
            # A cell is found by its bytes; the sealed lists and copies of it would be found as well.
            cell = record(row.values())
            row["_file"], row["_log"] = files["file"].find(cell), files["log"].find(cell)
    return Dump(tables, files)


def record(values: Any) -> bytes:
    """A row as SQLite writes it (https://sqlite.org/fileformat2.html, 2.1), for short integers, texts and blobs."""
    types, body = b"", b""
    for value in values:
        if isinstance(value, int):
            length = 0 if value in (0, 1) else (value.bit_length() + 8) // 8
            types += bytes([8 + value if length == 0 else length])
            body += value.to_bytes(length, signed=True) if length else b""
        else:
            raw = value.encode() if isinstance(value, str) else value
            types += _varint(len(raw) * 2 + (13 if isinstance(value, str) else 12))
            body += raw
    return bytes([len(types) + 1]) + types + body


def _varint(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([0x80 | number >> 7, number & 0x7F])


@lru_cache(maxsize=1)
def forms_of(secret: bytes) -> Mapping[str, str]:
    """How bytes can stand in a text."""
    import base64
    import hashlib

    return {
        "hex": secret.hex(),
        "base64": base64.b64encode(secret).decode().rstrip("="),
        "base64url": base64.urlsafe_b64encode(secret).decode().rstrip("="),
        "sha256": hashlib.sha256(secret).hexdigest(),
    }
