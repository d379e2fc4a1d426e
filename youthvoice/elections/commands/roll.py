"""Somebody is missing on the roll: whoever runs the election adds them before it is frozen, and says why."""

from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.elections.commands.holding import hold, touch
from youthvoice.elections.labels import ADULT_VOTER, ON_ROLL_ALREADY, REASON_TEXT
from youthvoice.elections.models import Election, RollAddition
from youthvoice.elections.queries.roll import has_right
from youthvoice.elections.rules.planning import REASON_MIN
from youthvoice.elections.rules.states import CHANGEABLE


@dataclass(frozen=True)
class RollAudit:
    """Audit: who was added, or taken off again."""

    person_id: int


def add_to_roll(session: Session, election: Election, person: Person, reason: str, *, actor_id: int) -> None:
    """Add somebody. Twice is once. Raises RuleBroken (person_id, reason), and Conflict once the roll is frozen."""
    election = hold(session, election)
    if election.state not in CHANGEABLE:
        raise Conflict
    if session.get(RollAddition, (election.id, person.id)) is not None:
        return
    reason = reason.strip()
    if len(reason) < REASON_MIN:
        raise RuleBroken({"reason": [REASON_TEXT]})
    if person.is_adult:
        raise RuleBroken({"email": [ADULT_VOTER]})
    if has_right(session, election, person.id):
        raise RuleBroken({"email": [ON_ROLL_ALREADY]})
    session.add(
        RollAddition(election_id=election.id, person_id=person.id, reason=reason, added_by_id=actor_id, added_at=now())
    )
    _changed(session, election, "election.add_voter", person.id, actor_id)


def take_off_roll(session: Session, election: Election, person_id: int, *, actor_id: int) -> None:
    """Undo it. Twice is once. Raises Conflict once the roll is frozen."""
    election = hold(session, election)
    if election.state not in CHANGEABLE:
        raise Conflict
    if session.get(RollAddition, (election.id, person_id)) is None:
        return
    mine = RollAddition.election_id == election.id, RollAddition.person_id == person_id
    session.execute(delete(RollAddition).where(*mine))
    _changed(session, election, "election.remove_voter", person_id, actor_id)


def _changed(session: Session, election: Election, action: str, person_id: int, actor_id: int) -> None:
    touch(session, election)
    audit.record(session, actor_id, action, ("election", election.id), RollAudit(person_id))
