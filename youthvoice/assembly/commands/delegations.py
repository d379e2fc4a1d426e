"""Delegations: added, changed, and removed while nobody has come from them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.assembly.commands.following import take_in_waiting
from youthvoice.assembly.commands.years import touch_year
from youthvoice.assembly.events import DelegationAdded
from youthvoice.assembly.models import AssemblyYear, Delegation
from youthvoice.assembly.queries.delegations import count_delegates, hold_delegation
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.delegates import MOST_DELEGATIONS, NAME_MAX, DelegateProblem
from youthvoice.assembly.rules.years import DelegateWay, YearState
from youthvoice.assembly.year_labels import DELEGATE_PROBLEM_FIELDS, DELEGATE_PROBLEM_TEXTS
from youthvoice.core import audit
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.councils.models import Body
from youthvoice.councils.queries.seats import lock_body


@dataclass(frozen=True, kw_only=True)
class DelegationFacts:
    """Who sends delegates. An empty name is that of the body, or of the school."""

    name: str
    school_id: int | None
    body_id: int | None
    places: int
    way: DelegateWay


@dataclass(frozen=True)
class DelegationAudit:
    """Audit: how many places a delegation has."""

    places: int


def broken(problem: DelegateProblem) -> RuleBroken:
    """The problem, beside its field."""
    return RuleBroken({DELEGATE_PROBLEM_FIELDS[problem]: [DELEGATE_PROBLEM_TEXTS[problem]]})


def add_delegation(session: Session, year_id: int, facts: DelegationFacts, *, actor_id: int) -> Delegation:
    """A delegation more; members of Bytinget who belong to it go at once. Sent twice, it is added once.

    Raises RuleBroken (name), and Conflict once it is over.
    """
    year = _hold(session, year_id)
    told = vars(facts) | {"name": _name(session, facts)}
    there = session.scalar(select(Delegation).filter_by(year_id=year_id, **told))
    if there is not None:
        return there
    count = session.scalar(select(func.count()).select_from(Delegation).where(Delegation.year_id == year_id)) or 0
    if count >= MOST_DELEGATIONS:
        raise broken(DelegateProblem.too_many)
    row = Delegation(year_id=year_id, **told)
    _store(session, row)
    _told(session, year, row, "assembly.add_delegation", actor_id)
    publish(session, DelegationAdded(row.id, year.id))
    return row


def add_schools(
    session: Session, year_id: int, places: int, way: DelegateWay, school_ids: Iterable[int], *, actor_id: int
) -> int:
    """A delegation for each of the schools that has none yet; how many there were. Done twice, nothing more happens."""
    _hold(session, year_id)
    there = set(session.scalars(select(Delegation.school_id).where(Delegation.year_id == year_id)))
    names = set(session.scalars(select(Delegation.name).where(Delegation.year_id == year_id)))
    found = session.scalars(select(School).where(School.id.in_(sorted(set(school_ids) - there))).order_by(School.name))
    new = [one for one in found if one.name[:NAME_MAX] not in names]
    for school in new:
        facts = DelegationFacts(name="", school_id=school.id, body_id=None, places=places, way=way)
        add_delegation(session, year_id, facts, actor_id=actor_id)
    return len(new)


def change_delegation(
    session: Session, year_id: int, delegation_id: int, facts: DelegationFacts, *, actor_id: int
) -> None:
    """Change it; with more places, members of Bytinget who waited for one go.

    Raises RuleBroken (name, places below those who go), Conflict once the year is over, NotFound.
    """
    year = _hold(session, year_id)
    row = hold_delegation(session, year_id, delegation_id)
    if facts.places < count_delegates(session, row.id):
        raise broken(DelegateProblem.fewer_than_go)
    for name, value in (vars(facts) | {"name": _name(session, facts)}).items():
        setattr(row, name, value)
    _store(session, row)
    _told(session, year, row, "assembly.change_delegation", actor_id)


def remove_delegation(session: Session, year_id: int, delegation_id: int, *, actor_id: int) -> None:
    """Take a delegation away. Raises RuleBroken (name) where somebody or something has come from it, NotFound."""
    year = _hold(session, year_id)
    row = hold_delegation(session, year_id, delegation_id)
    try:
        with session.begin_nested():
            session.delete(row)
            session.flush()
    except IntegrityError as error:
        raise broken(DelegateProblem.in_use) from error
    touch_year(session, year)
    told = DelegationAudit(row.places)
    audit.record(session, actor_id, "assembly.remove_delegation", ("assembly_year", year_id), told)


def _hold(session: Session, year_id: int) -> AssemblyYear:
    """The year and its body, held: who goes is counted under both."""
    year = hold_year(session, year_id)
    if year.state is YearState.over:
        raise Conflict
    lock_body(session, year.body_id)
    return year


def _name(session: Session, facts: DelegationFacts) -> str:
    if facts.name:
        return facts.name
    body = session.get(Body, facts.body_id) if facts.body_id is not None else None
    school = session.get(School, facts.school_id) if facts.school_id is not None else None
    found = body or school
    if found is None:
        raise broken(DelegateProblem.name_needed)
    return found.name[:NAME_MAX]


def _store(session: Session, row: Delegation) -> None:
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_assembly_delegations_year_id_name":
            raise
        raise broken(DelegateProblem.name_taken) from error


def _told(session: Session, year: AssemblyYear, row: Delegation, action: str, actor_id: int) -> None:
    take_in_waiting(session, year, actor_id=actor_id)
    touch_year(session, year)
    audit.record(session, actor_id, action, ("delegation", row.id), DelegationAudit(row.places))
