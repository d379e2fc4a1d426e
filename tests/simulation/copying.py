"""The same rows in another database."""

from sqlalchemy import create_engine, insert, select, text

from youthvoice.models import Base


def copy_rows(source_url: str, target_url: str) -> None:
    """Copy every row of a SQLite database to an empty, migrated one on PostgreSQL, and let its counters go on from there."""
    source, target = create_engine(source_url), create_engine(target_url)
    with source.connect() as old, target.begin() as new:
        # The rows are whole already: no trigger has to look at them again, and their order does not matter.
        new.execute(text("SET LOCAL session_replication_role = replica"))
        for table in Base.metadata.tables.values():
            rows = [dict(row) for row in old.execute(select(table)).mappings()]
            if rows:
                new.execute(insert(table), rows)
            if "id" in table.c and table.c["id"].primary_key:
                following = (
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 0) + 1, false)"
                )
                new.execute(text(f"{following} FROM {table.name}"))  # names of our own tables
    source.dispose()
    target.dispose()
