"""Agenda and minutes on paper: the same as on their pages, for the same people, and nothing comes in from outside."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    DecisionFactory,
    MeetingFactory,
    SeatFactory,
)
from youthvoice.core.clock import now
from youthvoice.councils.models import Attendee, Body, Meeting
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import MeetingState, Presence

HOSTILE = (
    'Æblegrød <img src="file:///etc/passwd"><img src="http://evil.example/a.png"> '
    "<style>@import 'http://evil.example/b.css';</style></section><script>x</script>"
)


@pytest.fixture
def council(session: Session) -> Body:
    """Ungerådet."""
    return BodyFactory(name="Ungerådet i Søllerød")


@pytest.fixture
def held(session: Session, council: Body) -> Meeting:
    """A meeting whose minutes are approved and published."""
    approver = TeacherFactory(display_name="Mette Dahl", title="Lærer")
    meeting = MeetingFactory(
        body=council,
        number=7,
        title="Efterårsmødet",
        place="Rådhuset, Lyngby Torv",
        starts_at=datetime(2026, 11, 3, 15, tzinfo=UTC),
        items_due_at=datetime(2026, 10, 27, 15, tzinfo=UTC),
        state=MeetingState.approved,
        approved_at=now(),
        published_at=now(),
        approved_by_id=approver.id,
    )
    for name, presence in (("Blå Ræv", Presence.present), ("Stille Sten", Presence.apologies)):
        seat = SeatFactory(
            body=council,
            person=PersonFactory(display_name=name),
            starts_on=meeting.starts_at.date() - timedelta(days=9),
        )
        session.add(Attendee(meeting_id=meeting.id, person_id=seat.person_id, presence=presence, noted_at=now()))
    item = AgendaItemFactory(
        meeting=meeting, title="En skatebane", text="Vi mangler en bane.", minutes="Alle talte.\n\nDer var enighed.",
        proposed_by_label="Blå Ræv",
    )  # fmt: skip
    DecisionFactory(item=item, text="Vi arbejder for en bane.", votes_for=8, votes_against=1, votes_abstaining=2)
    refused = AgendaItemFactory(
        meeting=meeting, title="Fri på fredage", subject_kind="proposal", subject_id=4, is_owed_reasons=True
    )
    DecisionFactory(
        item=refused, outcome=DecisionOutcome.rejected, text="Vi siger nej.", votes_for=None, votes_against=None,
        votes_abstaining=None, reason_code="law_or_rules", explanation="Loven siger, at der er skole om fredagen. " * 3,
        explanation_key="k", next_step="Tal med elevrådet om lektierne i stedet for.", contact_name="Mette Dahl",
        contact_title="Lærer", contact_unit="Virum Skole",
    )  # fmt: skip
    return meeting


def words(answer: Any) -> str:
    """The text of a PDF, on one line."""
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages).split())


def test_minutes_have_what_was_said_and_decided(session: Session, client: Any, held: Meeting) -> None:
    session.commit()
    answer = client.get(f"/moeder/{held.id}/referat.pdf")
    text = words(answer)
    for wanted in (
        "Lyngby-Taarbæk Kommune", "Ungerådet i Søllerød", "Referat", "Efterårsmødet", "nr. 7", "3. november 2026 kl. 16.00",
        "Rådhuset, Lyngby Torv", "Var med (1) Blå Ræv", "Afbud (1) Stille Sten", "1. En skatebane", "Alle talte.",
        "Der var enighed.", "Vedtaget", "8 for, 1 imod, 2 undlod", "Vi arbejder for en bane.", "2. Fri på fredage",
        "Sagt nej til", "Loven siger", "Tal med elevrådet", "Mette Dahl, Lærer, Virum Skole", "Godkendt", "af Mette Dahl",
        f"localhost/moeder/{held.id}/referat", "Side 1 af 1",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert "ikke godkendt" not in text
    reader = PdfReader(io.BytesIO(answer.data))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("da", True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Referat · Efterårsmødet · Ungerådet i Søllerød"
    assert not [one for page in reader.pages for one in page.get("/Annots", ())]


def test_in_english_it_says_so(session: Session, client: Any, held: Meeting) -> None:
    session.commit()
    answer = client.get(f"/en/moeder/{held.id}/referat.pdf")
    assert PdfReader(io.BytesIO(answer.data)).trailer["/Root"]["/Lang"] == "en"
    assert f"localhost/en/moeder/{held.id}/referat" in words(answer)


def test_the_call_is_for_those_inside(session: Session, client: Any, sign_in: Any, held: Meeting) -> None:
    held.call_text = "Kom og vær med.\n\nDer er kage."
    member = SeatFactory(body=held.body).person
    session.commit()
    url = f"/moeder/{held.id}/dagsorden.pdf"
    assert "kage" not in words(client.get(url))
    assert "Der er kage." in words(sign_in(member).get(url))


def test_the_agenda_tells_nothing_of_what_came_of_it(session: Session, client: Any, held: Meeting) -> None:
    session.commit()
    text = words(client.get(f"/moeder/{held.id}/dagsorden.pdf"))
    for wanted in (
        "Dagsorden",
        "1. En skatebane",
        "Vi mangler en bane.",
        "Fra Blå Ræv",
        "2. Fri på fredage",
    ):
        assert wanted in text, wanted
    for internal in ("Alle talte", "Vedtaget", "Vi siger nej", "Stille Sten"):
        assert internal not in text, internal


def test_visitors_get_an_etag_and_nothing_a_second_time(session: Session, client: Any, held: Meeting) -> None:
    session.commit()
    url = f"/moeder/{held.id}/referat.pdf"
    first = client.get(url)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    held.title = "Et andet møde"
    session.commit()
    assert client.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("state", [MeetingState.ended, MeetingState.minutes_ready])
def test_a_draft_is_for_those_inside_and_says_so(
    session: Session, client: Any, sign_in: Any, council: Body, state: MeetingState
) -> None:
    meeting = MeetingFactory(body=council, state=state)
    AgendaItemFactory(meeting=meeting)
    member = SeatFactory(body=council).person
    session.commit()
    url = f"/moeder/{meeting.id}/referat.pdf"
    assert client.get(url).status_code == 404
    assert sign_in(PersonFactory()).get(url).status_code == 404
    answer = sign_in(member).get(url)
    assert "Referatet er ikke godkendt endnu" in words(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_there_are_no_minutes_before_the_meeting(session: Session, sign_in: Any, council: Body) -> None:
    meeting = MeetingFactory(body=council)
    assert sign_in(SeatFactory(body=council).person).get(f"/moeder/{meeting.id}/referat.pdf").status_code == 404


def test_a_class_is_nobody_elses_business_and_names_nobody(session: Session, client: Any, sign_in: Any) -> None:
    body = ClassFactory(name="7.B")
    pupil = SeatFactory(body=body, person=PersonFactory(display_name="Grøn Giraf")).person
    meeting = MeetingFactory(body=body, state=MeetingState.approved, approved_at=now(), approved_by_id=pupil.id)
    session.add(Attendee(meeting_id=meeting.id, person_id=pupil.id, presence=Presence.present, noted_at=now()))
    session.commit()
    for paper in ("dagsorden", "referat"):
        url = f"/moeder/{meeting.id}/{paper}.pdf"
        assert client.get(url).status_code == 404
        assert sign_in(PersonFactory()).get(url).status_code == 404
    text = words(sign_in(pupil).get(f"/moeder/{meeting.id}/referat.pdf"))
    assert "Var med (1)" in text
    assert "Giraf" not in text


def test_no_such_meeting(client: Any) -> None:
    assert client.get("/moeder/999999/dagsorden.pdf").status_code == 404
    assert client.get("/moeder/999999/referat.pdf").status_code == 404


def test_the_link_of_an_online_meeting_is_for_those_who_may_come(
    session: Session, client: Any, sign_in: Any, council: Body
) -> None:
    council.attendance = "members"
    meeting = MeetingFactory(body=council, place="", link="https://video.example/abc")
    member = SeatFactory(body=council).person
    session.commit()
    url = f"/moeder/{meeting.id}/dagsorden.pdf"
    assert "video.example" not in words(client.get(url))
    assert "https://video.example/abc" in words(sign_in(member).get(url))


def test_a_cancelled_meeting_says_why(session: Session, client: Any, council: Body) -> None:
    meeting = MeetingFactory(
        body=council, state=MeetingState.cancelled, cancelled_at=now(), cancel_reason="Sne på alle veje."
    )
    session.commit()
    text = words(client.get(f"/moeder/{meeting.id}/dagsorden.pdf"))
    assert "Aflyst" in text
    assert "Sne på alle veje." in text


def test_what_people_write_stays_words(session: Session, client: Any, held: Meeting) -> None:
    item = AgendaItemFactory(meeting=held, title=f"{HOSTILE}"[:120], text=HOSTILE, minutes=HOSTILE)
    DecisionFactory(item=item, text=HOSTILE)
    held.call_text = held.place = HOSTILE[:190]
    session.commit()
    for paper in ("dagsorden", "referat"):
        answer = client.get(f"/moeder/{held.id}/{paper}.pdf")
        text = words(answer)
        assert "<img src=" in text
        assert "root:x:0" not in text
        reader = PdfReader(io.BytesIO(answer.data))
        assert not [image for page in reader.pages for image in page.images]


def test_long_minutes_take_more_pages_and_few_queries(
    session: Session, client: Any, council: Body, held: Meeting, count_queries: Any
) -> None:
    for _ in range(25):
        AgendaItemFactory(meeting=held, minutes="Et langt ord: " + "æ" * 300 + ". " + "Vi talte længe om det. " * 30)
    session.commit()
    with count_queries() as seen:
        answer = client.get(f"/moeder/{held.id}/referat.pdf")
    assert len(seen) <= 6
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert len(pages) >= 4
    assert f"Side {len(pages)} af {len(pages)}" in pages[-1].extract_text()


def test_a_hidden_item_is_hidden_on_paper(session: Session, client: Any, held: Meeting) -> None:
    AgendaItemFactory(
        meeting=held, title="Noget grimt", text="Meget grimt", hidden_at=now(), proposed_by_label="En Ræv"
    )
    session.commit()
    for paper in ("dagsorden", "referat"):
        text = words(client.get(f"/moeder/{held.id}/{paper}.pdf"))
        assert "Skjult punkt" in text
        assert "grimt" not in text
        assert "En Ræv" not in text
