"""Who has a conflict of interest in an application: what is written down, and what the tables show by themselves."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.councils.models import Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import VOTING_ROLES
from youthvoice.grants.models import Application, ApplicationMember, Panelist
from youthvoice.grants.rules.deciding import Conflict

IdLike = int | SQLCoreOperations[int]
TextLike = str | SQLCoreOperations[str | None] | None


def conflict_found(person_id: IdLike, email: TextLike) -> ColumnElement[str | None]:
    """SQL: the conflict that the tables show between a person and an ``Application`` of the query; NULL where none.

    Whoever is in the group, or ever was; the adult who answers for it; whoever was ever in another group together with
    the lead. In this order: the first that holds.
    """
    here = ApplicationMember.application_id == Application.id, ApplicationMember.person_id == person_id
    in_group = exists(select(ApplicationMember.id).where(*here).correlate(Application, Person))
    return case(
        (Application.lead_id == person_id, Conflict.own.value),
        (in_group, Conflict.same_group.value),
        (_is_adult_contact(email), Conflict.adult_contact.value),
        (_stood_together(person_id), Conflict.same_group.value),
        else_=None,
    )


def conflict_written(person_id: IdLike) -> ColumnElement[str | None]:
    """SQL: the conflict between a person and an ``Application`` of the query that was said or found before; else NULL."""
    of = Panelist.application_id == Application.id, Panelist.person_id == person_id
    return select(Panelist.conflict).where(*of).correlate(Application, Person).scalar_subquery()


def has_conflict(person: Person) -> ColumnElement[bool]:
    """SQL: that person has a conflict of interest in an ``Application`` of the query, written down or not."""
    return or_(conflict_written(person.id).is_not(None), conflict_found(person.id, person.email).is_not(None))


def _is_adult_contact(email: TextLike) -> ColumnElement[bool]:
    return and_(Application.adult_email != "", func.lower(Application.adult_email) == func.lower(email))


def _stood_together(person_id: IdLike) -> ColumnElement[bool]:
    mine, lead = aliased(ApplicationMember), aliased(ApplicationMember)
    both = select(mine.id).join(lead, lead.application_id == mine.application_id)
    both = both.where(mine.person_id == person_id, lead.person_id == Application.lead_id)
    return exists(both.where(mine.application_id != Application.id).correlate(Application, Person))


def is_voter() -> ColumnElement[bool]:
    """SQL: a seat with a vote that is held today."""
    return and_(Seat.role.in_(VOTING_ROLES), held_on(today()))


def voting_ids(session: Session, body_id: int) -> frozenset[int]:
    """Who has a vote in the council today."""
    return frozenset(session.scalars(select(Seat.person_id).where(Seat.body_id == body_id, is_voter())))


def of_council(session: Session, body_id: int) -> Sequence[Person]:
    """Everybody who takes part in its decisions today, with a vote or not, by name."""
    roles = Seat.role.in_(VOTING_ROLES | RUNS)
    sits = exists(select(Seat.id).where(Seat.person_id == Person.id, Seat.body_id == body_id, roles, held_on(today())))
    return session.scalars(select(Person).where(sits).order_by(Person.display_name, Person.id)).all()


def conflicts_found(
    session: Session, application_id: int, body_id: int, person_id: int | None = None
) -> dict[int, Conflict]:
    """Of those of the council (or of one person alone): who has a conflict that the tables show, and which."""
    found = conflict_found(Person.id, Person.email)
    roles = Seat.role.in_(VOTING_ROLES | RUNS)
    sits = exists(select(Seat.id).where(Seat.person_id == Person.id, Seat.body_id == body_id, roles, held_on(today())))
    whom = sits if person_id is None else Person.id == person_id
    rows = session.execute(
        select(Person.id, found).select_from(Application).join(Person, whom).where(Application.id == application_id)
    )
    return {one: Conflict(kind) for one, kind in rows if kind is not None}


def conflicted_ids(session: Session, application_id: int) -> frozenset[int]:
    """Whose conflict is written down."""
    query = select(Panelist.person_id).where(Panelist.application_id == application_id, Panelist.is_conflicted)
    return frozenset(session.scalars(query))


def panelist_of(session: Session, application_id: int, person_id: int) -> Panelist | None:
    """What is written down about one member before one application, as it stands now."""
    query = select(Panelist).where(Panelist.application_id == application_id, Panelist.person_id == person_id)
    return session.scalar(query.execution_options(populate_existing=True))


def impartial_ids(session: Session, application: Application) -> frozenset[int]:
    """Who votes on it today: members with a vote and without a conflict, written down or not. Its pool must be loaded."""
    body_id = application.pool.body_id
    voters = voting_ids(session, body_id)
    found = conflicts_found(session, application.id, body_id)
    return voters - conflicted_ids(session, application.id) - found.keys()
