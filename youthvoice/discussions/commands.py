"""Open a thread, write in it, and change or withdraw what one wrote."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.authz import can, require
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.forms import clean
from youthvoice.core.textcheck import find_cpr
from youthvoice.discussions.events import CommentPosted, ThreadChanged
from youthvoice.discussions.guards import require_open
from youthvoice.discussions.models import Comment, Thread
from youthvoice.discussions.queries import as_target, find_own_by_form_key, get_thread
from youthvoice.discussions.rules import COMMENT_MAX, COMMENT_MIN
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help


@dataclass(frozen=True)
class CommentData:
    """Audit: which thread the comment stands in."""

    thread_id: int


def open_thread(session: Session, subject_kind: str, subject_id: int, title: str, path: str) -> Thread:
    """A new, empty thread. ``path`` (without the language prefix) and ``title`` are those of the page it stands on."""
    thread = Thread(subject_kind=subject_kind, subject_id=subject_id, title=title[:200], path=path, comment_count=0)
    session.add(thread)
    session.flush()
    return thread


def rename_thread(session: Session, thread_id: int, title: str) -> None:
    """The page the thread stands on has a new title."""
    session.execute(update(Thread).where(Thread.id == thread_id).values(title=title[:200]))


def post_comment(  # whoever calls it has all of these from one form
    session: Session, author: Person, thread_id: int, body: str, form_key: str, parent_id: int | None = None
) -> Comment:
    """Write a comment; the same form sent twice is one comment. A reply to a reply becomes a reply to its parent.

    Raises NotFound (thread, subject or parent cannot be read) and RuleBroken. Words of a crisis raise an alarm.
    """
    require(author, "comment.post")
    earlier = find_own_by_form_key(session, author.id, form_key)
    if earlier is not None:
        return earlier
    thread = require_open(session, get_thread(session, thread_id))
    replied_to = _replied_to(session, thread_id, parent_id)
    comment = Comment(
        form_key=form_key,
        thread_id=thread_id,
        author_id=author.id,
        body=_checked(body),
        created_at=now(),
        parent_id=(replied_to.parent_id or replied_to.id) if replied_to else None,
    )
    stored = _store_once(session, comment)
    if stored is comment:
        _tell_of_post(session, thread, comment, replied_to.author_id if replied_to else None)
    return stored


def edit_comment(session: Session, person: Person, comment_id: int, body: str) -> Comment:
    """Change one's own comment while it is new. Raises NotFound, RuleBroken (too late, or the text will not do)."""
    comment, thread = _own_readable(session, person, comment_id)
    if not can(person, "comment.edit", comment):
        raise RuleBroken({"": [gettext("Du kan rette en kommentar i 15 minutter. Den tid er gået.")]})
    text = _checked(body)
    if text == comment.body:
        return comment
    comment.body, comment.edited_at = text, now()
    session.flush()
    audit.record(session, person.id, "comment.edit", ("comment", comment.id), CommentData(thread.id))
    _change_count(session, thread, 0)
    _look_for_crisis(session, comment, thread)
    return comment


def withdraw_comment(session: Session, person: Person, comment_id: int) -> Comment:
    """Take back one's own comment; its place stays. Twice is once. Raises NotFound."""
    comment = lock_comment(session, comment_id)
    if comment is None or not can(person, "comment.withdraw", comment):
        raise NotFound
    if comment.withdrawn_at is not None:
        return comment
    was_readable = comment.is_readable
    comment.withdrawn_at = now()
    session.flush()
    audit.record(session, person.id, "comment.withdraw", ("comment", comment.id), CommentData(comment.thread_id))
    if was_readable:
        _change_count(session, comment.thread, -1)
    return comment


def hide_comment(session: Session, comment_id: int) -> None:
    """A moderator hides it; its place stays. Twice is once. Raises NotFound. (moderation records who and why.)"""
    comment = lock_comment(session, comment_id)
    if comment is None:
        raise NotFound
    if comment.hidden_at is None:
        was_readable = comment.is_readable
        comment.hidden_at = now()
        session.flush()
        if was_readable:
            _change_count(session, comment.thread, -1)


def restore_comment(session: Session, comment_id: int) -> None:
    """A moderator shows it again; one that its author withdrew stays withdrawn. Twice is once. Raises NotFound."""
    comment = lock_comment(session, comment_id)
    if comment is None:
        raise NotFound
    if comment.hidden_at is not None:
        comment.hidden_at = None
        session.flush()
        if comment.is_readable:
            _change_count(session, comment.thread, 1)


def lock_comment(session: Session, comment_id: int) -> Comment | None:
    """The comment as it is now, and nobody else changes it until this transaction ends."""
    query = select(Comment).where(Comment.id == comment_id).with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def _store_once(session: Session, comment: Comment) -> Comment:
    try:
        with session.begin_nested():
            session.add(comment)
            session.flush()
    except IntegrityError:
        # The same form came twice at the same moment: the other request was first.
        stored = find_own_by_form_key(session, comment.author_id, comment.form_key)
        if stored is None:
            raise
        return stored
    return comment


def _replied_to(session: Session, thread_id: int, parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    parent = session.get(Comment, parent_id)
    if parent is None or parent.thread_id != thread_id:
        raise NotFound
    if not parent.is_readable:
        text = gettext("Kommentaren, du svarer på, er fjernet. Send igen, så kommer din tekst som en ny kommentar.")
        raise RuleBroken({"": [text]})
    return parent


def _checked(body: str) -> str:
    text = clean(body) or ""
    if not COMMENT_MIN <= len(text) <= COMMENT_MAX:
        bounds = gettext("Skriv mellem %(low)d og %(high)d tegn.", low=COMMENT_MIN, high=COMMENT_MAX)
        raise RuleBroken({"body": [bounds]})
    if find_cpr(text):
        raise RuleBroken({"body": [gettext("Slet CPR-nummeret. Det må aldrig stå på en side, som alle kan læse.")]})
    return text


def _own_readable(session: Session, person: Person, comment_id: int) -> tuple[Comment, Thread]:
    comment = lock_comment(session, comment_id)
    if comment is None or not can(person, "comment.withdraw", comment) or not comment.is_readable:
        raise NotFound
    return comment, require_open(session, comment.thread)


def _tell_of_post(session: Session, thread: Thread, comment: Comment, parent_author_id: int | None) -> None:
    audit.record(session, comment.author_id, "comment.post", ("comment", comment.id), CommentData(thread.id))
    _change_count(session, thread, 1)
    publish(
        session,
        CommentPosted(
            comment.id, thread.id, thread.subject_kind, thread.subject_id, comment.author_id, parent_author_id
        ),
    )
    _look_for_crisis(session, comment, thread)


def _look_for_crisis(session: Session, comment: Comment, thread: Thread) -> None:
    if needs_help(comment.body):
        raise_alarm(session, as_target(comment, thread, is_readable=True))


def _change_count(session: Session, thread: Thread, by: int) -> None:
    """Count in the database, so that two writers at once both count; then tell the room above what can be read now."""
    counted = update(Thread).where(Thread.id == thread.id).values(comment_count=Thread.comment_count + by)
    session.execute(counted.execution_options(synchronize_session=False))
    session.refresh(thread, ["comment_count"])
    publish(session, ThreadChanged(thread.id, thread.subject_kind, thread.subject_id, thread.comment_count))
