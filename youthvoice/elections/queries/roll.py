"""Who may vote: the SQL of each source of a roll, and who was added by hand."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import ADULT_ROLES
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.models import Election, RollAddition
from youthvoice.elections.rules.roll import RollSource, birth_years
from youthvoice.voting.models import RollEntry

MOST_FOUND = 300
REMEMBERED = timedelta(days=90)
"""As long as frozen rolls are kept (voting)."""


def voters_of(election: Election, on: date | None = None) -> Select[int]:
    """The ids of all who may vote, each once; its body must be loaded. Young people with an open account."""
    has_right = right_to_vote(election.body, election.from_body_id, election.roll_source, on or today())
    added = select(RollAddition.person_id).where(RollAddition.election_id == election.id)
    return select(Person.id).where(
        Person.closed_at.is_(None), Person.role.not_in(ADULT_ROLES), or_(has_right, Person.id.in_(added))
    )


def right_to_vote(body: Body, from_body_id: int | None, source: RollSource, on: date) -> ColumnElement[bool]:
    """SQL on ``Person``: those to whom the source gives the right."""
    if source is RollSource.ages:
        return and_(Person.birth_year.is_not(None), of_age(body, on))
    sits = select(Seat.person_id).where(Seat.role == SeatRole.member, held_on(on))
    if source is RollSource.constituency:
        return Person.id.in_(sits.where(Seat.body_id == from_body_id))
    if source is RollSource.members:
        return Person.id.in_(sits.where(Seat.body_id == body.id))
    below = select(Body.id).where(Body.parent_id == body.id, Body.closed_at.is_(None))
    return Person.id.in_(sits.where(Seat.body_id.in_(below)))


def of_age(body: Body, on: date) -> ColumnElement[bool]:
    """SQL on ``Person``: those of the body's ages, in its school where it belongs to one; all where it sets no ages."""
    first, last = birth_years(body.ages, on)
    parts: list[ColumnElement[bool]] = [true()]
    if first is not None:
        parts.append(Person.birth_year >= first)
    if last is not None:
        parts.append(Person.birth_year <= last)
    if body.school_id is not None:
        parts.append(Person.school_id == body.school_id)
    return and_(*parts)


def has_children(session: Session, body_id: int) -> bool:
    """Tell whether bodies stand below one."""
    query = select(Body.id).where(Body.parent_id == body_id, Body.closed_at.is_(None)).limit(1)
    return session.scalar(query) is not None


def may_vote(session: Session, election: Election, person_id: int) -> bool:
    """Tell whether somebody stands on the roll: the frozen one once there is one, what it would be until then.

    Long after there was no vote nobody does: whoever comes into the class later need not know who stood.
    """
    if election.contest_id is not None and election.state not in ("planned", "ready"):
        frozen = select(RollEntry.person_id).where(RollEntry.contest_id == election.contest_id)
        return session.scalar(frozen.where(RollEntry.person_id == person_id)) is not None
    if election.settled_at is not None and election.settled_at < now() - REMEMBERED:
        return False
    return has_right(session, election, person_id)


def has_right(session: Session, election: Election, person_id: int) -> bool:
    """Tell whether somebody would be on the roll today; who was added by hand always is."""
    return session.scalar(voters_of(election).where(Person.id == person_id)) is not None


def count_voters(session: Session, election: Election) -> int:
    """How many may vote as of now. For those who run the election: it is counted each time."""
    return session.scalar(select(func.count()).select_from(voters_of(election).subquery())) or 0


def additions(session: Session, election_id: int) -> list[RollAddition]:
    """Who was added by hand, and why."""
    query = select(RollAddition).where(RollAddition.election_id == election_id)
    return list(session.scalars(query.options(joinedload(RollAddition.person)).order_by(RollAddition.added_at)))


def voters_by_name(session: Session, election: Election, *, without: Sequence[int] = ()) -> list[tuple[int, str]]:
    """(id, name) of those who may vote, by name; at most ``MOST_FOUND``."""
    query = select(Person.id, Person.display_name).where(Person.id.in_(voters_of(election)))
    if without:
        query = query.where(Person.id.not_in(without))
    found = session.execute(query.order_by(Person.display_name, Person.id).limit(MOST_FOUND))
    return [(person_id, name) for person_id, name in found]


def not_on_roll(session: Session, election: Election) -> list[tuple[int, str]]:
    """(id, name) of the young people of the school who are not on the roll; none where the body belongs to no school."""
    if election.body.school_id is None:
        return []
    query = select(Person.id, Person.display_name).where(
        Person.school_id == election.body.school_id,
        Person.closed_at.is_(None),
        Person.role.not_in(ADULT_ROLES),
        Person.id.not_in(voters_of(election)),
    )
    found = session.execute(query.order_by(Person.display_name, Person.id).limit(MOST_FOUND))
    return [(person_id, name) for person_id, name in found]


def helpers_of(session: Session, election: Election) -> list[Person]:
    """The adults who can be told that something is wrong with the roll: those of the constituency first."""
    wanted = [election.body_id, *([election.from_body_id] if election.from_body_id else [])]
    query = select(Person, Seat.body_id).join(Seat, Seat.person_id == Person.id)
    query = query.where(Seat.body_id.in_(wanted), Seat.role == SeatRole.coordinator, held_on(today()))
    found = session.execute(query.where(Person.closed_at.is_(None)).order_by(Person.display_name, Person.id))
    rows = sorted(found.unique().all(), key=lambda row: row[1] == election.body_id)
    return list(dict.fromkeys(person for person, _body_id in rows))
