"""The Atom feed: valid XML with absolute addresses, and the filters of the list."""

from typing import Any
from xml.etree import ElementTree as ET

from sqlalchemy.orm import Session

from tests.factories.proposals import ProposalFactory
from youthvoice.proposals.rules import Topic

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Any, url: str) -> ET.Element:
    """The feed as a tree."""
    response = client.get(url)
    assert response.status_code == 200
    assert response.mimetype == "application/atom+xml"
    return ET.fromstring(response.get_data(as_text=True))


def test_entries_have_absolute_addresses_and_escaped_words(client: Any, session: Session) -> None:
    made = ProposalFactory(title="Is & saft < 10 kr", what="Vi vil have billig is \x0b\ufffe i <kantinen> hver dag.")
    session.commit()
    feed = read(client, "/forslag/feed.atom")
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Is & saft < 10 kr"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == entry.findtext(f"{ATOM}id") == f"http://localhost/forslag/{made.id}"
    assert "<kantinen>" in (entry.findtext(f"{ATOM}summary") or "")
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{name}"), name


def test_the_feed_has_the_filters_of_the_list(client: Any, session: Session) -> None:
    ProposalFactory(title="Om trafik", topic=Topic.traffic)
    ProposalFactory(title="Om klima", topic=Topic.climate)
    session.commit()
    titles = [e.findtext(f"{ATOM}title") for e in read(client, "/forslag/feed.atom?emne=traffic").iter(f"{ATOM}entry")]
    assert titles == ["Om trafik"]


def test_an_empty_feed_is_still_a_feed(client: Any, session: Session) -> None:
    feed = read(client, "/forslag/feed.atom?q=findesikke")
    assert feed.find(f"{ATOM}entry") is None
    assert feed.findtext(f"{ATOM}updated")
