"""Committees, who is in them, and who could be."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import Committee, CommitteeMember, Delegate, Delegation, Motion
from youthvoice.assembly.rules.motions import OPEN
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID

MOST_DELEGATES = 600


class CommitteeLine(NamedTuple):
    """One of them in the list."""

    committee: Committee
    members: int
    motions: int
    """Still to be decided."""


class MemberRow(NamedTuple):
    """Somebody of a committee, and the delegation they go with (None: they are no delegate any more)."""

    person: Person
    leads: bool
    delegation: str | None


def committees_of(session: Session, year_id: int) -> list[CommitteeLine]:
    """All of a year, by name, with how many are in them and what they work on. One query."""
    members = select(func.count()).where(CommitteeMember.committee_id == Committee.id).scalar_subquery()
    works = Motion.committee_id == Committee.id, Motion.state.in_(OPEN), Motion.hidden_at.is_(None)
    motions = select(func.count()).where(*works).scalar_subquery()
    query = select(Committee, members, motions).where(Committee.year_id == year_id).order_by(Committee.name)
    return [CommitteeLine._make(row) for row in session.execute(query)]


def names_of(session: Session, year_id: int) -> list[Committee]:
    """All of a year, by name. One query."""
    return list(session.scalars(select(Committee).where(Committee.year_id == year_id).order_by(Committee.name)))


def get_committee(session: Session, year_id: int, committee_id: int) -> Committee:
    """One of that year. Raises NotFound."""
    wanted = Committee.id == committee_id, Committee.year_id == year_id
    found = session.scalar(select(Committee).where(*wanted)) if committee_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def members_of(session: Session, committee: Committee) -> list[MemberRow]:
    """Who is in it, whoever leads first, then as they came. One query."""
    query = select(Person, CommitteeMember.leads, Delegation.name)
    query = query.join(CommitteeMember, CommitteeMember.person_id == Person.id)
    goes = (Delegate.person_id == Person.id) & (Delegate.year_id == committee.year_id) & Delegate.withdrawn_at.is_(None)
    query = query.outerjoin(Delegate, goes).outerjoin(Delegation, Delegation.id == Delegate.delegation_id)
    query = query.where(CommitteeMember.committee_id == committee.id)
    found = session.execute(query.order_by(CommitteeMember.leads.desc(), CommitteeMember.since, Person.id))
    return [MemberRow._make(row) for row in found]


def could_join(session: Session, committee: Committee) -> list[tuple[Person, str]]:
    """(delegate, delegation) of those who are not in it, by delegation. One query."""
    member = aliased(CommitteeMember)
    query = select(Person, Delegation.name).join(Delegate, Delegate.person_id == Person.id)
    query = query.join(Delegation, Delegation.id == Delegate.delegation_id)
    query = query.outerjoin(member, (member.person_id == Person.id) & (member.committee_id == committee.id))
    wanted = Delegate.year_id == committee.year_id, Delegate.withdrawn_at.is_(None), member.person_id.is_(None)
    query = query.where(*wanted).order_by(Delegation.name, Person.display_name, Person.id).limit(MOST_DELEGATES)
    return [(person, name) for person, name in session.execute(query)]
