"""The unit that asked is reminded of its summary: three days before it is due, on the day, and when it is late.

Whoever was down for some days reminds once, of the last stage that has come.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.consultations.events import SummaryDue
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.rules.summary import REMIND_BEFORE, STAGES, ReminderStage, reminders_by
from youthvoice.core import mail
from youthvoice.core.clock import COPENHAGEN, now, today
from youthvoice.core.events import publish
from youthvoice.responses.queries.whose import answers_for, may_answer_for

FIRST_HOUR = 7
"""Danish time."""
AT_A_TIME = 20
MOST_TOLD = 10
"""People of a unit where neither the asker nor a leader is left."""


def remind(session: Session) -> bool:
    """Remind those whose summary is due soon, or late; returns whether there may be more."""
    if now().astimezone(COPENHAGEN).hour < FIRST_HOUR:
        return False
    due = _due(session)
    for consultation_id in due:
        _remind(session, consultation_id)
    return len(due) == AT_A_TIME


def _due(session: Session) -> list[int]:
    """Those that were not reminded of the stage that has come."""
    day = today()
    is_owed = (
        Consultation.published_at.is_not(None),
        Consultation.finished_at.is_(None),
        Consultation.cancelled_at.is_(None),
        Consultation.closes_at <= now(),
    )
    soon = (Consultation.reminded < 1) & (Consultation.summary_due_on <= day + REMIND_BEFORE)
    on_day = (Consultation.reminded < 2) & (Consultation.summary_due_on <= day)
    late = (Consultation.reminded < 3) & (Consultation.summary_due_on < day)
    query = select(Consultation.id).where(*is_owed, soon | on_day | late)
    return list(session.scalars(query.order_by(Consultation.id).limit(AT_A_TIME)))


def _remind(session: Session, consultation_id: int) -> None:
    found = hold_consultation(session, consultation_id)
    stages = reminders_by(found.summary_due_on, today())
    if found.state is not ConsultationState.closed or stages <= found.reminded:
        return
    found.reminded = stages
    session.flush()
    stage = STAGES[stages - 1]
    for person in _whom(session, found, stage):
        _tell(session, found, person, stage)


def _whom(session: Session, found: Consultation, stage: ReminderStage) -> Sequence[Person]:
    """Who asked, and the leader once it is due; everybody of the unit where neither is left."""
    asker, leader = session.get_one(Person, found.asked_by_id), _leader(session, found.unit_id)
    people = [asker] if may_answer_for(asker, found.unit_id) else []
    if leader is not None and leader not in people and (not people or stage is not ReminderStage.soon):
        people.append(leader)
    if people:
        return people
    everybody = select(Person).where(answers_for(found.unit_id)).order_by(Person.id).limit(MOST_TOLD)
    return session.scalars(everybody).all()


def _leader(session: Session, unit_id: int) -> Person | None:
    leader_id = session.get_one(Unit, unit_id).leader_id
    leader = session.get(Person, leader_id) if leader_id is not None else None
    return leader if leader is not None and may_answer_for(leader, unit_id) else None


def _tell(session: Session, found: Consultation, person: Person, stage: ReminderStage) -> None:
    """Word of it in the list of news, and a mail. A duty: it cannot be turned off."""
    publish(session, SummaryDue(found.id, person.id, stage.value))
    if person.email is None or person.email_refused_at is not None:
        return
    mail.enqueue(
        session,
        person.email,
        "consultations/summary_due",
        person.locale,
        dedupe_key=f"summary:{found.id}:{person.id}:{stage.value}",
        person=person,
        title=found.title,
        due_on=found.summary_due_on,
        stage=stage.value,
        path=f"/hoeringer/{found.id}/opsamling",
    )
