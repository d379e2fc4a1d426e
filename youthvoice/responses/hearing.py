"""What the unit hears of its answers: counted, and in words that nobody's name stands beside."""

from dataclasses import dataclass
from itertools import groupby

from youthvoice.core.web import db_session
from youthvoice.responses.queries.understood import UnclearWords, feedback_words


@dataclass(frozen=True)
class Heard:
    """What was said of one wording."""

    number: int
    said: int
    understood: int
    taken_seriously: int
    words: tuple[str, ...]


def case_feedback(case_id: int) -> list[Heard]:
    """For the page of a case, newest wording first; empty while nobody has spoken. One query."""
    rows = feedback_words(db_session(), case_id)
    return [_heard(number, list(group)) for number, group in groupby(rows, key=lambda row: row.number)]


def _heard(number: int, rows: list[UnclearWords]) -> Heard:
    return Heard(
        number=number,
        said=len(rows),
        understood=sum(row.understood for row in rows),
        taken_seriously=sum(row.taken_seriously for row in rows),
        words=tuple(row.words for row in rows if row.words),
    )
