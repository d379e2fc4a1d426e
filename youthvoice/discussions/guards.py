"""Whether the page a thread stands on can be read: the room above knows, and registers a guard for its subjects."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound
from youthvoice.discussions.models import Thread

Guard = Callable[[Session, int], bool]
_guards: dict[str, Guard] = {}


def register(subject_kind: str, guard: Guard) -> None:
    """Ask ``guard(session, subject_id)`` before a thread of this kind is read or written to; again replaces it."""
    _guards[subject_kind] = guard


def is_open(session: Session, thread: Thread) -> bool:
    """True where anyone can read what the thread is about. A kind without a guard is an error of the programmer."""
    guard = _guards.get(thread.subject_kind)
    if guard is None:
        raise LookupError(f"no guard is registered for threads of a {thread.subject_kind!r} (discussions/guards.py)")
    return guard(session, thread.subject_id)


def require_open(session: Session, thread: Thread | None) -> Thread:
    """The thread itself. Raises NotFound where there is none, or its subject cannot be read."""
    if thread is None or not is_open(session, thread):
        raise NotFound
    return thread
