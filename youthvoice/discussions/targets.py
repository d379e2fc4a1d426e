"""Comments can be reported, hidden and shown again."""

from youthvoice.discussions.commands import hide_comment, restore_comment
from youthvoice.discussions.queries import KIND, find_comment_target
from youthvoice.moderation import targets


def register() -> None:
    """Tell moderation how comments are found, hidden and shown again."""
    targets.register(KIND, find_comment_target, hide_comment, restore_comment)
