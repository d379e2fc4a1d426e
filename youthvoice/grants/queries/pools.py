"""Pools, and what somebody is to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.grants.models import Application, ApplicationMember, Panelist, Pool, PoolOfficer
from youthvoice.grants.place import Place
from youthvoice.grants.rules.applications import MemberRole


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
    """What a person is to an application (with its pool loaded): three queries; none for a visitor.

    Applicants are conflicted without a row that says so.
    """
    there = place_in(session, application.pool, person)
    if person is None:
        return there
    mine = ApplicationMember.application_id == application.id, ApplicationMember.person_id == person.id
    role = select(ApplicationMember.role).where(*mine, ApplicationMember.left_at.is_(None)).scalar_subquery()
    panel = Panelist.application_id == application.id, Panelist.person_id == person.id
    found = session.execute(select(role, select(Panelist.is_conflicted).where(*panel).scalar_subquery())).one()
    is_applicant = found[0] is not None
    return Place(
        pool_id=there.pool_id,
        council_stands=there.council_stands,
        seats=there.seats,
        offices=there.offices,
        is_owed_in_unit=there.is_owed_in_unit,
        is_applicant=is_applicant,
        is_lead=found[0] is MemberRole.lead,
        is_conflicted=is_applicant or bool(found[1]),
    )
