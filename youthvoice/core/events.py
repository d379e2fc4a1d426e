"""What happened, told to whoever listens, inside the same transaction.

A room publishes small frozen dataclasses from its commands. Rooms above it (and ``notifications``) subscribe in their
``listeners.py``, so a lower room never knows who listens. Listeners write rows; they never send anything.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

E = TypeVar("E")
_listeners: dict[type[Any], list[Callable[[Session, Any], None]]] = defaultdict(list)


def subscribe(event_type: type[E], listener: Callable[[Session, E], None]) -> None:
    """Call ``listener(session, event)`` at each ``publish`` of that exact type; subscribing twice is once."""
    if listener not in _listeners[event_type]:
        _listeners[event_type].append(listener)


def publish(session: Session, event: object) -> None:
    """Tell every listener now, in the publisher's transaction; an error of a listener undoes both."""
    for listener in tuple(_listeners[type(event)]):
        listener(session, event)
