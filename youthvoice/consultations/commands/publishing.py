"""A hearing goes out; it is given more time; it is called off."""

from datetime import date

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.consultations.commands.writing import CLOSES_CLOCK
from youthvoice.consultations.events import ConsultationCancelled, ConsultationExtended, ConsultationPublished
from youthvoice.consultations.labels import PROBLEM_TEXTS, REASON_TEXT
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.queries.questions import count_questions, schools_asked
from youthvoice.consultations.rules.asking import (
    REASON_MIN,
    Asked,
    Days,
    more_time_problem,
    publish_problems,
    says_enough,
    summary_due_on,
)
from youthvoice.consultations.rules.states import Audience, ConsultationProblem, ConsultationState
from youthvoice.core import audit
from youthvoice.core.clock import local_date, moment_of, now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish

CAN_MOVE = (ConsultationState.planned, ConsultationState.open)
CAN_CANCEL = (*CAN_MOVE, ConsultationState.closed)


def days_of(consultation: Consultation) -> Days:
    """Its Danish days."""
    opens_on, closes_on = local_date(consultation.opens_at), local_date(consultation.closes_at)
    return Days(opens_on, closes_on, consultation.decision_on)


def lacks_of(session: Session, consultation: Consultation) -> tuple[ConsultationProblem, ...]:
    """What keeps it from being published today: at most two queries."""
    is_for_some = consultation.audience is Audience.schools
    asked = Asked(
        days=days_of(consultation),
        about=consultation.about,
        open_text=consultation.open_text,
        fixed_text=consultation.fixed_text,
        fixed_why=consultation.fixed_why,
        decider=consultation.decider,
        audience=consultation.audience,
        schools=len(schools_asked(session, consultation.id)) if is_for_some else 0,
        questions=count_questions(session, consultation.id),
    )
    return publish_problems(asked, today())


def publish_consultation(session: Session, consultation_id: int, seen: int, *, actor_id: int) -> bool:
    """Let everybody read it; twice is once. Returns whether it went out now.

    Raises RuleBroken where something is missing, Conflict where it was changed since version ``seen``.
    """
    found = hold_consultation(session, consultation_id)
    if found.published_at is not None:
        return False
    if found.version != seen:
        raise Conflict(gettext("En anden har rettet høringen imens. Se den igennem igen."))
    lacks = lacks_of(session, found)
    if lacks:
        raise RuleBroken({"": [PROBLEM_TEXTS[one] for one in lacks]})
    moment = now()
    found.published_at, found.opens_at = moment, max(found.opens_at, moment)
    _changed(session, found)
    audit.record(session, actor_id, "consultation.publish", ("consultation", found.id))
    publish(session, ConsultationPublished(found.id))
    return True


def give_more_time(session: Session, consultation_id: int, closes_on: date, why: str, *, actor_id: int) -> None:
    """It closes later than was said, for a reason that everybody can read; never earlier.

    Raises RuleBroken (``closes_on``, ``why``), Conflict where it has closed. The same day again changes nothing.
    """
    found = hold_consultation(session, consultation_id)
    if found.state not in CAN_MOVE:
        raise Conflict(gettext("Høringen er lukket. Den kan ikke få mere tid."))
    if found.extended_at is not None and (found.extended_why, local_date(found.closes_at)) == (why, closes_on):
        return
    problem = more_time_problem(days_of(found), closes_on)
    problems: dict[str, list[object]] = {"closes_on": [PROBLEM_TEXTS[problem]]} if problem else {}
    if not says_enough(why, REASON_MIN):
        problems["why"] = [REASON_TEXT]
    if problems:
        raise RuleBroken(problems)
    found.closes_at, found.summary_due_on = moment_of(closes_on, CLOSES_CLOCK), summary_due_on(closes_on)
    found.extended_at, found.extended_why = now(), why
    _changed(session, found)
    audit.record(session, actor_id, "consultation.extend", ("consultation", found.id))
    publish(session, ConsultationExtended(found.id))


def cancel_consultation(session: Session, consultation_id: int, reason: str, *, actor_id: int) -> None:
    """Call it off, for a reason that everybody can read; twice is once. Raises RuleBroken (``reason``), Conflict."""
    found = hold_consultation(session, consultation_id)
    if found.cancelled_at is not None:
        return
    if found.state not in CAN_CANCEL:
        raise Conflict(gettext("Høringen kan ikke aflyses nu."))
    if not says_enough(reason, REASON_MIN):
        raise RuleBroken({"reason": [REASON_TEXT]})
    found.cancelled_at, found.cancel_reason = now(), reason
    _changed(session, found)
    audit.record(session, actor_id, "consultation.cancel", ("consultation", found.id))
    publish(session, ConsultationCancelled(found.id))


def _changed(session: Session, found: Consultation) -> None:
    found.version += 1
    session.flush()
