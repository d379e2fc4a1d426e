"""Somebody closes their account: nothing that tells who stood stays public."""

from sqlalchemy.orm import Session

from youthvoice.elections.commands.holding import hold, touch
from youthvoice.elections.commands.paper import sync_option
from youthvoice.elections.commands.pictures import remove_picture
from youthvoice.elections.commands.standing import withdraw
from youthvoice.elections.labels import public_label
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.candidates import stood_in
from youthvoice.elections.rules.candidates import may_withdraw
from youthvoice.elections.rules.states import ENDED, ElectionState


def leave_elections(session: Session, person_id: int) -> None:
    """Step back wherever that can be done; pictures go, and so do names and words.

    A name on a paper that people vote by stays there, for those on the roll alone: it is what they vote on.
    """
    for candidate in stood_in(session, person_id):
        remove_picture(session, candidate, actor_id=person_id)
        if candidate.withdrawn_at is None and may_withdraw(candidate.election.state):
            withdraw(session, candidate, actor_id=person_id)
        _close(session, candidate, candidate.election)


def _close(session: Session, candidate: Candidate, election: Election) -> None:
    election = hold(session, election)
    candidate.is_public = False
    if candidate.withdrawn_at is not None or election.state in ENDED:
        candidate.ballot_name = public_label(candidate.paper_number or candidate.number)
        candidate.words = ""
    session.flush()
    if election.state is not ElectionState.cancelled:
        sync_option(session, election, candidate)
    touch(session, election)
