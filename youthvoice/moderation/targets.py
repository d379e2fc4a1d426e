"""The texts that can be reported. The room that owns a kind of text tells how it is found, hidden and shown again."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound


@dataclass(frozen=True)
class Target:
    """A text written by a person, as it stands now.

    ``path`` is where it is read, without the language prefix; ``is_readable`` is False while it is withdrawn or hidden.
    """

    kind: str
    id: int
    title: str
    path: str
    text: str
    author_id: int
    is_readable: bool = True
    public_text: str = ""
    """What everybody may read of it, where that is not all of ``text``."""

    @property
    def shown(self) -> str:
        """What stands on the page where it is reported: never more than whoever reports it may read."""
        return self.public_text or self.text


Find = Callable[[Session, int], Target | None]
Change = Callable[[Session, int], None]


@dataclass(frozen=True)
class Owner:
    """What the owning room can do with its texts."""

    find: Find
    hide: Change
    restore: Change


_owners: dict[str, Owner] = {}


def register(kind: str, find: Find, hide: Change, restore: Change) -> None:
    """Make texts of ``kind`` reportable. ``hide`` and ``restore`` do nothing where it is already so.

    ``find`` may return a hidden text with ``is_readable=False``, or None. Registering a kind again replaces it.
    """
    _owners[kind] = Owner(find, hide, restore)


def find_target(session: Session, kind: str, target_id: int) -> Target | None:
    """The text, hidden or not; None where the kind or the id is unknown."""
    owner = _owners.get(kind)
    return owner.find(session, target_id) if owner else None


def get_readable_target(session: Session, kind: str, target_id: int) -> Target:
    """The text, if anyone may read it now. Raises NotFound."""
    target = find_target(session, kind, target_id)
    if target is None or not target.is_readable:
        raise NotFound
    return target


def hide_target(session: Session, kind: str, target_id: int) -> None:
    """Let nobody read the text. Raises NotFound for an unknown kind."""
    _owner(kind).hide(session, target_id)


def restore_target(session: Session, kind: str, target_id: int) -> None:
    """Let everybody read the text again. Raises NotFound for an unknown kind."""
    _owner(kind).restore(session, target_id)


def _owner(kind: str) -> Owner:
    try:
        return _owners[kind]
    except KeyError:
        raise NotFound from None
