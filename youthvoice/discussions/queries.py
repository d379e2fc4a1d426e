"""A discussion as it is read: pages of comments with their first replies."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
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


@dataclass(frozen=True)
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
    """The ``limit`` comments after the comment ``after``, each with its first replies. Two queries (one if empty)."""
    query = _with_authors().where(Comment.thread_id == thread_id, Comment.parent_id.is_(None))
    rows, next_after = _page(session, query, after, limit)
    replies = _first_replies(session, [row.id for row in rows])
    return ThreadPage([_view(row, replies[row.id]) for row in rows], next_after)


def replies_page(session: Session, parent: Comment, after: int | None = None, limit: int = PAGE_LENGTH) -> ThreadPage:
    """The replies to one comment after the reply ``after``. One query."""
    rows, next_after = _page(session, _with_authors().where(Comment.parent_id == parent.id), after, limit)
    return ThreadPage([_view(row, []) for row in rows], next_after)


def comment_view(comment: Comment) -> CommentView:
    """One comment without its replies."""
    return _view(comment, [])


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


def _before(session: Session, same: object, comment_id: int, limit: int) -> list[int]:
    query = select(Comment.id).where(same, Comment.id < comment_id)  # type: ignore[arg-type]  # a condition
    return list(session.scalars(query.order_by(Comment.id.desc()).limit(limit)))


def _with_authors() -> Select[Comment]:
    return select(Comment).options(
        joinedload(Comment.author).options(joinedload(Person.school), joinedload(Person.unit))
    )


def _page(session: Session, query: Select[Comment], after: int | None, limit: int) -> tuple[list[Comment], int | None]:
    if after is not None:
        query = query.where(Comment.id > after)
    rows = list(session.scalars(query.order_by(Comment.id).limit(limit + 1)))
    shown = rows[:limit]
    return shown, shown[-1].id if len(rows) > limit else None


def _first_replies(session: Session, parent_ids: list[int]) -> dict[int, list[Comment]]:
    """At most one more than is shown of each comment's replies, so that one knows whether there are more."""
    found: dict[int, list[Comment]] = defaultdict(list)
    if not parent_ids:
        return found
    place = func.row_number().over(partition_by=Comment.parent_id, order_by=Comment.id).label("place")
    inner = select(Comment.id, place).where(Comment.parent_id.in_(parent_ids)).subquery()
    query = _with_authors().join(inner, inner.c.id == Comment.id).where(inner.c.place <= REPLIES_SHOWN + 1)
    for reply in session.scalars(query.order_by(Comment.id)):
        found[reply.parent_id or 0].append(reply)
    return found


def _view(comment: Comment, replies: Iterable[Comment]) -> CommentView:
    removed = Removed.by_adult if comment.hidden_at else Removed.by_author if comment.withdrawn_at else None
    shown = list(replies)
    author = comment.author
    return CommentView(
        id=comment.id,
        author_id=comment.author_id,
        created_at=comment.created_at,
        edited_at=comment.edited_at,
        author_label="" if removed else author.display_name,
        role_label=None if removed else role_label(author),
        is_adult=author.is_adult and not removed,
        body="" if removed else comment.body,
        removed=removed,
        replies=[_view(reply, []) for reply in shown[:REPLIES_SHOWN]],
        has_more_replies=len(shown) > REPLIES_SHOWN,
    )
