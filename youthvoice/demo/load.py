"""Load the made-up municipality: once, whole or not at all."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from youthvoice.accounts.commands import create_person
from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import find_person_by_email, find_school_by_name, find_unit_by_name
from youthvoice.accounts.rules import Role
from youthvoice.admin.commands.units import set_leader
from youthvoice.core.clock import now, time_told
from youthvoice.core.mail import OutboxMessage, OutboxState
from youthvoice.core.web import settings
from youthvoice.demo import content
from youthvoice.demo.assembly import assembly_stories
from youthvoice.demo.basis import load_basis
from youthvoice.demo.content import PersonText
from youthvoice.demo.councils import Councils
from youthvoice.demo.hearings import HearingStory
from youthvoice.demo.play import Story, play
from youthvoice.demo.pools import PoolStory
from youthvoice.demo.votes import make_voters, seats_of, vote_stories
from youthvoice.notifications.models import Notification
from youthvoice.responses.commands.phrases import add_phrase

# Longer ago than anything in the content, and not so long that the youngest were too young to sign up.
JOINED_BEFORE = timedelta(days=490)
NOBODY = ".example"
"""How addresses end that nobody can have."""
READ_AFTER = timedelta(days=14)


def load_demo(session: Session) -> bool:
    """Load people and proposals, with dates counted back from now. False where they are there already."""
    load_basis(session)
    told = content.people()
    if find_person_by_email(session, told[0].email) is not None:
        return False
    moment = now()
    with time_told(moment - JOINED_BEFORE):
        people = {one.key: _person(session, one, moment.year) for one in told}
        voters = make_voters(session, content.votes())
        people |= voters
        _prepare_units(session, people, [one.key for one in told if one.leads])
    seated = {**content.councils(), "seats": [*content.councils()["seats"], *seats_of(content.votes())]}
    councils = Councils(session, people, seated, moment)
    stories = [Story(session, people, one, moment, councils.bodies) for one in content.proposals()]
    votes = vote_stories(session, settings().secret_key, people, content.votes(), moment, councils.bodies)
    pools = [
        PoolStory(session, settings().secret_key, people, one, moment, councils.bodies, councils.meetings)
        for one in content.pools()
    ]
    years = assembly_stories(session, settings().secret_key, people, content.assembly(), moment, councils.bodies)
    young = sorted(voters)
    hearings = [HearingStory(session, people, one, moment, councils.bodies, young) for one in content.hearings()]
    one_by_one: tuple[Story | PoolStory | HearingStory, ...] = (*stories, *pools, *hearings)
    play([councils.deeds(), *(story.deeds() for story in one_by_one), *votes, *years])
    _settle_news(session)
    return True


def _prepare_units(session: Session, people: dict[str, Person], leaders: list[str]) -> None:
    """Every unit has a leader, and all of them a few phrases to begin an answer with."""
    for leader in (people[key] for key in leaders):
        if leader.unit is not None:
            set_leader(session, leader.unit, leader.id, actor_id=None)
    administrator = next(person for person in people.values() if person.role is Role.administrator)
    for number, (name, words) in enumerate(content.phrases()):
        add_phrase(session, administrator, name, words, content.form_key("demo", "phrase", number))


def _person(session: Session, one: PersonText, year: int) -> Person:
    school = find_school_by_name(session, one.school) if one.school else None
    unit = find_unit_by_name(session, one.unit) if one.unit else None
    person = create_person(
        session, display_name=one.name, email=one.email, role=one.role, title=one.title,
        birth_year=year - one.age if one.age else None, school_id=school.id if school else None,
        unit_id=unit.id if unit else None,
    )  # fmt: skip
    person.is_persona = one.is_persona
    session.flush()
    return person


def _settle_news(session: Session) -> None:
    """Old news has been read, and no worker sends mails to people who do not exist; both can still be looked at."""
    old = Notification.created_at < now() - READ_AFTER
    session.execute(
        update(Notification).where(old, Notification.read_at.is_(None)).values(read_at=Notification.created_at)
    )
    mails = update(OutboxMessage).where(
        OutboxMessage.state == OutboxState.waiting, OutboxMessage.recipient.endswith(NOBODY)
    )
    session.execute(mails.values(state=OutboxState.sent, sent_at=OutboxMessage.created_at))
