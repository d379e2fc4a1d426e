"""An administrator makes, changes, leads and closes units; nothing that was typed is lost, and nothing is deleted."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory, TeacherFactory, UnitFactory
from tests.factories.admin import RouteFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.responses import AnswerFactory, CaseFactory
from tests.web.admin.conftest import token
from tests.web.forms import form_fields, submit
from youthvoice.accounts.commands import close_account
from youthvoice.accounts.models import Unit
from youthvoice.accounts.rules import UnitKind
from youthvoice.admin.commands.units import UnitFacts, change_unit, reopen_unit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import RuleBroken
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import Topic
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState

NEW = "/administration/enheder/ny"


def answered_case(unit: Unit) -> Any:
    return CaseFactory(
        unit=unit, state=CaseState.answered, answered_at=now(), first_answered_at=now(), first_due_on=today()
    )


def test_a_unit_is_made_once_and_opens_on_its_own_page(admin: Any, session: Session, deeds: Any) -> None:
    fields = form_fields(admin.get(NEW).text, NEW) | {"name": "  Center for   Natur ", "kind": "centre"}
    for _ in range(2):
        made = admin.post(NEW, data=fields)
        assert made.status_code == 303
    unit = session.scalars(select(Unit).where(Unit.name == "Center for Natur")).one()
    assert made.headers["Location"].endswith(f"/administration/enheder/{unit.id}")
    assert "Ingen er med endnu" in admin.get(f"/administration/enheder/{unit.id}").text
    assert deeds() == [("unit.create", {"kind": "centre", "fields": []})]


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(admin: Any, session: Session) -> None:
    UnitFactory(name="Center for Natur")
    session.commit()
    wrong = [
        ({"name": ""}, "Skriv, hvad enheden hedder."),
        ({"name": "x" * 121}, "Skriv højst 120 tegn."),
        ({"name": "Center for Natur", "kind": "committee"}, "Der er allerede en enhed med det navn."),
        ({"name": "Virum", "kind": "school"}, "Vælg den skole, der svarer."),
        ({"name": "Virum", "kind": "nothing"}, "Vælg noget fra listen."),
        ({"name": "Virum", "school_id": "999999"}, "Vælg noget fra listen."),
    ]
    for data, words in wrong:
        sent = submit(admin, NEW, data)
        assert sent.status_code == 422, data
        assert words in sent.text, data
        assert f'value="{data["name"]}"' in sent.text
    assert session.scalar(select(func.count()).select_from(Unit)) == 2


def test_a_change_shows_and_is_recorded_and_two_at_once_lose_nothing(admin: Any, session: Session, deeds: Any) -> None:
    school = SchoolFactory(name="Virum Skole")
    unit = UnitFactory(name="Center for Natur")
    leader = OfficialFactory(display_name="Karim Saleh", unit=unit)
    session.commit()
    url = f"/administration/enheder/{unit.id}/ret"
    mine = form_fields(admin.get(url).text, url) | {"name": "Center for Miljø"}
    theirs = form_fields(admin.get(url).text, url) | {
        "name": "Virum Skole svarer",
        "kind": "school",
        "school_id": str(school.id),
        "leader_id": str(leader.id),
    }
    assert admin.post(url, data=theirs).status_code == 303
    refused = admin.post(url, data=mine)
    assert refused.status_code == 409
    for words in ("Center for Miljø", "Virum Skole svarer", "Skole står nu som", "Karim Saleh"):
        assert words in refused.text
    assert deeds() == [
        ("unit.change", {"kind": "school", "fields": ["name", "kind", "school_id"]}),
        ("unit.leader", {"before_person_id": None, "person_id": leader.id}),
    ]
    assert admin.post(url, data=form_fields(refused.text, url)).status_code == 303
    session.refresh(unit)
    assert (unit.name, unit.kind, unit.leader_id) == ("Center for Miljø", UnitKind.centre, None)


def test_only_a_member_leads(admin: Any, session: Session) -> None:
    unit, other = UnitFactory(), OfficialFactory()
    session.commit()
    url = f"/administration/enheder/{unit.id}/ret"
    sent = submit(admin, url, {"leader_id": str(other.id)})
    assert sent.status_code == 422
    assert "Vælg noget fra listen." in sent.text


def test_who_closes_an_account_leads_nothing(session: Session, deeds: Any) -> None:
    leader = OfficialFactory()
    leader.unit.leader_id = leader.id
    session.flush()
    close_account(session, leader, leader.id)
    assert leader.unit.leader_id is None
    assert deeds() == [("unit.leader", {"before_person_id": leader.id, "person_id": None})]


def test_the_list_tells_what_is_owned_and_what_waits(admin: Any, session: Session, count_queries: Any) -> None:
    unit = UnitFactory(name="Center for Natur")
    leader = OfficialFactory(display_name="Karim Saleh", unit=unit)
    OfficialFactory(unit=unit, closed_at=now(), email=None)
    unit.leader_id = leader.id
    RouteFactory(topic=Topic.climate, unit_id=unit.id)
    CaseFactory(unit=unit)
    CaseFactory(unit=unit, closed_at=now())
    answered_case(unit)
    UnitFactory(name="Det gamle center", closed_at=now() - timedelta(days=3))
    session.commit()
    with count_queries() as few:
        page = admin.get("/administration/enheder").text
    for words in (
        "Leder: Karim Saleh · 1 medlem",
        "Klima og natur",
        "1 åben sag",
        "1 lukket enhed",
        "Det gamle center",
    ):
        assert words in page
    for _ in range(5):
        CaseFactory(unit=OfficialFactory().unit)
    session.commit()
    with count_queries() as many:
        admin.get("/administration/enheder")
    assert len(many) == len(few) <= 8


def test_a_unit_is_closed_when_nothing_is_left_in_it(admin: Any, session: Session, deeds: Any) -> None:
    member = OfficialFactory()
    unit, route, case = member.unit, RouteFactory(unit_id=member.unit_id), CaseFactory(unit=member.unit)
    session.commit()
    url = f"/administration/enheder/{unit.id}/luk"
    told = admin.get(url).text
    for words in ("1 sag venter på svar.", "1 rute fører hertil.", "1 person er med i enheden."):
        assert words in told
    refused = admin.post(url, data=token(admin))
    assert refused.status_code == 409
    assert "1 rute fører hertil." in refused.text
    case.closed_at, member.unit_id = now(), None
    session.delete(route)
    session.commit()
    assert submit(admin, url, {}).status_code == 303
    session.refresh(unit)
    assert unit.closed_at is not None
    page = admin.get(f"/administration/enheder/{unit.id}").text
    assert "Enheden er lukket" in page
    assert admin.get(url).status_code == 303
    assert (
        submit(
            admin, f"/administration/enheder/{unit.id}/aabn", {}, page=f"/administration/enheder/{unit.id}"
        ).status_code
        == 303
    )
    reopen_unit(session, unit, actor_id=None)
    assert [action for action, _data in deeds()] == ["unit.close", "unit.reopen"]


def test_a_new_name_shows_on_public_pages(client: Any, session: Session) -> None:
    official = OfficialFactory()
    proposal = ProposalFactory(case_id=answered_case(official.unit).id)
    AnswerFactory(case=session.get_one(Case, proposal.case_id), written_by=official)
    before = session.get_one(Proposal, proposal.id).version
    change_unit(session, official.unit, UnitFacts("Center for Ny", UnitKind.centre), seen_version=1, actor_id=None)
    session.expire_all()
    assert session.get_one(Proposal, proposal.id).version == before + 1


def test_the_overview_says_what_is_missing(admin: Any, session: Session) -> None:
    unit = UnitFactory(name="Center uden folk")
    CaseFactory(unit=unit)
    session.commit()
    page = admin.get("/administration").text
    assert "Der er ingen rute for alt det andet." in page
    assert "Center uden folk skal svare, men ingen er med i enheden." in page
    assert "Center uden folk har ingen leder." in page
    assert 'href="/administration/log"' in page


def test_a_person_of_no_unit_is_no_leader_by_the_back_door(session: Session) -> None:
    for person in (TeacherFactory(), PersonFactory()):
        unit = UnitFactory()
        person.unit_id = unit.id
        session.flush()
        facts = UnitFacts(unit.name, unit.kind, leader_id=person.id)
        with pytest.raises(RuleBroken) as refused:
            change_unit(session, unit, facts, seen_version=1, actor_id=None)
        assert set(refused.value.problems) == {"leader_id"}
