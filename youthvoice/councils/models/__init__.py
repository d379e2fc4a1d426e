"""The tables of councils: bodies and seats, codes, meetings, decisions, class meetings."""

from youthvoice.councils.models.bodies import Body, Seat
from youthvoice.councils.models.classroom import ClassIdea, ClassMeeting
from youthvoice.councils.models.codes import CalendarFeed, ClassCode, CodeSheet
from youthvoice.councils.models.meetings import AgendaItem, Attendee, Decision, Meeting, MinutesRevision

__all__ = [
    "AgendaItem",
    "Attendee",
    "Body",
    "CalendarFeed",
    "ClassCode",
    "ClassIdea",
    "ClassMeeting",
    "CodeSheet",
    "Decision",
    "Meeting",
    "MinutesRevision",
    "Seat",
]
