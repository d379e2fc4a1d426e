"""Rules for who answers what: made, changed, tried out and removed; the one for the rest stays."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import SchoolFactory, UnitFactory
from tests.factories.admin import RouteFactory
from tests.web.forms import form_fields, submit
from youthvoice.core.clock import now
from youthvoice.proposals.models import Route
from youthvoice.proposals.rules import Topic

ALL, NEW = "/administration/ruter", "/administration/ruter/ny"


def test_a_rule_is_made_and_the_same_rule_is_changed(admin: Any, session: Session, deeds: Any) -> None:
    first, second, school = (
        UnitFactory(name="Center A"),
        UnitFactory(name="Center B"),
        SchoolFactory(name="Virum Skole"),
    )
    session.commit()
    what = {"topic": "traffic", "school_id": str(school.id)}
    assert submit(admin, NEW, {**what, "unit_id": str(first.id)}).status_code == 303
    again = submit(admin, NEW, {**what, "unit_id": str(second.id)}, follow_redirects=True)
    assert "Ruten var der i forvejen. Nu er den ændret." in again.text
    rule = session.scalars(select(Route)).one()
    assert (rule.topic, rule.school_id, rule.unit_id) == (Topic.traffic, school.id, second.id)
    facts = {"topic": "traffic", "school_id": school.id}
    assert deeds() == [
        ("route.create", {**facts, "before_unit_id": None, "unit_id": first.id}),
        ("route.change", {**facts, "before_unit_id": first.id, "unit_id": second.id}),
    ]


def test_errors_stand_beside_their_fields(admin: Any, session: Session) -> None:
    closed = UnitFactory(name="Center Lukket", closed_at=now())
    unit = UnitFactory()
    session.commit()
    assert "Center Lukket" not in admin.get(NEW).text
    for data, words in (
        ({"unit_id": ""}, "Vælg den enhed, der skal svare."),
        ({"unit_id": str(closed.id)}, "Vælg noget fra listen."),
        ({"unit_id": str(unit.id), "topic": "money"}, "Vælg noget fra listen."),
        ({"unit_id": str(unit.id), "school_id": "77777777"}, "Vælg noget fra listen."),
    ):
        sent = submit(admin, NEW, data)
        assert sent.status_code == 422, data
        assert words in sent.text, data
    assert session.scalars(select(Route)).all() == []


def test_the_rule_for_the_rest_stays(admin: Any, session: Session) -> None:
    rest, other = RouteFactory(), UnitFactory(name="Center B")
    topic = RouteFactory(topic=Topic.climate)
    session.commit()
    page = admin.get(ALL).text
    assert f"{ALL}/{topic.id}/fjern" in page
    assert f"{ALL}/{rest.id}/fjern" not in page
    assert admin.get(f"{ALL}/{rest.id}/fjern").status_code == 409
    token = {"csrf_token": page.split('name="csrf-token" content="')[1].split('"')[0]}
    assert admin.post(f"{ALL}/{rest.id}/fjern", data=token).status_code == 409
    assert submit(admin, f"{ALL}/{rest.id}/ret", {"unit_id": str(other.id)}).status_code == 303
    assert submit(admin, f"{ALL}/{topic.id}/fjern", {}).status_code == 303
    session.expire_all()
    assert [(rule.topic, rule.unit_id) for rule in session.scalars(select(Route))] == [(None, other.id)]


def test_two_at_once_are_told(admin: Any, session: Session) -> None:
    rule = RouteFactory(topic=Topic.climate)
    mine, theirs = UnitFactory(name="Center Mit"), UnitFactory(name="Center Deres")
    session.commit()
    url = f"{ALL}/{rule.id}/ret"
    fields = form_fields(admin.get(url).text, url)
    assert admin.post(url, data={**fields, "unit_id": str(theirs.id)}).status_code == 303
    refused = admin.post(url, data={**fields, "unit_id": str(mine.id)})
    assert refused.status_code == 409
    assert "Den fører nu til Center Deres." in refused.text
    assert admin.post(url, data=form_fields(refused.text, url)).status_code == 303
    session.refresh(rule)
    assert rule.unit_id == mine.id


def test_who_gets_it_can_be_tried(admin: Any, session: Session, count_queries: Any) -> None:
    names = {key: UnitFactory(name=f"Center {key}").id for key in ("alt", "emne", "skole", "begge")}
    school = SchoolFactory(name="Virum Skole")
    RouteFactory(unit_id=names["alt"])
    RouteFactory(unit_id=names["emne"], topic=Topic.traffic)
    session.commit()
    with count_queries() as few:
        admin.get(f"{ALL}?emne=traffic")
    RouteFactory(unit_id=names["skole"], school_id=school.id)
    RouteFactory(unit_id=names["begge"], school_id=school.id, topic=Topic.traffic)
    session.commit()
    for query, name in (
        ("emne=climate", "alt"),
        ("emne=traffic", "emne"),
        (f"emne=climate&skole={school.id}", "skole"),
        (f"emne=traffic&skole={school.id}", "begge"),
    ):
        assert f"Det får Center {name}." in admin.get(f"{ALL}?{query}").text, query
    assert "Det får" not in admin.get(f"{ALL}?emne=nothing&skole=x").text
    with count_queries() as many:
        admin.get(f"{ALL}?emne=traffic")
    assert len(few) == len(many) <= 8
