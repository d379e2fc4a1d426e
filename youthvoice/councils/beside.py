"""What rooms above show of a body: on its page, and in calendars. They register it here; this room knows none of them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

Column = Callable[[Session, int], ColumnElement[str]]
"""A body's id -> a scalar subquery, whose text tells all that is shown of it. It is read in the page's own query, and the
page is drawn anew whenever the text is another one."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that ends: at a moment (its last half hour is marked), or on a day (all of it)."""

    uid: str
    """Names it in every calendar alike."""
    at: datetime | date
    summary: str
    description: str
    path: str
    """Where it is read, with the language's prefix."""
    changed_at: datetime
    sequence: int


Deadlines = Callable[[Session, Collection[int], int | None], list[Deadline]]
"""(bodies, person or None for everybody) -> what ends there, and what that person must do by a day: one query."""

_columns: dict[str, Column] = {}
_deadlines: list[Deadlines] = []


def register_column(name: str, column: Column) -> None:
    """Have it read with the body; the page's template finds it as ``beside[name]``. Again replaces it."""
    _columns[name] = column


def register_deadlines(deadlines: Deadlines) -> None:
    """Put them into calendars; twice is once."""
    if deadlines not in _deadlines:
        _deadlines.append(deadlines)


def columns_of(session: Session, body_id: int) -> dict[str, ColumnElement[str]]:
    """What is to be read with that body, by name."""
    return {name: column(session, body_id) for name, column in _columns.items()}


def deadlines_of(session: Session, body_ids: Collection[int], person_id: int | None) -> list[Deadline]:
    """What ends, of every room above: one query each."""
    return [one for find in _deadlines for one in find(session, body_ids, person_id)]
