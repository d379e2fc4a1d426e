"""Locks, always taken in this order: applications by their ids, then a pool's balance (commands/ledger.py:
hold_balance), then payments."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.grants.commands.holding import hold_application
from youthvoice.grants.models import Application, Payment
from youthvoice.grants.queries.pools import get_application


def held_application(session: Session, application_id: int) -> Application:
    """The application as it stands now, with its pool; nobody else changes it until the end. Raises NotFound."""
    application = get_application(session, application_id)
    hold_application(session, application)
    return application


def held_applications(session: Session, ids: Iterable[int]) -> dict[int, Application]:
    """Several, one after the other by their ids."""
    return {one: held_application(session, one) for one in sorted(set(ids))}


def hold_payments(session: Session, pool_id: int, ids: Iterable[int]) -> Sequence[Payment]:
    """The payments of that pool with those ids as they stand now, by id; others are left out."""
    query = select(Payment).where(Payment.pool_id == pool_id, Payment.id.in_(set(ids))).order_by(Payment.id)
    query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).all()
