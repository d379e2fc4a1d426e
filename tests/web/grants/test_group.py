"""The group: joining by a link, leaving, handing over, and accounts that are closed."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.grants import Town, draft, sent, town
from tests.web.forms import press, submit
from youthvoice.accounts.commands import close_account
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, Forbidden
from youthvoice.grants.commands.members import hand_over, invitation_token, join, leave, renew_invitation
from youthvoice.grants.models import Application, ApplicationMember, Assessment, Panelist
from youthvoice.grants.queries.applications import members_of
from youthvoice.grants.rules.applications import MOST_MEMBERS, ApplicationStatus, MemberRole
from youthvoice.grants.rules.deciding import Choice
from youthvoice.responses.models import Case, CaseParty


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def path(application: Application, rest: str = "gruppe") -> str:
    return f"/puljen/ansoegninger/{application.id}/{rest}"


def invited(session: Session, application: Application) -> str:
    """The address of a fresh invitation."""
    renew_invitation(session, session.get_one(Person, application.lead_id), application)
    return path(application, f"med/{invitation_token(application)}")


def names(session: Session, application: Application) -> list[int]:
    return [member.person_id for member in members_of(session, application.id)]


def parties(session: Session, application: Application) -> set[int]:
    query = select(CaseParty.person_id).where(CaseParty.case_id == application.case_id, CaseParty.until.is_(None))
    return set(session.scalars(query))


class TestJoining:
    def test_by_the_link(self, session: Session, place: Town, sign_in: Any) -> None:
        application, friend = sent(session, place.pool), PersonFactory()
        address = invited(session, application)
        client = sign_in(friend)
        page = client.get(address).get_data(as_text=True)
        assert "Hal-holdet vil have dig med" in page
        assert session.get_one(Person, application.lead_id).display_name not in page
        for _ in range(2):
            answer = submit(client, address, {}) if _ == 0 else press(client, address)
            assert answer.status_code == 303
        assert names(session, application) == [application.lead_id, friend.id]
        assert parties(session, application) == {application.lead_id, friend.id}
        assert "Du er med allerede" in client.get(address).get_data(as_text=True)

    def test_a_new_link_closes_the_old_one(self, session: Session, place: Town, client: Any) -> None:
        application = draft(session, place.pool)
        first = invited(session, application)
        session.commit()
        assert client.get(first).status_code == 200
        second = invited(session, application)
        session.commit()
        assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
        other = draft(session, place.pool)
        session.commit()
        assert client.get(second.replace(f"/{application.id}/", f"/{other.id}/")).status_code == 404

    def test_not_for_adults(self, session: Session, place: Town, sign_in: Any) -> None:
        application = draft(session, place.pool)
        address = invited(session, application)
        client = sign_in(OfficialFactory())
        assert "Kun unge" in client.get(address).get_data(as_text=True)
        assert press(client, address).status_code == 403
        with pytest.raises(Forbidden):
            join(session, OfficialFactory(), application)

    def test_not_when_it_is_over(self, session: Session, place: Town, client: Any) -> None:
        application = sent(session, place.pool)
        address = invited(session, application)
        application.status = ApplicationStatus.rejected
        session.commit()
        assert client.get(address).status_code == 404
        with pytest.raises(Conflict):
            join(session, PersonFactory(), application)

    def test_not_too_many(self, session: Session, place: Town) -> None:
        application = draft(session, place.pool)
        for _ in range(MOST_MEMBERS - 1):
            assert join(session, PersonFactory(), application)
        with pytest.raises(Conflict):
            join(session, PersonFactory(), application)

    def test_whoever_has_weighed_it_stays_out(self, session: Session, place: Town) -> None:
        application, member = sent(session, place.pool), place.members[1]
        one = {"application_id": application.id, "person_id": member.id, "is_conflicted": False, "at": now()}
        session.add(Panelist(**one))
        session.flush()
        session.add(Assessment(**one, leans=Choice.in_favour))
        session.flush()
        with pytest.raises(Conflict):
            join(session, member, application)

    def test_come_back(self, session: Session, place: Town) -> None:
        application, friend = sent(session, place.pool), PersonFactory()
        join(session, friend, application)
        leave(session, friend, application, friend.id)
        assert (names(session, application), parties(session, application)) == (
            [application.lead_id],
            {application.lead_id},
        )
        assert join(session, friend, application)
        assert parties(session, application) == {application.lead_id, friend.id}


class TestLeaving:
    def test_pages(self, session: Session, place: Town, sign_in: Any) -> None:
        application, friend = sent(session, place.pool), PersonFactory()
        join(session, friend, application)
        client = sign_in(friend)
        assert "Forlad gruppen" in client.get(path(application)).get_data(as_text=True)
        assert (
            submit(client, path(application, f"gruppe/{friend.id}/fjern"), {}, page=path(application)).status_code
            == 303
        )
        assert names(session, application) == [application.lead_id]

    def test_nobody_else_takes_out(self, session: Session, place: Town) -> None:
        application, friend, other = sent(session, place.pool), PersonFactory(), PersonFactory()
        join(session, friend, application)
        join(session, other, application)
        with pytest.raises(Forbidden):
            leave(session, other, application, friend.id)
        lead = session.get_one(Person, application.lead_id)
        leave(session, lead, application, friend.id)
        leave(session, lead, application, friend.id)
        assert names(session, application) == [lead.id, other.id]

    def test_the_lead_hands_over_first(self, session: Session, place: Town, sign_in: Any) -> None:
        application, friend = sent(session, place.pool), PersonFactory()
        join(session, friend, application)
        lead = session.get_one(Person, application.lead_id)
        with pytest.raises(Conflict):
            leave(session, lead, application, lead.id)
        client = sign_in(lead)
        submit(client, path(application, f"gruppe/{friend.id}/giv-videre"), {}, page=path(application))
        session.expire_all()
        assert application.lead_id == friend.id
        assert [member.role for member in members_of(session, application.id)] == [MemberRole.lead, MemberRole.member]
        leave(session, lead, application, lead.id)
        assert names(session, application) == [friend.id]

    def test_the_new_lead_fits_the_rules(self, session: Session, place: Town) -> None:
        application, old = sent(session, place.pool), PersonFactory(birth_year=today().year - 30)
        join(session, old, application)
        lead = session.get_one(Person, application.lead_id)
        with pytest.raises(Conflict, match="for ung eller for gammel"):
            hand_over(session, lead, application, old.id)
        young = PersonFactory(birth_year=today().year - 15)
        join(session, young, application)
        application.adult_name = application.adult_email = ""
        with pytest.raises(Conflict, match="voksen"):
            hand_over(session, lead, application, young.id)


class TestDatabase:
    def test_one_lead(self, session: Session, place: Town) -> None:
        application = draft(session, place.pool)
        row = {"application_id": application.id, "role": MemberRole.lead, "joined_at": now()}
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(ApplicationMember(**row, person_id=PersonFactory().id))

    def test_a_lead_is_there(self, session: Session, place: Town) -> None:
        application = draft(session, place.pool)
        with pytest.raises(IntegrityError), session.begin_nested():
            members_of(session, application.id)[0].left_at = now()


class TestClosedAccounts:
    def test_a_member_goes(self, session: Session, place: Town) -> None:
        application, friend = sent(session, place.pool), PersonFactory()
        join(session, friend, application)
        close_account(session, friend, friend.id)
        assert names(session, application) == [application.lead_id]
        assert parties(session, application) == {application.lead_id}

    def test_who_joined_first_leads_on(self, session: Session, place: Town) -> None:
        application, first, second = sent(session, place.pool), PersonFactory(), PersonFactory()
        join(session, first, application)
        join(session, second, application)
        lead = session.get_one(Person, application.lead_id)
        close_account(session, lead, lead.id)
        session.expire_all()
        assert (application.lead_id, names(session, application)) == (first.id, [first.id, second.id])
        assert application.status is ApplicationStatus.submitted

    def test_alone_it_is_withdrawn(self, session: Session, place: Town) -> None:
        application = sent(session, place.pool)
        lead = session.get_one(Person, application.lead_id)
        close_account(session, lead, lead.id)
        assert application.status is ApplicationStatus.withdrawn
        assert session.get_one(Case, application.case_id).closed_at is not None


SEES = {
    "lead": 200,
    "member": 200,
    "stranger": 404,
    "council": 404,
    "coordinator": 200,
    "treasurer": 200,
    "anonymous": 401,
}


@pytest.mark.parametrize("who", SEES)
def test_who_sees_the_group(
    session: Session, place: Town, sign_in: Any, client: Any, count_queries: Any, who: str
) -> None:
    application, friend = sent(session, place.pool), PersonFactory()
    for _ in range(5):
        join(session, PersonFactory(), application)
    join(session, friend, application)
    people = {
        "lead": session.get_one(Person, application.lead_id), "member": friend, "stranger": PersonFactory(),
        "council": place.members[0], "coordinator": place.coordinator, "treasurer": place.treasurer,
    }  # fmt: skip
    browser = sign_in(people[who]) if who in people else client
    session.commit()
    with count_queries() as seen:
        answer = browser.get(path(application), check=SEES[who] == 200)
    assert answer.status_code == (SEES[who] if SEES[who] != 401 else answer.status_code)
    if SEES[who] == 401:
        assert answer.status_code in (302, 401)
    assert len(seen) <= 8, seen
