"""The database: declarative base, column types, engines and sessions.

Two engines stand on one address. Requests that only read use an engine in autocommit whose connections are read-only
at the database; requests that write use one transaction (``BEGIN IMMEDIATE`` on SQLite, so that two writers queue
instead of failing in the middle).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Engine, Enum, Integer, MetaData, String, create_engine, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from youthvoice.settings import Settings

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_MILLISECONDS = 15_000


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC, read back aware on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone was about to be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Oere(TypeDecorator[int]):
    """Money: a whole number of øre (1/100 DKK). A float is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError("money is a whole number of øre")
        return value


def enum_column(enum: type[StrEnum], name: str) -> Enum:
    """Store an enum by its value, with a named CHECK, as text of at most 40 characters."""
    return Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [m.value for m in members],
        validate_strings=True,
    )


BigId = BigInteger().with_variant(Integer, "sqlite")
PrimaryKey = Annotated[int, mapped_column(BigId, primary_key=True)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
ShortText = Annotated[str, mapped_column(String(200))]


class Base(DeclarativeBase):
    """Base of every table; constraints are named, so that a refusal can be told apart."""

    metadata = MetaData(naming_convention=NAMING)


class Database:
    """Engines and session factories of one deployment."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.database_url
        self.is_sqlite = self.url.startswith("sqlite")
        self.write_engine = self._engine(settings, read_only=False)
        self.read_engine = self._engine(settings, read_only=True)
        self._test_connection: Connection | None = None

    def _engine(self, settings: Settings, *, read_only: bool) -> Engine:
        # What stands in a row must not stand in a log as well, only because the statement failed.
        options: dict[str, Any] = {"pool_size": settings.pool_size, "max_overflow": 8, "hide_parameters": True}
        if read_only:
            options["isolation_level"] = "AUTOCOMMIT"
        if not self.is_sqlite:
            options["pool_pre_ping"] = not read_only
            if read_only:
                options["connect_args"] = {"options": "-c default_transaction_read_only=on"}
                options["pool_reset_on_return"] = None
        engine = create_engine(self.url, **options)
        if self.is_sqlite:
            _listen_sqlite(engine, read_only=read_only)
        return engine

    def session(self, *, read_only: bool) -> Session:
        """A new session; the caller commits (never, where it is read-only) and closes it."""
        if self._test_connection is not None:
            return Session(self._test_connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        engine = self.read_engine if read_only else self.write_engine
        return Session(engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One writing transaction for commands and jobs: commits at the end, rolls back on anything raised."""
        with self.session(read_only=False) as session:
            yield session
            session.commit()

    @contextmanager
    def joined_to(self, connection: Connection) -> Iterator[None]:
        """Tests: every session joins this connection's outer transaction through a savepoint."""
        self._test_connection = connection
        try:
            yield
        finally:
            self._test_connection = None

    def dispose(self) -> None:
        """Close every pooled connection (after a fork, at the end of a test run)."""
        self.write_engine.dispose()
        self.read_engine.dispose()


def _listen_sqlite(engine: Engine, *, read_only: bool) -> None:
    """pysqlite's own transactions leak rows through savepoints: turn them off, and begin ourselves."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    if not read_only:

        @event.listens_for(engine, "begin")
        def on_begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
