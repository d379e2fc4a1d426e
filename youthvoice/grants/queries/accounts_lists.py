"""Lists of accounts: what a coordinator waits for or has to look at, and the gallery of what was achieved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.orm import Session

from youthvoice.core.keyset import Page, decode, encode
from youthvoice.grants.models import AccountReport, Application, ApplicationFile, GrantBalance, Pool
from youthvoice.grants.rules.accounts import AccountsTab
from youthvoice.grants.rules.applications import ApplicationStatus, FileKind
from youthvoice.grants.rules.paying import ReportState

PAGE_SIZE = 30
CARDS = 12
MOST_POOLS = 40


@dataclass(frozen=True)
class AccountsRow:
    """One line of a coordinator's list; øre."""

    application_id: int
    number: int | None
    title: str
    group_name: str
    due_on: date | None
    sent_at: datetime | None
    approved_at: datetime | None
    granted: int
    gives_back: int


@dataclass(frozen=True)
class Achieved:
    """One card of the gallery. ``used``: øre of the grant that were used."""

    report_id: int
    version: int
    application_id: int
    application_version: int
    title: str
    group_name: str
    year: int
    learned: str
    participants: int | None
    used: int
    approved_at: datetime


def accounts_of_pool(session: Session, pool_id: int, tab: AccountsTab, cursor: str | None) -> Page[AccountsRow]:
    """One page of a pool's accounts: what is due first, the oldest sent first, or the newest approved: one query."""
    wanted = (
        Application.id,
        Application.number,
        Application.title,
        Application.group_name,
        Application.accounts_due_on,
        AccountReport.sent_at,
        AccountReport.approved_at,
        GrantBalance,
        AccountReport.gives_back,
    )
    query: Select[*tuple[Any, ...]] = select(*wanted).join(GrantBalance, GrantBalance.application_id == Application.id)
    query = _due(query, pool_id, cursor) if tab is AccountsTab.due else _written(query, pool_id, tab, cursor)
    found = session.execute(query.limit(PAGE_SIZE + 1)).all()
    rows = [
        AccountsRow(one[0], one[1], one[2], one[3], one[4], one[5], one[6], one[7].all_granted, one[8] or 0)
        for one in found[:PAGE_SIZE]
    ]
    return Page(rows, _cursor(rows[-1], tab) if len(found) > PAGE_SIZE else None)


def _due(query: Select[*tuple[Any, ...]], pool_id: int, cursor: str | None) -> Select[Any]:
    query = query.outerjoin(AccountReport, AccountReport.application_id == Application.id)
    query = query.where(Application.pool_id == pool_id, Application.status == ApplicationStatus.accepted)
    place = decode(cursor)
    if place is not None:
        query = query.where(tuple_(Application.accounts_due_on, Application.id) > (place[0].date(), place[1]))
    return query.order_by(Application.accounts_due_on, Application.id)


def _written(query: Select[*tuple[Any, ...]], pool_id: int, tab: AccountsTab, cursor: str | None) -> Select[Any]:
    state = ReportState.sent if tab is AccountsTab.sent else ReportState.approved
    query = query.join(AccountReport, AccountReport.application_id == Application.id)
    query = query.where(AccountReport.pool_id == pool_id, AccountReport.state == state)
    place = decode(cursor)
    if tab is AccountsTab.sent:
        after = tuple_(AccountReport.sent_at, Application.id) > place if place else None
        order: tuple[ColumnElement[Any], ...] = (AccountReport.sent_at.asc(), Application.id.asc())
    else:
        after = tuple_(AccountReport.approved_at, Application.id) < place if place else None
        order = (AccountReport.approved_at.desc(), Application.id.desc())
    return (query.where(after) if after is not None else query).order_by(*order)


def _cursor(row: AccountsRow, tab: AccountsTab) -> str | None:
    if tab is AccountsTab.due:
        moment = datetime.combine(row.due_on, time(), UTC) if row.due_on else None
    else:
        moment = row.sent_at if tab is AccountsTab.sent else row.approved_at
    return encode(moment, row.application_id) if moment else None


def is_shown() -> ColumnElement[bool]:
    """SQL on ``AccountReport`` joined with ``Application``: anyone may read it in the gallery."""
    there = AccountReport.state == ReportState.approved, AccountReport.shows_in_gallery
    return there[0] & there[1] & AccountReport.hidden_at.is_(None) & Application.listed_at.is_not(None)


def gallery(session: Session, pool_ids: Sequence[int] | None, cursor: str | None) -> Page[Achieved]:
    """One page of what was achieved, the newest first; of those pools, or of all (None): one query."""
    wanted = (
        AccountReport.id,
        AccountReport.version,
        Application.id,
        Application.version,
        Application.title,
        Application.group_name,
        Pool.year,
        AccountReport.learned,
        AccountReport.participants,
        GrantBalance.closed_out,
        AccountReport.approved_at,
    )
    query = select(*wanted).join(Application, Application.id == AccountReport.application_id)
    query = query.join(Pool, Pool.id == AccountReport.pool_id)
    query = query.join(GrantBalance, GrantBalance.application_id == Application.id).where(is_shown())
    if pool_ids is not None:
        query = query.where(AccountReport.pool_id.in_(pool_ids))
    place = decode(cursor)
    if place is not None:
        query = query.where(tuple_(AccountReport.approved_at, AccountReport.id) < place)
    query = query.order_by(AccountReport.approved_at.desc(), AccountReport.id.desc())
    rows = [Achieved(*tuple(row)) for row in session.execute(query.limit(CARDS + 1))]
    more = encode(rows[CARDS - 1].approved_at, rows[CARDS - 1].report_id) if len(rows) > CARDS else None
    return Page(rows[:CARDS], more)


def first_pictures(session: Session, application_ids: Sequence[int]) -> dict[int, ApplicationFile]:
    """The first picture of the result of each, by application: one query, without bytes."""
    if not application_ids:
        return {}
    here = ApplicationFile.application_id.in_(application_ids), ApplicationFile.kind == FileKind.result
    query = select(ApplicationFile).where(*here, ApplicationFile.hidden_at.is_(None))
    found: dict[int, ApplicationFile] = {}
    for file in session.scalars(query.order_by(ApplicationFile.id)):
        found.setdefault(file.application_id, file)
    return found


def pools_shown(session: Session) -> Sequence[tuple[int, int, str]]:
    """(id, year, name) of the pools that were opened, the newest year first: one query."""
    query = select(Pool.id, Pool.year, Pool.name).where(Pool.opened_at.is_not(None))
    rows = session.execute(query.order_by(Pool.year.desc(), Pool.id).limit(MOST_POOLS))
    return [(row.id, row.year, row.name) for row in rows]
