"""What those who run a contest see of it: figures as of the last mixing, sheets, classes and tablets. Never a result."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select, true
from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.voting.models import Contest, HandCount, Kiosk, SlipSheet

SHOWN_SHEETS = 100
SHOWN_CLASSES = 200
SHOWN_KIOSKS = 50


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many took part and how, as of ``at``: on a phone or computer, by slip, by raised hand."""

    at: datetime | None
    screens: int
    slips_printed: int
    slips_used: int
    children: int
    classes: int
    """How many classes have raised hands."""
    open_kiosks: int


def turnout_of(session: Session, contest: Contest) -> Turnout:
    """One query; hands entered since the last mixing are left out, as the ballots since then are."""
    worth = case((SlipSheet.voided_at.is_(None), SlipSheet.size), else_=SlipSheet.used)
    sheets = [_one(func.coalesce(func.sum(what), 0), SlipSheet, contest) for what in (worth, SlipSheet.used)]
    until = (HandCount.created_at <= contest.shaken_at) if contest.shaken_at is not None else true()
    sums = (func.coalesce(func.sum(HandCount.children), 0), func.count(HandCount.id))
    hands = [_one(what, HandCount, contest, until) for what in sums]
    kiosks = _one(func.count(Kiosk.id), Kiosk, contest, Kiosk.closed_at.is_(None))
    columns: list[Any] = [*sheets, *hands, kiosks]
    printed, used, children, classes, open_kiosks = session.execute(select(*columns)).one()
    screens = max(0, contest.taken_part - used - children)
    return Turnout(contest.shaken_at, screens, printed, used, children, classes, open_kiosks)


def _one(what: Any, table: Any, contest: Contest, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(what).where(table.contest_id == contest.id, *conditions).scalar_subquery()


def sheets_of(session: Session, contest_id: int) -> list[SlipSheet]:
    """The sheets of a contest, the newest first."""
    query = select(SlipSheet).where(SlipSheet.contest_id == contest_id)
    return list(session.scalars(query.order_by(SlipSheet.id.desc()).limit(SHOWN_SHEETS)))


def get_sheet(session: Session, contest_id: int, sheet_id: int) -> SlipSheet:
    """A sheet of that contest. Raises NotFound."""
    query = select(SlipSheet).where(SlipSheet.contest_id == contest_id, SlipSheet.id == sheet_id)
    found = session.scalar(query) if sheet_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def hand_counts_of(session: Session, contest_id: int) -> list[HandCount]:
    """The classes whose hands were entered, in that order. Whoever shows them before the count shows no hands."""
    query = select(HandCount).where(HandCount.contest_id == contest_id)
    return list(session.scalars(query.order_by(HandCount.id).limit(SHOWN_CLASSES)))


def kiosks_of(session: Session, contest_id: int) -> list[Kiosk]:
    """Its tablets, the open ones first."""
    query = select(Kiosk).where(Kiosk.contest_id == contest_id)
    return list(session.scalars(query.order_by(Kiosk.closed_at.is_not(None), Kiosk.id.desc()).limit(SHOWN_KIOSKS)))


def get_kiosk(session: Session, contest_id: int, kiosk_id: int) -> Kiosk:
    """A tablet of that contest. Raises NotFound."""
    query = select(Kiosk).where(Kiosk.contest_id == contest_id, Kiosk.id == kiosk_id)
    found = session.scalar(query) if kiosk_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found
