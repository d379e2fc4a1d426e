"""Pages of elections, one module a concern."""

from youthvoice.elections.views import (
    again,
    following,
    on_body,
    pages,
    planning,
    polls_on_body,
    roll,
    running,
    standing,
)
from youthvoice.elections.views.base import blueprint
from youthvoice.elections.views.polls import blueprint as polls

__all__ = [
    "again",
    "blueprint",
    "following",
    "on_body",
    "pages",
    "planning",
    "polls",
    "polls_on_body",
    "roll",
    "running",
    "standing",
]
