"""Amendments of a motion, and what was said for and against them."""

from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import Amendment, AmendmentArgument, Motion, MotionVersion
from youthvoice.assembly.rules.motions import Side
from youthvoice.core.errors import NotFound

MOST_NUMBER = 32_767
SHOWN = 50
SHOWN_ARGUMENTS = 100


class AmendmentLine(NamedTuple):
    """One of them on the motion's page."""

    amendment: Amendment
    votes_for: int
    """Arguments for it."""
    against: int


class AmendmentRow(NamedTuple):
    """One of them with the wording that it changes."""

    amendment: Amendment
    base_text: str


def amendments_of(session: Session, motion_id: int, most: int = SHOWN) -> list[AmendmentLine]:
    """All of a motion but hidden ones, by number, with how many speak for and against. One query."""
    counted = [
        select(func.count())
        .where(
            AmendmentArgument.amendment_id == Amendment.id,
            AmendmentArgument.side == side,
            AmendmentArgument.hidden_at.is_(None),
        )
        .scalar_subquery()
        for side in (Side.pro, Side.con)
    ]
    query = select(Amendment, *counted).where(Amendment.motion_id == motion_id, Amendment.hidden_at.is_(None))
    found = session.execute(query.order_by(Amendment.number).limit(most))
    return [AmendmentLine._make(row) for row in found]


def get_amendment(session: Session, motion_id: int, number: int) -> AmendmentRow:
    """The amendment of that number, with what it changes. One query. Raises NotFound, also for a hidden one."""
    based_on = and_(MotionVersion.motion_id == Amendment.motion_id, MotionVersion.number == Amendment.base)
    query = select(Amendment, func.coalesce(MotionVersion.text, "")).outerjoin(MotionVersion, based_on)
    wanted = Amendment.motion_id == motion_id, Amendment.number == number, Amendment.hidden_at.is_(None)
    found = session.execute(query.where(*wanted)).one_or_none() if number <= MOST_NUMBER else None
    if found is None:
        raise NotFound
    return AmendmentRow._make(found)


def wording_waits(session: Session, motion_id: int) -> bool:
    """Tell whether an amendment was adopted, and which of two wordings stands is not chosen."""
    waits = Amendment.motion_id == motion_id, Amendment.waits_since.is_not(None)
    return session.scalar(select(Amendment.id).where(*waits).limit(1)) is not None


class WaitingWording(NamedTuple):
    """An amendment that waits, with the wording it changes and the text as it stands."""

    amendment: Amendment
    base_text: str
    text: str


def waiting_wordings(session: Session, motion_id: int) -> list[WaitingWording]:
    """By number. One query."""
    based_on = and_(MotionVersion.motion_id == Amendment.motion_id, MotionVersion.number == Amendment.base)
    query = select(Amendment, func.coalesce(MotionVersion.text, ""), Motion.text).outerjoin(MotionVersion, based_on)
    query = query.join(Motion, Motion.id == Amendment.motion_id)
    wanted = Amendment.motion_id == motion_id, Amendment.waits_since.is_not(None)
    return [WaitingWording._make(row) for row in session.execute(query.where(*wanted).order_by(Amendment.number))]


def arguments_of(session: Session, amendment_id: int, most: int = SHOWN_ARGUMENTS) -> list[AmendmentArgument]:
    """What was said, the oldest first, but for hidden ones. One query."""
    query = select(AmendmentArgument).where(
        AmendmentArgument.amendment_id == amendment_id, AmendmentArgument.hidden_at.is_(None)
    )
    return list(session.scalars(query.order_by(AmendmentArgument.id).limit(most)))
