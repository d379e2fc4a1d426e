"""An attempt to join people and ballots: every column that says anything of a person (or a slip), against every column that
says anything of a token, hidden columns too."""

import base64
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.web.voting.integrity.dumping import Dump, Row

LEAST = 20
"""With fewer pairs nothing can be told from chance."""
CHANCE = 5.2
"""A rank correlation is normal with a deviation of 1 / sqrt(n - 1) where there is no join: chance goes so far once in five
million times."""
Who = int | str


@dataclass(frozen=True)
class Join:
    """Two columns by whose order people and tokens can be joined, as well as ``score`` says (in deviations of chance)."""

    person: str
    token: str
    score: float
    pairs: int

    @property
    def likeness(self) -> float:
        """The rank correlation, without its sign: 1 is the same order, or just the other way round."""
        return self.score / (self.pairs - 1) ** 0.5


def joins(dump: Dump, truth: Mapping[Who, bytes], least: int = LEAST) -> list[Join]:
    """Every pair of columns that was tried, the best first. ``truth`` says who cast which token."""
    people = list(_series_of_people(dump, frozenset(truth)))
    tokens = list(_series_of_tokens(dump, frozenset(truth.values())))
    found = []
    for one, places in people:
        for other, positions in tokens:
            pairs = [
                (places[who], positions[token]) for who, token in truth.items() if who in places and token in positions
            ]
            score = _score(pairs, least)
            if score is not None:
                found.append(Join(one, other, score, len(pairs)))
    return sorted(found, key=lambda join: -join.score)


def choices_told(dump: Dump, choices: Mapping[Who, int]) -> list[Join]:
    """The same against what each of them chose: no column of people may say it."""
    found = []
    for name, places in _series_of_people(dump, frozenset(choices)):
        score = _score([(places[who], choice) for who, choice in choices.items() if who in places], LEAST)
        if score is not None:
            found.append(Join(name, "choice", score, len(choices)))
    return sorted(found, key=lambda join: -join.score)


def _series_of_people(dump: Dump, known: frozenset[Who]) -> Iterator[tuple[str, dict[Who, Any]]]:
    for table, rows in dump.tables.items():
        for key in rows[0] if rows else ():
            if (
                "person" in key
                or key.endswith("_by_id")
                or key in ("code_hash", "actor_id")
                or (table, key) == ("persons", "id")
            ):
                mine = {row[key]: row for row in rows if row[key] in known}
                yield from ((f"{table}.{column}", places) for column, places in _columns(mine))
                order = {who: n for n, who in enumerate(mine)}
                yield f"{table} (order)", order


def _series_of_tokens(dump: Dump, known: frozenset[bytes]) -> Iterator[tuple[str, dict[bytes, Any]]]:
    for table, rows in dump.tables.items():
        if "token" in (rows[0] if rows else ()):
            mine = {bytes(row["token"]): row for row in rows if isinstance(row["token"], bytes | memoryview)}
            mine = {token: row for token, row in mine.items() if token in known}
            yield from ((f"{table}.{column}", places) for column, places in _columns(mine))
            yield f"{table} (order)", {token: n for n, token in enumerate(mine)}
    for table, column in (("sealed_boxes", "tokens"), ("published_files", "body")):
        for row in dump.tables.get(table, ()):
            text = gzip.decompress(row[column]).decode() if column == "body" else str(row[column])
            yield f"{table}.{column}", {token: at for token in known if (at := text.find(_text(token))) >= 0}


def _text(token: bytes) -> str:
    return base64.urlsafe_b64encode(token).decode().rstrip("=")


def _columns(rows: Mapping[Any, Row]) -> Iterator[tuple[str, dict[Any, Any]]]:
    """Columns whose values can be brought into an order."""
    for column in next(iter(rows.values()), {}):
        places = {who: row[column] for who, row in rows.items() if row[column] is not None}
        places = {who: bytes(value) if isinstance(value, memoryview) else value for who, value in places.items()}
        kinds = {type(value) for value in places.values()}
        if len(kinds) == 1 and not kinds & {dict, list}:
            yield column, places


def _score(pairs: list[tuple[Any, Any]], least: int) -> float | None:
    if len(pairs) < least:
        return None
    x, y = _ranks([one for one, _ in pairs]), _ranks([other for _, other in pairs])
    middle = (len(pairs) - 1) / 2
    over = sum((a - middle) * (b - middle) for a, b in zip(x, y, strict=True))
    under = sum((a - middle) ** 2 for a in x) * sum((b - middle) ** 2 for b in y)
    return None if under == 0 else abs(over / under**0.5) * (len(pairs) - 1) ** 0.5


def _ranks(values: list[Any]) -> list[float]:
    """The place of each value; equal ones share theirs."""
    first, last = {}, {}
    for n, value in enumerate(sorted(values)):
        first.setdefault(value, n)
        last[value] = n
    return [(first[value] + last[value]) / 2 for value in values]
