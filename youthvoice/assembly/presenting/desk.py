"""Who stands at the door: delegations with their delegates, as far as they are searched for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from youthvoice.assembly.queries.day import Guest


@dataclass(frozen=True)
class Group:
    """A delegation's delegates; ``there`` and ``size`` are of all of them."""

    name: str
    guests: list[Guest]
    there: int
    size: int


@dataclass(frozen=True)
class Desk:
    """The page at the door."""

    asked: str
    groups: list[Group]
    there: int
    size: int


def desk_of(everybody: Sequence[Guest], asked: str) -> Desk:
    """Those whose name, or whose delegation's name, holds each word that was asked for. They come by delegation."""
    words = asked.casefold().split()
    groups = []
    for name, of_it in groupby(everybody, key=lambda guest: guest.delegation):
        found = list(of_it)
        shown = [guest for guest in found if all(word in f"{guest.name} {name}".casefold() for word in words)]
        if shown:
            groups.append(Group(name, shown, sum(guest.is_there for guest in found), len(found)))
    return Desk(asked, groups, sum(guest.is_there for guest in everybody), len(everybody))
