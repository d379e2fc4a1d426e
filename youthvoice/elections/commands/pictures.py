"""A candidate's picture: sent by the candidate, let through by an adult where the election asks for it."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import may_be_minor
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.core.files import CleanFile
from youthvoice.elections.commands.holding import hold, touch
from youthvoice.elections.commands.paper import sync_option
from youthvoice.elections.commands.standing import CandidateAudit
from youthvoice.elections.models import Candidate, CandidatePicture
from youthvoice.elections.rules.candidates import may_withdraw


def set_picture(session: Session, candidate: Candidate, picture: CleanFile, *, actor_id: int) -> None:
    """A new picture; an earlier one is gone. It waits for an adult where the election asks for it, and always for one of
    somebody who may be under 18.

    Raises Conflict once papers are given out.
    """
    _hold(session, candidate)
    session.execute(delete(CandidatePicture).where(CandidatePicture.candidate_id == candidate.id))
    session.add(CandidatePicture(candidate_id=candidate.id, data=picture.thumb or picture.data))
    candidate.picture_version = abs(candidate.picture_version) + 1
    is_young = may_be_minor(session.get_one(Person, candidate.person_id).birth_year, today().year)
    candidate.picture_approved_at = None if is_young or candidate.election.round.approves_pictures else now()
    _changed(session, candidate, "election.picture", actor_id)


def remove_picture(session: Session, candidate: Candidate, *, actor_id: int) -> None:
    """Take it away for good: the candidate, or an adult who will not let it through. At any time. Twice is once."""
    hold(session, candidate.election)
    session.refresh(candidate, ["picture_version", "picture_approved_at"])
    if candidate.picture_version < 1:
        return
    session.execute(delete(CandidatePicture).where(CandidatePicture.candidate_id == candidate.id))
    candidate.picture_version, candidate.picture_approved_at = -candidate.picture_version, None
    _changed(session, candidate, "election.remove_picture", actor_id)


def approve_picture(session: Session, candidate: Candidate, *, seen_version: int, actor_id: int) -> None:
    """Let it through. Twice is once. Raises Conflict where it is another one than the adult saw."""
    hold(session, candidate.election)
    session.refresh(candidate, ["picture_version", "picture_approved_at"])
    if candidate.picture_version < 1 or candidate.picture_version != seen_version:
        raise Conflict
    if candidate.picture_approved_at is None:
        candidate.picture_approved_at = now()
        _changed(session, candidate, "election.approve_picture", actor_id)


def _hold(session: Session, candidate: Candidate) -> None:
    election = hold(session, candidate.election)
    session.refresh(candidate, ["picture_version", "picture_approved_at", "withdrawn_at"])
    if not may_withdraw(election.state) or candidate.withdrawn_at is not None:
        raise Conflict


def _changed(session: Session, candidate: Candidate, action: str, actor_id: int) -> None:
    session.flush()
    sync_option(session, candidate.election, candidate)
    touch(session, candidate.election)
    audit.record(session, actor_id, action, ("election", candidate.election_id), CandidateAudit(candidate.number))
