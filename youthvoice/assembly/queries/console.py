"""What the chair's console shows, in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import Amendment, AssemblyYear, DayItem, Delegate
from youthvoice.assembly.queries.day import WITH_MOTION
from youthvoice.assembly.queries.votes import IS_DELEGATE, IS_THERE
from youthvoice.assembly.rules.day import ItemState
from youthvoice.assembly.rules.motions import AmendmentState
from youthvoice.core.pulse import Pulse


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in their order, how many delegates there are and are there, and how often the screens were told of news.

    ``waits`` is the motion that the day is at, where one of two wordings must be chosen before it is voted on.
    """

    items: Sequence[DayItem]
    delegates: int = 0
    there: int = 0
    number: int = 0
    waits: int | None = None


def agenda_now(session: Session, year: AssemblyYear) -> Agenda:
    """One query; where there is no agenda yet, one more."""
    mine = Delegate.year_id == year.id
    counts = (
        select(func.count()).select_from(Delegate).where(mine, *IS_DELEGATE).scalar_subquery(),
        select(func.count()).select_from(Delegate).where(mine, *IS_THERE).scalar_subquery(),
        func.coalesce(select(Pulse.number).where(Pulse.channel == year.channel).scalar_subquery(), 0),
    )
    waits = exists().where(Amendment.motion_id == DayItem.motion_id, Amendment.waits_since.is_not(None))
    query = select(DayItem, waits, *counts).where(DayItem.year_id == year.id).options(WITH_MOTION)
    rows = session.execute(query.order_by(DayItem.position, DayItem.id)).all()
    if not rows:
        return Agenda([], *session.execute(select(*counts)).one())
    waiting = [row[0].motion_id for row in rows if row[1] and row[0].state is ItemState.current]
    _item, _waits, delegates, there, number = rows[0]
    return Agenda([row[0] for row in rows], delegates, there, number, waiting[0] if waiting else None)


def open_amendments(session: Session, motion_id: int) -> Sequence[Amendment]:
    """The changes of a motion that can be voted on, by number."""
    query = select(Amendment).where(Amendment.motion_id == motion_id, Amendment.state == AmendmentState.open)
    return session.scalars(query.where(Amendment.hidden_at.is_(None)).order_by(Amendment.number)).all()
