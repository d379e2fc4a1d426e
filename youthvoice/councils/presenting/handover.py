"""The page that one council leaves to the next."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.i18n import format_day
from youthvoice.councils.labels import ITEM_LABELS
from youthvoice.councils.models import AgendaItem, Body, Decision
from youthvoice.councils.presenting.body import DecisionLine, NextMeeting, decision_line, next_meeting_line
from youthvoice.councils.presenting.people import People, people_of
from youthvoice.councils.queries import handover
from youthvoice.councils.queries.seats import seats_of


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An item that is not done with; ``path`` leads to what it is about, where a room above brought it."""

    title: str
    path: str
    where: str
    kind: str


@dataclass(frozen=True, slots=True)
class Handover:
    """All that the page shows. ``carried`` are decisions about what others brought; ``agreed`` the rest."""

    open: list[OpenLine]
    agreed: list[DecisionLine]
    carried: list[DecisionLine]
    meetings: list[NextMeeting]
    people: People


def read_handover(session: Session, body: Body) -> Handover:
    """Four queries."""
    decisions = handover.agreements(session, body.id)
    return Handover(
        open=[_open(item) for item in handover.open_items(session, body.id)],
        agreed=[decision_line(one) for one in decisions if not _is_brought(one)],
        carried=[decision_line(one) for one in decisions if _is_brought(one)],
        meetings=[next_meeting_line(meeting) for meeting in handover.coming_meetings(session, body)],
        people=people_of(seats_of(session, body.id)),
    )


def _is_brought(decision: Decision) -> bool:
    return decision.item.subject_kind is not None


def _open(item: AgendaItem) -> OpenLine:
    return OpenLine(
        item.title, item.path, _where(item.meeting.starts_at if item.meeting else None), str(ITEM_LABELS[item.kind])
    )


def _where(at: datetime | None) -> str:
    return gettext("På mødet den %(day)s", day=format_day(at)) if at else gettext("Venter på et møde")
