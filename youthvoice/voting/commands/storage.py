"""Where papers lie while people vote, on each database: made at opening, mixed while it is open, thrown away at closing.

On PostgreSQL a contest has partitions of its own, so that a row's transaction number and place on disk go when they go.
On SQLite the tables have no rowid, but cells still lie in a page in the order in which they came, and the log keeps it too:
there, too, everything is written anew in the order of its random key, and ``empty_log`` and ``scrub`` take what is left of
old pages out of the files.

Locks are taken in one order everywhere, so that nobody waits for somebody who waits: first the rows of contests, by id; then
the three tables as ``TABLES`` has them, each before its partitions. Whoever casts takes no contest's row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CompoundSelect, String, Table, delete, func, literal_column, select, table, text, union
from sqlalchemy.orm import Session

from youthvoice.core.db import BUSY_MILLISECONDS, Database
from youthvoice.voting.models import BallotPaper, GivenPaper, UsedSlip

TABLES: tuple[Table, ...] = tuple(
    model.metadata.tables[model.__tablename__] for model in (GivenPaper, UsedSlip, BallotPaper)
)
ORDERS = {"given_papers": "person_id", "used_slips": "code_hash", "ballot_box": "token"}
PATIENCE_MILLISECONDS = 1_000
"""How long ``empty_log`` keeps writers waiting for a slow reader of SQLite."""


def is_postgres(session: Session) -> bool:
    """Tell which database this is."""
    return session.get_bind().dialect.name == "postgresql"


def make_room(session: Session, contest_id: int) -> None:
    """Make a contest's own place; without it nothing can be cast (on SQLite a trigger looks at the contest instead)."""
    if is_postgres(session):
        for name in ORDERS:
            session.execute(
                text(f"CREATE TABLE {name}_{int(contest_id)} PARTITION OF {name} FOR VALUES IN ({int(contest_id)})")
            )


def hold_box(session: Session) -> None:
    """Let nobody cast until this transaction is over; whoever casts just now is waited for. ``hold_contest`` comes first."""
    if is_postgres(session):
        session.execute(text(f"LOCK TABLE {', '.join(ORDERS)} IN ACCESS EXCLUSIVE MODE"))


def drop_room(session: Session, contest_id: int) -> None:
    """Throw a contest's papers away; ``hold_box`` comes first. On SQLite ``scrub`` must follow the commit."""
    session.flush()
    if is_postgres(session):
        for name in ORDERS:
            session.execute(text(f"DROP TABLE {name}_{int(contest_id)}"))
        return
    session.execute(text("PRAGMA secure_delete=ON"))
    for papers in TABLES:
        session.execute(delete(papers).where(papers.c.contest_id == contest_id))


def is_unshaken(session: Session, contest_id: int) -> bool:
    """PostgreSQL: tell whether rows lie there that were written by more than one transaction, so that they have an order."""
    if not is_postgres(session):
        return False
    tables = [f"{name}_{int(contest_id)}" for name in ORDERS]
    written_by = [select(literal_column("xmin::text", String)).select_from(table(name)) for name in tables]
    written: CompoundSelect[str] = union(*written_by)
    return (session.scalar(select(func.count()).select_from(written.subquery())) or 0) > 1


def shake(session: Session, contest_id: int) -> None:
    """Mix what lies there: afterwards every row was written by one transaction, in the order of its random key.

    ``hold_contest`` comes first, for all contests that this transaction will shake. On SQLite ``empty_log`` must follow.
    """
    if is_postgres(session):
        _rewrite_partitions(session, int(contest_id))
    else:
        _rewrite_rows(session, contest_id)


def _rewrite_partitions(session: Session, number: int) -> None:
    tables = [f"{name}_{number}" for name in ORDERS]
    # The parents first, weakly: whoever throws another contest's partitions away holds them, and all that hangs on them.
    session.execute(text(f"LOCK TABLE ONLY {', ONLY '.join(ORDERS)} IN ROW EXCLUSIVE MODE"))
    session.execute(text(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"))
    for name, order in zip(tables, ORDERS.values(), strict=True):
        session.execute(text(f"CREATE TEMP TABLE shaken ON COMMIT DROP AS TABLE {name}"))
        session.execute(text(f"TRUNCATE {name}"))
        session.execute(text(f"INSERT INTO {name} TABLE shaken ORDER BY {order}"))
        session.execute(text("DROP TABLE shaken"))


def _rewrite_rows(session: Session, contest_id: int) -> None:
    session.execute(text("PRAGMA secure_delete=ON"))
    for papers in TABLES:
        mine = papers.c.contest_id == contest_id
        query = select(papers).where(mine).order_by(papers.c[ORDERS[papers.name]])
        rows = [dict(row) for row in session.execute(query).mappings()]
        session.execute(delete(papers).where(mine))
        if rows:
            session.execute(papers.insert(), rows)


def empty_log(database: Database) -> bool:
    """SQLite: bring the log into the file and cut it off, for it keeps the order in which papers came.

    Returns whether it is done; False where somebody is reading, and it must be tried again.
    """
    if not database.is_sqlite:
        return True
    with _raw(database) as raw:
        raw.execute(f"PRAGMA busy_timeout={PATIENCE_MILLISECONDS}")
        try:
            busy, _pages, _moved = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    return not busy


def scrub(database: Database) -> bool:
    """SQLite: write the file anew and empty its log, so that no old page with a ballot is left in either.

    Returns whether it is done; False where somebody is reading, and it must be tried again.
    """
    if not database.is_sqlite:
        return True
    with _raw(database) as raw:
        raw.execute("VACUUM")
    return empty_log(database)


@contextmanager
def _raw(database: Database) -> Iterator[Any]:
    """SQLite's own connection: neither statement may stand in a transaction."""
    with database.write_engine.connect() as connection:
        yield connection.connection.driver_connection
