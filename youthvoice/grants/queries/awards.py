"""Decisions: the one that stands, what it rests on, and what was said against it."""

from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, literal, select, union_all
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.grants.models import (
    Application,
    Award,
    Complaint,
    Motion,
    Panelist,
    PoolCriterion,
    PoolOfficer,
    PoolRule,
)
from youthvoice.grants.rules.awarding import KIND
from youthvoice.grants.rules.pools import Officer
from youthvoice.responses.models import Case
from youthvoice.responses.queries.whose import answers_for


class AwardRow(NamedTuple):
    """How an application was, or can be, decided."""

    case: Case
    motion: Motion | None
    """The one that was put last, however it stands."""
    award: Award | None
    """The decision that stands."""
    complaint: Complaint | None
    """About that decision."""
    settled_by: str | None
    """The name of who settled it."""


def award_row(session: Session, application_id: int) -> AwardRow | None:
    """The case of an application with its last motion, the decision that stands and the complaint: one query.

    None for a draft, of which nobody is owed anything.
    """
    found = session.execute(select_award(application_id).where(Case.id.is_not(None))).one_or_none()
    return AwardRow(*found) if found is not None else None


def select_award(application_id: int) -> Select[*tuple[Any, ...]]:
    """The columns of an ``AwardRow``; all empty for a draft. Others may be joined to the application."""
    last = select(func.max(Motion.number)).where(Motion.application_id == application_id).scalar_subquery()
    return (
        select(Case, Motion, Award, Complaint, Person.display_name)
        .select_from(Application)
        .outerjoin(Case, Case.id == Application.case_id)
        .outerjoin(Motion, and_(Motion.application_id == Application.id, Motion.number == last))
        .outerjoin(Award, and_(Award.application_id == Application.id, Award.replaced_at.is_(None)))
        .outerjoin(Complaint, Complaint.award_id == Award.id)
        .outerjoin(Person, Person.id == Complaint.settled_by_id)
        .where(Application.id == application_id)
    )


class Ground(NamedTuple):
    """Something a no can rest on: a rule of the pool, or a criterion."""

    is_criterion: bool
    number: int
    id: int
    words: str


def grounds_of(session: Session, pool_id: int) -> list[Ground]:
    """The pool's rules in their order, then its criteria: one query."""
    rules = select(literal(0).label("kind"), PoolRule.number, PoolRule.id, PoolRule.words)
    criteria = select(literal(1), PoolCriterion.number, PoolCriterion.id, PoolCriterion.question)
    both = union_all(rules.where(PoolRule.pool_id == pool_id), criteria.where(PoolCriterion.pool_id == pool_id))
    found = session.execute(both.order_by("kind", "number")).all()
    return [Ground(bool(kind), number, row_id, words) for kind, number, row_id, words in found]


def current_award(session: Session, application_id: int) -> Award | None:
    """The decision that stands."""
    query = select(Award).where(Award.application_id == application_id, Award.replaced_at.is_(None))
    return session.scalar(query)


def award_by_key(session: Session, application_id: int, form_key: str) -> Award | None:
    """The decision that this very form has stored."""
    return session.scalar(select(Award).where(Award.application_id == application_id, Award.form_key == form_key))


def number_of_awards(session: Session, application_id: int) -> int:
    """How many decisions there were, replaced ones too."""
    return session.scalar(select(func.count(Award.id)).where(Award.application_id == application_id)) or 0


def find_complaint(session: Session, award_id: int) -> Complaint | None:
    """What was said against a decision."""
    return session.scalar(select(Complaint).where(Complaint.award_id == award_id))


def last_complaint(session: Session, application_id: int) -> tuple[Complaint, Award] | None:
    """The complaint about the last decision that there was one about, with that decision."""
    query = select(Complaint, Award).join(Award, Award.id == Complaint.award_id)
    query = query.where(Award.application_id == application_id).order_by(Award.number.desc()).limit(1)
    found = session.execute(query).one_or_none()
    return (found[0], found[1]) if found is not None else None


def count_conflicted(session: Session, application_id: int) -> int:
    """How many of the council were found or said to be conflicted in this application."""
    query = select(func.count(Panelist.id)).where(
        Panelist.application_id == application_id, Panelist.is_conflicted.is_(True)
    )
    return session.scalar(query) or 0


def adult_for(session: Session, pool_id: int, unit_id: int) -> Person | None:
    """Who keeps what a grant promises: a coordinator of the pool in its unit, else whoever is longest in the unit."""
    held = and_(
        PoolOfficer.person_id == Person.id,
        PoolOfficer.pool_id == pool_id,
        PoolOfficer.role == Officer.coordinator,
        PoolOfficer.until.is_(None),
    )
    query = select(Person).outerjoin(PoolOfficer, held).where(answers_for(unit_id))
    return session.scalar(query.order_by(PoolOfficer.id.is_(None), Person.id).limit(1))


def last_item(session: Session, body_id: int, application_id: int) -> AgendaItem | None:
    """The item of an application on the council's agendas; the last, where it was taken up again."""
    query = select(AgendaItem).where(
        AgendaItem.body_id == body_id,
        AgendaItem.subject_kind == KIND,
        AgendaItem.subject_id == application_id,
        AgendaItem.withdrawn_at.is_(None),
    )
    return session.scalar(query.order_by(AgendaItem.id.desc()).limit(1))


def place_on(session: Session, item: AgendaItem) -> int:
    """The item's number on its meeting's agenda, counted from 1."""
    before = select(func.count(AgendaItem.id)).where(
        AgendaItem.meeting_id == item.meeting_id,
        AgendaItem.withdrawn_at.is_(None),
        (AgendaItem.position < item.position) | ((AgendaItem.position == item.position) & (AgendaItem.id <= item.id)),
    )
    return session.scalar(before) or 1


def meeting_of(session: Session, meeting_id: int | None) -> Meeting | None:
    """The meeting, as it stands now."""
    return session.get(Meeting, meeting_id, populate_existing=True) if meeting_id is not None else None
