"""Councils: whoever sits in a body hears of its meetings; whoever gets or loses a seat hears of that.

A body may be large, so nobody is loaded: news are one statement, mails one for each language.

Substitutes hear of the seat they have, and of nothing that the body does: a meeting is not theirs until they step in. Who
steps in for good is a member; who stands in at one meeting hears of that one.
"""

from typing import Any

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from youthvoice.core.clock import now, today
from youthvoice.core.events import subscribe
from youthvoice.councils.events import (
    MeetingCalled,
    MeetingChanged,
    MeetingNear,
    MinutesApproved,
    SeatEnded,
    SeatGiven,
)
from youthvoice.councils.labels import ROLE_LABELS
from youthvoice.councils.models import AgendaItem, Attendee, Meeting, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.queries.meetings import get_meeting
from youthvoice.councils.queries.seats import get_seat
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.notifications.commands import News, notify, tell
from youthvoice.notifications.kinds import NewsKind


def subscribe_all() -> None:
    """Listen to the room of councils."""
    subscribe(MeetingCalled, called)
    subscribe(MeetingChanged, changed)
    subscribe(MeetingNear, near)
    subscribe(MinutesApproved, minutes_approved)
    subscribe(SeatGiven, seat_given)
    subscribe(SeatEnded, seat_ended)


def called(session: Session, event: MeetingCalled) -> None:
    """Everybody with a seat is called: when, where, about what, and until when own items are taken."""
    meeting = get_meeting(session, event.meeting_id)
    is_open = meeting.items_due_at > now()
    _tell_body(session, meeting, NewsKind.meeting_called, "called", "meeting_called", is_open_for_items=is_open)


def changed(session: Session, event: MeetingChanged) -> None:
    """Time or place are others, or the meeting is off; each change is told anew."""
    meeting = get_meeting(session, event.meeting_id)
    kind = NewsKind.meeting_cancelled if event.is_cancelled else NewsKind.meeting_changed
    key = _changed(event.sequence)
    _tell_body(session, meeting, kind, key, "meeting_changed", is_cancelled=event.is_cancelled)


def changed_key(meeting_id: int, sequence: int) -> str:
    """What a change of a meeting's time or place is called, so that nobody is told of it twice."""
    return f"meeting:{meeting_id}:{_changed(sequence)}"


def _changed(sequence: int) -> str:
    return f"changed:{sequence}"


def near(session: Session, event: MeetingNear) -> None:
    """A reminder. A meeting that was moved may come near a second time."""
    meeting = get_meeting(session, event.meeting_id)
    _tell_body(session, meeting, NewsKind.meeting_near, f"near:{meeting.sequence}", "meeting_near")


def minutes_approved(session: Session, event: MinutesApproved) -> None:
    """What the meeting decided can be read."""
    _tell_body(session, get_meeting(session, event.meeting_id), NewsKind.minutes_approved, "minutes", None)


def seat_given(session: Session, event: SeatGiven) -> None:
    """The person has a seat. To become a pupil of a class is no news; who helps a class hears of it here alone."""
    seat = get_seat(session, event.seat_id)
    is_class = seat.body.kind in PRIVATE_KINDS
    if is_class and event.role is not SeatRole.coordinator:
        return
    data = {**_seat_data(seat), "from": seat.starts_on.isoformat(), "until": seat.ends_on.isoformat()}
    news = News(NewsKind.seat_given, f"seat:{seat.id}:given", _body_path(seat.body_id), data)
    if is_class:
        notify(session, seat.person_id, news)
    else:
        _tell_of_seat(session, seat, news)


def seat_ended(session: Session, event: SeatEnded) -> None:
    """The person is told, but not of the own deed, nor of what ends because something better begins."""
    seat = get_seat(session, event.seat_id)
    steps_in = seat.role is SeatRole.substitute and seat.end_reason is SeatEnd.replaced
    is_pupil = seat.body.kind in PRIVATE_KINDS and seat.role is not SeatRole.coordinator
    if steps_in or is_pupil or seat.ended_by_id == seat.person_id or seat.end_reason is SeatEnd.account_closed:
        return
    key = f"seat:{seat.id}:ended"
    news = News(NewsKind.seat_ended, key, _body_path(seat.body_id), _seat_data(seat))
    tell(session, select(Seat.person_id).where(Seat.id == seat.id), news)


def _body_path(body_id: int) -> str:
    return f"/raad/{body_id}"


def _seat_data(seat: Seat) -> dict[str, Any]:
    return {"title": seat.body.name, "role": seat.role.value}


def _called_to(meeting: Meeting) -> Select[int]:
    """Members and the adults who help, as they sit there today, and whoever stands in for a member at this meeting."""
    is_theirs = Seat.role != SeatRole.substitute
    seated = select(Seat.person_id).where(Seat.body_id == meeting.body_id, held_on(today()), is_theirs)
    stands_in = Attendee.meeting_id == meeting.id, Attendee.stands_in_for_id.is_not(None)
    everybody = union(seated, select(Attendee.person_id).where(*stands_in)).subquery()
    return select(everybody.c[0])


def _tell_body(
    session: Session, meeting: Meeting, kind: NewsKind, key: str, template: str | None, **context: Any
) -> None:
    body = meeting.body
    data = {"title": body.name, "at": meeting.starts_at.isoformat(), "place": meeting.place}
    if kind is NewsKind.meeting_cancelled:
        data["reason"] = meeting.cancel_reason
    facts = {
        "person": None,
        "is_cancelled": False,
        "meeting": meeting,
        "body": body,
        "items": _agenda(session, meeting.id),
        # A class shows its calendar to nobody outside; a mail program would be refused.
        "calendar_path": None if body.kind in PRIVATE_KINDS else f"/raad/{body.id}/kalender.ics",
    }
    news = News(kind, f"meeting:{meeting.id}:{key}", f"/moeder/{meeting.id}", data)
    tell(session, _called_to(meeting), news, template, **{**facts, **context})


def _agenda(session: Session, meeting_id: int) -> list[str]:
    shown = AgendaItem.withdrawn_at.is_(None), AgendaItem.hidden_at.is_(None)
    query = select(AgendaItem.title).where(AgendaItem.meeting_id == meeting_id, *shown)
    return list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def _tell_of_seat(session: Session, seat: Seat, news: News) -> None:
    tell(
        session,
        select(Seat.person_id).where(Seat.id == seat.id),
        news,
        "seat_given",
        seat=seat,
        body=seat.body,
        role=ROLE_LABELS[seat.role],
        is_chosen=seat.role is not SeatRole.coordinator,
    )
