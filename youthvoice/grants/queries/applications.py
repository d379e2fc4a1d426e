"""What an application is made of."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.grants.models import Application, ApplicationFile, ApplicationMember, BudgetLine
from youthvoice.grants.queries.applying import late_grant_of_group
from youthvoice.grants.rules.applications import ApplicationFacts, FileKind
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


def facts_of(session: Session, application: Application, lines: Sequence[BudgetLine] | None = None) -> ApplicationFacts:
    """The application as the rules look at it: at most four queries, two with its lead loaded and its budget at hand."""
    lead = session.get_one(Person, application.lead_id)
    budget = lines_of(session, application.id) if lines is None else lines
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
        lines=tuple(line.amount for line in budget),
        other_income=application.other_income,
        lead_birth_year=lead.birth_year,
        has_adult=bool(application.adult_name.strip() and application.adult_email.strip()),
        confirmed=frozenset(Excluded(value) for value in application.confirmed.split(",") if value),
        owes_accounts=late_grant_of_group(session, application) is not None,
    )
