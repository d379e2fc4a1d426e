"""A member's view of an application, for the others of the council."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.conflicts import impartial_panelist
from youthvoice.grants.models import Application, Assessment, AssessmentMark
from youthvoice.grants.rules.applications import WAITING
from youthvoice.grants.rules.deciding import Choice, Mark
from youthvoice.grants.view_targets import tell_of_view


@dataclass(frozen=True)
class View:
    """What a member thinks: towards yes, no or in doubt; how it does by each criterion (by its id); and why."""

    leans: Choice
    marks: Mapping[int, Mark]
    words: str = ""


def give_view(session: Session, application: Application, person: Person, view: View) -> Assessment:
    """Store a member's view, or change it. Raises Conflicted, and Conflict once it is decided."""
    panelist = impartial_panelist(session, application, person)
    if application.status not in WAITING:
        raise Conflict
    row = _find(session, panelist.application_id, person.id)
    if row is None:
        row = Assessment(application_id=panelist.application_id, person_id=person.id, is_conflicted=False)
        session.add(row)
    has_new_words = view.words != row.words
    row.leans, row.words, row.at = view.leans, view.words, now()
    session.flush()
    _put_marks(session, row, view.marks)
    if has_new_words:
        tell_of_view(session, row, application)
    audit.record(session, person.id, "application.weigh", ("application", application.id))
    return row


def _find(session: Session, application_id: int, person_id: int) -> Assessment | None:
    query = select(Assessment).where(Assessment.application_id == application_id, Assessment.person_id == person_id)
    return session.scalar(query)


def _put_marks(session: Session, row: Assessment, marks: Mapping[int, Mark]) -> None:
    session.execute(delete(AssessmentMark).where(AssessmentMark.assessment_id == row.id))
    session.add_all(
        AssessmentMark(assessment_id=row.id, criterion_id=criterion_id, mark=mark)
        for criterion_id, mark in sorted(marks.items())
    )
    session.flush()
