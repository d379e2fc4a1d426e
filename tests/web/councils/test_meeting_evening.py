"""A meeting from its opening to its approved minutes; and what its pages cost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    DecisionFactory,
    MeetingFactory,
    OpenMeetingFactory,
    SeatFactory,
)
from tests.html import CheckingClient
from tests.web.forms import form_fields
from youthvoice.accounts.events import PersonRenamed
from youthvoice.core import events
from youthvoice.core.clock import now
from youthvoice.councils.models import Attendee, Body, Meeting
from youthvoice.councils.rules.meetings import MeetingState, Presence
from youthvoice.councils.rules.seats import SeatRole


def full(session: Session, body: Body, state: MeetingState, items: int, people: int) -> Meeting:
    """A meeting with that many items (each with minutes and a decision) and people."""
    extra = {"approved_at": now(), "published_at": now()} if state is MeetingState.approved else {}
    meeting = OpenMeetingFactory(body=body, state=state, ended_at=now(), **extra)
    for _ in range(items):
        item = AgendaItemFactory(meeting=meeting, body=body, minutes="Vi talte.", minutes_version=1)
        DecisionFactory(item=item)
    for _ in range(people):
        person = SeatFactory(body=body).person
        session.add(Attendee(meeting_id=meeting.id, person_id=person.id, presence=Presence.present, noted_at=now()))
    session.commit()
    return meeting


def test_the_whole_evening(sign_in: Any, session: Session, chair: Any, body: Body) -> None:
    meeting = MeetingFactory(body=body)
    item = AgendaItemFactory(meeting=meeting, body=body, title="Skolemad", position=1001)
    CoordinatorSeatFactory(body=body)
    client, page = sign_in(chair), f"/moeder/{meeting.id}"

    def press(address: str, **typed: str) -> Any:
        found = client.get(page if address.startswith(page) and "godkend" not in address else address)
        form = f"{address}#fremmoede" if "fremmoede" in address else address
        answer = client.post(address, data=form_fields(found.text, form) | typed)
        assert answer.status_code == 303, answer.text
        return answer

    press(f"{page}/indkald")
    press(f"{page}/begynd")
    press(f"/punkter/{item.id}/referat", minutes="Vi talte om suppe.")
    press(f"{page}/fremmoede", person_id=str(chair.id), presence="present")
    press(f"/punkter/{item.id}/beslut", outcome="adopted", text="Vi vil have suppe.", votes_for="1", votes_against="0", votes_abstaining="0")  # fmt: skip
    press(f"{page}/slut")
    press(f"{page}/referat-klar")
    press(f"{page}/godkend", readers="public")
    client.delete_cookie("session")
    read = client.get(f"{page}/referat").text
    for words in ("Vi talte om suppe.", "Vi vil have suppe.", "1 for, 0 imod, 0 undlod", "Rolig Ræv", "Godkendt"):
        assert words in read


def test_after_approval_nothing_can_be_written(sign_in: Any, session: Session, chair: Any, body: Body) -> None:
    meeting = OpenMeetingFactory(body=body, state=MeetingState.approved, approved_at=now(), ended_at=now())
    item = AgendaItemFactory(meeting=meeting, body=body, minutes="Som det var.", minutes_version=1)
    client = sign_in(chair)
    token = form_fields(client.get(f"/punkter/{item.id}/beslut").text, f"/punkter/{item.id}/beslut")
    writes = {"csrf_token": token["csrf_token"], "minutes": "Noget andet.", "version": "1"}
    for address in (f"/punkter/{item.id}/referat", f"/punkter/{item.id}/kladde"):
        assert client.post(address, data=writes).status_code == 409
    decision = token | {"outcome": "postponed", "text": "Senere."}
    assert client.post(f"/punkter/{item.id}/beslut", data=decision).status_code == 409
    session.refresh(item)
    assert item.minutes == "Som det var."


def test_a_class_shows_numbers_and_no_names_in_its_minutes(sign_in: Any, session: Session) -> None:
    body = ClassFactory()
    pupil = SeatFactory(body=body, person=PersonFactory(display_name="Lille Mus")).person
    reader = CoordinatorSeatFactory(body=body).person
    meeting = OpenMeetingFactory(body=body, state=MeetingState.ended, ended_at=now())
    session.add(Attendee(meeting_id=meeting.id, person_id=pupil.id, presence=Presence.present, noted_at=now()))
    page = sign_in(reader).get(f"/moeder/{meeting.id}/referat").text
    assert "Lille Mus" not in page
    assert "(1)" in page


@pytest.mark.parametrize("address", ["/moeder/{id}", "/moeder/{id}/referat"])
@pytest.mark.parametrize("state", [MeetingState.ended, MeetingState.approved])
def test_a_long_meeting_asks_no_more_questions(
    sign_in: Any, client: CheckingClient, session: Session, count_queries: Any, address: str, state: MeetingState
) -> None:
    counts: dict[str, list[int]] = {"visitor": [], "chair": []}
    for items, people in ((1, 1), (60, 40)):
        body = BodyFactory()
        chair = SeatFactory(body=body, role=SeatRole.chair).person
        meeting = full(session, body, state, items, people)
        for who, seen_by in counts.items():
            client.delete_cookie("session")
            if who == "chair":
                sign_in(chair)
            with count_queries() as seen:
                client.get(address.format(id=meeting.id))
            seen_by.append(len(seen))
    assert counts["visitor"][0] == counts["visitor"][1] <= 6
    assert counts["chair"][0] == counts["chair"][1] <= 8


def test_a_long_list_asks_no_more_questions_and_goes_on(
    sign_in: Any, client: CheckingClient, session: Session, count_queries: Any, body: Body, chair: Any
) -> None:
    for n in range(25):
        day = now() - timedelta(days=n + 1)
        MeetingFactory(body=body, state=MeetingState.ended, starts_at=day, ended_at=day, title=f"Gang nr. {n:02d}.")
    for n in range(3):
        MeetingFactory(body=body, title=f"Kommer {n}", starts_at=now() + timedelta(days=n + 1))
    session.commit()
    with count_queries() as seen:
        first = client.get(f"/raad/{body.id}/moeder")
    assert len(seen) <= 6
    assert "Gang nr. 19." in first.text
    assert "Gang nr. 20." not in first.text
    address = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "Gang nr. 24." in client.get(address).text
    sign_in(chair)
    with count_queries() as seen:
        client.get(f"/raad/{body.id}/moeder")
    assert len(seen) <= 8


def test_a_new_name_stands_on_the_pages_that_visitors_got_before(client: CheckingClient, session: Session) -> None:
    meeting = OpenMeetingFactory(state=MeetingState.approved, approved_at=now(), published_at=now())
    person = SeatFactory(body=meeting.body, person=PersonFactory(display_name="Gammelt Navn")).person
    AgendaItemFactory(meeting=meeting, proposed_by_id=person.id, proposed_by_label=person.byline)
    session.add(Attendee(meeting_id=meeting.id, person_id=person.id, presence=Presence.present, noted_at=now()))
    session.commit()
    pages = [f"/moeder/{meeting.id}", f"/moeder/{meeting.id}/referat"]
    assert all("Gammelt Navn" in client.get(page).text for page in pages)
    person.display_name = "Nyt Navn"
    session.flush()
    events.publish(session, PersonRenamed(person.id, "Gammelt Navn", person.display_name))
    session.commit()
    for page in pages:
        text = client.get(page).text
        assert "Nyt Navn" in text
        assert "Gammelt Navn" not in text
