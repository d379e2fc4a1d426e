"""The adults who look after a pool: given and ended, never removed."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.grants.commands.pools import touch_pool
from youthvoice.grants.models import Pool, PoolOfficer
from youthvoice.grants.queries.looking_after import applies_in
from youthvoice.grants.rules.pools import Officer, PoolState


@dataclass(frozen=True)
class OfficerAudit:
    """Audit: who looks after a pool, as what."""

    person_id: int
    role: str


def give_office(session: Session, pool: Pool, person: Person, role: Officer, *, actor_id: int) -> PoolOfficer:
    """Somebody looks after the pool from now on. A second time changes nothing.

    Raises RuleBroken (person_id) for whoever does not work here or applies in the pool, and Conflict where its year has ended.
    """
    if pool.state is PoolState.ended:
        raise Conflict
    if not person.is_adult or person.closed_at is not None:
        raise RuleBroken({"person_id": [gettext("Vælg en voksen, der arbejder her.")]})
    if applies_in(session, pool.id, person.id):
        raise RuleBroken({"person_id": [gettext("Den, der søger puljen, kan ikke også passe den.")]})
    row = _office(session, pool.id, person.id, role)
    if row is not None and row.until is None:
        return row
    if row is None:
        row = PoolOfficer(pool_id=pool.id, person_id=person.id, role=role, since=now())
        session.add(row)
    else:
        row.since, row.until = now(), None
    touch_pool(session, pool)
    audit.record(session, actor_id, "pool.officer_give", ("pool", pool.id), OfficerAudit(person.id, role.value))
    return row


def end_office(session: Session, pool: Pool, officer: PoolOfficer, *, actor_id: int) -> None:
    """Somebody does it no longer. A second time changes nothing."""
    if officer.until is not None:
        return
    officer.until = now()
    touch_pool(session, pool)
    told = OfficerAudit(officer.person_id, officer.role.value)
    audit.record(session, actor_id, "pool.officer_end", ("pool", pool.id), told)


def _office(session: Session, pool_id: int, person_id: int, role: Officer) -> PoolOfficer | None:
    here = PoolOfficer.pool_id == pool_id, PoolOfficer.person_id == person_id, PoolOfficer.role == role
    return session.scalar(select(PoolOfficer).where(*here).with_for_update())
