"""The group: an invitation link, joining, leaving, and who answers for it."""

from dataclasses import dataclass, replace

from flask_babel import gettext
from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import YOUNG_ROLES
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, Forbidden, NotFound
from youthvoice.core.events import publish
from youthvoice.core.invitations import new_nonce, read_token, token_of
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.events import MemberJoined
from youthvoice.grants.models import Application, ApplicationMember, Assessment, MotionVote, Pool, Wish
from youthvoice.grants.queries.applications import facts_of
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.applications import MOST_MEMBERS, ApplicationStatus, Breach, MemberRole, breaches
from youthvoice.grants.rules.groups import JOINABLE
from youthvoice.responses.commands import add_party, remove_party

PURPOSE = "grant-invitation"
OF_THE_LEAD = frozenset({Breach.adult_missing, Breach.too_young, Breach.too_old, Breach.age_unknown})


@dataclass(frozen=True)
class MemberAudit:
    """Audit: who came, went, or answers for the group now."""

    person_id: int


def renew_invitation(session: Session, person: Person, application: Application) -> None:
    """Make an invitation, and every earlier one useless."""
    hold_with_case(session, application)
    application.invite_nonce = new_nonce()
    audit.record(session, person.id, "application.invite", ("application", application.id))
    session.flush()


def invitation_token(application: Application) -> str | None:
    """The token of the group's invitation, good for 30 days from now; None where there is none."""
    return token_of(PURPOSE, application.id, application.invite_nonce)


def invited_application(session: Session, application_id: int, token: str) -> Application:
    """The application that a token invites to. Raises NotFound where the link does not work (any more)."""
    invitation = read_token(PURPOSE, token)
    if invitation is not None and invitation.thing_id == application_id:
        application = get_application(session, application_id)
        is_good = application.invite_nonce == invitation.nonce and application.hidden_at is None
        if is_good and application.status in JOINABLE:
            return application
    raise NotFound(gettext("Linket virker ikke længere. Bed om et nyt."))


def join(session: Session, person: Person, application: Application) -> bool:
    """Become one of the group; False where one is already. Once, however often it is sent.

    Raises Forbidden for adults, and Conflict where the group is full, its time is over, or the person has taken part in
    deciding about it.
    """
    if person.role not in YOUNG_ROLES:
        raise Forbidden(gettext("Kun unge kan være med i en gruppe, der søger."))
    hold_with_case(session, application)
    row = _member(session, application.id, person.id)
    if row is not None and row.left_at is None:
        return False
    _refuse_to_join(session, application, person)
    _let_in(session, application, person, row)
    audit.record(session, person.id, "application.join", ("application", application.id), MemberAudit(person.id))
    session.flush()
    publish(session, MemberJoined(application.id, person.id))
    return True


def _let_in(session: Session, application: Application, person: Person, row: ApplicationMember | None) -> None:
    if row is None:
        row = ApplicationMember(application_id=application.id, person_id=person.id)
        session.add(row)
    row.role, row.joined_at, row.left_at = MemberRole.member, now(), None
    if application.case_id is not None:
        add_party(session, application.case_id, person.id)


def _refuse_to_join(session: Session, application: Application, person: Person) -> None:
    if application.status not in JOINABLE:
        raise Conflict(gettext("Ansøgningen er slut. Man kan ikke være med mere."))
    here = ApplicationMember.application_id == application.id, ApplicationMember.left_at.is_(None)
    count = session.scalar(select(func.count()).select_from(ApplicationMember).where(*here)) or 0
    if count >= MOST_MEMBERS:
        raise Conflict(gettext("Der er allerede %(most)d i gruppen. Der kan ikke være flere.", most=MOST_MEMBERS))
    if _has_decided(session, application.id, person.id):
        text = gettext("Du har som medlem af rådet set på ansøgningen. Derfor kan du ikke være med i gruppen.")
        raise Conflict(text)


def _has_decided(session: Session, application_id: int, person_id: int) -> bool:
    found = [
        exists().where(model.application_id == application_id, model.person_id == person_id)
        for model in (Assessment, MotionVote, Wish)
    ]
    return bool(session.scalar(select(or_(*found))))


def leave(session: Session, actor: Person, application: Application, person_id: int) -> None:
    """Go, or (the lead) take somebody out. Not in the group, nothing happens.

    Raises Forbidden for anybody else, and Conflict for the lead, who hands the group over first.
    """
    if actor.id not in (application.lead_id, person_id):
        raise Forbidden
    hold_with_case(session, application)
    if person_id == application.lead_id:
        raise Conflict(gettext("Du står for gruppen. Giv det videre til en anden først."))
    take_out(session, application, person_id, actor_id=actor.id)


def take_out(session: Session, application: Application, person_id: int, *, actor_id: int) -> None:
    """Somebody is no longer in the group (whose application is held)."""
    row = _member(session, application.id, person_id)
    if row is None or row.left_at is not None:
        return
    row.left_at, row.role = now(), MemberRole.member
    if application.case_id is not None:
        remove_party(session, application.case_id, person_id)
    audit.record(session, actor_id, "application.leave", ("application", application.id), MemberAudit(person_id))
    session.flush()


def hand_over(session: Session, actor: Person, application: Application, person_id: int) -> None:
    """Somebody else of the group answers for it from now on. Twice is once.

    Raises Forbidden unless by the lead, NotFound for somebody who is not in the group, and Conflict where the new lead
    does not fit the pool's rules for one, once the application is sent.
    """
    if actor.id != application.lead_id:
        raise Forbidden
    hold_with_case(session, application)
    if person_id == application.lead_id:
        return
    row = _member(session, application.id, person_id)
    if row is None or row.left_at is not None:
        raise NotFound
    _refuse_lead(session, application, session.get_one(Person, person_id))
    put_lead(session, application, row, actor_id=actor.id)


def put_lead(session: Session, application: Application, row: ApplicationMember, *, actor_id: int) -> None:
    """The member of that row leads (the application is held)."""
    before = _member(session, application.id, application.lead_id)
    if before is not None:
        before.role = MemberRole.member
        # One leads at a time: the database sees them in this order.
        session.flush()
    row.role, application.lead_id = MemberRole.lead, row.person_id
    audit.record(session, actor_id, "application.lead", ("application", application.id), MemberAudit(row.person_id))
    session.flush()
    session.expire(application, ["lead"])


def _refuse_lead(session: Session, application: Application, person: Person) -> None:
    """Raise Conflict where the person may not answer for the group; a draft is checked when it is sent."""
    if application.status is ApplicationStatus.draft:
        return
    facts = replace(facts_of(session, application), lead_birth_year=person.birth_year)
    pool = session.get_one(Pool, application.pool_id)
    found = OF_THE_LEAD.intersection(breaches(facts, pool.limits, today(), pool.ends_on))
    if Breach.adult_missing in found:
        raise Conflict(gettext("%(name)s kan være under 18 år. Skriv først en voksen på.", name=person.display_name))
    if found:
        text = gettext("%(name)s er for ung eller for gammel til puljen.", name=person.display_name)
        raise Conflict(text)


def _member(session: Session, application_id: int, person_id: int) -> ApplicationMember | None:
    query = select(ApplicationMember).where(ApplicationMember.application_id == application_id)
    return session.scalar(query.where(ApplicationMember.person_id == person_id))
