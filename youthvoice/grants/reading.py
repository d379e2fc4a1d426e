"""Who reads what of an application that is not for everybody: drafts, notes and files."""

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from youthvoice.core.authz import can
from youthvoice.grants.models import AccountReport, Application, ApplicationFile
from youthvoice.grants.permissions import coordinates, is_administrator, is_treasurer
from youthvoice.grants.place import Place
from youthvoice.grants.queries.notes import asked_for_help
from youthvoice.grants.rules.applications import ApplicationStatus, FileKind
from youthvoice.grants.rules.groups import NEVER_FOR_COUNCIL
from youthvoice.grants.rules.paying import ReportState


def may_read_application(session: Session, person: Any, application: Application, place: Place) -> bool:
    """Beside what everybody may read: the group, who looks after the pool, and the council without a conflict.

    A draft is the group's alone, and the coordinator's once the group has asked for help. One query at most.
    """
    if not can(person, "grant.read", place):
        return False
    if application.status is not ApplicationStatus.draft or place.is_applicant:
        return True
    return coordinates(person, place) and asked_for_help(session, application.id)


def may_read_notes(session: Session, person: Any, application: Application, place: Place) -> bool:
    """Notes are for the group, the coordinator, and the council without a conflict. One query at most."""
    return can(person, "grant.note", place) and may_read_application(session, person, application, place)


def may_see_group(person: Any, place: Place) -> bool:
    """Who is in the group is for the group, and for those who look after the pool; never for the council."""
    return can(person, "grant.write", place) or can(person, "grant.manage", place) or can(person, "pool.pay", place)


def is_public_file(session: Session, application: Application, file: ApplicationFile) -> bool:
    """Pictures of the idea once the application is public; of what came of it, once its accounts are and the group shows them."""
    if application.listed_at is None or file.hidden_at is not None:
        return False
    if file.kind is FileKind.picture:
        return True
    return file.kind is FileKind.result and _is_in_gallery(session, application.id)


def _is_in_gallery(session: Session, application_id: int) -> bool:
    shown = (
        AccountReport.state == ReportState.approved,
        AccountReport.shows_in_gallery,
        AccountReport.hidden_at.is_(None),
    )
    return bool(session.scalar(select(exists().where(AccountReport.application_id == application_id, *shown))))


def may_read_file(session: Session, person: Any, application: Application, place: Place, file: ApplicationFile) -> bool:
    """Beside public ones: as the application. Receipts and invoices are no business of the council, nor is what a moderator
    has hidden. Two queries at most.
    """
    if file.hidden_at is not None or not may_read_application(session, person, application, place):
        return False
    if file.kind not in NEVER_FOR_COUNCIL and application.hidden_at is None:
        return True
    looks_after = coordinates(person, place) or is_treasurer(person, place) or is_administrator(person, place)
    return place.is_applicant or looks_after
