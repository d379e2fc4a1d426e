"""The pages of a meeting before and while it is held: planned, read, attended, and what is on its agenda."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    DecisionFactory,
    MeetingFactory,
    OpenMeetingFactory,
    SeatFactory,
)
from tests.html import CheckingClient
from tests.web.forms import form_fields
from youthvoice.core.clock import COPENHAGEN, now, today
from youthvoice.councils.models import AgendaItem, Attendee, Body, Meeting
from youthvoice.councils.rules.meetings import ItemKind, MeetingState, Presence
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.moderation import targets
from youthvoice.moderation.models import ContentReport


def plan_form(client: CheckingClient, body: Body) -> dict[str, str]:
    address = f"/raad/{body.id}/moeder/nyt"
    day = (now() + timedelta(days=30)).strftime("%d.%m.%Y")
    typed = {"day": day, "starts": "kl. 16.30", "ends": "18:00", "place": "Rådhuset"}
    return form_fields(client.get(address).text, address) | typed


def test_a_meeting_is_planned_with_danish_times_and_once(
    sign_in: Any, session: Session, chair: Any, body: Body
) -> None:
    client = sign_in(chair)
    form = plan_form(client, body)
    first, second = (client.post(f"/raad/{body.id}/moeder/nyt", data=form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    (meeting,) = session.scalars(select(Meeting))
    page = client.get(f"/moeder/{meeting.id}").text
    assert "kl. 16.30" in page
    assert "Godkendelse af dagsordenen" in page
    assert "Indkald medlemmerne" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("day", "i morgen", "Skriv datoen som 31.12.2027."),
        ("day", "", "Skriv, hvilken dag I mødes."),
        ("starts", "efter skole", "Skriv tiden som 14.30."),
        ("ends", "16.00", "Mødet skal slutte, efter det er begyndt."),
        ("place", "", "Skriv et sted, eller giv et link."),
        ("link", "javascript:alert(1)", "Linket skal begynde med https://"),
        ("due_day", "31.12.2090", "Fristen skal ligge, før mødet begynder."),
        ("call_text", "Ring til mor, 010203-1234", "CPR-nummer"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    sign_in: Any, chair: Any, body: Body, field: str, value: str, words: str
) -> None:
    client = sign_in(chair)
    form = plan_form(client, body) | {"title": "Om skolegården", field: value}
    answer = client.post(f"/raad/{body.id}/moeder/nyt", data=form)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Om skolegården" in answer.text
    assert value in answer.text


def test_an_edit_meets_another_edit_and_nothing_is_lost(sign_in: Any, session: Session, chair: Any, body: Body) -> None:
    # In the afternoon, whatever time it is now: the form takes no meeting that goes on past midnight.
    starts_at = datetime.combine(today() + timedelta(days=14), time(15), COPENHAGEN)
    meeting = MeetingFactory(body=body, place="Aulaen", starts_at=starts_at)
    client = sign_in(chair)
    address = f"/moeder/{meeting.id}/ret"
    form = form_fields(client.get(address).text, address)
    meeting.place = "Biblioteket"
    session.commit()
    late = client.post(address, data=form | {"place": "Kælderen"})
    assert late.status_code == 409
    assert "Biblioteket" in late.text
    assert client.post(address, data=form_fields(late.text, address)).status_code == 303
    session.refresh(meeting)
    assert meeting.place == "Kælderen"


def test_visitors_read_the_agenda_and_not_what_is_written(client: CheckingClient, session: Session, body: Body) -> None:
    item = AgendaItemFactory(
        meeting=OpenMeetingFactory(body=body, link="https://moede.dk/x"), title="Skolemad", minutes="Kun for os.", minutes_version=1
    )  # fmt: skip
    DecisionFactory(item=item, text="Vi vil have suppe.")
    session.commit()
    page = client.get(f"/moeder/{item.meeting_id}").text
    assert "Skolemad" in page
    assert "https://moede.dk/x" in page
    assert "Kun for os." not in page
    assert "suppe" not in page
    assert client.get(f"/moeder/{item.meeting_id}/referat").status_code == 404


@pytest.mark.parametrize("kind", ["class", "internal"])
def test_what_is_internal_looks_like_missing_to_a_stranger(
    client: CheckingClient, session: Session, sign_in: Any, kind: str
) -> None:
    body = ClassFactory() if kind == "class" else BodyFactory(publishes_minutes=False)
    meeting = MeetingFactory(body=body, state=MeetingState.approved, approved_at=now(), ended_at=now())
    inside = SeatFactory(body=body).person
    session.commit()
    addresses = [f"/moeder/{meeting.id}", f"/moeder/{meeting.id}/referat"]
    addresses += [f"/raad/{body.id}/moeder"] if kind == "class" else []
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    sign_in(inside)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_attendance_by_tapping_and_quorum_in_words(
    sign_in: Any, session: Session, chair: Any, member: Any, body: Body
) -> None:
    substitute = SeatFactory(body=body, role=SeatRole.substitute).person
    SeatFactory(body=body)
    meeting = OpenMeetingFactory(body=body)
    client, address = sign_in(chair), f"/moeder/{meeting.id}/fremmoede"
    page = f"/moeder/{meeting.id}"
    token = form_fields(client.get(page).text, f"{address}#fremmoede")["csrf_token"]

    def tap(person: Any, presence: Presence, **more: str) -> Any:
        data = {"csrf_token": token, "person_id": str(person.id), "presence": presence.value}
        return client.post(address, data=data | more)

    assert tap(chair, Presence.present).status_code == 303
    assert "1 af 3 er her. I skal være 2 for at kunne beslutte." in client.get(page).text
    refused = tap(substitute, Presence.present, stands_in_for_id=str(chair.id))
    assert refused.status_code == 422
    assert "En suppleant kan kun sidde for et medlem" in refused.text
    tap(member, Presence.apologies)
    assert tap(substitute, Presence.present, stands_in_for_id=str(member.id)).status_code == 303
    assert "2 af 3 er her. Det er nok til at beslutte." in client.get(page).text
    tap(member, Presence.present)
    assert "2 af 3 er her." in client.get(page).text
    assert len(list(session.scalars(select(Attendee)))) == 3


def test_a_stranger_cannot_be_noted(sign_in: Any, session: Session, chair: Any, body: Body) -> None:
    meeting, stranger = OpenMeetingFactory(body=body), PersonFactory()
    client, address = sign_in(chair), f"/moeder/{meeting.id}/fremmoede"
    token = form_fields(client.get(f"/moeder/{meeting.id}").text, f"{address}#fremmoede")["csrf_token"]
    data = {"csrf_token": token, "person_id": str(stranger.id), "presence": "present"}
    assert "har ingen plads her" in client.post(address, data=data).text
    assert client.post(address, data={"csrf_token": token, "person_id": "x", "presence": "?"}).status_code == 422


def test_a_members_item_until_the_deadline_and_the_chairs_until_the_end(
    sign_in: Any, session: Session, chair: Any, member: Any, body: Body
) -> None:
    meeting = MeetingFactory(body=body, items_due_at=now() - timedelta(hours=1))
    address = f"/moeder/{meeting.id}/punkt"
    client = sign_in(member)
    form = form_fields(client.get(address).text, address) | {"title": "Skolemad", "text": "Den er for dyr."}
    late = client.post(address, data=form)
    assert late.status_code == 422
    assert "Fristen for punkter er gået" in late.text
    assert "Den er for dyr." in late.text
    assert "Nyt punkt" not in client.get(f"/moeder/{meeting.id}").text
    client = sign_in(chair)
    form = form_fields(client.get(address).text, address) | {"title": "Skolemad", "text": ""}
    assert client.post(address, data=form).status_code == 303
    assert client.post(address, data=form).status_code == 303
    (item,) = session.scalars(select(AgendaItem))
    assert (item.title, item.proposed_by_label, item.kind) == ("Skolemad", "Rolig Ræv", ItemKind.member)


def test_items_change_places_and_what_opens_and_closes_stays(
    sign_in: Any, session: Session, chair: Any, body: Body
) -> None:
    meeting = MeetingFactory(body=body)
    AgendaItemFactory(meeting=meeting, body=body, kind=ItemKind.standing, position=0, title="Eventuelt")
    first, second, third = (
        AgendaItemFactory(meeting=meeting, body=body, position=1001, title=f"Punkt {t}") for t in "ABC"
    )
    client = sign_in(chair)

    def move(item: AgendaItem, way: str) -> None:
        address = f"/punkter/{item.id}/flyt"
        token = form_fields(client.get(f"/moeder/{meeting.id}").text, address)["csrf_token"]
        assert client.post(address, data={"csrf_token": token, "vej": way}).status_code == 303

    move(third, "op")
    move(first, "ned")
    query = select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id)
    shown = list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))
    assert shown == ["Eventuelt", "Punkt C", "Punkt A", "Punkt B"]
    move(third, "op")
    assert list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id))) == shown
    session.refresh(second)
    assert second.position == 1003


def test_ones_own_item_is_taken_back_and_a_brought_one_waits(
    sign_in: Any, session: Session, chair: Any, member: Any, body: Body
) -> None:
    meeting = MeetingFactory(body=body)
    own = AgendaItemFactory(meeting=meeting, body=body, proposed_by_id=member.id)
    brought = AgendaItemFactory(meeting=meeting, body=body, kind=ItemKind.proposal, subject_kind="plain", subject_id=4)  # fmt: skip
    client = sign_in(member)
    address = f"/punkter/{own.id}/fjern"
    assert client.post(address, data=form_fields(client.get(address).text, address)).status_code == 303
    assert client.get(f"/punkter/{brought.id}/fjern").status_code == 403
    client = sign_in(chair)
    address = f"/punkter/{brought.id}/fjern"
    assert "bliver ikke væk" in client.get(address).text
    assert client.post(address, data=form_fields(client.get(address).text, address)).status_code == 303
    session.expire_all()
    assert own.withdrawn_at is not None
    assert (brought.meeting_id, brought.withdrawn_at) == (None, None)
    assert brought.title in client.get(f"/raad/{body.id}/moeder").text


def test_an_item_can_be_reported_hidden_and_shown_again(client: CheckingClient, session: Session, body: Body) -> None:
    item = AgendaItemFactory(
        meeting=MeetingFactory(body=body), body=body, title="Grimme ord", proposed_by_id=PersonFactory().id
    )
    session.commit()
    page = f"/moeder/{item.meeting_id}"
    assert f"/anmeld/agenda_item/{item.id}" in client.get(page).text
    assert client.get(f"/anmeld/agenda_item/{item.id}").status_code == 200
    targets.hide_target(session, "agenda_item", item.id)
    session.commit()
    assert "Grimme ord" not in client.get(page).text
    assert client.get(f"/anmeld/agenda_item/{item.id}").status_code == 404
    targets.restore_target(session, "agenda_item", item.id)
    session.commit()
    assert "Grimme ord" in client.get(page).text


def test_words_of_a_crisis_lead_to_help_and_call_a_human(
    sign_in: Any, session: Session, member: Any, body: Body
) -> None:
    meeting = MeetingFactory(body=body)
    client, address = sign_in(member), f"/moeder/{meeting.id}/punkt"
    form = form_fields(client.get(address).text, address) | {"title": "Mig", "text": "Jeg vil ikke leve mere."}
    answer = client.post(address, data=form)
    assert answer.status_code == 303
    assert "116 111" in client.get(answer.headers["Location"]).text
    (alarm,) = session.scalars(select(ContentReport))
    assert (alarm.target_kind, alarm.is_automatic) == ("agenda_item", True)
