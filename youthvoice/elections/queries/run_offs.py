"""What a run-off goes on with: the elections before it, their rolls, and the levels whose seats are given."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from youthvoice.elections.models import Candidate, Election, RollAddition
from youthvoice.elections.queries.candidates import find_by_seat, on_paper
from youthvoice.elections.queries.elections import get_election
from youthvoice.elections.rules.states import Purpose


def before_run_off(session: Session, election: Election) -> list[Election]:
    """The elections whose last seats a run-off fills, the latest first: more than one where a run-off was tied too."""
    found: list[Election] = []
    while election.round.purpose is Purpose.run_off and election.follows_id is not None:
        election = get_election(session, election.follows_id)
        found.append(election)
    return found


def added_to_roll_behind(session: Session, seat_id: int) -> Select[int]:
    """The ids of those who were added by hand to the roll that gave the seat: of the election, and of those before a run-off."""
    given = find_by_seat(session, seat_id)
    elections = [given.election, *before_run_off(session, given.election)] if given is not None else []
    return select(RollAddition.person_id).where(RollAddition.election_id.in_([one.id for one in elections]))


def seated_levels(session: Session, election: Election) -> set[str]:
    """The levels that have a seat by the counts before a run-off; in a run-off they need none."""
    return {
        one.level
        for before in before_run_off(session, election)
        for one in on_paper(session, before.id)
        if one.level and one.place is not None
    }


def waiting_levels(session: Session, election: Election) -> set[str]:
    """The levels that stand in a counted election where each gets a seat, and have none yet."""
    candidates = on_paper(session, election.id) if election.round.needs_spread else []
    return {one.level for one in candidates if one.level and _could_sit(one)} - {
        one.level for one in candidates if one.place is not None
    }


def _could_sit(candidate: Candidate) -> bool:
    return not candidate.refusal and candidate.withdrawn_at is None
