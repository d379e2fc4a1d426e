"""A discussion as it is read: pages of comments with their first replies."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select, union_all
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.accounts.rules import ADULT_ROLES, Role
from youthvoice.core.errors import NotFound
from youthvoice.discussions import guards
from youthvoice.discussions.labels import role_label
from youthvoice.discussions.models import Comment, Thread
from youthvoice.moderation.targets import Target

KIND = "comment"
PAGE_LENGTH = 20
REPLIES_SHOWN = 10


class Removed(StrEnum):
    """Who took a comment away."""

    by_author = "by_author"
    by_adult = "by_adult"


class Written(NamedTuple):
    """A comment and who wrote it, as one row."""

    id: int
    parent_id: int | None
    author_id: int
    body: str
    created_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    hidden_at: datetime | None
    name: str
    role: Role
    title: str | None
    unit: str | None
    school: str | None


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as it is shown. Of a removed one nothing is left but its place."""

    id: int
    author_id: int
    author_label: str
    role_label: str | None
    is_adult: bool
    body: str
    created_at: datetime
    edited_at: datetime | None
    removed: Removed | None
    replies: list["CommentView"] = field(default_factory=list)
    has_more_replies: bool = False

    @property
    def is_removed(self) -> bool:
        """Withdrawn or hidden."""
        return self.removed is not None


@dataclass(frozen=True)
class ThreadPage:
    """Some comments of a thread, oldest first, and the id to go on after (None at the end)."""

    comments: list[CommentView]
    next_after: int | None


def thread_page(session: Session, thread_id: int, after: int | None = None, limit: int = PAGE_LENGTH) -> ThreadPage:
    """The ``limit`` comments after the comment ``after``, each with its first replies. One query."""
    found: dict[int | None, list[Written]] = defaultdict(list)
    for row in session.execute(_thread_query(limit), {"thread_id": thread_id, "after": after or 0}):
        written = Written._make(row)
        found[written.parent_id].append(written)
    rows, next_after = _cut(found[None], limit)
    return ThreadPage([_view(row, found.get(row.id, ())) for row in rows], next_after)


def replies_page(session: Session, parent: Comment, after: int | None = None, limit: int = PAGE_LENGTH) -> ThreadPage:
    """The replies to one comment after the reply ``after``. One query."""
    found = session.execute(_replies_query(limit), {"parent_id": parent.id, "after": after or 0})
    rows, next_after = _cut([Written._make(row) for row in found], limit)
    return ThreadPage([_view(row) for row in rows], next_after)


def comment_view(comment: Comment) -> CommentView:
    """One comment without its replies."""
    who = comment.author
    unit, school = who.unit.name if who.unit else None, who.school.name if who.school else None
    row = Written(
        comment.id, comment.parent_id, comment.author_id, comment.body, comment.created_at, comment.edited_at,
        comment.withdrawn_at, comment.hidden_at, who.display_name, who.role, who.title, unit, school,
    )  # fmt: skip
    return _view(row)


def get_thread(session: Session, thread_id: int) -> Thread:
    """A thread, whatever it is about. Raises NotFound."""
    thread = session.get(Thread, thread_id)
    if thread is None:
        raise NotFound
    return thread


def get_comment(session: Session, comment_id: int) -> Comment:
    """A comment with author and thread, removed or not, where its subject can be read. Raises NotFound."""
    query = _with_authors().options(joinedload(Comment.thread)).where(Comment.id == comment_id)
    comment = session.scalar(query)
    if comment is None:
        raise NotFound
    guards.require_open(session, comment.thread)
    return comment


def find_own_by_form_key(session: Session, author_id: int, form_key: str) -> Comment | None:
    """The comment that a form made, if it made one."""
    return session.scalar(select(Comment).where(Comment.author_id == author_id, Comment.form_key == form_key))


def find_comment_target(session: Session, comment_id: int) -> Target | None:
    """A comment as moderation sees it."""
    query = select(Comment).options(joinedload(Comment.thread)).where(Comment.id == comment_id)
    comment = session.scalar(query)
    if comment is None:
        return None
    is_readable = comment.is_readable and guards.is_open(session, comment.thread)
    return as_target(comment, comment.thread, is_readable=is_readable)


def as_target(comment: Comment, thread: Thread, *, is_readable: bool) -> Target:
    """The comment and its lasting address, which leads to its place on the page."""
    path = f"/samtaler/kommentar/{comment.id}"
    return Target(KIND, comment.id, thread.title, path, comment.body, comment.author_id, is_readable)


def place_of(session: Session, comment: Comment) -> str:
    """Where a comment can be read: the path of the page, with the query that makes it stand on it, and its anchor."""
    anchor = f"#kommentar-{comment.id}"
    if comment.parent_id is not None:
        before = _before(session, Comment.parent_id == comment.parent_id, comment.id, REPLIES_SHOWN)
        if len(before) == REPLIES_SHOWN:
            on_page = _before(session, Comment.parent_id == comment.parent_id, comment.id, PAGE_LENGTH)
            return f"/samtaler/kommentar/{comment.parent_id}/svar{_after(on_page)}{anchor}"
    top_id = comment.parent_id or comment.id
    same = (Comment.thread_id == comment.thread_id) & Comment.parent_id.is_(None)
    return f"{comment.thread.path}{_after(_before(session, same, top_id, PAGE_LENGTH))}{anchor}"


def _after(before: list[int]) -> str:
    return f"?after={before[-1]}" if len(before) == PAGE_LENGTH else ""


def _before(session: Session, same: ColumnElement[bool], comment_id: int, limit: int) -> list[int]:
    query = select(Comment.id).where(same, Comment.id < comment_id)
    return list(session.scalars(query.order_by(Comment.id.desc()).limit(limit)))


def _with_authors() -> Select[Comment]:
    return select(Comment).options(
        joinedload(Comment.author).options(joinedload(Person.school), joinedload(Person.unit))
    )


# The tables themselves: the thread is the dearest part of the busiest page, and rows need no objects.
_comments, _persons, _units, _schools = (model.__table__ for model in (Comment, Person, Unit, School))
_c = _comments.c
_COLUMNS = (
    *(_c[name] for name in Written._fields[:8]),
    _persons.c.display_name, _persons.c.role, _persons.c.title, _units.c.name, _schools.c.name,
)  # fmt: skip


def _signed(ids: Any) -> Select[Any]:
    """The comments of ``ids`` with who wrote them, oldest first."""
    rows = ids.join(_comments, _c.id == ids.c.id).join(_persons, _persons.c.id == _c.author_id)
    rows = rows.outerjoin(_units, _units.c.id == _persons.c.unit_id)
    return (
        select(*_COLUMNS).select_from(rows.outerjoin(_schools, _schools.c.id == _persons.c.school_id)).order_by(_c.id)
    )


def _first(condition: Any, limit: int) -> Select[Any]:
    """The ids of the comments after ``:after``, one more than ``limit``, so that one knows whether there are more."""
    # The number stands in the words of the query: every plan knows how few rows there are.
    return (
        select(_c.id).where(condition, _c.id > bindparam("after")).order_by(_c.id).limit(literal_column(str(limit + 1)))
    )


@lru_cache(maxsize=4)
def _thread_query(limit: int) -> Select[Any]:
    tops = _first((_c.thread_id == bindparam("thread_id")) & _c.parent_id.is_(None), limit).cte("tops")
    place = func.row_number().over(partition_by=_c.parent_id, order_by=_c.id).label("place")
    replies = select(_c.id, place).join(tops, tops.c.id == _c.parent_id).subquery("replies")
    first = select(replies.c.id).where(replies.c.place <= literal_column(str(REPLIES_SHOWN + 1)))
    return _signed(union_all(select(tops.c.id), first).subquery("shown"))


@lru_cache(maxsize=4)
def _replies_query(limit: int) -> Select[Any]:
    return _signed(_first(_c.parent_id == bindparam("parent_id"), limit).subquery("shown"))


def _cut(rows: list[Written], limit: int) -> tuple[list[Written], int | None]:
    shown = rows[:limit]
    return shown, shown[-1].id if len(rows) > limit else None


def _view(row: Written, replies: Sequence[Written] = ()) -> CommentView:
    removed = Removed.by_adult if row.hidden_at else Removed.by_author if row.withdrawn_at else None
    is_adult = removed is None and row.role in ADULT_ROLES
    return CommentView(
        id=row.id,
        author_id=row.author_id,
        author_label="" if removed else row.name,
        role_label=role_label(row.role, row.title, row.unit or row.school) if is_adult else None,
        is_adult=is_adult,
        body="" if removed else row.body,
        created_at=row.created_at,
        edited_at=row.edited_at,
        removed=removed,
        replies=[_view(reply) for reply in replies[:REPLIES_SHOWN]],
        has_more_replies=len(replies) > REPLIES_SHOWN,
    )
