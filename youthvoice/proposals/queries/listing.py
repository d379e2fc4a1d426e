"""Lists of proposals: columns rather than entities, keyset pages, one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, inspect, literal_column, select, tuple_
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person, School
from youthvoice.core import keyset
from youthvoice.core.db import BigId, UtcDateTime
from youthvoice.core.keyset import Page
from youthvoice.core.search import matches, words_of
from youthvoice.councils.models import Body
from youthvoice.proposals.models import OPEN, Proposal, ProposalCounter
from youthvoice.proposals.queries.names import sender_name
from youthvoice.proposals.rules import OPEN_STATUSES, ProposalStatus, Topic
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState

PAGE_SIZE = 20
# Enough of the text for an excerpt, however much of it is blank.
EXCERPT_SOURCE = 400
# How far a search walks down the list before it asks the text index (about 1.5 ms).
WALKED_ROWS = 2000


class Sort(StrEnum):
    """The two orders of the list. There is none by support."""

    newest = "newest"
    waiting = "waiting"


@dataclass(frozen=True)
class Filters:
    """What a reader asks the list for; None or empty: everything."""

    search: str = ""
    topic: Topic | None = None
    school_id: int | None = None
    status: ProposalStatus | None = None
    sort: Sort = Sort.newest

    @property
    def is_by_waiting(self) -> bool:
        """Oldest first, of those that still wait; a status that is an outcome waits for nothing."""
        return self.sort is Sort.waiting and (self.status is None or self.status in OPEN_STATUSES)


class ProposalRow(NamedTuple):
    """What a card shows. ``text`` is the proposal's beginning, ``where`` the school (None: the whole municipality)."""

    id: int
    version: int
    title: str
    text: str
    topic: Topic
    status: ProposalStatus
    listed_at: datetime | None
    answered_at: datetime | None
    changed_at: datetime
    answer_due_on: date | None
    endorsement_count: int
    comment_count: int
    author: str
    where: str | None
    holder: str | None
    """The body of young people that has it now."""
    case_state: CaseState | None
    clock_from: date | None
    paused_on: date | None
    reopened_at: datetime | None


_holders = aliased(Body)


def row_query(p: type[Proposal] = Proposal) -> Select[Any]:
    """The columns of ``ProposalRow``, joined to author and school, without condition or order; ``p``: or an alias."""
    columns = (
        p.id,
        p.version,
        p.title,
        func.substr(p.what, 1, EXCERPT_SOURCE),
        p.topic,
        p.status,
        p.listed_at,
        p.answered_at,
        p.changed_at,
        p.answer_due_on,
        p.endorsement_count,
        p.comment_count,
        sender_name(),
        School.name,
        _holders.name,
        Case.state,
        Case.clock_from,
        Case.paused_on,
        Case.reopened_at,
    )
    return _joined(select(*columns), p).outerjoin(Case, Case.id == p.case_id)


def _joined(query: Select[Any], p: type[Proposal]) -> Select[Any]:
    """With everybody whose name a card shows."""
    query = query.join_from(p, Person, Person.id == p.author_id).outerjoin(School, School.id == p.school_id)
    query = query.outerjoin(Body, Body.id == p.on_behalf_of_id)
    return query.outerjoin(_holders, _holders.id == p.holder_id)


def as_rows(result: Sequence[Any]) -> list[ProposalRow]:
    """Rows of ``row_query`` as ``ProposalRow``."""
    return [ProposalRow._make(row) for row in result]


@dataclass(frozen=True)
class Shape:
    """What the list's query looks like, whatever its values: a query of each shape is made once."""

    oldest_first: bool
    topic: bool
    school: bool
    status: bool
    later: bool

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """Only the rows that are asked for. The status list is literal, so that a prepared plan can use its index."""
        for is_asked, column, name in (
            (self.topic, Proposal.topic, "topic"),
            (self.school, Proposal.school_id, "school_id"),
            (self.status, Proposal.status, "status"),
        ):
            if is_asked:
                query = query.where(column == bindparam(name, type_=column.type))
        query = query.where(OPEN if self.oldest_first else Proposal.listed_at.is_not(None))
        if not self.later:
            return query
        place = tuple_(Proposal.listed_at, Proposal.id)
        last = tuple_(bindparam("last_at", type_=UtcDateTime()), bindparam("last_id", type_=BigId))
        return query.where(place > last if self.oldest_first else place < last)

    def first(self, query: Select[Any], rows: int, p: type[Proposal] = Proposal) -> Select[Any]:
        """In the order of the list, the first ``rows`` (a literal, so that every plan knows how few they are)."""
        order = (p.listed_at, p.id) if self.oldest_first else (p.listed_at.desc(), p.id.desc())
        return query.order_by(*order).limit(literal_column(str(rows)))


_ALL_SCHOOLS = select(func.aggregate_strings(School.name, "\n")).scalar_subquery()


@lru_cache(maxsize=64)
def _list_query(shape: Shape) -> Select[Any]:
    return shape.first(shape.narrow(row_query()), PAGE_SIZE + 1)


@lru_cache(maxsize=64)
def _names_query(shape: Shape) -> Select[Any]:
    names = select(Proposal.id, Proposal.version, sender_name(), School.name, _holders.name, _ALL_SCHOOLS)
    return shape.first(shape.narrow(_joined(names, Proposal)), PAGE_SIZE + 1)


def list_stamp(session: Session, filters: Filters, cursor: str | None = None) -> object:
    """What tells one state of a page of the list from another: its rows, their names, and the schools of its filter.

    A fraction of the page's own rows, for whoever has drawn it before; not for a search, whose rows are what costs.
    """
    shape, values = _asked(filters, cursor)
    return [tuple(row) for row in session.execute(_names_query(shape), values)]


def list_page(session: Session, filters: Filters, cursor: str | None = None) -> Page[ProposalRow]:
    """Twenty proposals that anyone may read. A cursor that is not one gives the first page."""
    shape, values = _asked(filters, cursor)
    words = words_of(filters.search)
    if words:
        rows = _search(session, shape, values, words)
    else:
        rows = as_rows(session.execute(_list_query(shape), values).all())
    shown, more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    return Page(shown, _cursor(shown[-1]) if more else None)


def _asked(filters: Filters, cursor: str | None) -> tuple[Shape, dict[str, object]]:
    last = keyset.decode(cursor)
    given = {"topic": filters.topic, "school_id": filters.school_id, "status": filters.status}
    values: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    shape = Shape(filters.is_by_waiting, "topic" in values, "school_id" in values, "status" in values, last is not None)
    if last is not None:
        values["last_at"], values["last_id"] = last
    return shape, values


def _search(session: Session, shape: Shape, values: dict[str, object], words: Sequence[str]) -> list[ProposalRow]:
    """The rows that have all the words.

    PostgreSQL cannot tell beforehand how many rows the beginning of a word will match, and would walk the whole list
    for a rare one or sort half the table for a common one. So the list is walked for a bounded stretch, which is
    enough for a common word; a rarer one is then looked up in the text index, where it has few rows.
    """
    if session.get_bind().dialect.name != "postgresql":
        query = _list_query(shape).where(matches(session, "proposals", Proposal.id, words))
        return as_rows(session.execute(query, values).all())
    recent, p = _stretch(shape)
    found = session.execute(recent.where(matches(session, "stretch", p.id, words)), values).all()
    if len(found) <= PAGE_SIZE:
        hits = shape.narrow(select(Proposal.id)).where(matches(session, "proposals", Proposal.id, words))
        chosen = row_query().where(Proposal.id.in_(select(hits.cte("hits").prefix_with("MATERIALIZED").c.id)))
        found = session.execute(shape.first(chosen, PAGE_SIZE + 1), values).all()
    return as_rows(found)


@lru_cache(maxsize=64)
def _stretch(shape: Shape) -> tuple[Select[Any], type[Proposal]]:
    columns = [*inspect(Proposal).columns, literal_column("proposals.search_vector").label("search_vector")]
    stretch = shape.first(shape.narrow(select(*columns)), WALKED_ROWS).subquery("stretch")
    p = aliased(Proposal, stretch)
    return shape.first(row_query(p), PAGE_SIZE + 1, p), p


def _cursor(row: ProposalRow) -> str | None:
    return keyset.encode(row.listed_at, row.id) if row.listed_at else None


@lru_cache(maxsize=4)
def _top_query(limit: int, *, answered: bool) -> Select[Any]:
    order = Proposal.answered_at if answered else Proposal.listed_at
    query = row_query().where(Proposal.listed_at.is_not(None), order.is_not(None))
    return query.order_by(order.desc(), Proposal.id.desc()).limit(literal_column(str(int(limit))))


def newest_listed(session: Session, limit: int) -> list[ProposalRow]:
    """The newest proposals that anyone may read."""
    return as_rows(session.execute(_top_query(limit, answered=False)).all())


def lately_answered(session: Session, limit: int) -> list[ProposalRow]:
    """The proposals that had their yes, partly, no or passed-on last."""
    return as_rows(session.execute(_top_query(limit, answered=True)).all())


def counters(session: Session) -> dict[ProposalStatus, int]:
    """How many proposals anyone can read stand in each status; a status without a counter is left out."""
    found = session.execute(select(ProposalCounter.status, ProposalCounter.total))
    return {row.status: row.total for row in found}


_SCHOOLS = select(School.id, School.name).order_by(School.name)


def school_names(session: Session) -> list[tuple[int, str]]:
    """Id and name of every school, by name, for the filter."""
    return [(school_id, name) for school_id, name in session.execute(_SCHOOLS)]
