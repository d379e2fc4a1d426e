"""Meetings, and votes that close, as iCalendar (RFC 5545): times in UTC, no names of people, and the same bytes as long as nothing has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import gettext
from icalendar import Calendar, Event, vDuration

from youthvoice.core.i18n import locale_code
from youthvoice.councils.beside import Deadline
from youthvoice.councils.models import Meeting
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.voting.models import Contest

REFRESH = timedelta(hours=6)
"""How often a calendar is asked to look again."""
LAST_CALL = timedelta(minutes=30)
STATUS = {MeetingState.planned: "TENTATIVE", MeetingState.cancelled: "CANCELLED"}


@dataclass(frozen=True)
class Shown:
    """What a calendar is made of. ``with_links``: for those who may come to an online meeting."""

    name: str
    meetings: Sequence[Meeting]
    titles: Mapping[int, list[str]]
    changed_at: Mapping[int, datetime]
    base_url: str
    with_links: bool
    votes: Sequence[Contest] = ()
    """Those on whose roll the reader stands; whether they voted is told to nobody."""
    deadlines: Sequence[Deadline] = ()
    """What rooms above say ends (councils/beside.py)."""


def calendar_text(shown: Shown) -> str:
    """The calendar, with CRLF and folded lines."""
    calendar = Calendar()
    calendar.add("prodid", f"-//YouthVoice//{locale_code().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", shown.name)
    calendar.add("x-wr-calname", shown.name)
    calendar.add("x-wr-timezone", "Europe/Copenhagen")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH).to_ical().decode())
    for meeting in shown.meetings:
        calendar.add_component(_event(meeting, shown))
    for contest in shown.votes:
        calendar.add_component(_closing(contest, shown))
    for deadline in shown.deadlines:
        calendar.add_component(_ending(deadline, shown))
    return calendar.to_ical().decode()


def _event(meeting: Meeting, shown: Shown) -> Event:
    event = Event()
    # The same in every calendar, so that whoever has two of them sees the meeting as one.
    event.add("uid", f"meeting-{meeting.id}@{urlsplit(shown.base_url).hostname}")
    changed = shown.changed_at[meeting.id].replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("sequence", meeting.sequence)
    event.add("status", STATUS.get(meeting.state, "CONFIRMED"))
    event.add("summary", _summary(meeting))
    event.add("location", meeting.place or gettext("På nettet"))
    event.add("description", _description(meeting, shown))
    event.add("url", shown.base_url + url_for("councils.meeting", meeting_id=meeting.id))
    return event


def _closing(contest: Contest, shown: Shown) -> Event:
    """The last half hour of a vote; the page of the vote tells the rest."""
    event = Event()
    event.add("uid", f"contest-{contest.id}@{urlsplit(shown.base_url).hostname}")
    steps = [at for at in (contest.opened_at, contest.sealed_at, contest.cancelled_at) if at is not None]
    changed = max([contest.created_at, *steps]).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", contest.closes_at - LAST_CALL)
    event.add("dtend", contest.closes_at)
    event.add("sequence", len(steps))
    is_off = contest.cancelled_at is not None
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    line = gettext("Sidste chance for at stemme: %(title)s", title=contest.title)
    event.add("summary", gettext("Aflyst: %(title)s", title=contest.title) if is_off else line)
    event.add("transp", "TRANSPARENT")
    event.add("description", contest.cancel_reason if is_off else contest.owner_title)
    event.add("url", shown.base_url + url_for("voting.contest", contest_id=contest.id))
    return event


def _ending(deadline: Deadline, shown: Shown) -> Event:
    """The last half hour before a moment, or a whole day; nobody is busy for that."""
    event, at = Event(), deadline.at
    event.add("uid", f"{deadline.uid}@{urlsplit(shown.base_url).hostname}")
    changed = deadline.changed_at.replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    is_moment = isinstance(at, datetime)
    event.add("dtstart", at - LAST_CALL if is_moment else at)
    event.add("dtend", at if is_moment else at + timedelta(days=1))
    event.add("sequence", deadline.sequence)
    event.add("status", "CONFIRMED")
    event.add("summary", deadline.summary)
    event.add("transp", "TRANSPARENT")
    event.add("description", deadline.description)
    event.add("url", shown.base_url + deadline.path)
    return event


def _summary(meeting: Meeting) -> str:
    title = meeting.title or gettext("Møde %(number)s", number=meeting.number)
    line = f"{meeting.body.name}: {title}"
    return gettext("Aflyst: %(title)s", title=line) if meeting.state is MeetingState.cancelled else line


def _description(meeting: Meeting, shown: Shown) -> str:
    parts = [meeting.cancel_reason] if meeting.state is MeetingState.cancelled else []
    if shown.with_links and meeting.link:
        parts.append(meeting.link)
    titles = shown.titles.get(meeting.id, ())
    if titles:
        numbered = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
        parts.append(f"{gettext('Dagsorden')}\n{numbered}")
    return "\n\n".join(part for part in parts if part) or gettext("Dagsordenen er ikke klar endnu.")
