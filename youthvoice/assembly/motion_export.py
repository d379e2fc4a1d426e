"""The part of motions in the file with a person's own data: what the person wrote, is credited for, and takes part in."""

from collections.abc import Callable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.export import register as register_part
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import (
    Amendment,
    AmendmentArgument,
    AssemblyYear,
    Committee,
    CommitteeMember,
    Motion,
    MotionCredit,
    MotionVersion,
)


def register() -> None:
    """Add every part to everybody's file."""
    for name, part in PARTS.items():
        register_part(name, part)


def motions(session: Session, person: Person) -> Rows:
    """Motions that the person wrote or is credited for, drafts too."""
    columns = (
        Motion.id, AssemblyYear.year, Motion.number, Motion.state, Motion.title, Motion.text, Motion.topic,
        Motion.created_at, Motion.submitted_at, Motion.withdrawn_at, Motion.withdraw_reason, Motion.hidden_at,
    )  # fmt: skip
    credited = select(MotionCredit.motion_id).where(MotionCredit.person_id == person.id)
    query = select(*columns).join(AssemblyYear, AssemblyYear.id == Motion.year_id)
    mine = or_(Motion.written_by_id == person.id, Motion.id.in_(credited))
    return rows_of(session, query.where(mine).order_by(Motion.id))


def wordings(session: Session, person: Person) -> Rows:
    """Wordings that the person saved."""
    columns = (
        MotionVersion.motion_id, MotionVersion.number, MotionVersion.title, MotionVersion.text, MotionVersion.note,
        MotionVersion.at, MotionVersion.hidden_at,
    )  # fmt: skip
    return rows_of(session, select(*columns).where(MotionVersion.written_by_id == person.id).order_by(MotionVersion.id))


def amendments(session: Session, person: Person) -> Rows:
    """Changes that the person asked for."""
    columns = (
        Amendment.id, Amendment.motion_id, Amendment.number, Amendment.text, Amendment.reason, Amendment.state,
        Amendment.at, Amendment.settled_at, Amendment.hidden_at,
    )  # fmt: skip
    return rows_of(session, select(*columns).where(Amendment.written_by_id == person.id).order_by(Amendment.id))


def arguments(session: Session, person: Person) -> Rows:
    """What the person said for or against."""
    columns = (
        AmendmentArgument.id, AmendmentArgument.amendment_id, AmendmentArgument.side, AmendmentArgument.text,
        AmendmentArgument.at, AmendmentArgument.hidden_at,
    )  # fmt: skip
    mine = AmendmentArgument.written_by_id == person.id
    return rows_of(session, select(*columns).where(mine).order_by(AmendmentArgument.id))


def committees(session: Session, person: Person) -> Rows:
    """Committees that the person is in."""
    query = select(AssemblyYear.year, Committee.name, CommitteeMember.leads, CommitteeMember.since)
    query = query.join(Committee, Committee.id == CommitteeMember.committee_id)
    query = query.join(AssemblyYear, AssemblyYear.id == Committee.year_id)
    return rows_of(session, query.where(CommitteeMember.person_id == person.id).order_by(Committee.id))


PARTS: dict[str, Callable[[Session, Person], Rows]] = {
    "assembly_motions": motions,
    "assembly_wordings": wordings,
    "assembly_amendments": amendments,
    "assembly_arguments": arguments,
    "assembly_committees": committees,
}
