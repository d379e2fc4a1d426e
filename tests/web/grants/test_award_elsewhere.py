"""The inbox and the meeting lead to where a council decides about money, and take no answer themselves."""

import re
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.awarding import award_facts, page_of, voted
from tests.factories.councils import OpenMeetingFactory
from tests.factories.grants import KR, Town
from tests.web.forms import press
from tests.web.responses.facts import as_form
from youthvoice.grants.commands.minutes import place_motion
from youthvoice.grants.events import MotionPut
from youthvoice.grants.models import Application
from youthvoice.grants.queries.awards import current_award
from youthvoice.grants.rules.deciding import MotionWay
from youthvoice.responses.models import Answer, Case


def test_the_inbox_leads_to_the_council(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    case = session.get_one(Case, application.case_id)
    adult = sign_in(place.coordinator)
    shown = adult.get(f"/svar/{case.id}").text
    assert "Rådet afgør ansøgningen" in shown
    assert f'href="/puljen/ansoegninger/{application.id}"' in shown
    assert 'name="explanation"' not in shown
    assert press(adult, f"/svar/{case.id}/modtaget").status_code == 303
    session.refresh(case)
    assert case.receipt_by_id == place.coordinator.id
    assert adult.get(f"/svar/{case.id}/frist").status_code == 200
    given = adult.get(f"/svar/{case.id}/giv").text
    assert "Til en kollega" in given
    assert "Til en anden enhed" not in given


@pytest.mark.parametrize(
    "part", ["", "/kladde", "/vis", "/kladde/tid", "/kladde/spoerg", "/kladde/ord", "/formulering", "/enhed"]
)
def test_the_inbox_takes_no_answer(
    session: Session, sign_in: Any, place: Town, application: Application, part: str
) -> None:
    adult = sign_in(place.coordinator)
    refused = press(adult, f"/svar/{application.case_id}{part}", as_form(award_facts().answer))
    assert refused.status_code in (403, 404)
    assert session.scalars(select(Answer.id)).all() == []


def test_the_meeting_leads_to_the_decision(
    session: Session, sign_in: Any, place: Town, application: Application
) -> None:
    meeting = OpenMeetingFactory(body=place.council)
    motion = voted(session, place.chair, application, 5_000 * KR, way=MotionWay.meeting, meeting_id=meeting.id)
    place_motion(session, MotionPut(motion.id, application.id, place.pool.id, place.chair.id, None))
    chair = sign_in(place.chair)
    shown = chair.get(f"/moeder/{meeting.id}").text
    assert page_of(application, "afgoer") in shown
    assert application.title not in shown
    item_id = re.search(r'id="punkt-(\d+)"', shown)
    assert item_id is not None
    assert f"/punkter/{item_id[1]}/beslut" not in shown
    assert chair.get(f"/punkter/{item_id[1]}/beslut").location == page_of(application, "afgoer")
    data = {"outcome": "adopted", "text": "Vi giver dem det hele."}
    assert press(chair, f"/punkter/{item_id[1]}/beslut", data).location == page_of(application, "afgoer")
    assert current_award(session, application.id) is None
