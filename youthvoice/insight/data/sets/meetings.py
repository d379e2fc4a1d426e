"""Meetings that anyone may read about; a day of Bytinget once it is announced."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import Session

from youthvoice.assembly.models import AssemblyYear
from youthvoice.core.keyset import Page
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.rules.bodies import PRIVATE_KINDS, Attendance
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.insight.data.cursors import Key, micros, moment
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting."""

    id: Annotated[int, _("Mødets nummer")]
    url: Annotated[Address, _("Mødets side")]
    body_id: Annotated[int, _("Rådets nummer")]
    body: Annotated[str, _("Rådets navn")]
    number: Annotated[int, _("Hvilket møde i rådet det er. 1 er det første")]
    title: Annotated[str | None, _("Navn på mødet")]
    starts_at: Annotated[datetime, _("Da det begynder")]
    ends_at: Annotated[datetime, _("Da det slutter")]
    place: Annotated[str | None, _("Sted. Tomt: på nettet")]
    attendance: Annotated[Attendance, _("Hvem der må komme og lytte")]
    state: Annotated[MeetingState, _("Hvor mødet er nu")]
    minutes_published_at: Annotated[datetime | None, _("Da alle kunne læse referatet")]


_ROWS: AnySelect = (
    select(
        Meeting.id, Meeting.body_id, Body.name, Meeting.number, Meeting.title, Meeting.starts_at, Meeting.ends_at,
        Meeting.place, Body.attendance, Meeting.state, Meeting.published_at,
    )
    .select_from(Meeting)
    .join(Body, Body.id == Meeting.body_id)
    .outerjoin(AssemblyYear, AssemblyYear.meeting_id == Meeting.id)
    .where(Body.kind.not_in(PRIVATE_KINDS), Body.publishes_minutes)
    .where(or_(AssemblyYear.id.is_(None), AssemblyYear.announced_at.is_not(None)))
)  # fmt: skip


def read(session: Session, after: Key | None, size: int) -> Page[MeetingRow]:
    """One page, the last to begin first: one query."""
    query = _ROWS.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(size + 1)
    if after is not None:
        query = query.where(tuple_(Meeting.starts_at, Meeting.id) < (moment(after[0]), after[1]))
    rows = (_row(row) for row in session.execute(query))
    return cut((((micros(row.starts_at), row.id), row) for row in rows), size)


def open_to_all(session: Session, since: datetime, size: int) -> list[MeetingRow]:
    """Those that anyone may come to, without Bytinget, from a moment on, the first to begin first: one query."""
    query = _ROWS.where(AssemblyYear.id.is_(None), Body.attendance == Attendance.everyone, Meeting.starts_at >= since)
    return [_row(row) for row in session.execute(query.order_by(Meeting.starts_at, Meeting.id).limit(size))]


def _row(row: Any) -> MeetingRow:
    address = Address(f"/moeder/{row[0]}")
    values: list[Any] = [row[0], address, *row[1:4], row[4] or None, *row[5:7], row[7] or None, *row[8:]]
    return MeetingRow(*values)


MEETINGS = DataSet(
    "meetings",
    _("Møder"),
    _("Møder i de råd, der viser dagsorden og referat til alle. De seneste står først."),
    MeetingRow,
    2,
    read,
)
