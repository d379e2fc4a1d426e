"""Alembic on both databases; SQLite in batch mode, since it cannot alter a table."""

from typing import Any

from alembic import context
from sqlalchemy import create_engine, event, pool

from youthvoice.models import Base
from youthvoice.settings import load_settings

# Made by hand in a migration, and not part of the models: search, expression indexes.
HAND_MADE = ("_search", "search_vector", "hand_")


def include_object(_thing: Any, name: str | None, _kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave out of the comparison what the models do not know."""
    return not any(part in (name or "") for part in HAND_MADE)


def _run() -> None:
    url = context.config.attributes.get("url") or load_settings().database_url
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _migrate(connection)
        return
    engine = create_engine(url, poolclass=pool.NullPool)
    if url.startswith("sqlite"):
        event.listen(engine, "connect", lambda c, _r: c.execute("PRAGMA journal_mode=WAL"))
    with engine.connect() as opened:
        _migrate(opened)
        opened.commit()


def _migrate(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
