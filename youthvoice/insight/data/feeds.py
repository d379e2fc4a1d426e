"""What is new, as Atom (RFC 4287). Entries are rows of the data sets, so that a feed tells no more than they do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.keyset import EPOCH
from youthvoice.insight.data.sets import cases, hearings, promises, proposals
from youthvoice.insight.data.shape import LazyText
from youthvoice.insight.data.terms import FEED_ENTRIES, LICENCE
from youthvoice.responses.labels import OUTCOME_HEADLINES

NAMESPACE = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that may stand in a text but not in XML."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new. ``mark`` tells it from another of the same page."""

    path: str
    mark: str
    title: str
    words: str
    author: str
    at: datetime


@dataclass(frozen=True, eq=False)
class Feed:
    """A feed, and how its entries are read: one query."""

    name: str
    title: LazyText
    entries: Callable[[Session], list[Entry]]


def _proposals(session: Session) -> list[Entry]:
    rows = proposals.read(session, None, FEED_ENTRIES).items
    return [Entry(row.url, "", row.title, row.what, row.author, row.listed_at) for row in rows]


def _answers(session: Session) -> list[Entry]:
    rows = cases.lately_answered(session, FEED_ENTRIES)
    return [
        Entry(row.url, f"answer-{row.wording}", f"{OUTCOME_HEADLINES[row.outcome]}: {row.title}", row.explanation or "",
              row.unit, row.worded_at)
        for row in rows
        if row.outcome is not None and row.worded_at is not None
    ]  # fmt: skip


def _promises(session: Session) -> list[Entry]:
    rows = promises.read(session, None, FEED_ENTRIES).items
    return [Entry(row.url, "", row.about, row.words, row.unit, row.promised_at) for row in rows]


def _hearings(session: Session) -> list[Entry]:
    rows = hearings.lately_opened(session, now(), FEED_ENTRIES)
    return [Entry(row.url, "", row.title, row.about or "", row.unit, row.opens_at) for row in rows]


FEEDS: tuple[Feed, ...] = (
    Feed("proposals", _("Nye forslag"), _proposals),
    Feed("answers", _("Nye svar fra kommunen"), _answers),
    Feed("promises", _("Nye løfter fra kommunen"), _promises),
    Feed("hearings", _("Nye høringer"), _hearings),
)
FEED_BY_NAME: dict[str, Feed] = {feed.name: feed for feed in FEEDS}


def feed_text(feed: Feed, entries: list[Entry], site: str, own_url: str) -> str:
    """The feed as it is sent."""
    root = ET.Element("feed", xmlns=NAMESPACE)
    _part(root, "id", own_url)
    _part(root, "title", str(feed.title))
    _part(root, "updated", _moment(max((entry.at for entry in entries), default=EPOCH)))
    _part(root, "rights", LICENCE)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=own_url)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=f"{site}/data")
    for entry in entries:
        _add(root, entry, site)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add(root: ET.Element, entry: Entry, site: str) -> None:
    element = ET.SubElement(root, "entry")
    _part(element, "id", site + entry.path + (f"#{entry.mark}" if entry.mark else ""))
    _part(element, "title", entry.title)
    _part(element, "updated", _moment(entry.at))
    _part(ET.SubElement(element, "author"), "name", entry.author)
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=site + entry.path)
    _part(element, "summary", entry.words)


def _part(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = NOT_XML.sub("", text)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
