"""One application as the council reads it: what is voted on, its parts, the criteria, and what members think."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import (
    Application,
    ApplicationFile,
    ApplicationNote,
    Assessment,
    AssessmentMark,
    Award,
    BudgetLine,
    Motion,
    MotionVote,
    Pool,
    PoolCriterion,
)
from youthvoice.grants.queries.desk import is_last_motion
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.rules.deciding import Choice, Mark


@dataclass(frozen=True, slots=True)
class Weighed:
    """An application with its pool; the last motion; what that person voted; how many have voted; how many notes wait."""

    application: Application
    motion: Motion | None
    is_answered: bool
    """The decision that follows from the motion is written."""
    my_vote: Choice | None
    voted: int
    open_notes: int


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A picture or a quote."""

    application_id: int
    id: int
    alt_text: str
    content_type: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the budget; øre."""

    name: str
    amount: int


@dataclass(slots=True)
class MemberView:
    """What one member thinks. ``marks``: criterion -> mark. Words that a moderator has hidden are empty."""

    id: int
    person_id: int
    name: str
    leans: Choice | None
    words: str
    is_hidden: bool
    marks: dict[int, Mark] = field(default_factory=dict)


def get_weighed(session: Session, application_id: int, person: Person | None) -> Weighed:
    """What was sent, with what is voted on: one query. Raises NotFound."""
    person_id = person.id if person is not None else 0
    my_vote = select(MotionVote.choice).where(MotionVote.motion_id == Motion.id, MotionVote.person_id == person_id)
    voted = select(func.count()).select_from(MotionVote).where(MotionVote.motion_id == Motion.id)
    waiting = ApplicationNote.application_id == Application.id, ApplicationNote.settled_at.is_(None)
    notes = select(func.count()).select_from(ApplicationNote)
    notes = notes.where(*waiting, ApplicationNote.hidden_at.is_(None), ApplicationNote.parent_id.is_(None))
    answered = exists(select(Award.id).where(Award.motion_id == Motion.id))
    query = select(
        Application, Motion, answered, my_vote.scalar_subquery(), voted.scalar_subquery(), notes.scalar_subquery()
    ).outerjoin(Motion, is_last_motion())
    loads = joinedload(Application.pool).joinedload(Pool.body), joinedload(Application.pool).joinedload(Pool.unit)
    query = query.options(*loads, joinedload(Application.school))
    query = query.where(Application.id == application_id, Application.submitted_at.is_not(None))
    found = session.execute(query).one_or_none() if application_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return Weighed(*found)


def lines_and_files(session: Session, application_id: int) -> tuple[list[ShownLine], list[ShownFile]]:
    """The budget and what is attached, in their order: one query."""
    day = type_coerce(null(), ApplicationFile.created_at.type)
    lines = select(
        literal("line"), BudgetLine.number, BudgetLine.name, BudgetLine.amount, null().label("type"), day.label("at")
    ).where(BudgetLine.application_id == application_id)
    shown = ApplicationFile.kind.in_((FileKind.picture, FileKind.quote)), ApplicationFile.hidden_at.is_(None)
    file = ApplicationFile
    files = select(literal("file"), file.id, file.alt_text, literal(0), file.content_type, file.created_at).where(
        ApplicationFile.application_id == application_id, *shown
    )
    rows: list[Any] = sorted(session.execute(union_all(lines, files)), key=lambda row: row[1])
    return (
        [ShownLine(row[2], row[3]) for row in rows if row[0] == "line"],
        [ShownFile(application_id, row[1], row[2], row[4], row[5]) for row in rows if row[0] == "file"],
    )


def criteria_of(session: Session, pool_id: int) -> Sequence[PoolCriterion]:
    """What the council looks at, in its order: one query."""
    query = select(PoolCriterion).where(PoolCriterion.pool_id == pool_id)
    return session.scalars(query.order_by(PoolCriterion.number)).all()


def views_of(session: Session, application_id: int) -> list[MemberView]:
    """What members think, the first first: one query."""
    query = select(Assessment, Person.display_name, AssessmentMark.criterion_id, AssessmentMark.mark)
    query = query.join(Person, Person.id == Assessment.person_id)
    query = query.outerjoin(AssessmentMark, AssessmentMark.assessment_id == Assessment.id)
    query = query.where(Assessment.application_id == application_id).order_by(Assessment.id)
    found: dict[int, MemberView] = {}
    for row, name, criterion_id, mark in session.execute(query):
        is_hidden = row.hidden_at is not None
        words = "" if is_hidden else row.words
        view = found.setdefault(row.id, MemberView(row.id, row.person_id, name, row.leans, words, is_hidden))
        if criterion_id is not None:
            view.marks[criterion_id] = mark
    return list(found.values())
