"""What a comment may be, and how long its author may change it unseen."""

from datetime import datetime, timedelta

COMMENT_MIN = 2
COMMENT_MAX = 1000
MAX_DEPTH = 1
EDIT_MINUTES = 15


def may_edit(created_at: datetime, now: datetime) -> bool:
    """Tell whether a comment is still so new that its author may change it."""
    return now - created_at < timedelta(minutes=EDIT_MINUTES)


def may_reply(parent_depth: int) -> bool:
    """Tell whether a comment at this depth (0 is the top) can be replied to."""
    return parent_depth < MAX_DEPTH
