"""Where papers lie while people vote, on each database: made at opening, mixed while it is open, thrown away at closing.

On PostgreSQL a contest has partitions of its own, so that a row's transaction number and place on disk go when they go.
On SQLite the tables have no rowid, rows lie in the order of their random keys, and ``scrub`` takes what is left of old
pages out of the files.
"""

from sqlalchemy import CompoundSelect, String, delete, func, literal_column, select, table, text, union
from sqlalchemy.orm import Session

from youthvoice.core.db import Database
from youthvoice.voting.models import BallotPaper, GivenPaper, UsedSlip

# Everywhere in this order, so that nobody waits for somebody who waits.
TABLES = (GivenPaper, UsedSlip, BallotPaper)
ORDERS = {"given_papers": "person_id", "used_slips": "code_hash", "ballot_box": "token"}


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
    """Let nobody cast until this transaction is over. Whoever casts just now is waited for."""
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
    for model in TABLES:
        session.execute(delete(model).where(model.contest_id == contest_id))


def shake(session: Session, contest_id: int) -> bool:
    """Mix what lies there: afterwards every row was written by one transaction, in the order of its random key.

    Returns whether anything may have changed since the last time. SQLite keeps its rows in that order anyway.
    """
    if not is_postgres(session):
        return True
    number = int(contest_id)
    tables = [f"{name}_{number}" for name in ORDERS]
    session.execute(text(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"))
    written_by = [select(literal_column("xmin::text", String)).select_from(table(name)) for name in tables]
    written: CompoundSelect[str] = union(*written_by)
    if (session.scalar(select(func.count()).select_from(written.subquery())) or 0) < 2:
        return False
    for name, order in zip(tables, ORDERS.values(), strict=True):
        session.execute(text(f"CREATE TEMP TABLE shaken ON COMMIT DROP AS TABLE {name}"))
        session.execute(text(f"TRUNCATE {name}"))
        session.execute(text(f"INSERT INTO {name} TABLE shaken ORDER BY {order}"))
        session.execute(text("DROP TABLE shaken"))
    return True


def scrub(database: Database) -> bool:
    """SQLite: write the file anew and empty its log, so that no old page with a ballot is left in either.

    Returns whether it is done; False where somebody is reading, and it must be tried again.
    """
    if not database.is_sqlite:
        return True
    with database.write_engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is None:
            return False
        raw.execute("VACUUM")
        busy, _pages, _moved = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
