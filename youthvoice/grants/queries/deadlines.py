"""What ends in pools, for calendars: rounds, decisions, accounts and payments. One query, whoever asks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, cast, exists, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from youthvoice.core.clock import today
from youthvoice.grants.models import Application, ApplicationMember, Payment, Pool, PoolOfficer, PoolRound
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.paying import PaymentState
from youthvoice.grants.rules.pools import Officer

BACK = timedelta(days=90)
MOST = 100
"""Of each kind, those that end last."""
NO_MOMENT = cast(null(), PoolRound.closes_at.type)
"""Typed, since PostgreSQL takes a bare NULL of a subquery for text."""
TO_PAY = (PaymentState.asked, PaymentState.planned, PaymentState.sent)


@dataclass(frozen=True, slots=True)
class Ending:
    """One of them: ``what`` is round, accounts or payment. A round has its moment, and the day of its decision."""

    what: str
    row_id: int
    pool_id: int
    application_id: int
    name: str
    pool: str
    at: datetime | None
    day: date
    changed_at: datetime
    sequence: int


def endings(session: Session, body_ids: Collection[int], person_id: int | None) -> list[Ending]:
    """Of the pools of those bodies what everybody may know; and what that person is asked for, in any pool."""
    selects = [_rounds(body_ids), _accounts(body_ids, person_id)]
    if person_id is not None:
        selects.append(_payments(person_id))
    parts = [select(*one.subquery().c) for one in selects]
    rows = session.execute(union_all(*parts)).all()
    return sorted((Ending(*row) for row in rows), key=lambda one: (one.day, one.what, one.row_id))


def _rounds(body_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    query = select(
        literal("round").label("what"), PoolRound.id.label("row_id"), Pool.id.label("pool_id"),
        literal(0).label("application_id"), PoolRound.name.label("name"), Pool.name.label("pool"),
        PoolRound.closes_at.label("at"), PoolRound.decides_on.label("day"), Pool.opened_at.label("changed_at"),
        Pool.version.label("sequence"),
    ).join(Pool, Pool.id == PoolRound.pool_id)  # fmt: skip
    here = Pool.body_id.in_(list(body_ids)), Pool.opened_at.is_not(None), PoolRound.decides_on > today() - BACK
    return query.where(*here).order_by(PoolRound.closes_at.desc(), PoolRound.id).limit(MOST)


def _accounts(body_ids: Collection[int], person_id: int | None) -> Select[*tuple[Any, ...]]:
    """Of grants that everybody may read, and of one's own."""
    query = select(
        literal("accounts"), Application.id, Pool.id, Application.id, Application.title, Pool.name, NO_MOMENT,
        Application.accounts_due_on, Application.accepted_at, Application.version,
    ).join(Pool, Pool.id == Application.pool_id)  # fmt: skip
    of: ColumnElement[bool] = and_(Pool.body_id.in_(list(body_ids)), Application.listed_at.is_not(None))
    if person_id is not None:
        mine = ApplicationMember.person_id == person_id, ApplicationMember.left_at.is_(None)
        of = or_(of, Application.id.in_(select(ApplicationMember.application_id).where(*mine)))
    due = Application.status == ApplicationStatus.accepted, Application.accounts_due_on > today() - BACK
    return query.where(of, *due).order_by(Application.accounts_due_on.desc(), Application.id).limit(MOST)


def _payments(person_id: int) -> Select[*tuple[Any, ...]]:
    """What waits to be looked at or to be paid, for those who do."""
    query = select(
        literal("payment"), Payment.id, Payment.pool_id, Payment.application_id, Application.title, Pool.name, NO_MOMENT,
        Payment.due_on, Payment.created_at, Payment.version,
    )  # fmt: skip
    query = query.join(Application, Application.id == Payment.application_id).join(Pool, Pool.id == Payment.pool_id)
    held = exists().where(
        PoolOfficer.pool_id == Payment.pool_id,
        PoolOfficer.person_id == person_id,
        PoolOfficer.until.is_(None),
        or_(PoolOfficer.role == Officer.treasurer, Payment.state == PaymentState.asked),
    )
    waits = Payment.state.in_(TO_PAY), Payment.due_on > today() - BACK
    return query.where(held, *waits).order_by(Payment.due_on.desc(), Payment.id).limit(MOST)
