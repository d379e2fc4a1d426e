"""What an application is made of."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.grants.models import Application, ApplicationEvent, ApplicationFile, ApplicationMember, BudgetLine
from youthvoice.grants.rules.applications import ApplicationFacts, ApplicationStatus, FileKind
from youthvoice.grants.rules.pools import Excluded


def lines_of(session: Session, application_id: int) -> Sequence[BudgetLine]:
    """The budget, in its order."""
    query = select(BudgetLine).where(BudgetLine.application_id == application_id)
    return session.scalars(query.order_by(BudgetLine.number)).all()


def members_of(session: Session, application_id: int) -> Sequence[ApplicationMember]:
    """The group as it is now, with people, the lead first."""
    here = ApplicationMember.application_id == application_id, ApplicationMember.left_at.is_(None)
    query = select(ApplicationMember).where(*here).options(joinedload(ApplicationMember.person))
    return session.scalars(query.order_by(ApplicationMember.role, ApplicationMember.id)).all()


def files_of(session: Session, application_id: int, *kinds: FileKind) -> Sequence[ApplicationFile]:
    """Files of those kinds (of none named: all) that are not hidden, without their bytes."""
    here = ApplicationFile.application_id == application_id, ApplicationFile.hidden_at.is_(None)
    query = select(ApplicationFile).where(*here)
    if kinds:
        query = query.where(ApplicationFile.kind.in_(kinds))
    return session.scalars(query.order_by(ApplicationFile.id)).all()


def timeline_of(session: Session, application_id: int) -> Sequence[ApplicationEvent]:
    """What happened, the oldest first."""
    query = select(ApplicationEvent).where(ApplicationEvent.application_id == application_id)
    return session.scalars(query.order_by(ApplicationEvent.id)).all()


def owes_accounts(session: Session, person_id: int, *, but: int | None = None) -> bool:
    """Tell whether the accounts of another grant that this person stands behind are late."""
    late = Application.status == ApplicationStatus.accepted, Application.accounts_due_on < today()
    query = select(Application.id).join(ApplicationMember, ApplicationMember.application_id == Application.id)
    query = query.where(ApplicationMember.person_id == person_id, ApplicationMember.left_at.is_(None), *late)
    if but is not None:
        query = query.where(Application.id != but)
    return bool(session.scalar(select(exists(query))))


def facts_of(session: Session, application: Application) -> ApplicationFacts:
    """The application as the rules look at it: four queries."""
    lead = session.get_one(Person, application.lead_id)
    lines = tuple(line.amount for line in lines_of(session, application.id))
    has_picture = bool(files_of(session, application.id, FileKind.picture))
    return ApplicationFacts(
        title=application.title,
        what=application.what,
        has_picture_or_video=has_picture or bool(application.video_link),
        group_name=application.group_name,
        begins_on=application.begins_on,
        ends_on=application.ends_on,
        place=application.place,
        for_whom=application.for_whom,
        how_to_join=application.how_to_join,
        lines=lines,
        other_income=application.other_income,
        lead_birth_year=lead.birth_year,
        has_adult=bool(application.adult_name.strip() and application.adult_email.strip()),
        confirmed=frozenset(Excluded(value) for value in application.confirmed.split(",") if value),
        owes_accounts=owes_accounts(session, lead.id, but=application.id),
    )
