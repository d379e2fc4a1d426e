"""Pools, and what somebody is to them."""

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.grants.models import Application, ApplicationMember, Pool, PoolOfficer
from youthvoice.grants.place import Place
from youthvoice.grants.queries.conflicts import has_conflict
from youthvoice.grants.rules.applications import MemberRole
from youthvoice.grants.rules.pools import Officer


def get_pool(session: Session, pool_id: int) -> Pool:
    """The pool with its council and unit: one query. Raises NotFound."""
    query = select(Pool).where(Pool.id == pool_id).options(joinedload(Pool.body), joinedload(Pool.unit))
    pool = session.scalar(query) if pool_id <= MAX_ID else None
    if pool is None:
        raise NotFound
    return pool


def get_application(session: Session, application_id: int) -> Application:
    """The application with its pool, its council and unit: one query. Raises NotFound."""
    loads = joinedload(Application.pool).joinedload(Pool.body), joinedload(Application.pool).joinedload(Pool.unit)
    query = select(Application).where(Application.id == application_id).options(*loads)
    application = session.scalar(query) if application_id <= MAX_ID else None
    if application is None:
        raise NotFound
    return application


def place_in(session: Session, pool: Pool, person: Person | None) -> Place:
    """What a person is to a pool (with its council loaded): two queries; none for a visitor."""
    stands = pool.body.closed_at is None
    if person is None:
        return Place(pool_id=pool.id, council_stands=stands)
    held = PoolOfficer.pool_id == pool.id, PoolOfficer.person_id == person.id, PoolOfficer.until.is_(None)
    return Place(
        pool_id=pool.id,
        council_stands=stands,
        seats=standing_in(session, person.id, pool.body).roles,
        offices=frozenset(session.scalars(select(PoolOfficer.role).where(*held))),
        is_owed_in_unit=person.unit_id == pool.unit_id,
    )


def place_before(session: Session, application: Application, person: Person | None) -> Place:
    """What a person is to an application (with its pool loaded): two queries; none for a visitor.

    A conflict of interest holds from the moment that the tables show it, whether it is written down or not.
    """
    pool = application.pool
    if person is None:
        return place_in(session, pool, None)
    mine = ApplicationMember.application_id == Application.id, ApplicationMember.person_id == person.id
    role = select(ApplicationMember.role).where(*mine, ApplicationMember.left_at.is_(None)).scalar_subquery()
    offices = [office_held(pool.id, person.id, office) for office in Officer]
    query = select(role, has_conflict(person), *offices).where(Application.id == application.id)
    found, is_conflicted, *held = session.execute(query).one()
    return Place(
        pool_id=pool.id,
        council_stands=pool.body.closed_at is None,
        seats=standing_in(session, person.id, pool.body).roles,
        offices=frozenset(office for office, holds in zip(Officer, held, strict=True) if holds),
        is_owed_in_unit=person.unit_id == pool.unit_id,
        is_applicant=found is not None,
        is_lead=found is MemberRole.lead,
        is_conflicted=bool(is_conflicted),
    )


def office_held(pool_id: int, person_id: int, office: Officer) -> ColumnElement[bool]:
    """SQL: the person looks after the pool in that way today."""
    held = PoolOfficer.pool_id == pool_id, PoolOfficer.person_id == person_id, PoolOfficer.until.is_(None)
    return exists(select(PoolOfficer.id).where(*held, PoolOfficer.role == office))
