"""Items that are not decided on the page of a meeting: the room above that brings them says where."""

from collections.abc import Callable

from youthvoice.core.errors import Forbidden

Address = Callable[[int], str]
_addresses: dict[str, Address] = {}


def register(subject_kind: str, address: Address) -> None:
    """Items of this kind are decided at ``address(subject_id)``; again replaces it."""
    _addresses[subject_kind] = address


def address_of(subject_kind: str | None, subject_id: int | None) -> str:
    """Where the item is decided; empty where that is the page of its meeting."""
    address = _addresses.get(subject_kind or "")
    return address(subject_id) if address is not None and subject_id is not None else ""


def is_elsewhere(subject_kind: str | None) -> bool:
    """Tell whether the room above decides items of this kind, and counts who takes part itself."""
    return subject_kind in _addresses


def require_own(subject_kind: str | None, owner: str) -> None:
    """Let pass the room that decides items of its kind (it names itself), and everybody for all others. Raises Forbidden."""
    if is_elsewhere(subject_kind) and owner != subject_kind:
        raise Forbidden
