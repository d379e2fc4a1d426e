"""A pool of the elevråd's: the author has sent an application; the official is its treasurer."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.grants import KR, PoolFactory, allocate, sent
from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.models import PoolOfficer
from youthvoice.grants.rules.pools import Officer


def make_grants(
    session: Session, people: dict[str, Person], body_id: int
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """(values for every address, values for single ones)."""
    official, administrator = people["official"], people["administrator"]
    unit = session.get_one(Unit, official.unit_id)
    pool = PoolFactory(body=session.get_one(Body, body_id), unit=unit, created_by_id=administrator.id)
    open_balance(session, pool.id)
    allocate(session, pool, 100_000 * KR, administrator)
    officer = {"pool_id": pool.id, "person_id": official.id, "role": Officer.treasurer, "since": now()}
    session.add(PoolOfficer(**officer))
    application = sent(session, pool, people["author"])
    session.flush()
    return {"pool_id": pool.id, "application_id": application.id}, {}
