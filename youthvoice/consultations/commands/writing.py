"""A unit writes a hearing: a draft of its own, until it is published."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.consultations.models import Consultation, ConsultationSchool, Question, QuestionOption
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.rules.asking import summary_due_on
from youthvoice.consultations.rules.states import Audience, ConsultationState
from youthvoice.core import audit
from youthvoice.core.clock import moment_of, now
from youthvoice.core.errors import Conflict, Forbidden

OPENS_CLOCK, CLOSES_CLOCK = time(8), time(23, 59)
"""Danish times of the days that the asker chooses."""


@dataclass(frozen=True, kw_only=True)
class ConsultationFacts:
    """What the asker wrote. Texts may be empty while it is a draft."""

    title: str
    about: str
    open_text: str
    fixed_text: str
    fixed_why: str
    decider: str
    decision_on: date
    audience: Audience
    school_ids: Collection[int]
    opens_on: date
    closes_on: date


OWN = ("title", "about", "open_text", "fixed_text", "fixed_why", "decider", "decision_on", "audience")
"""Facts that are columns of the hearing."""


def write_consultation(session: Session, person: Person, facts: ConsultationFacts, form_key: str) -> Consultation:
    """A new draft of the person's unit; sent twice, it is written once. Raises Forbidden without a unit."""
    if person.unit_id is None:
        raise Forbidden
    found = _of_key(session, person, form_key)
    if found is not None:
        return found
    draft = Consultation(
        form_key=form_key, unit_id=person.unit_id, asked_by_id=person.id, created_at=now(), **_columns(facts)
    )
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:
        found = _of_key(session, person, form_key)
        if found is None:
            raise
        return found
    _put_schools(session, draft, facts)
    audit.record(session, person.id, "consultation.write", ("consultation", draft.id))
    return draft


def change_consultation(
    session: Session, consultation_id: int, facts: ConsultationFacts, seen: int, *, actor_id: int
) -> None:
    """Write a draft anew. Raises Conflict where it was changed since version ``seen``, or is published."""
    draft = hold_draft(session, consultation_id, seen)
    for name, value in _columns(facts).items():
        setattr(draft, name, value)
    draft.version += 1
    _put_schools(session, draft, facts)
    audit.record(session, actor_id, "consultation.change", ("consultation", draft.id))
    session.flush()


def remove_consultation(session: Session, consultation_id: int, *, actor_id: int) -> None:
    """Throw a draft away, with its questions. Raises Conflict once it is published."""
    draft = hold_draft(session, consultation_id)
    own = select(Question.id).where(Question.consultation_id == draft.id)
    session.execute(delete(QuestionOption).where(QuestionOption.question_id.in_(own)))
    session.execute(delete(Question).where(Question.consultation_id == draft.id))
    session.execute(delete(ConsultationSchool).where(ConsultationSchool.consultation_id == draft.id))
    session.execute(delete(Consultation).where(Consultation.id == draft.id))
    audit.record(session, actor_id, "consultation.remove", ("consultation", consultation_id))


def hold_draft(session: Session, consultation_id: int, seen: int | None = None) -> Consultation:
    """The hearing, locked, as nobody but its unit can see it. Raises Conflict where it is published or was changed."""
    draft = hold_consultation(session, consultation_id)
    if draft.state is not ConsultationState.draft:
        raise Conflict(gettext("Høringen er offentliggjort. Nu står ordene fast."))
    if seen is not None and draft.version != seen:
        raise Conflict(gettext("En anden har rettet høringen imens."))
    return draft


def _of_key(session: Session, person: Person, form_key: str) -> Consultation | None:
    own = Consultation.form_key == form_key, Consultation.asked_by_id == person.id
    return session.scalar(select(Consultation).where(*own))


def _columns(facts: ConsultationFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in OWN} | {
        "opens_at": moment_of(facts.opens_on, OPENS_CLOCK),
        "closes_at": moment_of(facts.closes_on, CLOSES_CLOCK),
        "summary_due_on": summary_due_on(facts.closes_on),
    }


def _put_schools(session: Session, draft: Consultation, facts: ConsultationFacts) -> None:
    session.execute(delete(ConsultationSchool).where(ConsultationSchool.consultation_id == draft.id))
    chosen = sorted(set(facts.school_ids)) if facts.audience is Audience.schools else []
    if chosen:
        rows = [{"consultation_id": draft.id, "school_id": school_id} for school_id in chosen]
        session.execute(insert(ConsultationSchool), rows)
