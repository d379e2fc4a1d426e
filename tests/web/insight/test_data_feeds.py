"""Feeds that any reader takes, a calendar that any calendar takes, and the pages that explain it all."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from tests.factories.assembly import AssemblyYearFactory
from tests.factories.consultations import ConsultationFactory
from tests.factories.councils import BodyFactory, MeetingFactory
from tests.factories.elections import announced
from tests.factories.proposals import ProposalFactory
from tests.html import CheckingClient
from tests.web.insight.world_of_data import make_data_world
from tests.web.pages.reading import main_text
from youthvoice.core.clock import now
from youthvoice.core.readability import lix
from youthvoice.councils.rules.bodies import Attendance
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.insight.data.feeds import FEEDS
from youthvoice.insight.data.sets import SETS

ATOM = "{http://www.w3.org/2005/Atom}"
EASY = 25


def entries(client: CheckingClient, name: str) -> list[ET.Element]:
    """The entries of a feed, which has what RFC 4287 wants."""
    answer = client.get(f"/data/v1/feeds/{name}.atom")
    assert answer.mimetype == "application/atom+xml"
    root = ET.fromstring(answer.get_data(as_text=True))
    assert root.tag == f"{ATOM}feed"
    found = root.findall(f"{ATOM}entry")
    for element in (root, *found):
        for part in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{part}"), part
    assert all(one.findtext(f"{ATOM}author/{ATOM}name") for one in found)
    ids = [one.findtext(f"{ATOM}id") for one in found]
    assert len(set(ids)) == len(ids)
    return found


@pytest.mark.parametrize("feed", [feed.name for feed in FEEDS])
def test_every_feed_is_whole_and_has_something(client: CheckingClient, session: Session, feed: str) -> None:
    assert entries(client, feed) == []
    make_data_world(session)
    session.commit()
    assert entries(client, feed)


def test_a_feed_takes_any_letter(client: CheckingClient, session: Session) -> None:
    ProposalFactory(title="Fisk & <chips>\x0b \U0001f600 ]]>")
    session.commit()
    title = entries(client, "proposals")[0].findtext(f"{ATOM}title")
    assert title == "Fisk & <chips> \U0001f600 ]]>"


def test_a_hearing_is_news_when_it_opens(client: CheckingClient, session: Session) -> None:
    ConsultationFactory(title="Åbnede sidst")
    ConsultationFactory(title="Åbnede før", opens_at=now() - timedelta(days=9))
    ConsultationFactory(title="Åbner senere", opens_at=now() + timedelta(days=2))
    ConsultationFactory(title="Aflyst igen", cancelled_at=now(), cancel_reason="Parken bliver ikke til noget i år.")
    session.commit()
    titles = [one.findtext(f"{ATOM}title") for one in entries(client, "hearings")]
    assert titles == ["Åbnede sidst", "Åbnede før"]


def test_the_calendar_has_what_anyone_may_come_to(client: CheckingClient, session: Session) -> None:
    council = BodyFactory(name="Rådet")
    MeetingFactory(body=council, number=1)
    MeetingFactory(body=council, number=2, title="Sommer", state=MeetingState.cancelled, cancelled_at=now())
    MeetingFactory(body=BodyFactory(attendance=Attendance.members), number=3, title="Kun for medlemmer")
    ConsultationFactory(title="Parken")
    AssemblyYearFactory(year=2027, theme="Havet")
    AssemblyYearFactory(year=2028, theme="Ikke endnu", announced_at=None)
    announced(session, BodyFactory(name="Elevrådet"))
    session.commit()
    text = client.get("/data/v1/calendar.ics").get_data(as_text=True)
    events = Calendar.from_ical(text).walk("VEVENT")
    told = {str(one["summary"]): str(one["status"]) for one in events}
    assert told == {
        "Rådet: Møde 1": "CONFIRMED",
        "Aflyst: Rådet: Sommer": "CANCELLED",
        "Høringen lukker: Parken": "CONFIRMED",
        "Bytinget 2027: Havet": "CONFIRMED",
        "Valget slutter: Valg til elevrådet 2027/28, Elevrådet": "CONFIRMED",
    }
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert text == client.get("/data/v1/calendar.ics").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/data", *(f"/data/om/{one.name}" for one in SETS)])
def test_the_pages_explain_it_in_plain_words(client: CheckingClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("public")
    assert lix(main_text(answer.get_data(as_text=True))).lix <= EASY


def test_a_set_that_is_not_there_has_no_page(client: CheckingClient) -> None:
    answer = client.get("/data/om/persons")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_the_page_names_the_licence_and_loads_nothing_from_elsewhere(client: CheckingClient) -> None:
    page = client.get("/data").get_data(as_text=True)
    assert "CC BY 4.0" in page
    assert 'rel="license"' in page
    assert 'src="https://' not in page
