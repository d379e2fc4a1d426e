"""What happened in a discussion."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CommentPosted:
    """A new comment; ``parent_author_id`` wrote what it replies to (None at the top)."""

    comment_id: int
    thread_id: int
    subject_kind: str
    subject_id: int
    author_id: int
    parent_author_id: int | None


@dataclass(frozen=True)
class ThreadChanged:
    """What can be read in the thread has changed; ``comment_count`` is the number of readable comments now."""

    thread_id: int
    subject_kind: str
    subject_id: int
    comment_count: int
