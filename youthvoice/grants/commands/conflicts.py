"""Conflicts of interest: found by the system, said by the member, or entered by whoever runs the council.

Whoever has one loses view, vote and wishes in the same transaction; what the system found, nobody lifts.
"""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict as MovedOn
from youthvoice.core.errors import Forbidden
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.models import Application, Assessment, AssessmentMark, Motion, MotionVote, Panelist, Wish
from youthvoice.grants.queries.conflicts import conflicts_found, panelist_of
from youthvoice.grants.rules.deciding import DECLARABLE, Conflict, FoundBy


class Conflicted(Forbidden):
    """Somebody with a conflict of interest wants to take part."""

    def __init__(self) -> None:
        super().__init__(gettext("Du er inhabil i denne sag. Derfor er du ikke med til at bestemme om den."))


@dataclass(frozen=True)
class ConflictAudit:
    """Audit: whose, of what kind, and who found it. Empty kinds where it was taken back."""

    person_id: int
    conflict: str
    found_by: str


def find_conflicts(session: Session, application: Application) -> frozenset[int]:
    """Write down every conflict of the council's that the tables show; returns whose. Holds the application."""
    held = held_application(session, application.id)
    found = conflicts_found(session, held.id, held.pool.body_id)
    for person_id, conflict in sorted(found.items()):
        _mark(session, held, person_id, conflict, FoundBy.system, actor_id=None)
    return frozenset(found)


def declare(session: Session, application: Application, person_id: int, conflict: Conflict, *, by_id: int) -> Panelist:
    """Say that somebody (oneself, or another, where one runs the council) has a conflict. Twice is once.

    Raises Conflict for a kind that only the system finds.
    """
    if conflict not in DECLARABLE:
        raise MovedOn
    held = held_application(session, application.id)
    found_by = FoundBy.member if person_id == by_id else FoundBy.council
    return _mark(session, held, person_id, conflict, found_by, actor_id=by_id)


def take_back(session: Session, application: Application, person_id: int, *, by_id: int) -> None:
    """It was a mistake. Raises Conflict where the member did not say it, or a vote has begun."""
    held = held_application(session, application.id)
    panelist = panelist_of(session, held.id, person_id)
    voted_on = session.scalar(select(Motion.id).where(Motion.application_id == held.id).limit(1))
    if panelist is None or panelist.found_by is not FoundBy.member or voted_on is not None:
        raise MovedOn(gettext("Det kan ikke tages tilbage nu."))
    panelist.is_conflicted, panelist.conflict, panelist.found_by, panelist.at = False, None, None, now()
    session.flush()
    data = ConflictAudit(person_id, "", "")
    audit.record(session, by_id, "conflict.take_back", ("application", held.id), data)


def panelist_for(session: Session, application: Application, person: Person) -> Panelist:
    """What is written down about a member before an application, after the tables were looked at once more.

    Holds the application. ``is_conflicted`` says whether the member may take part.
    """
    held = held_application(session, application.id)
    found = conflicts_found(session, held.id, held.pool.body_id, person.id)
    for person_id, conflict in found.items():
        _mark(session, held, person_id, conflict, FoundBy.system, actor_id=None)
    panelist = panelist_of(session, held.id, person.id)
    if panelist is None:
        panelist = Panelist(application_id=held.id, person_id=person.id, is_conflicted=False, at=now())
        session.add(panelist)
        session.flush()
    return panelist


def impartial_panelist(session: Session, application: Application, person: Person) -> Panelist:
    """As ``panelist_for``. Raises Conflicted where the member may not take part."""
    panelist = panelist_for(session, application, person)
    if panelist.is_conflicted:
        raise Conflicted
    return panelist


def _mark(
    session: Session,
    application: Application,
    person_id: int,
    conflict: Conflict,
    found_by: FoundBy,
    *,
    actor_id: int | None,
) -> Panelist:
    panelist = panelist_of(session, application.id, person_id)
    if panelist is None:
        panelist = Panelist(application_id=application.id, person_id=person_id, is_conflicted=False, at=now())
        session.add(panelist)
    elif panelist.is_conflicted and not _outranks(found_by, panelist.found_by):
        return panelist
    _forget(session, application.id, person_id)
    panelist.is_conflicted, panelist.conflict, panelist.found_by, panelist.at = True, conflict, found_by, now()
    session.flush()
    data = ConflictAudit(person_id, conflict.value, found_by.value)
    audit.record(session, actor_id, "conflict.declare", ("application", application.id), data)
    return panelist


def _outranks(found_by: FoundBy, before: FoundBy | None) -> bool:
    """What the system finds stands instead of what a person said, so that nobody takes it back."""
    return found_by is FoundBy.system and before is not FoundBy.system


def _forget(session: Session, application_id: int, person_id: int) -> None:
    """What a member said of an application goes: view, votes, wishes. Counts that were made stay as they are."""
    views = select(Assessment.id).where(Assessment.application_id == application_id, Assessment.person_id == person_id)
    session.execute(delete(AssessmentMark).where(AssessmentMark.assessment_id.in_(views)))
    for model in (Assessment, MotionVote, Wish):
        session.execute(delete(model).where(model.application_id == application_id, model.person_id == person_id))
