"""Hearings: those who are asked, those who can answer for a class or council, those who answered, and those who ask.

Everybody may be asked, so nobody is loaded: one SELECT names them. Nobody is reminded alone: an answer is a gift.
"""

from typing import Any

from sqlalchemy import Select, and_, exists, or_, select, union
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import YOUNG_ROLES
from youthvoice.consultations import events
from youthvoice.consultations.models import Consultation, ConsultationResponse, ConsultationSchool
from youthvoice.consultations.queries.answering import COUNCILS
from youthvoice.consultations.rules.states import Audience, Respondent
from youthvoice.core.clock import today
from youthvoice.core.events import subscribe
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.notifications.commands import News, notify, notify_each, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.queries import was_told
from youthvoice.responses.queries.whose import answers_for


def subscribe_all() -> None:
    """Listen to hearings."""
    subscribe(events.ConsultationOpened, opened)
    subscribe(events.ConsultationExtended, extended)
    subscribe(events.ConsultationFinished, finished)
    subscribe(events.SummaryCorrected, corrected)
    subscribe(events.ConsultationCancelled, cancelled)
    subscribe(events.ResponseSent, answered)
    subscribe(events.SummaryOwed, summary_owed)
    subscribe(events.SummaryDue, summary_due)


def opened(session: Session, event: events.ConsultationOpened) -> None:
    """The young who are asked; and the adults who help their classes and councils, who can answer together with them."""
    found = session.get_one(Consultation, event.consultation_id)
    if found.hidden_at is None:
        _tell(session, found, _asked(found), NewsKind.hearing_open, "open")
        _tell(session, found, _helpers(found), NewsKind.hearing_shared, "open", "/sammen")


def extended(session: Session, event: events.ConsultationExtended) -> None:
    """More time for those who can answer: in the list alone, and only where they have heard of it."""
    found = session.get_one(Consultation, event.consultation_id)
    if found.hidden_at is None and found.opening_told_at is not None:
        key = f"extended:{found.closes_at.isoformat()}"
        news = News(NewsKind.hearing_extended, event_key(found, key), _path(found), _data(found))
        notify_each(session, _either(_asked(found), _helpers(found)), news)


def near(session: Session, found: Consultation) -> None:
    """Those who run the councils that are asked and have not answered. Once for each day on which it closes."""
    people, key = _silent_councils(found), f"near:{found.closes_at.isoformat()}"
    if not was_told(session, people, event_key(found, key)):
        _tell(session, found, people, NewsKind.hearing_near, key, "/sammen")


def finished(session: Session, event: events.ConsultationFinished) -> None:
    """Everybody who answered, alone or together: what was heard, and what it changed."""
    found = session.get_one(Consultation, event.consultation_id)
    if found.hidden_at is None:
        context = {"heard": found.heard, "changed": found.changed, "unchanged_why": found.unchanged_why}
        news = News(NewsKind.hearing_finished, event_key(found, "finished"), _path(found), _data(found))
        tell(session, _answered(found.id), news, "hearing_finished", **context)


def corrected(session: Session, event: events.SummaryCorrected) -> None:
    """Everybody who answered hears once of each correction, and why."""
    found = session.get_one(Consultation, event.consultation_id)
    if found.hidden_at is None:
        key = f"corrected:{event.number}"
        _tell(session, found, _answered(found.id), NewsKind.hearing_corrected, key, reason=event.why)


def cancelled(session: Session, event: events.ConsultationCancelled) -> None:
    """Those who answered, and why."""
    found = session.get_one(Consultation, event.consultation_id)
    if found.hidden_at is None:
        _tell(session, found, _answered(found.id), NewsKind.hearing_cancelled, "cancelled", reason=found.cancel_reason)


def answered(session: Session, event: events.ResponseSent) -> None:
    """A class or a council has answered: whoever asks hears it among the news of the day. Of others they see the number."""
    response = session.get_one(ConsultationResponse, event.response_id)
    if event.is_change or response.kind is Respondent.alone:
        return
    found = session.get_one(Consultation, event.consultation_id)
    asker = select(Person.id).where(Person.id == found.asked_by_id, answers_for(found.unit_id))
    _tell(session, found, asker, NewsKind.hearing_answer, f"answer:{response.id}", "/laes", who=response.kind.value)


def summary_owed(session: Session, event: events.SummaryOwed) -> None:
    """It has closed: who asked, and the leader, owe what was heard; the unit, where neither works there any more."""
    found = session.get_one(Consultation, event.consultation_id)
    leader = select(Unit.leader_id).where(Unit.id == found.unit_id).scalar_subquery()
    those = answers_for(found.unit_id), or_(Person.id == found.asked_by_id, Person.id == leader)
    near_it = select(Person.id).where(*those)
    everybody = select(Person.id).where(answers_for(found.unit_id), ~exists(near_it.correlate(None)))
    _tell(session, found, _either(near_it, everybody), NewsKind.summary_owed, "owed", "/opsamling")


def summary_due(session: Session, event: events.SummaryDue) -> None:
    """The list alone: the mail is the reminder's own."""
    found = session.get_one(Consultation, event.consultation_id)
    key, data = event_key(found, f"summary:{event.stage}"), _data(found) | {"stage": event.stage}
    notify(session, event.person_id, News(NewsKind.summary_due, key, _path(found, "/opsamling"), data))


def event_key(found: Consultation, key: str) -> str:
    """How the event is stored."""
    return f"hearing:{found.id}:{key}"


def _silent_councils(found: Consultation) -> Select[int]:
    """Those who run a council that is asked and has no answer that stands."""
    stands = ConsultationResponse.consultation_id == found.id, ConsultationResponse.withdrawn_at.is_(None)
    has_answered = exists().where(ConsultationResponse.body_id == Body.id, *stands)
    return _seats_in(found).where(Body.kind.in_(COUNCILS), Seat.role.in_(RUNS), ~has_answered)


def _asked(found: Consultation) -> Select[int]:
    """The young people whom ``consultations`` lets answer."""
    young = select(Person.id).where(Person.role.in_(sorted(YOUNG_ROLES)))
    return young if found.audience is Audience.everyone else young.where(Person.school_id.in_(_schools(found)))


def _helpers(found: Consultation) -> Select[int]:
    kinds = COUNCILS | {BodyKind.school_class}
    return _seats_in(found).where(Body.kind.in_(kinds), Seat.role == SeatRole.coordinator)


def _seats_in(found: Consultation) -> Select[int]:
    seats = select(Seat.person_id).join(Body, Body.id == Seat.body_id).where(held_on(today()), Body.closed_at.is_(None))
    return seats if found.audience is Audience.everyone else seats.where(Body.school_id.in_(_schools(found)))


def _schools(found: Consultation) -> Select[int]:
    return select(ConsultationSchool.school_id).where(ConsultationSchool.consultation_id == found.id)


def _answered(consultation_id: int) -> Select[int]:
    """Whoever sent an answer that stands, and those who sit in the class or council that it speaks for."""
    stands = and_(ConsultationResponse.consultation_id == consultation_id, ConsultationResponse.withdrawn_at.is_(None))
    bodies = select(ConsultationResponse.body_id).where(stands, ConsultationResponse.body_id.is_not(None))
    sent = select(ConsultationResponse.person_id).where(stands, ConsultationResponse.person_id.is_not(None))
    return _either(sent, select(Seat.person_id).where(Seat.body_id.in_(bodies), held_on(today())))


def _either(first: Select[Any], second: Select[int]) -> Select[int]:
    both = union(first, second).subquery()
    return select(both.c[0])


def _path(found: Consultation, below: str = "") -> str:
    return f"/hoeringer/{found.id}{below}"


def _data(found: Consultation) -> dict[str, Any]:
    return {
        "title": found.title,
        "closes": found.closes_at.isoformat(),
        "summary_due": found.summary_due_on.isoformat(),
        "is_late": found.is_too_late,
    }


def _tell(
    session: Session, found: Consultation, people: Select[int], kind: NewsKind, key: str, below: str = "", **data: Any
) -> None:
    tell(session, people, News(kind, event_key(found, key), _path(found, below), _data(found) | data))
