"""Whom to tell when a vote waits for those who run it. Few people each time, so they are loaded and asked one by one."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import today
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import OFFICES, SeatRole
from youthvoice.elections.models import Election
from youthvoice.elections.queries.elections import find_by_contest, find_recall_by_contest
from youthvoice.elections.queries.polls import find_poll
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import owner_of

RUNS_POLLS = frozenset({*OFFICES, SeatRole.coordinator})


def organisers(session: Session, contest: Contest) -> list[int]:
    """Ids of those who may run a contest and are near it: of the smallest body first, so that one teacher is told of their
    own class and not of twenty. Whoever planned it is told too. Administrators, where nobody is near.
    """
    planner = [contest.created_by_id] if contest.created_by_id is not None else []
    for body_id in _bodies(session, contest):
        found = _who_may_run(session, contest, [*planner, *_seated(session, body_id)])
        if found:
            return found
    return _who_may_run(session, contest, planner) or administrators(session)


def coordinators(session: Session, body_ids: Iterable[int]) -> list[int]:
    """Ids of the adults who help the first of these bodies that has any."""
    for body_id in body_ids:
        found = _seated(session, body_id, frozenset({SeatRole.coordinator}))
        if found:
            return found
    return []


def helpers_of_election(session: Session, election: Election) -> list[int]:
    """Ids of the adults who run an election: those of the constituency first; administrators, where there are none."""
    return coordinators(session, _near(election.from_body_id, election.body_id)) or administrators(session)


def administrators(session: Session) -> list[int]:
    """Ids of those who look after everything."""
    query = select(Person.id).where(Person.role == Role.administrator, Person.closed_at.is_(None))
    return list(session.scalars(query.order_by(Person.id)))


def _bodies(session: Session, contest: Contest) -> list[int]:
    """The bodies that a contest belongs to, the nearest first."""
    election = find_by_contest(session, contest.id)
    if election is not None:
        return _near(election.from_body_id, election.body_id)
    recall = find_recall_by_contest(session, contest.id)
    if recall is not None:
        return _near(recall.seat.from_body_id, recall.seat.body_id)
    poll = find_poll(session, contest.id)
    return [] if poll is None else [poll.body_id]


def _near(*body_ids: int | None) -> list[int]:
    return [one for one in body_ids if one is not None]


def _seated(session: Session, body_id: int, roles: frozenset[SeatRole] = RUNS_POLLS) -> list[int]:
    query = (
        select(Seat.person_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.body_id == body_id, Seat.role.in_(roles), held_on(today()), Person.closed_at.is_(None))
    )
    return sorted(set(session.scalars(query)))


def _who_may_run(session: Session, contest: Contest, person_ids: list[int]) -> list[int]:
    people = session.scalars(select(Person).where(Person.id.in_(person_ids)).order_by(Person.id)).all()
    owner = owner_of(contest)
    return [one.id for one in people if one.closed_at is None and owner.may_run(session, contest, one)]
