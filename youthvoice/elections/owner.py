"""What the room of voting asks of an election and of a recall: who votes, who runs it, who sees it, and what follows."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import ADULT_ROLES
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.councils.queries.bodies import get_body
from youthvoice.elections.commands.holding import hold
from youthvoice.elections.commands.paper import election_id_of
from youthvoice.elections.commands.recall import settle_recall
from youthvoice.elections.commands.seating import seat_result
from youthvoice.elections.models import Election, Recall
from youthvoice.elections.queries.elections import find_by_contest, find_recall_by_contest, get_election
from youthvoice.elections.queries.place import place_in, runs_for
from youthvoice.elections.queries.roll import has_children, right_to_vote, voters_of
from youthvoice.elections.queries.run_offs import added_to_roll_behind
from youthvoice.elections.rules.roll import roll_source
from youthvoice.elections.rules.states import ElectionState
from youthvoice.voting.models import Contest


class ElectionOwner:
    """Answers for the contest of an election."""

    def voters(self, session: Session, contest: Contest) -> Select[int]:
        """Those who have the right today, and those who were added."""
        return voters_of(_election(session, contest))

    def may_run(self, session: Session, contest: Contest, person: Person) -> bool:
        """The adults who help the body or its constituency, and administrators; never somebody who may stand."""
        election = _election(session, contest)
        return runs_for(session, person, election.body, election.from_body_id)

    def may_see(self, session: Session, contest: Contest, person: Person | None) -> bool:
        """Whoever may know who the candidates are."""
        return place_in(session, _election(session, contest), person).is_inside

    def counted(self, session: Session, contest: Contest) -> None:
        """Seats are filled."""
        election = find_by_contest(session, contest.id)
        if election is not None and election.state is ElectionState.closed:
            seat_result(session, hold(session, election), contest)


class RecallOwner:
    """Answers for the vote on a seat."""

    def voters(self, session: Session, contest: Contest) -> Select[int]:
        """Those who would elect the member today: young people, as in the election, and who was added to its roll by hand."""
        seat = _recall(session, contest).seat
        body = get_body(session, seat.body_id)
        has_ages = body.min_age is not None or body.max_age is not None
        source = roll_source(
            has_constituency=seat.from_body_id is not None,
            has_ages=has_ages,
            has_below=has_children(session, body.id),
        )
        right = right_to_vote(body, seat.from_body_id, source, today())
        added = Person.id.in_(added_to_roll_behind(session, seat.id))
        return select(Person.id).where(Person.closed_at.is_(None), Person.role.not_in(ADULT_ROLES), or_(right, added))

    def may_run(self, session: Session, contest: Contest, person: Person) -> bool:
        """As for the election that gave the seat."""
        seat = _recall(session, contest).seat
        return runs_for(session, person, get_body(session, seat.body_id), seat.from_body_id)

    def may_see(self, session: Session, contest: Contest, person: Person | None) -> bool:
        """Whoever runs it, and whose seat it is."""
        if person is None:
            return False
        return person.id == _recall(session, contest).seat.person_id or self.may_run(session, contest, person)

    def counted(self, session: Session, contest: Contest) -> None:
        """The seat ends, or stays."""
        settle_recall(session, _recall(session, contest), contest)


def _election(session: Session, contest: Contest) -> Election:
    """Whose contest it is; or was, where candidates withdrew and nobody had to vote."""
    found = find_by_contest(session, contest.id)
    if found is not None:
        return found
    election_id = election_id_of(contest)
    if election_id is None:
        raise NotFound
    return get_election(session, election_id)


def _recall(session: Session, contest: Contest) -> Recall:
    found = find_recall_by_contest(session, contest.id)
    if found is None:
        raise NotFound
    return found
