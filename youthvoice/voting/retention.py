"""Rolls are not kept: 90 days after a contest was counted or stopped, nobody can look up who might vote and who did.

The numbers stay on the contest (``roll_size``, ``issued``, ``taken_part``), and so do the two lists of the box, in which
nobody's name ever was. ``flask voting retention`` shows what the worker would take away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.orm import Session

from youthvoice.core import audit, ticks
from youthvoice.core.clock import local_date, now
from youthvoice.core.web import services
from youthvoice.voting.models import Contest, RollEntry

KEPT = timedelta(days=90)
"""Long enough to complain of a roll, and to look into it."""
EVERY = timedelta(hours=6)
AT_A_TIME = 20
"""Contests a round: the transaction stays short."""
OVER_AT = func.coalesce(Contest.counted_at, Contest.cancelled_at)


@dataclass(frozen=True)
class OldRoll:
    """A roll whose time is up."""

    contest_id: int
    title: str
    over_at: datetime
    people: int


@dataclass(frozen=True)
class RollAudit:
    """Audit: how many people a roll held."""

    size: int


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("voting.retention", EVERY, forget_rolls))


def old_rolls(session: Session, moment: datetime) -> list[OldRoll]:
    """What would go at that moment, the oldest first."""
    size = select(func.count()).where(RollEntry.contest_id == Contest.id).scalar_subquery()
    query = _due(moment).with_only_columns(Contest.id, Contest.title, Contest.counted_at, Contest.cancelled_at, size)
    return [
        OldRoll(contest_id, title, counted_at or cancelled_at or moment, people)
        for contest_id, title, counted_at, cancelled_at, people in session.execute(query)
    ]


def forget_rolls(session: Session) -> bool:
    """Take away some of the rolls whose time is up; returns whether there are more."""
    due = session.scalars(_due(now()).with_only_columns(Contest.id).limit(AT_A_TIME)).all()
    for contest_id in due:
        gone = delete(RollEntry).where(RollEntry.contest_id == contest_id).returning(RollEntry.person_id)
        size = len(session.scalars(gone, execution_options={"synchronize_session": False}).all())
        audit.record(session, None, "contest.forget_roll", ("contest", contest_id), RollAudit(size))
    return len(due) == AT_A_TIME


def _due(moment: datetime) -> Select[Contest]:
    has_roll = exists().where(RollEntry.contest_id == Contest.id)
    return select(Contest).where(moment - KEPT >= OVER_AT, has_roll).order_by(OVER_AT, Contest.id)


def preview(moment: datetime) -> Iterator[str]:
    """What ``flask voting retention`` shows: a line for each roll, and the sum."""
    with services().database.session(read_only=True) as session:
        found = old_rolls(session, moment)
    for one in found:
        yield f"{one.contest_id}\t{local_date(one.over_at)}\t{one.people}\t{one.title}"
    yield f"{len(found)} rolls, {sum(one.people for one in found)} people; kept for {KEPT.days} days."
