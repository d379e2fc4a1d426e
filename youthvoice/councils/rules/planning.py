"""What a meeting that is planned must have: times in order, and somewhere to come to."""

from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from youthvoice.councils.rules.meetings import LONGEST_MEETING


class MeetingProblem(StrEnum):
    """Why a meeting cannot be planned like that."""

    begins_before_today = "begins_before_today"
    ends_before_it_begins = "ends_before_it_begins"
    too_long = "too_long"
    place_missing = "place_missing"
    link_not_web = "link_not_web"
    due_after_it_begins = "due_after_it_begins"


def check_times(starts_at: datetime, ends_at: datetime, items_due_at: datetime) -> MeetingProblem | None:
    """Say what is wrong with the times of a meeting, or None."""
    if ends_at <= starts_at:
        return MeetingProblem.ends_before_it_begins
    if ends_at - starts_at > LONGEST_MEETING:
        return MeetingProblem.too_long
    if items_due_at > starts_at:
        return MeetingProblem.due_after_it_begins
    return None


def check_place(place: str, link: str) -> MeetingProblem | None:
    """People must know where to go; a link leads to a page of the web and nowhere else."""
    if not place.strip() and not link.strip():
        return MeetingProblem.place_missing
    return None if not link.strip() or is_web_link(link) else MeetingProblem.link_not_web


def is_web_link(link: str) -> bool:
    """An address of http or https with a host, and nothing in it that a browser reads in its own way."""
    if any(char.isspace() or char in "\\\"'<>" for char in link):
        return False
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host)


def check_day(meets_on: date, today: date) -> MeetingProblem | None:
    """A meeting is planned for today or later; what has been held is not planned."""
    return MeetingProblem.begins_before_today if meets_on < today else None
