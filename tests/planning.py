"""How a database would look for something: asked of SQLite and of PostgreSQL alike."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

WAYS = ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "sort", "incremental_sort")


def plan_of(session: Session, look: Callable[[], object]) -> str:
    """The plans of whatever ``look`` selects, line by line.

    With so few rows PostgreSQL would read the tables whole: what it can do is asked, not what it prefers.
    """
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _cur: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append((statement, values))

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        look()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        for way in WAYS:
            session.execute(text(f"SET LOCAL enable_{way} = off"))
    asks = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
    rows = [row for one in sent for row in session.connection().exec_driver_sql(f"{asks} {one[0]}", one[1]).all()]
    assert rows
    return "\n".join(str(row[-1]) for row in rows) + "\n"
