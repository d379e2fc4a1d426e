"""The ledger as it is read: newest first, by what happened, and one entry with what belongs to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import Page
from youthvoice.grants.models import Application, ApplicationMember, LedgerEntry, Panelist, Pool
from youthvoice.grants.rules.ledger import EntryKind

PAGE = 25
MOST_NUMBER = 2**31 - 1
UNDOING = aliased(LedgerEntry)


@dataclass(frozen=True)
class EntryRow:
    """An entry with its application, the number of the entry that undid it or that it undoes, and whether the reader may
    not know how the application is decided.
    """

    entry: LedgerEntry
    application: Application | None
    undone_by: int | None
    undoes: int | None
    is_kept_back: bool


def entries_page(
    session: Session, pool_id: int, *, kind: EntryKind | None, before: int | None, impartial_id: int | None
) -> Page[EntryRow]:
    """A page of entries, the newest first: one query. ``before`` is the number of the last one shown.

    ``impartial_id``: a member of the council, who is told nothing of applications that they are conflicted in.
    """
    query = _entries(pool_id, impartial_id)
    if kind is not None:
        query = query.where(LedgerEntry.kind == kind)
    if before is not None:
        query = query.where(LedgerEntry.number < min(before, MOST_NUMBER))
    found = [_row(row) for row in session.execute(query.order_by(LedgerEntry.number.desc()).limit(PAGE + 1))]
    cursor = str(found[PAGE - 1].entry.number) if len(found) > PAGE else None
    return Page(found[:PAGE], cursor)


def all_entries(session: Session, pool_id: int, *, impartial_id: int | None) -> Iterator[EntryRow]:
    """Every entry, the first first, a few hundred at a time."""
    query = _entries(pool_id, impartial_id).order_by(LedgerEntry.number)
    return (_row(row) for row in session.execute(query.execution_options(yield_per=500)))


def entry_by_number(session: Session, pool_id: int, number: int, *, impartial_id: int | None) -> EntryRow:
    """One entry of a pool: one query. Raises NotFound."""
    if number > MOST_NUMBER:
        raise NotFound
    row = session.execute(_entries(pool_id, impartial_id).where(LedgerEntry.number == number)).one_or_none()
    if row is None:
        raise NotFound
    return _row(row)


def other_side(session: Session, entry: LedgerEntry) -> LedgerEntry | None:
    """The entry of the other pool, where money was carried over."""
    if entry.carries_id is not None:
        return session.get(LedgerEntry, entry.carries_id)
    return session.scalar(select(LedgerEntry).where(LedgerEntry.carries_id == entry.id))


def other_pool(session: Session, entry: LedgerEntry) -> tuple[Pool, int] | None:
    """The pool at the other side of what was carried over, and the number of its entry there: one query."""
    other = LedgerEntry.id == entry.carries_id if entry.carries_id is not None else LedgerEntry.carries_id == entry.id
    row = session.execute(
        select(Pool, LedgerEntry.number).join(LedgerEntry, LedgerEntry.pool_id == Pool.id).where(other)
    )
    found = row.one_or_none()
    return (found[0], found[1]) if found is not None else None


def _entries(pool_id: int, impartial_id: int | None) -> Select[LedgerEntry, Application, int, int, bool]:
    undone = aliased(LedgerEntry)
    undone_by = select(UNDOING.number).where(UNDOING.reverses_id == LedgerEntry.id).scalar_subquery()
    query = select(LedgerEntry, Application, undone_by, undone.number, _conflicted(impartial_id))
    query = query.outerjoin(Application, Application.id == LedgerEntry.application_id)
    query = query.outerjoin(undone, undone.id == LedgerEntry.reverses_id)
    return query.where(LedgerEntry.pool_id == pool_id).options(joinedload(LedgerEntry.by))


def _conflicted(person_id: int | None) -> ColumnElement[bool]:
    """Whether that person is conflicted in the entry's application.

    What they said is looked up entry by entry: of EXISTS, PostgreSQL would read first whatever that person looked at.
    """
    if person_id is None:
        return false()
    said = select(Panelist.is_conflicted).where(
        Panelist.application_id == LedgerEntry.application_id, Panelist.person_id == person_id
    )
    panel = func.coalesce(said.limit(1).scalar_subquery(), false())
    member = exists().where(
        ApplicationMember.application_id == LedgerEntry.application_id,
        ApplicationMember.person_id == person_id,
        ApplicationMember.left_at.is_(None),
    )
    return or_(panel, member)


def _row(row: Row[LedgerEntry, Application, int, int, bool]) -> EntryRow:
    entry, application, undone_by, undoes, is_kept_back = row
    return EntryRow(entry, application, undone_by, undoes, bool(is_kept_back))
