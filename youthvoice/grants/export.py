"""The part of this room in the file with a person's own data: applications, and all that the person wrote, chose and voted."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.export import register as register_part
from youthvoice.accounts.models import Person
from youthvoice.grants.models import (
    AccountReport,
    Application,
    ApplicationFile,
    ApplicationMember,
    ApplicationNote,
    Assessment,
    AssessmentMark,
    BudgetLine,
    Complaint,
    Motion,
    MotionVote,
    Panelist,
    Pool,
    PoolCriterion,
    PoolOfficer,
    SpentLine,
    Wish,
)

WORDS = (
    "id", "number", "status", "title", "what", "video_link", "group_name", "about_group", "begins_on", "ends_on", "place",
    "for_whom", "participants", "how_to_join", "topic", "age_band", "budget", "other_income", "other_income_from", "asked",
    "risks", "adult_name", "adult_email", "shows_refusal", "created_at", "changed_at", "submitted_at", "withdrawn_at",
    "decided_at", "accepted_at", "accounts_due_on", "closed_at",
)  # fmt: skip


def register() -> None:
    """Add every part to everybody's file."""
    for name, part in PARTS.items():
        register_part(f"grant_{name}", part)


def applications(session: Session, person: Person) -> Rows:
    """Applications of groups the person is or was in; the words of those that the person leads, or is in now. Amounts are øre."""
    columns = [getattr(Application, name) for name in WORDS]
    member = ApplicationMember.role, ApplicationMember.joined_at, ApplicationMember.left_at
    query = select(*columns, Pool.name.label("pool"), *member)
    query = query.join(ApplicationMember, ApplicationMember.application_id == Application.id)
    query = query.join(Pool, Pool.id == Application.pool_id).where(ApplicationMember.person_id == person.id)
    return [_whole(row) for row in rows_of(session, query.order_by(Application.id))]


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """Whoever has left takes no words of the others along."""
    if row["left_at"] is None:
        return row
    kept = ("id", "status", "pool", "role", "joined_at", "left_at")
    return {name: row[name] for name in kept}


def budget_lines(session: Session, person: Person) -> Rows:
    """The budgets of those that the person leads; øre."""
    columns = BudgetLine.application_id, BudgetLine.number, BudgetLine.kind, BudgetLine.name, BudgetLine.amount
    query = select(*columns).join(Application, Application.id == BudgetLine.application_id)
    query = query.where(Application.lead_id == person.id)
    return rows_of(session, query.order_by(BudgetLine.application_id, BudgetLine.number))


def files(session: Session, person: Person) -> Rows:
    """Files that the person sent, by kind, description and size; each can be fetched on its application's page."""
    columns = (
        ApplicationFile.id, ApplicationFile.application_id, ApplicationFile.kind, ApplicationFile.alt_text,
        ApplicationFile.content_type, ApplicationFile.size_bytes, ApplicationFile.created_at,
    )  # fmt: skip
    return rows_of(session, select(*columns).where(ApplicationFile.by_id == person.id).order_by(ApplicationFile.id))


def notes(session: Session, person: Person) -> Rows:
    """Notes that the person wrote, hidden ones too."""
    columns = (
        ApplicationNote.id, ApplicationNote.application_id, ApplicationNote.field, ApplicationNote.parent_id,
        ApplicationNote.words, ApplicationNote.at, ApplicationNote.settled_at, ApplicationNote.hidden_at,
    )  # fmt: skip
    return rows_of(session, select(*columns).where(ApplicationNote.by_id == person.id).order_by(ApplicationNote.id))


def views(session: Session, person: Person) -> Rows:
    """What the person thinks of applications, as a member of a council."""
    columns = Assessment.application_id, Assessment.leans, Assessment.words, Assessment.at, Assessment.hidden_at
    return rows_of(session, select(*columns).where(Assessment.person_id == person.id).order_by(Assessment.id))


def marks(session: Session, person: Person) -> Rows:
    """How the applications do by each criterion, in the person's view."""
    query = select(Assessment.application_id, PoolCriterion.question, AssessmentMark.mark)
    query = query.join(AssessmentMark, AssessmentMark.assessment_id == Assessment.id)
    query = query.join(PoolCriterion, PoolCriterion.id == AssessmentMark.criterion_id)
    return rows_of(session, query.where(Assessment.person_id == person.id).order_by(AssessmentMark.id))


def votes(session: Session, person: Person) -> Rows:
    """Votes in writing, with what was voted on; øre."""
    query = select(MotionVote.application_id, Motion.number, Motion.amount, MotionVote.choice, MotionVote.at)
    query = query.join(Motion, Motion.id == MotionVote.motion_id)
    return rows_of(session, query.where(MotionVote.person_id == person.id).order_by(MotionVote.id))


def conflicts(session: Session, person: Person) -> Rows:
    """Where the person was found to have, or said to have, a conflict of interest."""
    columns = Panelist.application_id, Panelist.conflict, Panelist.found_by, Panelist.at
    query = select(*columns).where(Panelist.person_id == person.id, Panelist.is_conflicted)
    return rows_of(session, query.order_by(Panelist.id))


def complaints(session: Session, person: Person) -> Rows:
    """Complaints that the person made, and what came of them."""
    columns = Complaint.award_id, Complaint.words, Complaint.at, Complaint.settled_at, Complaint.outcome
    return rows_of(session, select(*columns).where(Complaint.by_id == person.id).order_by(Complaint.id))


def wishes(session: Session, person: Person) -> Rows:
    """What the person would rather give money to, as a member of a council."""
    query = select(Wish.application_id, Wish.at).where(Wish.person_id == person.id)
    return rows_of(session, query.order_by(Wish.id))


def accounts(session: Session, person: Person) -> Rows:
    """What was told of the grants that the person leads."""
    columns = (
        AccountReport.application_id, AccountReport.state, AccountReport.learned, AccountReport.went_well,
        AccountReport.participants, AccountReport.shows_in_gallery, AccountReport.reply, AccountReport.sent_at,
        AccountReport.approved_at,
    )  # fmt: skip
    query = select(*columns).join(Application, Application.id == AccountReport.application_id)
    return rows_of(session, query.where(Application.lead_id == person.id).order_by(AccountReport.id))


def spent_lines(session: Session, person: Person) -> Rows:
    """What was spent of them; øre."""
    columns = SpentLine.application_id, SpentLine.kind, SpentLine.name, SpentLine.amount, SpentLine.spent_on
    query = select(*columns).join(Application, Application.id == SpentLine.application_id)
    return rows_of(session, query.where(Application.lead_id == person.id).order_by(SpentLine.id))


def offices(session: Session, person: Person) -> Rows:
    """Pools that the person looks after, or did."""
    query = select(Pool.name, Pool.year, PoolOfficer.role, PoolOfficer.since, PoolOfficer.until)
    query = query.join(Pool, Pool.id == PoolOfficer.pool_id)
    return rows_of(session, query.where(PoolOfficer.person_id == person.id).order_by(PoolOfficer.id))


PARTS: dict[str, Callable[[Session, Person], Rows]] = {
    "applications": applications, "budget_lines": budget_lines, "files": files, "notes": notes, "views": views,
    "marks": marks, "votes": votes, "wishes": wishes, "conflicts": conflicts, "complaints": complaints,
    "accounts": accounts, "spent_lines": spent_lines, "offices": offices,
}  # fmt: skip
