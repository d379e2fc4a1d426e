"""The permission map: permission -> any-of lists of all-of predicates.

Each room states its part in ``permissions.py``; ``app.py`` registers them. Views, templates and commands ask the same map.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from flask_login import current_user

from youthvoice.core.errors import Forbidden, SignInNeeded


class Actor(Protocol):
    """Whoever asks: a person, or nobody."""

    @property
    def is_authenticated(self) -> bool: ...


Predicate = Callable[[Any, Any], bool]
Rule = Sequence[Predicate]
PermissionMap = Mapping[str, Sequence[Rule]]

P = ParamSpec("P")
R = TypeVar("R")
_map: dict[str, Sequence[Rule]] = {}


def register(permissions: PermissionMap) -> None:
    """Add a room's permissions; the same name from two rooms is an error of the programmer."""
    for name, rules in permissions.items():
        if name in _map and _map[name] is not rules:
            raise ValueError(f"permission {name!r} is declared twice")
        _map[name] = rules


def signed_in(actor: Any, _thing: Any) -> bool:
    """Predicate: somebody is signed in."""
    return bool(actor.is_authenticated)


def can(actor: Any, permission: str, thing: Any = None) -> bool:
    """True where any rule of the permission holds in all its predicates. An unknown permission is a KeyError."""
    rules = _map[permission]
    return bool(actor.is_authenticated) and any(all(p(actor, thing) for p in rule) for rule in rules)


def require(actor: Any, permission: str, thing: Any = None) -> None:
    """Raise SignInNeeded or Forbidden unless ``can``."""
    if not can(actor, permission, thing):
        raise Forbidden if actor.is_authenticated else SignInNeeded


def needs(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """View decorator: whoever is signed in must hold the permission, before anything is looked up."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            require(current_user, permission)
            return view(*args, **kwargs)

        return guarded

    return decorate


def permissions() -> Mapping[str, Sequence[Rule]]:
    """The whole map, for the tests that walk it."""
    return dict(_map)
