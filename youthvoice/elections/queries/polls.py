"""Polls of a body, who may vote in them, and the classes in which they are held."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, School
from youthvoice.accounts.rules import ADULT_ROLES
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.models import Poll
from youthvoice.elections.queries.roll import of_age
from youthvoice.elections.rules.polls import Voters
from youthvoice.voting.models import Contest, RollEntry

SHOWN_ON_BODY = 8
MOST_CLASSES = 200
HELD = "youthvoice.polls"
MOST_IN_A_CLASS = 60


def find_poll(session: Session, contest_id: int) -> Poll | None:
    """The poll behind a contest with its body; asked for again in a request, it costs no query."""
    found = session.get(Poll, contest_id, options=[joinedload(Poll.body)])
    if found is not None:
        # A session forgets what nobody holds.
        session.info.setdefault(HELD, {})[contest_id] = found
    return found


def get_poll(session: Session, contest_id: int) -> Poll:
    """As ``find_poll``. Raises NotFound."""
    found = find_poll(session, contest_id)
    if found is None:
        raise NotFound
    return found


def body_of(session: Session, poll: Poll) -> Body:
    """Whose question it is; it came along with the poll, and is read again only where a transaction was undone."""
    return session.get_one(Body, poll.body_id)


def voters_of(body: Body, voters: Voters, on: date | None = None) -> Select[int]:
    """The ids of all who may vote, each once: young people with an open account."""
    day = on or today()
    right = of_age(body, day) if voters is Voters.young else Person.id.in_(_sitting(body, voters, day))
    return select(Person.id).where(Person.closed_at.is_(None), Person.role.not_in(ADULT_ROLES), right)


def counts_of(session: Session, body: Body) -> dict[Voters, int]:
    """How many could vote now, for each choice: one query."""
    parts = {one: select(func.count()).select_from(voters_of(body, one).subquery()).scalar_subquery() for one in Voters}
    row = session.execute(select(*parts.values())).one()
    return dict(zip(parts, row, strict=True))


def _sitting(body: Body, voters: Voters, day: date) -> Select[int]:
    sits = select(Seat.person_id).where(Seat.role == SeatRole.member, held_on(day))
    if voters is Voters.members:
        return sits.where(Seat.body_id == body.id)
    return sits.where(Seat.body_id.in_(select(_tree(body.id).c.id)))


def _tree(body_id: int) -> Any:
    """The body and all that stand below it: classes of elevråd, elevråd of Det Fælles Elevråd."""
    top = select(Body.id).where(Body.id == body_id).cte("tree", recursive=True)
    below = select(Body.id).join(top, Body.parent_id == top.c.id).where(Body.closed_at.is_(None))
    return top.union(below)


def classes_of(session: Session, poll: Poll, person: Person, *, sees_all: bool) -> list[tuple[int, str]]:
    """(id, name) of the classes on the roll: all of them, or those that an adult helps. By name; one query.

    A class helped is one where the adult has a coordinator's seat, in the class itself or in the elevråd right above.
    """
    body = body_of(session, poll)
    if poll.voters is Voters.members and body.kind is not BodyKind.school_class:
        return []
    query = select(Body.id, Body.name, School.name).outerjoin(School, School.id == Body.school_id)
    query = query.where(Body.kind == BodyKind.school_class, Body.closed_at.is_(None), _is_on_roll(poll, body))
    if not sees_all:
        helped = select(Seat.body_id).where(
            Seat.person_id == person.id, Seat.role == SeatRole.coordinator, held_on(today())
        )
        query = query.where(or_(Body.id.in_(helped), Body.parent_id.in_(helped)))
    found = session.execute(query.order_by(School.name, Body.grade, Body.name, Body.id).limit(MOST_CLASSES))
    is_one_school = body.school_id is not None
    return [(key, name if is_one_school or not school else f"{name}, {school}") for key, name, school in found]


def _is_on_roll(poll: Poll, body: Body) -> ColumnElement[bool]:
    """SQL on ``Body``: a class whose pupils may vote."""
    if poll.voters is not Voters.young:
        return Body.id.in_(select(_tree(poll.body_id).c.id))
    return Body.school_id == body.school_id if body.school_id is not None else Body.school_id.is_not(None)


def people_of_class(session: Session, contest_id: int, class_id: int) -> list[tuple[int, str]]:
    """(id, name) of those on the roll who sit in a class today, by name."""
    sits = select(Seat.person_id).where(Seat.body_id == class_id, Seat.role == SeatRole.member, held_on(today()))
    on_roll = exists().where(RollEntry.contest_id == contest_id, RollEntry.person_id == Person.id)
    query = select(Person.id, Person.display_name).where(Person.id.in_(sits), on_roll)
    found = session.execute(query.order_by(Person.display_name, Person.id).limit(MOST_IN_A_CLASS))
    return [(person_id, name) for person_id, name in found]


def polls_of(session: Session, body_id: int, person_id: int | None, *, is_inside: bool) -> list[Contest]:
    """The polls of a body that somebody may see: those that go on and those to come, then the newest. One query.

    Whoever belongs there sees those of the body right above too, in which its people vote.
    """
    query = select(Contest).join(Poll, Poll.contest_id == Contest.id)
    if is_inside:
        above = select(Body.parent_id).where(Body.id == body_id).scalar_subquery()
        query = query.where(or_(Poll.body_id == body_id, and_(Poll.body_id == above, Poll.voters != Voters.members)))
    else:
        may_vote = exists().where(RollEntry.contest_id == Contest.id, RollEntry.person_id == (person_id or 0))
        query = query.where(Poll.body_id == body_id)
        query = query.where(or_(Contest.is_public, may_vote) if person_id is not None else Contest.is_public)
    is_over = or_(Contest.counted_at.is_not(None), Contest.cancelled_at.is_not(None))
    return list(session.scalars(query.order_by(is_over, Contest.id.desc()).limit(SHOWN_ON_BODY)))
