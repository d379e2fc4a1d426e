"""Hearings, and what somebody is to them."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import YOUNG_ROLES
from youthvoice.consultations.models import Consultation, ConsultationSchool
from youthvoice.consultations.place import Place
from youthvoice.consultations.rules.states import Audience
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID


def find_consultation(session: Session, consultation_id: int) -> Consultation | None:
    """The hearing with its unit and who asks; None where there is none. One query."""
    if consultation_id > MAX_ID:
        return None
    query = select(Consultation).where(Consultation.id == consultation_id)
    return session.scalar(query.options(joinedload(Consultation.unit), joinedload(Consultation.asked_by)))


def get_consultation(session: Session, consultation_id: int) -> Consultation:
    """As ``find_consultation``; raises NotFound."""
    found = find_consultation(session, consultation_id)
    if found is None:
        raise NotFound
    return found


def hold_consultation(session: Session, consultation_id: int) -> Consultation:
    """The hearing, locked: answers, tallies and its state change one after another."""
    query = select(Consultation).where(Consultation.id == consultation_id).with_for_update()
    return session.scalars(query, execution_options={"populate_existing": True}).one()


def place_of(session: Session, found: Consultation, person: Person | None) -> Place:
    """What a person is to a hearing: at most one query."""
    if person is None:
        return Place(consultation_id=found.id, state=found.state)
    return Place(
        consultation_id=found.id,
        state=found.state,
        is_asker=person.unit_id == found.unit_id,
        may_answer=person.role in YOUNG_ROLES and _is_asked(session, found, person),
    )


def _is_asked(session: Session, found: Consultation, person: Person) -> bool:
    if found.audience is Audience.everyone:
        return True
    theirs = ConsultationSchool.consultation_id == found.id, ConsultationSchool.school_id == person.school_id
    return bool(session.scalar(select(exists().where(*theirs))))
