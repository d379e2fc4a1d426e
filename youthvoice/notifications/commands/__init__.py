"""Telling people things, once each; what they have read; and how they want to be told."""

from youthvoice.notifications.commands.reading import mark_all_read, mark_read
from youthvoice.notifications.commands.telling import News, notify, notify_each, tell

__all__ = ["News", "mark_all_read", "mark_read", "notify", "notify_each", "tell"]
