"""What was decided, the newest first. What nobody may read is told without words, group, topic and school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.core.keyset import Page, decode, encode
from youthvoice.grants.models import Application, Award, GrantBalance
from youthvoice.grants.models.applications import DECIDED, LISTED, NO
from youthvoice.grants.rules.applications import AgeBand, ApplicationStatus
from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.proposals.rules import Topic

PAGE_SIZE = 20


class Shown(StrEnum):
    """Which decisions, by the address of the page."""

    every = "alle"
    granted = "ja"
    refused = "afslag"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in one pool. By topic or school only what anyone may read is found: else a no would tell its own."""

    shown: Shown = Shown.every
    topic: Topic | None = None
    school_id: int | None = None

    @property
    def is_public_only(self) -> bool:
        """Nothing that is told without its words."""
        return self.topic is not None or self.school_id is not None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; øre. Where it is not ``is_listed``, the title, the group, the topic and the school are empty."""

    application_id: int
    version: int
    is_listed: bool
    decided_at: datetime
    status: ApplicationStatus
    outcome: AwardOutcome
    amount: int
    rule: str
    title: str = ""
    group_name: str = ""
    number: int | None = None
    asked: int = 0
    topic: Topic | None = None
    age_band: AgeBand | None = None
    school: str = ""
    paid: int = 0
    """Ever, what was given back too."""
    returned: int = 0
    closed_out: int = 0


def decisions(
    session: Session, pool_ids: Sequence[int], asked: Asked, cursor: str | None, size: int = PAGE_SIZE
) -> Page[Decision]:
    """One page of the decisions of those pools: one query, whatever there is."""
    query = _selected().where(Application.pool_id.in_(pool_ids), *_wanted(asked))
    place = decode(cursor)
    if place is not None:
        query = query.where(tuple_(Application.decided_at, Application.id) < place)
    query = query.order_by(Application.decided_at.desc(), Application.id.desc()).limit(size + 1)
    rows = [_decision(row) for row in session.execute(query)]
    more = encode(rows[size - 1].decided_at, rows[size - 1].application_id) if len(rows) > size else None
    return Page(rows[:size], more)


def decisions_after(session: Session, place: tuple[int, datetime, int] | None, size: int) -> list[tuple[int, Decision]]:
    """(pool, decision) of every pool, the newest pool first, after (pool, when decided, application): one query."""
    columns = Application.pool_id, Application.decided_at, Application.id
    query = _selected().add_columns(Application.pool_id).where(DECIDED)
    if place is not None:
        query = query.where(tuple_(*columns) < place)
    rows = session.execute(query.order_by(*(column.desc() for column in columns)).limit(size))
    return [(row[-1], _decision(row)) for row in rows]


def listed_in(session: Session, pool_id: int) -> int:
    """How many decisions of a pool anyone may read, for a file that says so first: one query, of an index alone."""
    query = select(func.count()).select_from(Application).where(Application.pool_id == pool_id, LISTED)
    return session.scalar(query) or 0


def _wanted(asked: Asked) -> list[ColumnElement[bool] | Any]:
    """Literal conditions, so that both databases find the indexes that hold only such rows."""
    found: list[Any] = [LISTED if asked.is_public_only else DECIDED]
    if asked.shown is Shown.refused:
        found.append(NO)
    elif asked.shown is Shown.granted:
        found += [LISTED, Application.status != ApplicationStatus.rejected]
    if asked.topic is not None:
        found.append(Application.topic == asked.topic)
    if asked.school_id is not None:
        found.append(Application.school_id == asked.school_id)
    return found


def _selected() -> Select[*tuple[Any, ...]]:
    wanted = (
        Application.id, Application.version, Application.listed_at, Application.decided_at, Application.status,
        Award.outcome, Award.amount, Award.rule, Application.title, Application.group_name, Application.number,
        Award.asked, Application.topic, Application.age_band, School.name, GrantBalance,
    )  # fmt: skip
    current = and_(Award.application_id == Application.id, Award.replaced_at.is_(None))
    query = select(*wanted).join(Award, current).outerjoin(School, School.id == Application.school_id)
    return query.outerjoin(GrantBalance, GrantBalance.application_id == Application.id)


def _decision(row: Any) -> Decision:
    facts: tuple[Any, ...] = row[0], row[1], row[2] is not None, *row[3:8]
    if row[2] is None:
        return Decision(*facts)
    balance: GrantBalance | None = row[15]
    paid = balance.paid + balance.returned + balance.closed_out if balance else 0
    money = (paid, balance.returned, balance.closed_out) if balance else (0, 0, 0)
    told: tuple[Any, ...] = *facts, *row[8:14], row[14] or "", *money
    return Decision(*told)
