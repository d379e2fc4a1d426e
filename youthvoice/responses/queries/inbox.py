"""The inbox: whose cases, in which order, page after page, and how many there are; bounded, however many cases there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, TextClause, func, literal_column, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import today
from youthvoice.core.keyset import Page, decode, encode
from youthvoice.core.search import matches, words_of
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState
from youthvoice.responses.rules.clock import DUE_SOON_DAYS

AnySelect: TypeAlias = Select[*tuple[Any, ...]]
Condition: TypeAlias = ColumnElement[bool] | TextClause
INBOX_ROWS = 20
MOST_COUNTED = 99
# How far a search walks down the list before it asks the text index.
WALKED_ROWS = 500
# In literal words, so that both databases see that their partial indexes hold what is asked for.
IS_OPEN = text("cases.state <> 'answered' AND cases.closed_at IS NULL")
IS_OWED = text("cases.state <> 'answered' AND cases.closed_at IS NULL AND cases.state <> 'needs_more'")


class Tab(StrEnum):
    """The parts of the inbox, by their word in the address."""

    owed = "mangler"
    mine = "mine"
    soon = "snart"
    late = "forsinket"
    waiting = "venter"
    passed_on = "andre"
    answered = "besvaret"


COUNTED = tuple(tab for tab in Tab if tab is not Tab.answered)
OF_ONE_STATE: dict[Tab, CaseState] = {Tab.waiting: CaseState.needs_more, Tab.passed_on: CaseState.passed_on}


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see. ``viewer_id`` is whose «mine» is; ``unit_id`` None: every unit's."""

    viewer_id: int
    unit_id: int | None = None
    tab: Tab = Tab.owed
    state: CaseState | None = None
    assignee_id: int | None = None
    is_nobodys: bool = False
    """Only what nobody has taken."""
    search: str = ""


@dataclass(frozen=True)
class InboxRow:
    """One line of the inbox."""

    id: int
    title: str
    asked_by: str
    unit_name: str
    state: CaseState
    opened_at: datetime
    receipt_due_on: date
    answer_due_on: date
    clock_from: date
    paused_on: date | None
    receipt_at: datetime | None
    answered_at: datetime | None
    assignee_name: str | None


_assignees = aliased(Person)
_ROW = (
    select(
        Case.id,
        Case.title,
        Case.asked_by,
        Unit.name,
        Case.state,
        Case.opened_at,
        Case.receipt_due_on,
        Case.answer_due_on,
        Case.clock_from,
        Case.paused_on,
        Case.receipt_at,
        Case.answered_at,
        _assignees.display_name,
    )
    .join(Unit, Unit.id == Case.unit_id)
    .outerjoin(_assignees, _assignees.id == Case.assignee_id)
)


def inbox_page(session: Session, asked: Asked, cursor: str | None) -> Page[InboxRow]:
    """One page: what is due first stands first, or what was answered last."""
    wanted = [*_conditions(asked), *_after(asked.tab, cursor)]
    words = words_of(asked.search)
    if words:
        rows = _search(session, asked.tab, wanted, words)
    else:
        rows = _rows(session, _in_order(_ROW.where(*wanted), asked.tab))
    shown, more = rows[:INBOX_ROWS], len(rows) > INBOX_ROWS
    return Page(shown, _cursor_after(shown[-1], asked.tab) if more else None)


def _rows(session: Session, query: AnySelect) -> list[InboxRow]:
    return [InboxRow(*row) for row in session.execute(query)]


def _conditions(asked: Asked) -> list[Condition]:
    wanted = _of_tab(asked.tab, asked.viewer_id)
    if asked.unit_id is not None:
        wanted.append(Case.unit_id == asked.unit_id)
    if asked.state is not None:
        wanted.append(Case.state == asked.state)
    if asked.is_nobodys:
        wanted.append(Case.assignee_id.is_(None))
    elif asked.assignee_id is not None:
        wanted.append(Case.assignee_id == asked.assignee_id)
    return wanted


def _of_tab(tab: Tab, viewer_id: int) -> list[Condition]:
    day = today()
    if tab is Tab.answered:
        return [Case.answered_at.is_not(None)]
    if tab is Tab.mine:
        return [IS_OPEN, Case.assignee_id == viewer_id]
    if tab in OF_ONE_STATE:
        return [IS_OPEN, Case.state == OF_ONE_STATE[tab]]
    if tab is Tab.soon:
        return [IS_OWED, Case.answer_due_on.between(day, day + timedelta(days=DUE_SOON_DAYS))]
    return [IS_OWED, Case.answer_due_on < day] if tab is Tab.late else [IS_OWED]


def _after(tab: Tab, cursor: str | None) -> list[Condition]:
    """Only what stands after the row that the cursor names."""
    last = decode(cursor)
    if last is None:
        return []
    if tab is Tab.answered:
        return [tuple_(Case.answered_at, Case.id) < last]
    return [tuple_(Case.answer_due_on, Case.id) > (last[0].date(), last[1])]


def _in_order(query: AnySelect, tab: Tab, rows: int = INBOX_ROWS + 1) -> AnySelect:
    """The first ``rows``; a literal, so that every plan knows how few they are."""
    if tab is Tab.answered:
        query = query.order_by(Case.answered_at.desc(), Case.id.desc())
    else:
        query = query.order_by(Case.answer_due_on, Case.id)
    return query.limit(literal_column(str(rows)))


def _cursor_after(row: InboxRow, tab: Tab) -> str:
    if tab is Tab.answered and row.answered_at is not None:
        return encode(row.answered_at, row.id)
    return encode(datetime.combine(row.answer_due_on, time(), UTC), row.id)


def _search(session: Session, tab: Tab, wanted: Sequence[Condition], words: Sequence[str]) -> list[InboxRow]:
    """The rows that have all the words: a bounded walk for common words, the text index for rare ones.

    PostgreSQL cannot tell beforehand how many rows the beginning of a word matches (see proposals/queries/listing.py).
    """
    if session.get_bind().dialect.name != "postgresql":
        return _rows(session, _in_order(_ROW.where(*wanted, matches(session, "cases", Case.id, words)), tab))
    walked: AnySelect = select(Case.id, literal_column("cases.search_vector").label("search_vector")).where(*wanted)
    stretch = _in_order(walked, tab, WALKED_ROWS).subquery("stretch")
    near = select(stretch.c.id).where(matches(session, "stretch", stretch.c.id, words))
    found = _rows(session, _in_order(_ROW.where(Case.id.in_(near)), tab))
    if len(found) > INBOX_ROWS:
        return found
    hits = select(Case.id).where(*wanted, matches(session, "cases", Case.id, words)).cte("hits")
    return _rows(session, _in_order(_ROW.where(Case.id.in_(select(hits.prefix_with("MATERIALIZED").c.id))), tab))


def tab_counts(session: Session, viewer_id: int, unit_id: int | None) -> dict[Tab, int]:
    """How many stand in each tab, in one statement; counts no further than one more than ``MOST_COUNTED``."""
    counts = [_count(Asked(viewer_id, unit_id, tab)).scalar_subquery().label(tab.name) for tab in COUNTED]
    return dict(zip(COUNTED, session.execute(select(*counts)).one(), strict=True))


def count_late(session: Session, unit_id: int | None) -> int:
    """How many answers are overdue; counts no further than one more than ``MOST_COUNTED``."""
    return count_cases(session, Asked(0, unit_id, Tab.late))


def count_cases(session: Session, asked: Asked) -> int:
    """How many there are of what is asked for, without its search; counts no further than ``count_late``."""
    return session.scalar(_count(asked)) or 0


def _count(asked: Asked) -> Select[int]:
    """In the order of the list, though only counted: so PostgreSQL walks its index, and not the table from its beginning."""
    few = _in_order(select(Case.id).where(*_conditions(asked)), asked.tab, MOST_COUNTED + 1)
    return select(func.count()).select_from(few.subquery())
