"""Holding what is about to be changed until the end of the transaction: first hold it, then look at what stands there.

Always in this order: a case, applications by their ids, a pool's balance (commands/ledger.py: hold_balance), payments,
stored counts (commands/status.py), the council. Whoever will touch the case of an application takes it along (``hold_with_case``).
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.errors import NotFound
from youthvoice.grants.models import Application, Payment, Pool
from youthvoice.responses.commands import hold_case

COLUMNS = tuple(one.key for one in inspect(Application).column_attrs)


def hold_with_case(session: Session, application: Application) -> None:
    """Hold its case and then its row, and read its columns anew; what was loaded beside it stays."""
    session.flush()
    hold_case(session, application.case_id)
    session.execute(select(Application.id).where(Application.id == application.id).with_for_update())
    session.refresh(application, COLUMNS)


def held_application(session: Session, application_id: int) -> Application:
    """The application as it stands now, held without its case, with its pool, its council and unit.

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
