"""What calendars show: a year back and all to come, as much as a calendar can take."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.errors import NotFound
from youthvoice.councils.labels import STANDING_LABELS
from youthvoice.councils.models import AgendaItem, Body, CalendarFeed, Meeting, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.meetings import ItemKind
from youthvoice.voting.models import Contest, RollEntry

BACK = timedelta(days=365)
MOST_COMING, MOST_PAST = 150, 50
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
"""32 random bytes."""


def meetings_around(session: Session, body_ids: Iterable[int]) -> list[Meeting]:
    """The meetings of those bodies from a year back on, the past ones first, in the order of time, with their bodies: one
    query.
    """
    moment, of = now(), Meeting.body_id.in_(list(body_ids))
    coming = select(Meeting.id).where(of, Meeting.ends_at > moment)
    coming = coming.order_by(Meeting.starts_at, Meeting.id).limit(MOST_COMING)
    past = select(Meeting.id).where(of, Meeting.ends_at <= moment, Meeting.starts_at > moment - BACK)
    past = past.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST_PAST)
    shown = or_(*(Meeting.id.in_(select(ids.subquery().c.id)) for ids in (coming, past)))
    query = select(Meeting).where(shown).options(joinedload(Meeting.body))
    return list(session.scalars(query.order_by(Meeting.ends_at > moment, Meeting.starts_at, Meeting.id)))


def agenda_titles(session: Session, meetings: Sequence[Meeting]) -> dict[int, list[str]]:
    """The titles of the agendas that are shown, by meeting: one query."""
    query = select(Meeting.id, AgendaItem.title, AgendaItem.kind).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    query = query.where(
        AgendaItem.meeting_id.in_([meeting.id for meeting in meetings]),
        AgendaItem.withdrawn_at.is_(None),
        AgendaItem.hidden_at.is_(None),
    )
    titles: dict[int, list[str]] = defaultdict(list)
    for meeting_id, title, kind in session.execute(query.order_by(AgendaItem.position, AgendaItem.id)):
        titles[meeting_id].append(str(STANDING_LABELS.get(title, title)) if kind is ItemKind.standing else title)
    return titles


def changed_at(session: Session, meetings: Sequence[Meeting]) -> dict[int, datetime]:
    """When something was last done to each meeting, as the audit log knows it: one query."""
    query = select(AuditEntry.subject_id, func.max(AuditEntry.at)).where(
        AuditEntry.subject_kind == "meeting", AuditEntry.subject_id.in_([meeting.id for meeting in meetings])
    )
    moments = {one.id: one.created_at for one in meetings}
    for meeting_id, at in session.execute(query.group_by(AuditEntry.subject_id)):
        moments[meeting_id] = max(moments[meeting_id], at)
    return moments


def find_feed(session: Session, person_id: int) -> CalendarFeed | None:
    """The person's calendar address, None before there is one."""
    return session.scalar(select(CalendarFeed).where(CalendarFeed.person_id == person_id))


def bodies_of_feed(session: Session, token: str) -> tuple[int, list[int]]:
    """(person, bodies in which that person has a seat today) of a secret address: one query.

    Raises NotFound where nobody has the address (any more).
    """
    if not _TOKEN.fullmatch(token):
        raise NotFound
    holds = and_(Seat.person_id == CalendarFeed.person_id, held_on(today()))
    query = select(CalendarFeed.person_id, Body.id).join(Person, Person.id == CalendarFeed.person_id)
    query = query.outerjoin(Seat, holds).outerjoin(Body, and_(Body.id == Seat.body_id, Body.closed_at.is_(None)))
    query = query.where(CalendarFeed.token == token, Person.closed_at.is_(None)).distinct()
    rows = session.execute(query).all()
    if not rows:
        raise NotFound
    return rows[0][0], [body_id for _person_id, body_id in rows if body_id is not None]


def votes_around(session: Session, person_id: int) -> list[Contest]:
    """The votes on whose roll somebody stands, the last to close first: one query. Old rolls are gone by then."""
    query = select(Contest).join(RollEntry, RollEntry.contest_id == Contest.id)
    query = query.where(RollEntry.person_id == person_id).order_by(Contest.closes_at.desc(), Contest.id.desc())
    return list(session.scalars(query.limit(MOST_PAST)))
