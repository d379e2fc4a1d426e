"""What the public pages of pools read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.grants.models import Pool

MOST_POOLS = 12


def newest_pools(session: Session) -> Sequence[Pool]:
    """The pools that were opened, the newest year first: one query."""
    query = select(Pool).where(Pool.opened_at.is_not(None)).options(joinedload(Pool.body))
    return session.scalars(query.order_by(Pool.year.desc(), Pool.id).limit(MOST_POOLS)).all()
