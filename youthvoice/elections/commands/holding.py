"""One writer at a time in an election. Its contest is held first, as the room of voting does when it tells us something."""

from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.councils.commands.touch import touch_body
from youthvoice.councils.models import Body
from youthvoice.elections.models import Election, ElectionRound
from youthvoice.elections.queries.elections import hold_election
from youthvoice.elections.rules.states import ENDED, ElectionState, allowed
from youthvoice.voting.queries.contests import hold_contest


def hold(session: Session, election: Election) -> Election:
    """The election as it is now, and its contest, locked; objects that were loaded before are made new too."""
    contest_id = election.contest_id
    if contest_id is not None:
        hold_contest(session, contest_id)
    held = hold_election(session, election.id)
    if held.contest_id != contest_id:
        raise Conflict
    return held


def move(session: Session, election: Election, after: ElectionState) -> None:
    """Go to another state. Raises Conflict where the table of the rules says no. The election must be held."""
    if not allowed(election.state, after):
        raise Conflict
    election.state = after
    if after in ENDED:
        election.settled_at = now()
    touch(session, election)
    touch_bodies(session, election)


def touch_bodies(session: Session, election: Election) -> None:
    """The pages of the body and of its constituency tell of the election."""
    for body_id in (election.body_id, election.from_body_id):
        if body_id is not None:
            touch_body(session, session.get_one(Body, body_id))


def touch(session: Session, election: Election) -> None:
    """Something that the election's page shows has changed."""
    election.version = Election.version + 1
    session.flush()


def touch_round(session: Session, election_round: ElectionRound) -> None:
    """Something that every page of the round shows has changed."""
    election_round.version = ElectionRound.version + 1
    session.flush()
