"""Full text search behind one function: PostgreSQL's Danish text search, or SQLite's FTS5 with word beginnings.

A searchable table ``t`` has, made by its migration: on PostgreSQL a generated column ``t.search_vector`` with a GIN index;
on SQLite an FTS5 table ``t_search`` whose rowid is ``t.id``, kept up by triggers.
"""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, column, false, func, literal_column, select, table, text
from sqlalchemy.orm import InstrumentedAttribute, Session

MAX_WORDS = 8
WORD = re.compile(r"\w{2,40}")


def words_of(phrase: str) -> list[str]:
    """The first words of what was typed, lower case, at least two letters."""
    return WORD.findall(phrase.lower())[:MAX_WORDS]


def matches(
    session: Session,
    table_name: str,
    id_column: ColumnElement[int] | InstrumentedAttribute[int],
    words: Sequence[str],
    *,
    any_word: bool = False,
) -> ColumnElement[bool]:
    """A condition: the row's text has all of ``words`` (or any), each as the beginning of a word."""
    safe = [word for given in words for word in words_of(given)]
    if not safe:
        return false()
    if session.get_bind().dialect.name == "postgresql":
        query = (" | " if any_word else " & ").join(f"'{word}':*" for word in safe)
        vector: ColumnElement[str] = literal_column(f"{table_name}.search_vector")
        return vector.op("@@")(func.to_tsquery("danish", query))
    query = (" OR " if any_word else " ").join(f'"{word}"*' for word in safe)
    index = table(f"{table_name}_search", column("rowid", Integer))
    found = select(index.c.rowid).where(text(f"{table_name}_search MATCH :phrase").bindparams(phrase=query))
    return id_column.in_(found)
