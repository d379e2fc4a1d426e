"""Conflicts of interest: found whoever looks, kept out by the database, and never seen beyond."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories.desk import in_writing
from tests.factories.grants import Town, draft, key, sent, town
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict as MovedOn
from youthvoice.core.events import publish
from youthvoice.grants.commands.conflicts import Conflicted, declare, find_conflicts, take_back
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.commands.weighing import View, give_view
from youthvoice.grants.events import ApplicationSent, MemberJoined
from youthvoice.grants.models import Application, ApplicationMember, Assessment, MotionVote, Panelist
from youthvoice.grants.queries.conflicts import impartial_ids
from youthvoice.grants.queries.pools import get_application, place_before
from youthvoice.grants.rules.applications import MemberRole
from youthvoice.grants.rules.deciding import Choice, Conflict, FoundBy

YES = View(leans=Choice.in_favour, marks={}, words="Det er en god idé.")


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def joined(session: Session, application: Application, person: Person, *, left: bool = False) -> None:
    row = ApplicationMember(application_id=application.id, person_id=person.id, role=MemberRole.member, joined_at=now())
    row.left_at = now() if left else None
    session.add(row)
    session.flush()


def made(session: Session, place: Town, how: str) -> tuple[Application, Person]:
    """An application, and a member of the council who is conflicted in that way."""
    member = place.members[1]
    if how == "own":
        return sent(session, place.pool, lead=member), member
    application = sent(session, place.pool)
    if how in ("in the group", "left the group"):
        joined(session, application, member, left=how.startswith("left"))
    elif how == "adult contact":
        member.email, application.adult_email = "line@example.test", "Line@Example.test"
    elif how == "another group":
        lead = session.get_one(Person, application.lead_id)
        joined(session, draft(session, place.pool, lead), member)
    elif how == "another group of the member's":
        lead = session.get_one(Person, application.lead_id)
        joined(session, draft(session, place.pool, member), lead, left=True)
    session.flush()
    return application, member


WAYS = {
    "own": Conflict.own,
    "in the group": Conflict.same_group,
    "left the group": Conflict.same_group,
    "adult contact": Conflict.adult_contact,
    "another group": Conflict.same_group,
    "another group of the member's": Conflict.same_group,
}


@pytest.mark.parametrize("how", WAYS)
def test_the_system_finds_it(session: Session, place: Town, how: str) -> None:
    application, member = made(session, place, how)
    assert place_before(session, get_application(session, application.id), member).is_conflicted
    assert find_conflicts(session, application) == {member.id}
    row = session.scalars(select(Panelist)).one()
    assert (row.person_id, row.conflict, row.found_by) == (member.id, WAYS[how], FoundBy.system)
    with pytest.raises(MovedOn):
        take_back(session, application, member.id, by_id=member.id)
    with pytest.raises(Conflicted):
        give_view(session, application, member, YES)


def test_nobody_else_is_conflicted(session: Session, place: Town) -> None:
    """The negative control: members of other groups, people without an address, an application without an adult."""
    application = sent(session, place.pool, adult_email="")
    joined(session, sent(session, place.pool), place.members[1])
    place.members[2].email = None
    session.flush()
    assert find_conflicts(session, application) == frozenset()
    assert impartial_ids(session, application) == {member.id for member in place.members}


def test_it_is_looked_for_when_it_is_sent_and_when_somebody_joins(session: Session, place: Town) -> None:
    application, member = made(session, place, "adult contact")
    publish(session, ApplicationSent(application.id, place.pool.id, application.lead_id))
    assert session.scalars(select(Panelist.person_id)).all() == [member.id]
    joined(session, application, place.members[2])
    publish(session, MemberJoined(application.id, place.members[2].id))
    assert set(session.scalars(select(Panelist.person_id))) == {member.id, place.members[2].id}


def test_whoever_is_conflicted_later_loses_view_and_vote(session: Session, place: Town) -> None:
    application, member = sent(session, place.pool), place.members[1]
    give_view(session, application, member, YES)
    motion = put_motion(session, application, in_writing(application), key(), actor_id=place.coordinator.id)
    vote(session, motion, member, Choice.in_favour)
    declare(session, application, member.id, Conflict.family, by_id=member.id)
    assert session.scalar(select(func.count()).select_from(Assessment)) == 0
    assert session.scalar(select(func.count()).select_from(MotionVote)) == 0
    with pytest.raises(Conflicted):
        vote(session, motion, member, Choice.against)
    with pytest.raises(MovedOn):
        take_back(session, application, member.id, by_id=member.id)


def test_a_mistake_is_taken_back_before_the_vote(session: Session, place: Town) -> None:
    application, member = sent(session, place.pool), place.members[1]
    declare(session, application, member.id, Conflict.other, by_id=member.id)
    assert member.id not in impartial_ids(session, application)
    take_back(session, application, member.id, by_id=member.id)
    give_view(session, application, member, YES)
    assert member.id in impartial_ids(session, application)


def test_what_the_council_entered_the_member_does_not_take_back(session: Session, place: Town) -> None:
    application, member = sent(session, place.pool), place.members[1]
    row = declare(session, application, member.id, Conflict.family, by_id=place.coordinator.id)
    assert row.found_by is FoundBy.council
    with pytest.raises(MovedOn):
        take_back(session, application, member.id, by_id=member.id)


def test_what_the_system_finds_stands_instead_of_what_was_said(session: Session, place: Town) -> None:
    application, member = sent(session, place.pool), place.members[1]
    declare(session, application, member.id, Conflict.other, by_id=member.id)
    joined(session, application, member)
    find_conflicts(session, application)
    with pytest.raises(MovedOn):
        take_back(session, application, member.id, by_id=member.id)


@pytest.mark.parametrize("conflict", [Conflict.own])
def test_nobody_declares_what_only_the_system_finds(session: Session, place: Town, conflict: Conflict) -> None:
    with pytest.raises(MovedOn):
        declare(session, sent(session, place.pool), place.chair.id, conflict, by_id=place.chair.id)


SMUGGLED = (
    "INSERT INTO assessments (application_id, person_id, is_conflicted, leans, words, at) "
    "SELECT application_id, person_id, {flag}, 'in_favour', '', at FROM panelists",
    "INSERT INTO motion_votes (motion_id, application_id, person_id, is_conflicted, choice, at) "
    "SELECT m.id, p.application_id, p.person_id, {flag}, 'against', p.at FROM panelists p, motions m",
    "INSERT INTO council_wishes (application_id, person_id, is_conflicted, at) "
    "SELECT application_id, person_id, {flag}, at FROM panelists",
)


@pytest.mark.parametrize("statement", SMUGGLED)
@pytest.mark.parametrize("flag", ["true", "false"])
def test_the_database_takes_nothing_from_who_is_conflicted(
    session: Session, place: Town, statement: str, flag: str
) -> None:
    application = sent(session, place.pool)
    put_motion(session, application, in_writing(application), key(), actor_id=place.coordinator.id)
    declare(session, application, place.members[1].id, Conflict.family, by_id=place.members[1].id)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text(statement.format(flag=flag)))


@pytest.mark.parametrize("statement", SMUGGLED)
def test_the_database_takes_it_from_anybody_else(session: Session, place: Town, statement: str) -> None:
    """The positive control of the refusals above."""
    application = sent(session, place.pool)
    put_motion(session, application, in_writing(application), key(), actor_id=place.coordinator.id)
    session.add(Panelist(application_id=application.id, person_id=place.members[1].id, is_conflicted=False, at=now()))
    session.flush()
    session.execute(text(statement.format(flag="false")))
