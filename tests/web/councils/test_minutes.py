"""Minutes that several write: every wording is kept, and two at once lose nothing."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import AgendaItemFactory, BodyFactory, OpenMeetingFactory, SeatFactory
from tests.web.forms import form_fields
from youthvoice.councils.models import AgendaItem, Body, Meeting, MinutesRevision
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.councils.rules.seats import SeatRole


@pytest.fixture
def body(session: Session) -> Body:
    return BodyFactory()


@pytest.fixture
def secretary(session: Session, body: Body) -> Any:
    return SeatFactory(body=body, role=SeatRole.secretary, person=PersonFactory(display_name="Grå Ulv")).person


@pytest.fixture
def chair(session: Session, body: Body) -> Any:
    return SeatFactory(body=body, role=SeatRole.chair, person=PersonFactory(display_name="Rolig Ræv")).person


@pytest.fixture
def item(session: Session, body: Body) -> AgendaItem:
    return AgendaItemFactory(meeting=OpenMeetingFactory(body=body), body=body)


def fields_of(client: Any, item: AgendaItem) -> dict[str, str]:
    """The form of an item as it stands on the meeting's page."""
    return form_fields(client.get(f"/moeder/{item.meeting_id}").text, f"/punkter/{item.id}/referat")


def wordings(session: Session, item: AgendaItem) -> list[tuple[int, str]]:
    query = select(MinutesRevision.version, MinutesRevision.text).where(MinutesRevision.item_id == item.id)
    return [(version, words) for version, words in session.execute(query.order_by(MinutesRevision.version))]


def test_every_wording_is_kept_and_the_next_begins_where_the_last_ended(
    sign_in: Any, session: Session, secretary: Any, item: AgendaItem
) -> None:
    client, address = sign_in(secretary), f"/punkter/{item.id}/kladde"
    form = fields_of(client, item)
    for words in ("Vi talte", "Vi talte om mad.", "Vi talte om mad."):
        kept = client.post(address, data=form | {"minutes": words})
        assert kept.status_code == 204
        form["version"] = kept.headers["X-Saved-Version"]
    assert form["version"] == "2"
    assert wordings(session, item) == [(1, "Vi talte"), (2, "Vi talte om mad.")]


def test_saving_by_itself_writes_over_nobody_and_the_page_shows_both(
    sign_in: Any, session: Session, secretary: Any, chair: Any, item: AgendaItem
) -> None:
    address = f"/punkter/{item.id}/referat"
    first = fields_of(sign_in(secretary), item)
    client = sign_in(chair)
    second = fields_of(client, item)
    assert client.post(address, data=second | {"minutes": "Bussen kommer for sent."}).status_code == 303
    client = sign_in(secretary)
    mine = first | {"csrf_token": fields_of(client, item)["csrf_token"], "minutes": "Maden er for dyr."}
    assert client.post(f"/punkter/{item.id}/kladde", data=mine).status_code == 409
    assert wordings(session, item) == [(1, "Bussen kommer for sent.")]
    page = client.post(address, data=mine)
    assert page.status_code == 409
    assert "<ins>Bussen kommer for sent.</ins>" in page.text
    assert "<ins>Maden er for dyr.</ins>" in page.text
    assert "Rolig Ræv har skrevet" in page.text
    merged = form_fields(page.text, address)
    assert merged["minutes"].split("\n") == ["Bussen kommer for sent.", "Maden er for dyr."]
    assert client.post(address, data=merged).status_code == 303
    assert wordings(session, item)[-1] == (2, merged["minutes"])


def test_a_third_wording_meanwhile_is_merged_too(
    sign_in: Any, session: Session, secretary: Any, chair: Any, item: AgendaItem
) -> None:
    address = f"/punkter/{item.id}/referat"
    client = sign_in(secretary)
    old = fields_of(client, item)
    assert client.post(address, data=old | {"minutes": "Et."}).status_code == 303
    merge = form_fields(client.post(address, data=old | {"minutes": "To."}).text, address)
    assert client.post(address, data=fields_of(client, item) | {"minutes": "Et.\nTre."}).status_code == 303
    again = client.post(address, data=merge)
    assert again.status_code == 409
    last = form_fields(again.text, address)
    assert client.post(address, data=last).status_code == 303
    session.refresh(item)
    assert {"Et.", "To.", "Tre."} <= set(item.minutes.split("\n"))


@pytest.mark.parametrize(
    ("words", "said"),
    [("Ring til 010203-1234.", "CPR-nummer"), ("a" * 8001, "Skriv højst 8000 tegn.")],
)
def test_what_must_not_stand_there_is_refused_and_kept_in_the_field(
    sign_in: Any, session: Session, secretary: Any, item: AgendaItem, words: str, said: str
) -> None:
    client, address = sign_in(secretary), f"/punkter/{item.id}/referat"
    form = fields_of(client, item) | {"minutes": words}
    answer = client.post(address, data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert form_fields(answer.text, address)["minutes"] == words
    assert client.post(f"/punkter/{item.id}/kladde", data=form, check=False).status_code == 422
    assert wordings(session, item) == []


def test_a_form_without_its_text_takes_nothing_away(
    sign_in: Any, session: Session, secretary: Any, item: AgendaItem
) -> None:
    client = sign_in(secretary)
    form = fields_of(client, item)
    client.post(f"/punkter/{item.id}/referat", data=form | {"minutes": "Det står her."})
    for version in ("1", "x", "", "9" * 30, "-1"):
        sent = {"csrf_token": form["csrf_token"], "version": version}
        assert client.post(f"/punkter/{item.id}/kladde", data=sent, check=False).status_code == 422
    session.refresh(item)
    assert item.minutes == "Det står her."


def test_minutes_closed_meanwhile_show_what_was_typed(
    sign_in: Any, session: Session, secretary: Any, item: AgendaItem
) -> None:
    client, address = sign_in(secretary), f"/punkter/{item.id}/referat"
    form = fields_of(client, item)
    meeting = session.get_one(Meeting, item.meeting_id)
    meeting.state = MeetingState.minutes_ready
    session.commit()
    late = client.post(address, data=form | {"minutes": "Det kom for sent."})
    assert late.status_code == 409
    assert "Det kom for sent." in late.text


def test_members_read_what_is_written_and_write_nothing(
    sign_in: Any, session: Session, body: Body, secretary: Any, item: AgendaItem
) -> None:
    client = sign_in(secretary)
    form = fields_of(client, item)
    client.post(f"/punkter/{item.id}/referat", data=form | {"minutes": "Vi blev enige."})
    client = sign_in(SeatFactory(body=body).person)
    page = client.get(f"/moeder/{item.meeting_id}").text
    assert "Vi blev enige." in page
    assert "<textarea" not in page
    assert client.get(f"/punkter/{item.id}/referat").status_code == 403
