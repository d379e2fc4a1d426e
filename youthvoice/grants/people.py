"""What happens to people: an account that is closed leaves its groups; an adult's new name stands on pages made anew."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed, PersonRenamed
from youthvoice.accounts.models import Person
from youthvoice.core.events import subscribe
from youthvoice.grants.commands.asking import withdraw
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.commands.members import put_lead, take_out
from youthvoice.grants.models import Application, ApplicationMember
from youthvoice.grants.rules.groups import may_withdraw
from youthvoice.responses.models import Answer


def init() -> None:
    """Listen to the room of accounts."""
    subscribe(PersonClosed, person_closed)
    subscribe(PersonRenamed, person_renamed)


def person_closed(session: Session, event: PersonClosed) -> None:
    """Nobody is in a group without an account. The member who joined first leads on; alone, what is not decided is withdrawn.

    A grant that was given stays where it is: those who look after the pool see that its lead is gone.
    """
    mine = ApplicationMember.person_id == event.person_id, ApplicationMember.left_at.is_(None)
    query = select(Application).join(ApplicationMember, ApplicationMember.application_id == Application.id)
    for application in session.scalars(query.where(*mine).order_by(Application.id)).all():
        hold_with_case(session, application)
        if application.lead_id != event.person_id:
            take_out(session, application, event.person_id, actor_id=event.actor_id)
        else:
            _leave_lead(session, application, event)


def _leave_lead(session: Session, application: Application, event: PersonClosed) -> None:
    heir = _heir(session, application)
    if heir is not None:
        put_lead(session, application, heir, actor_id=event.actor_id)
        take_out(session, application, event.person_id, actor_id=event.actor_id)
    elif may_withdraw(application.status):
        withdraw(session, session.get_one(Person, event.actor_id), application)


def _heir(session: Session, application: Application) -> ApplicationMember | None:
    """Whoever joined first of the others whose accounts are open."""
    query = select(ApplicationMember).join(Person, Person.id == ApplicationMember.person_id)
    others = ApplicationMember.application_id == application.id, ApplicationMember.person_id != application.lead_id
    query = query.where(*others, ApplicationMember.left_at.is_(None), Person.closed_at.is_(None))
    return session.scalar(query.order_by(ApplicationMember.joined_at, ApplicationMember.id).limit(1))


def person_renamed(session: Session, event: PersonRenamed) -> None:
    """Names of the group stand on no public page; those who answered do."""
    answered = select(Answer.case_id).where(Answer.written_by_id == event.person_id)
    shown = update(Application).where(Application.case_id.in_(answered), Application.listed_at.is_not(None))
    raised = shown.values(version=Application.version + 1)
    session.execute(raised.execution_options(synchronize_session=False))
