"""The lists of promises: «I sagde – vi gjorde» for everybody, and what officials owe."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Select, func, select, text, tuple_
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import today
from youthvoice.core.keyset import Page, decode, encode
from youthvoice.responses.models import Case, ProgressReport, Promise, PromiseCounter
from youthvoice.responses.rules.follow_up import PromiseState

AnySelect: TypeAlias = Select[*tuple[Any, ...]]
PROMISE_ROWS = 12
MOST_LATE_COUNTED = 999
# In literal words, so that SQLite sees that its partial index holds what is asked for.
STILL_OPEN = text("promises.state = 'under_way'")


class PromiseTab(StrEnum):
    """The parts of «I sagde – vi gjorde», by their word in the address; what went badly is never last."""

    all = "alle"
    late = "forsinket"
    broken = "ikke-holdt"
    under_way = "i-gang"
    kept = "holdt"


class PromiseRow(NamedTuple):
    """One promise as the lists show it."""

    id: int
    version: int
    title: str
    path: str
    words: str
    unit: str
    owner: str
    owner_title: str | None
    promised_at: datetime
    promised_for: date
    due_on: date | None
    state: PromiseState
    done_at: datetime | None
    settled_at: datetime | None
    picture_id: int | None
    """The newest report with a picture."""
    alt_text: str | None


@dataclass(frozen=True)
class PromiseTotals:
    """How many public promises stand where. ``late`` counts no further than ``MOST_LATE_COUNTED`` + 1."""

    late: int
    under_way: int
    """With those that are late."""
    kept: int
    broken: int

    def of(self, tab: PromiseTab) -> str:
        """The number beside a tab; empty where it would not be right."""
        is_capped = self.late > MOST_LATE_COUNTED
        if tab is PromiseTab.late:
            return f"{MOST_LATE_COUNTED}+" if is_capped else str(self.late)
        if tab is PromiseTab.under_way:
            return "" if is_capped else str(max(0, self.under_way - self.late))
        totals = {PromiseTab.kept: self.kept, PromiseTab.broken: self.broken}
        return str(totals.get(tab, self.under_way + self.kept + self.broken))


_with_picture = ProgressReport.promise_id == Promise.id, ProgressReport.picture_type != ""
_newest_picture = select(func.max(ProgressReport.id)).where(*_with_picture).correlate(Promise).scalar_subquery()
_ROW: AnySelect = (
    select(
        Promise.id, Promise.version, Case.title, Case.path, Promise.words, Unit.name, Person.display_name, Person.title,
        Promise.promised_at, Promise.promised_for, Promise.due_on, Promise.state, Promise.done_at, Promise.settled_at,
        ProgressReport.id, ProgressReport.alt_text,
    )
    .join(Case, Case.id == Promise.case_id)
    .join(Unit, Unit.id == Promise.unit_id)
    .join(Person, Person.id == Promise.owner_id)
    .outerjoin(ProgressReport, ProgressReport.id == _newest_picture)
)  # fmt: skip


def promise_totals(session: Session) -> PromiseTotals:
    """From the stored counters; late is told by the calendar, and counted only so far. Two queries."""
    rows = session.execute(select(PromiseCounter.state, PromiseCounter.total))
    totals: dict[PromiseState, int] = dict(rows.all())
    late = select(Promise.id).where(STILL_OPEN, Promise.hidden_at.is_(None), Promise.due_on < today())
    counted = select(func.count()).select_from(late.limit(MOST_LATE_COUNTED + 1).subquery())
    kept, broken = totals.get(PromiseState.kept, 0), totals.get(PromiseState.broken, 0)
    return PromiseTotals(session.scalar(counted) or 0, totals.get(PromiseState.under_way, 0), kept, broken)


def public_promises(session: Session, tab: PromiseTab, unit_id: int | None, cursor: str | None) -> Page[PromiseRow]:
    """One page of what anyone may read: the newest first, but what is late longest first."""
    wanted = _ROW.where(Promise.hidden_at.is_(None))
    if unit_id is not None:
        wanted = wanted.where(Promise.unit_id == unit_id)
    wanted = _latest_due(wanted, cursor) if tab is PromiseTab.late else _newest(wanted, tab, cursor)
    rows = [PromiseRow._make(row) for row in session.execute(wanted.limit(PROMISE_ROWS + 1))]
    return _page(rows, by_day=tab is PromiseTab.late)


def _latest_due(wanted: AnySelect, cursor: str | None) -> AnySelect:
    wanted = wanted.where(STILL_OPEN, Promise.due_on < today())
    after = decode(cursor)
    if after is not None:
        wanted = wanted.where(tuple_(Promise.due_on, Promise.id) > (after[0].date(), after[1]))
    return wanted.order_by(Promise.due_on, Promise.id)


def _newest(wanted: AnySelect, tab: PromiseTab, cursor: str | None) -> AnySelect:
    if tab is PromiseTab.under_way:
        wanted = wanted.where(
            Promise.state == PromiseState.under_way, (Promise.due_on >= today()) | Promise.due_on.is_(None)
        )
    elif tab is not PromiseTab.all:
        wanted = wanted.where(Promise.state == (PromiseState.kept if tab is PromiseTab.kept else PromiseState.broken))
    after = decode(cursor)
    if after is not None:
        wanted = wanted.where(tuple_(Promise.promised_at, Promise.id) < after)
    return wanted.order_by(Promise.promised_at.desc(), Promise.id.desc())


def _page(rows: list[PromiseRow], *, by_day: bool) -> Page[PromiseRow]:
    if len(rows) <= PROMISE_ROWS:
        return Page(rows, None)
    last = rows[PROMISE_ROWS - 1]
    moment = datetime.combine(last.due_on, time(), UTC) if by_day and last.due_on else last.promised_at
    return Page(rows[:PROMISE_ROWS], encode(moment, last.id))


def units_with_promises(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the units that have promised something: a handful of index look-ups, one for each unit."""
    has = select(Promise.id).where(Promise.unit_id == Unit.id).exists()
    return [(row.id, row.name) for row in session.execute(select(Unit.id, Unit.name).where(has).order_by(Unit.name))]


class MineTab(StrEnum):
    """The parts of «Løfter» for officials, by their word in the address."""

    mine = "mine"
    units = "enheden"
    settled = "afgjort"


FAR_AWAY = date(9999, 12, 31)
"""Where nothing is due any more: last."""


def owed_promises(
    session: Session, person_id: int, unit_id: int | None, tab: MineTab, cursor: str | None
) -> Page[PromiseRow]:
    """One page of a person's or (None: every) unit's promises: what is late stands first, what is done last."""
    wanted = _ROW.where(Promise.hidden_at.is_(None))
    if tab is MineTab.mine:
        wanted = wanted.where(Promise.owner_id == person_id)
    elif unit_id is not None:
        wanted = wanted.where(Promise.unit_id == unit_id)
    day: Any = Promise.promised_for if tab is MineTab.settled else func.coalesce(Promise.due_on, FAR_AWAY)
    is_open = Promise.state == PromiseState.under_way
    wanted = wanted.where(~is_open if tab is MineTab.settled else is_open)
    after = decode(cursor)
    if after is not None:
        wanted = wanted.where(tuple_(day, Promise.id) > (after[0].date(), after[1]))
    rows = [PromiseRow._make(row) for row in session.execute(wanted.order_by(day, Promise.id).limit(PROMISE_ROWS + 1))]
    if len(rows) <= PROMISE_ROWS:
        return Page(rows, None)
    last = rows[PROMISE_ROWS - 1]
    on = last.promised_for if tab is MineTab.settled else last.due_on or FAR_AWAY
    return Page(rows[:PROMISE_ROWS], encode(datetime.combine(on, time(), UTC), last.id))
