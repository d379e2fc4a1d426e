"""Public dates as iCalendar (RFC 5545): meetings anyone may come to, Bytinget, hearings that close, and elections."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask_babel import gettext
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import AssemblyYear
from youthvoice.core.clock import now
from youthvoice.core.i18n import locale_code
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.elections.models import ElectionRound
from youthvoice.insight.data.sets import hearings, meetings

BACK = timedelta(days=60)
MOST = 150
"""Of each kind."""
REFRESH = timedelta(hours=6)
LAST_CALL = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One date."""

    uid: str
    path: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    is_cancelled: bool = False


def occasions(session: Session) -> list[Occasion]:
    """All of them from two months back on: one query for each kind."""
    since = now() - BACK
    return [
        *_meetings(session, since),
        *_elections(session, since),
        *_hearings(session, since),
        *_assembly(session, since),
    ]


def _meetings(session: Session, since: datetime) -> list[Occasion]:
    return [
        Occasion(
            f"open-meeting-{row.id}", row.url, f"{row.body}: {row.title or gettext('Møde %(number)s', number=row.number)}",
            row.starts_at, row.ends_at, row.place or "", row.state is MeetingState.cancelled,
        )
        for row in meetings.open_to_all(session, since, MOST)
    ]  # fmt: skip


def _elections(session: Session, since: datetime) -> list[Occasion]:
    query = select(ElectionRound, Body.name).join(Body, Body.id == ElectionRound.body_id)
    query = query.where(ElectionRound.voting_closes_at >= since, Body.kind.not_in(PRIVATE_KINDS))
    query = query.order_by(ElectionRound.voting_closes_at, ElectionRound.id).limit(MOST)
    return [
        closing(f"election-{one.id}", f"/valg/runde/{one.id}", gettext("Valget slutter: %(title)s, %(body)s",
                title=one.title, body=body), one.voting_closes_at)
        for one, body in session.execute(query)
    ]  # fmt: skip


def _hearings(session: Session, since: datetime) -> list[Occasion]:
    return [
        closing(f"hearing-{row.id}", row.url, gettext("Høringen lukker: %(title)s", title=row.title), row.closes_at)
        for row in hearings.standing(session, since, MOST)
    ]


def _assembly(session: Session, since: datetime) -> list[Occasion]:
    query = select(AssemblyYear).where(AssemblyYear.announced_at.is_not(None), AssemblyYear.ends_at >= since)
    return [
        Occasion(
            f"assembly-{one.year}", f"/bytinget/{one.year}", gettext("Bytinget %(year)s: %(theme)s", year=one.year,
            theme=one.theme), one.starts_at, one.ends_at, one.place,
        )
        for one in session.scalars(query.order_by(AssemblyYear.year).limit(MOST))
    ]  # fmt: skip


def closing(uid: str, path: str, title: str, at: datetime) -> Occasion:
    """The last half hour of something."""
    return Occasion(uid, path, title, at - LAST_CALL, at)


def calendar_text(found: list[Occasion], base_url: str) -> str:
    """The calendar; the same bytes for as long as nothing has changed."""
    calendar = Calendar()
    calendar.add("prodid", f"-//YouthVoice//{locale_code().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = gettext("YouthVoice: åbne datoer")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for one in found:
        calendar.add_component(_event(one, base_url))
    return calendar.to_ical().decode()


def _event(one: Occasion, base_url: str) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@{urlsplit(base_url).hostname}")
    event.add("dtstamp", one.starts_at)
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.ends_at)
    event.add("summary", gettext("Aflyst: %(title)s", title=one.title) if one.is_cancelled else one.title)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    if one.place:
        event.add("location", one.place)
    event.add("transp", "TRANSPARENT")
    event.add("url", base_url + one.path)
    return event
