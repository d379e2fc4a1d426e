"""What the asker heard and what it changed: kept while it is written, and told to everybody when it is whole."""

from dataclasses import asdict

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.consultations.events import ConsultationFinished
from youthvoice.consultations.labels import summary_text
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.rules.states import WORDS_MAX, ConsultationState
from youthvoice.consultations.rules.summary import Summary, SummaryProblem, summary_problems
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish

WRITABLE = (ConsultationState.open, ConsultationState.closed)
"""One may begin while answers still come."""
HEARD = ("ck_consultations_says_what_was_heard", "ck_consultation_summaries_says_what_was_heard")
"""The database's own checks of the words."""


def keep_summary(session: Session, consultation_id: int, summary: Summary, seen: int) -> int:
    """Keep what was written so far, however short; nobody but the unit reads it. Returns the version it became.

    Raises Conflict where it was changed since version ``seen``, or is no longer written.
    """
    found = _held(session, consultation_id)
    if words_of(found) == summary:
        return found.version
    if found.version != seen:
        raise Conflict(gettext("En anden har skrevet imens."))
    put_summary(found, summary)
    session.flush()
    return found.version


def finish_consultation(session: Session, consultation_id: int, summary: Summary, seen: int, *, actor_id: int) -> bool:
    """Tell everybody; the hearing is over. Told twice in the same words it is told once; returns whether it was told now.

    Raises RuleBroken (the part it speaks of), Conflict where others wrote since version ``seen``, or it is still open.
    """
    found = hold_consultation(session, consultation_id)
    if found.state is ConsultationState.finished and words_of(found) == summary:
        return False
    if found.state is not ConsultationState.closed:
        raise Conflict(gettext("Opsamlingen kan sendes ud, når høringen er lukket, og kun én gang."))
    if found.version != seen and words_of(found) != summary:
        raise Conflict(gettext("En anden har skrevet imens."))
    check_summary(summary)
    put_summary(found, summary)
    found.finished_at, found.finished_by_id = now(), actor_id
    store_summary(session)
    audit.record(session, actor_id, "consultation.finish", ("consultation", found.id))
    publish(session, ConsultationFinished(found.id))
    return True


def _held(session: Session, consultation_id: int) -> Consultation:
    found = hold_consultation(session, consultation_id)
    if found.state not in WRITABLE:
        raise Conflict(gettext("Opsamlingen kan ikke ændres nu."))
    return found


def words_of(found: Consultation) -> Summary:
    """The three parts as they stand."""
    return Summary(found.heard, found.changed, found.unchanged_why)


def check_summary(summary: Summary) -> None:
    """Raise RuleBroken (the part it speaks of) unless it can be told."""
    problems = summary_problems(summary)
    if problems:
        raise RuleBroken({part: [summary_text(part, problem)] for part, problem in problems.items()})


def put_summary(found: Consultation, summary: Summary) -> None:
    """Let these words stand on a hearing that is held."""
    for part, words in asdict(summary).items():
        setattr(found, part, words[:WORDS_MAX])
    found.version += 1


def store_summary(session: Session) -> None:
    """Store it; the database's no, in words. Raises RuleBroken."""
    try:
        session.flush()
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) in HEARD:
            raise RuleBroken({"heard": [summary_text("heard", SummaryProblem.not_real_words)]}) from None
        raise
