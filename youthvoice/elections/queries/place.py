"""What somebody is to an election: whether they run it, may vote in it, and so may know who the candidates are."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.authz import can
from youthvoice.core.clock import today
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.models import Election
from youthvoice.elections.queries.roll import may_vote
from youthvoice.elections.rules.seeing import Viewer


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in an election at a moment; a visitor has none. Permissions are asked of it."""

    person_id: int | None = None
    runs_it: bool = False
    is_voter: bool = False
    is_inside: bool = False
    """May know who the candidates are: votes, runs it, or looks after what is reported."""
    is_closed: bool = False
    """Its body is no more."""

    @property
    def viewer(self) -> Viewer:
        """How they look at the candidates."""
        return Viewer(person_id=self.person_id, is_inside=self.is_inside, runs_it=self.runs_it)


def runs_for(session: Session, person: Person, body: Body, from_body_id: int | None) -> bool:
    """Tell whether somebody runs the elections of a body from that constituency: an administrator, or an adult who helps
    the body, the one above it or the constituency. At most one query.
    """
    if person.role is Role.administrator:
        return True
    if not person.is_adult:
        return False
    helped = [one for one in (body.id, body.parent_id, from_body_id) if one is not None]
    query = select(Seat.id).where(Seat.person_id == person.id, Seat.role == SeatRole.coordinator, held_on(today()))
    return session.scalar(query.where(Seat.body_id.in_(helped)).limit(1)) is not None


def place_in(session: Session, election: Election, person: Person | None) -> Place:
    """What somebody is to the election now: one query; none for a visitor. Its body must be loaded."""
    is_closed = election.body.closed_at is not None
    if person is None or not person.is_authenticated:
        return Place(is_closed=is_closed)
    runs_it = runs_for(session, person, election.body, election.from_body_id)
    is_voter = not person.is_adult and may_vote(session, election, person.id)
    is_inside = runs_it or is_voter or can(person, "moderation.queue")
    return Place(person.id, runs_it=runs_it, is_voter=is_voter, is_inside=is_inside, is_closed=is_closed)
