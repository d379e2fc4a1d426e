"""Whoever closes an account leaves the answers behind, and nothing that says whose they were."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed
from youthvoice.consultations.commands.drafts import drop_drafts, drop_drafts_of
from youthvoice.consultations.events import ConsultationCancelled, ConsultationFinished
from youthvoice.consultations.models import ConsultationResponse


def leave(session: Session, event: PersonClosed) -> None:
    """The answers stand and count, without a person."""
    theirs = ConsultationResponse.person_id == event.person_id
    session.execute(update(ConsultationResponse).where(theirs).values(person_id=None))
    drop_drafts_of(session, event.person_id)


def forget_drafts(session: Session, event: ConsultationFinished | ConsultationCancelled) -> None:
    """What was begun and not sent is of no use any more."""
    drop_drafts(session, event.consultation_id)
