"""Locks, always taken in this order: a case (commands/holding.py), applications by their ids, then a pool's balance
(commands/ledger.py: hold_balance), then payments."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.errors import NotFound
from youthvoice.grants.models import Application, Payment, Pool


def held_application(session: Session, application_id: int) -> Application:
    """The application as it stands now, with its pool, its council and unit; nobody else changes it until the end.

    Raises NotFound.
    """
    loads = joinedload(Application.pool).joinedload(Pool.body), joinedload(Application.pool).joinedload(Pool.unit)
    query = select(Application).where(Application.id == application_id).options(*loads)
    query = query.with_for_update(of=Application).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def held_applications(session: Session, ids: Iterable[int]) -> dict[int, Application]:
    """Several, one after the other by their ids."""
    return {one: held_application(session, one) for one in sorted(set(ids))}


def hold_payments(session: Session, pool_id: int, ids: Iterable[int]) -> Sequence[Payment]:
    """The payments of that pool with those ids as they stand now, by id; others are left out."""
    query = select(Payment).where(Payment.pool_id == pool_id, Payment.id.in_(set(ids))).order_by(Payment.id)
    query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).all()
