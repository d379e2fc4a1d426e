"""Cases that are not answered in the inbox: the room above that opens them says where they are, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString

from youthvoice.core.errors import Forbidden


@dataclass(frozen=True)
class Decider:
    """Who answers the cases of one kind, and where."""

    title: LazyString
    """«Ungerådet afgør den her»."""
    words: LazyString
    """What the unit still does, in a sentence or two."""
    action: LazyString
    address: Callable[[int], str]
    """The page to answer on, by the id of what the case is about."""


_deciders: dict[str, Decider] = {}


def register(subject_kind: str, decider: Decider) -> None:
    """Cases of this kind are answered elsewhere; again replaces it."""
    _deciders[subject_kind] = decider


def decider_of(subject_kind: str) -> Decider | None:
    """None where the unit itself answers."""
    return _deciders.get(subject_kind)


def require_own(subject_kind: str, owner: str = "") -> None:
    """Let pass whoever answers for that kind: its room names itself as ``owner``, the inbox nobody. Raises Forbidden."""
    if subject_kind in _deciders and owner != subject_kind:
        raise Forbidden
