"""The page that one council leaves to the next."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    OpenMeetingFactory,
    SeatFactory,
)
from tests.web.forms import form_fields, submit
from youthvoice.core.clock import now
from youthvoice.councils.models import AgendaItem, Body, Meeting
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import ItemKind, MeetingState
from youthvoice.councils.rules.seats import SeatRole

WITHOUT_VOTES: dict[str, Any] = {"votes_for": None, "votes_against": None, "votes_abstaining": None}


def council_with_chair() -> tuple[Body, Any]:
    """A body and its chair."""
    body = BodyFactory()
    chair = SeatFactory(body=body).person
    SeatFactory(body=body, person=chair, role=SeatRole.chair)
    return body, chair


def held(body: Body) -> Meeting:
    """A meeting that is over."""
    made: Meeting = MeetingFactory(body=body, state=MeetingState.ended, starts_at=now() - timedelta(days=7))
    return made


def decided(body: Body, title: str, outcome: DecisionOutcome, **item: Any) -> AgendaItem:
    """An item of a meeting, and what was decided."""
    made: AgendaItem = AgendaItemFactory(meeting=held(body), title=title, **item)
    DecisionFactory(item=made, outcome=outcome, **WITHOUT_VOTES)
    return made


def test_what_is_open_what_was_agreed_and_what_was_carried(session: Session, sign_in: Any) -> None:
    body, chair = council_with_chair()
    brought = {"kind": ItemKind.proposal, "subject_kind": "proposal", "subject_id": 7, "path": "/forslag/7"}
    decided(body, "Vedtaget selv", DecisionOutcome.adopted)
    decided(body, "Båret videre", DecisionOutcome.adopted, **brought)
    decided(body, "Udsat", DecisionOutcome.postponed)
    later = decided(body, "Udsat og taget op", DecisionOutcome.postponed)
    decided(body, "Taget op igen", DecisionOutcome.rejected, continues_id=later.id)
    AgendaItemFactory(meeting=None, body=body, title="Venter på et møde")
    AgendaItemFactory(meeting=MeetingFactory(body=body, state=MeetingState.cancelled), title="Fra et aflyst møde")
    AgendaItemFactory(meeting=None, body=body, title="Taget af", withdrawn_at=now())
    AgendaItemFactory(meeting=OpenMeetingFactory(body=body), title="Eventuelt", kind=ItemKind.standing)
    MeetingFactory(body=body, place="Biblioteket")
    page = sign_in(chair).get(f"/raad/{body.id}/overdragelse").text
    parts = {name: page.index(f'id="{name}"') for name in ("open", "carried", "agreed", "meetings", "who")}
    waiting = page[parts["open"] : parts["carried"]]
    assert "Udsat</p>" in waiting
    assert "Venter på et møde</p>" in waiting
    for title in ("Udsat og taget op", "Fra et aflyst møde", "Taget af", "Eventuelt", "Vedtaget selv"):
        assert title not in waiting
    assert "Båret videre" in page[parts["carried"] : parts["agreed"]]
    assert "/forslag/7" in page[parts["carried"] : parts["agreed"]]
    assert "Vedtaget selv" in page[parts["agreed"] : parts["meetings"]]
    assert "Biblioteket" in page[parts["meetings"] : parts["who"]]
    assert chair.display_name in page[parts["who"] :]


def test_those_who_run_it_write_and_the_members_read(session: Session, sign_in: Any) -> None:
    body, chair = council_with_chair()
    member = SeatFactory(body=body).person
    session.commit()
    url = f"/raad/{body.id}/overdragelse"
    browser = sign_in(chair)
    assert submit(browser, url, {"handover": "Spørg Bente."}).status_code == 303
    too_long = submit(browser, url, {"handover": "Spørg " * 1000})
    assert too_long.status_code == 422
    assert "Spørg Spørg" in too_long.text
    assert "CPR" in submit(browser, url, {"handover": "Ring til 070707-1234"}).text
    browser = sign_in(member)
    assert "Spørg Bente." in browser.get(url).text
    assert "<textarea" not in browser.get(url).text
    assert sign_in(PersonFactory()).get(url).status_code == 403


def test_two_at_once_lose_nothing_and_a_new_meeting_is_no_conflict(session: Session, sign_in: Any) -> None:
    body, chair = council_with_chair()
    browser, url = sign_in(chair), f"/raad/{body.id}/overdragelse"
    mine = form_fields(browser.get(url).text, url) | {"handover": "Mine ord."}
    theirs = form_fields(browser.get(url).text, url) | {"handover": "Deres ord."}
    body.version += 1
    session.commit()
    assert browser.post(url, data=theirs).status_code == 303
    refused = browser.post(url, data=mine)
    assert refused.status_code == 409
    assert "Mine ord." in refused.text
    assert "Deres ord." in refused.text
    assert browser.post(url, data=form_fields(refused.text, url)).status_code == 303
    session.refresh(body)
    assert body.handover == "Mine ord."


def test_queries_do_not_grow(session: Session, sign_in: Any, count_queries: Any) -> None:
    body, chair = council_with_chair()
    browser, counts = sign_in(chair), []
    for _ in range(2):
        with count_queries() as seen:
            browser.get(f"/raad/{body.id}/overdragelse")
        counts.append(len(seen))
        for number in range(10):
            decided(body, f"Sag {number}", DecisionOutcome.adopted)
            AgendaItemFactory(meeting=None, body=body)
            MeetingFactory(body=body)
            SeatFactory(body=body)
        session.commit()
    assert counts[0] == counts[1] <= 8
