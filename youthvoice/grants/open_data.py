"""A pool as files for everybody: a sheet, JSON and Pabulib (docs/pool-file.md). Written piece by piece, however long they are.

They tell what the pages tell: of a decision that nobody may read only its day, its outcome, its amount and its rule.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date
from youthvoice.core.sheets.writing import MARK, Cell, kroner, write_line
from youthvoice.core.suppressing import FEWEST
from youthvoice.grants.labels.money import SHOWN
from youthvoice.grants.models import Dimension, Pool
from youthvoice.grants.presenting.years import told_by
from youthvoice.grants.queries.decisions import Asked, Decision, decisions
from youthvoice.grants.queries.public import Counts, PoolMoney
from youthvoice.grants.rules.deciding import AwardOutcome

FORMAT = "youthvoice-pool/1"
CHUNK = 500
HEADINGS = (
    "nummer", "afgjort", "svar", "status", "titel", "gruppe", "emne", "alder", "skole", "soegt_kr", "bevilget_kr",
    "betalt_kr", "betalt_tilbage_kr", "gjort_op_kr", "regel",
)  # fmt: skip
"""The same in every language: a file is read by programs."""
ANSWERS = {AwardOutcome.granted: "ja", AwardOutcome.reduced: "delvist ja", AwardOutcome.rejected: "afslag"}


def all_decisions(session: Session, pool_id: int) -> Iterator[Decision]:
    """Every decision, the newest first, ``CHUNK`` a query."""
    cursor = None
    while True:
        page = decisions(session, [pool_id], Asked(), cursor, CHUNK)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def sheet(found: Iterable[Decision]) -> Iterator[str]:
    """The sheet, line by line."""
    yield MARK
    yield write_line(HEADINGS)
    for one in found:
        yield write_line(_cells(one))


def _cells(one: Decision) -> tuple[Cell, ...]:
    day, answer = local_date(one.decided_at), ANSWERS[one.outcome]
    if not one.is_listed:
        return None, day, answer, "", "", "", "", "", "", None, kroner(one.amount), None, None, None, one.rule
    return (
        one.number, day, answer, one.status.value, one.title, one.group_name, one.topic.value if one.topic else "",
        one.age_band.value if one.age_band else "", one.school, kroner(one.asked), kroner(one.amount), kroner(one.paid),
        kroner(one.returned), kroner(one.closed_out), one.rule,
    )  # fmt: skip


def as_json(money: PoolMoney, counts: Counts, found: Iterable[Decision]) -> Iterator[str]:
    """One object, decision by decision."""
    head = {"format": FORMAT, "pool": _pool(money.pool), "money": _money(money), "statistics": _statistics(counts)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "decisions": ['
    comma = ""
    for one in found:
        yield f"{comma}\n{json.dumps(_told(one), ensure_ascii=False)}"
        comma = ","
    yield "\n]}\n"


def _pool(pool: Pool) -> dict[str, Any]:
    return {
        "name": pool.name,
        "year": pool.year,
        "council": pool.body.name,
        "unit": pool.unit.name,
        "starts_on": pool.starts_on.isoformat(),
        "ends_on": pool.ends_on.isoformat(),
        "currency": "DKK",
        "amounts_in": "oere",
    }


def _money(money: PoolMoney) -> dict[str, int]:
    parts = {account.value: int(getattr(money.balance, account.value)) for account in SHOWN}
    return {"total": money.balance.total, **parts, "given_back_ever": money.balance.given_back}


def _statistics(counts: Counts) -> dict[str, Any]:
    """None where a number is kept back."""
    found: dict[str, Any] = {"fewest": FEWEST}
    for dimension in (Dimension.topic, Dimension.school, Dimension.age_band):
        names = {one.key: one.name for one in counts.of(dimension)}
        found[dimension.value] = [
            {
                "key": key,
                "name": names[key] or None,
                "applications": told.applications,
                "awards": told.awards,
                "amount": told.amount,
            }
            for key, told in told_by(counts, dimension).items()
        ]
    return found


def _told(one: Decision) -> dict[str, Any]:
    head = {
        "is_public": one.is_listed,
        "decided_on": local_date(one.decided_at).isoformat(),
        "outcome": one.outcome.value,
        "granted": one.amount,
        "rule": one.rule,
    }
    if not one.is_listed:
        return head
    return head | {
        "number": one.number,
        "status": one.status.value,
        "title": one.title,
        "group": one.group_name,
        "topic": one.topic.value if one.topic else None,
        "age_band": one.age_band.value if one.age_band else None,
        "school": one.school or None,
        "asked": one.asked,
        "paid": one.paid,
        "given_back": one.returned,
        "closed_out": one.closed_out,
        "path": f"/puljen/ansoegninger/{one.application_id}",
    }


def as_pb(pool: Pool, total: int, projects: int, found: Iterable[Decision]) -> Iterator[str]:
    """Pabulib's tables of what anyone may read; ``projects`` is how many those are, ``total`` the pool's øre.

    Money is whole kroner. Nobody's votes are in it: a council is too few for that.
    """
    meta = {
        "description": pool.name, "country": "Denmark", "unit": pool.body.name, "instance": str(pool.year),
        "num_projects": projects, "num_votes": 0, "budget": total // 100, "currency": "DKK", "vote_type": "approval",
        "rule": "unknown", "date_begin": pool.starts_on.isoformat(), "date_end": pool.ends_on.isoformat(),
    }  # fmt: skip
    yield _lines([("META",), ("key", "value"), *meta.items()])
    yield _lines([("PROJECTS",), ("project_id", "cost", "votes", "name", "selected")])
    for one in found:
        if one.is_listed:
            selected = int(one.outcome is not AwardOutcome.rejected)
            yield _lines([(one.number, one.asked // 100, 0, one.title, selected)])
    yield _lines([("VOTES",), ("voter_id", "vote")])


def _lines(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()
