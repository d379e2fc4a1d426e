"""People come into a unit and leave it; a leader looks after the own unit and no other."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, OfficialFactory, PersonFactory, TeacherFactory, UnitFactory
from tests.factories.discussions import CommentFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.responses import CaseFactory
from tests.web.admin.conftest import token
from tests.web.forms import submit
from youthvoice.core.clock import now
from youthvoice.discussions.models import Thread
from youthvoice.proposals.models import Proposal


def page_of(unit: Any, query: str = "") -> str:
    return f"/administration/enheder/{unit.id}{query}"


@pytest.fixture
def leader(session: Session) -> Any:
    person = OfficialFactory(display_name="Karim Saleh")
    person.unit.leader_id = person.id
    session.flush()
    return person


def test_staff_are_found_by_name_and_address_and_children_never(admin: Any, session: Session) -> None:
    unit = UnitFactory()
    OfficialFactory(display_name="Østen Ærlig", email="osten@example.test", unit=UnitFactory(name="Center for Trafik"))
    PersonFactory(display_name="Østen Barn")
    TeacherFactory(display_name="Østen Lærer")
    OfficialFactory(display_name="Østen Væk", closed_at=now(), email=None)
    OfficialFactory(display_name="Østen Her", unit=unit)
    session.commit()
    for words in ("østen", "ØSTEN", "ærlig", "osten@example.test", " OSTEN@Example.test "):
        found = admin.get(page_of(unit), query_string={"q": words}).text.split('id="add"')[1]
        assert "Flyt Østen Ærlig hertil" in found, words
        for nobody in ("Østen Barn", "Østen Lærer", "Østen Væk", "Østen Her"):
            assert nobody not in found, words
    for words in ("100%", "_", "x", "'\"\\", "ø" * 500):
        shown = admin.get(page_of(unit), query_string={"q": words})
        assert shown.status_code == 200
        assert "Flyt" not in shown.text.split('id="add"')[1]


def test_somebody_is_moved_with_everything_that_follows(admin: Any, session: Session, deeds: Any, leader: Any) -> None:
    before, unit = leader.unit, UnitFactory(name="Center for Natur")
    case = CaseFactory(unit=before, assignee_id=leader.id)
    proposal = ProposalFactory()
    CommentFactory(thread=session.get_one(Thread, proposal.thread_id), author=leader)
    session.commit()
    version = proposal.version
    add = f"{page_of(unit)}/medlemmer"
    assert submit(admin, add, {"person_id": str(leader.id)}, page=page_of(unit, "?q=Karim")).status_code == 303
    assert admin.post(add, data={"person_id": leader.id, **token(admin)}).status_code == 303
    session.expire_all()
    assert (leader.unit_id, before.leader_id, case.assignee_id, case.unit_id) == (unit.id, None, None, before.id)
    assert session.get_one(Proposal, proposal.id).version == version + 1
    assert deeds() == [
        ("unit.leader", {"before_person_id": leader.id, "person_id": None}),
        ("unit.member_add", {"person_id": leader.id, "from_unit_id": before.id}),
    ]
    assert "Karim Saleh" in admin.get(page_of(unit)).text


def test_taking_out_asks_first(admin: Any, session: Session, deeds: Any, leader: Any) -> None:
    unit = leader.unit
    session.commit()
    url = f"{page_of(unit)}/medlemmer/{leader.id}/fjern"
    asked = admin.get(url).text
    assert "Karim Saleh er leder." in asked
    assert submit(admin, url, {}).status_code == 303
    session.expire_all()
    assert (leader.unit_id, unit.leader_id) == (None, None)
    assert [action for action, _data in deeds()] == ["unit.leader", "unit.member_remove"]
    assert admin.get(url).status_code == 303


def test_nobody_comes_into_a_closed_unit(admin: Any, session: Session) -> None:
    unit, person = UnitFactory(closed_at=now()), OfficialFactory()
    session.commit()
    other = page_of(person.unit)
    out = submit(admin, f"{other}/medlemmer/{person.id}/fjern", {}).status_code
    assert out == 303
    sent = admin.post(f"{page_of(unit)}/medlemmer", data={"person_id": person.id, **token(admin)})
    assert sent.status_code == 409
    session.expire_all()
    assert person.unit_id is None


def test_a_leader_looks_after_the_own_unit_alone(sign_in: Any, session: Session, leader: Any) -> None:
    unit = leader.unit
    member = OfficialFactory(display_name="Line Holm", unit=unit)
    free = OfficialFactory(display_name="Fri Fugl", unit=None)
    taken, boss = OfficialFactory(display_name="Fri Optaget"), AdministratorFactory(display_name="Fri Chef", unit=None)
    client = sign_in(leader)
    home = client.get("/beskeder").text
    assert f'href="{page_of(unit)}"' in home
    assert 'href="/administration"' not in home
    found = client.get(page_of(unit, "?q=fri")).text.split('id="add"')[1]
    assert "Tilføj Fri Fugl" in found
    assert "Fri Optaget" not in found
    assert "Fri Chef" not in found
    add = f"{page_of(unit)}/medlemmer"
    assert submit(client, add, {"person_id": str(free.id)}, page=page_of(unit, "?q=fri")).status_code == 303
    for person in (taken, boss):
        assert client.post(add, data={"person_id": person.id, **token(client)}).status_code == 403
    assert submit(client, f"{add}/{member.id}/fjern", {}).status_code == 303
    assert client.get(f"{add}/{leader.id}/fjern").status_code == 409
    assert client.get(page_of(taken.unit)).status_code == 403
    for closed in ("/administration", "/administration/enheder", "/administration/log", f"{page_of(unit)}/ret"):
        assert client.get(closed).status_code == 403
    session.expire_all()
    assert (free.unit_id, member.unit_id, taken.unit_id != unit.id, boss.unit_id) == (unit.id, None, True, None)


def test_who_led_once_leads_no_more(sign_in: Any, session: Session, leader: Any) -> None:
    unit = leader.unit
    leader.unit = UnitFactory()
    client = sign_in(leader)
    assert client.get(page_of(unit)).status_code == 403


def test_a_unit_costs_the_same_however_many_are_in_it(admin: Any, session: Session, count_queries: Any) -> None:
    unit = UnitFactory()
    OfficialFactory(unit=unit)
    session.commit()
    with count_queries() as few:
        admin.get(page_of(unit, "?q=line"))
    for _ in range(8):
        OfficialFactory(unit=unit)
        OfficialFactory()
    session.commit()
    with count_queries() as many:
        admin.get(page_of(unit, "?q=line"))
    assert len(few) == len(many) <= 8
