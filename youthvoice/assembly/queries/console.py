"""What the chair's console shows, in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import Amendment, AssemblyYear, DayItem, Delegate
from youthvoice.assembly.queries.votes import IS_DELEGATE, IS_THERE
from youthvoice.assembly.rules.motions import AmendmentState
from youthvoice.core.pulse import Pulse


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in their order, how many delegates there are and are there, and how often the screens were told of news."""

    items: Sequence[DayItem]
    delegates: int = 0
    there: int = 0
    number: int = 0


def agenda_now(session: Session, year: AssemblyYear) -> Agenda:
    """One query; where there is no agenda yet, one more."""
    mine = Delegate.year_id == year.id
    counts = (
        select(func.count()).select_from(Delegate).where(mine, *IS_DELEGATE).scalar_subquery(),
        select(func.count()).select_from(Delegate).where(mine, *IS_THERE).scalar_subquery(),
        func.coalesce(select(Pulse.number).where(Pulse.channel == year.channel).scalar_subquery(), 0),
    )
    query = select(DayItem, *counts).where(DayItem.year_id == year.id)
    rows = session.execute(query.order_by(DayItem.position, DayItem.id)).all()
    if not rows:
        return Agenda([], *session.execute(select(*counts)).one())
    return Agenda([row[0] for row in rows], *rows[0][1:])


def open_amendments(session: Session, motion_id: int) -> Sequence[Amendment]:
    """The changes of a motion that can be voted on, by number."""
    query = select(Amendment).where(Amendment.motion_id == motion_id, Amendment.state == AmendmentState.open)
    return session.scalars(query.where(Amendment.hidden_at.is_(None)).order_by(Amendment.number)).all()
