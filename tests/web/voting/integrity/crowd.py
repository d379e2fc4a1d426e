"""A crowd at the polls: what each of many processes does, and a notebook of what was acknowledged to whom."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

from tests.apps import make_settings
from tests.races import SECONDS
from tests.web.voting.integrity.polling import Phone, Place, cast_direct, cast_printed, octets
from youthvoice.core.db import Database
from youthvoice.voting.errors import Closed, PaperElsewhere

OPTIONS = (1, 2)


@dataclass(frozen=True)
class Act:
    """One deed at the polls: who (a person's id or a slip's code), on which of their devices, and how the ballot is filled in."""

    kind: str
    who: int | str
    device: int
    choice: int


def acts_of(place: Place) -> list[Act]:
    """One for each person and slip: every fourth of the people by phone, the others without JavaScript."""
    people = [Act("direct" if n % 4 else "phone", who, 0, OPTIONS[n % 3 == 0]) for n, who in enumerate(place.people)]
    return people + [Act("slip", code, 0, OPTIONS[n % 5 == 0]) for n, code in enumerate(place.codes)]


def with_doubles(acts: Sequence[Act], processes: int) -> list[list[Act]]:
    """Each process's share. Every tenth act is done twice by its own process (the second time with the other choice), and
    every ninth by the next process as well, at about the same moment, with another device (a slip: the same code)."""
    shares: list[list[Act]] = [[] for _ in range(processes)]
    for n, act in enumerate(acts):
        own = shares[n % processes]
        own.append(act)
        if n % 9 == 0:
            shares[(n + 1) % processes].append(Act(act.kind, act.who, 1, act.choice))
        elif n % 10 == 0:
            own.append(Act(act.kind, act.who, 0, 3 - act.choice))
    return shares


def do(database: Database, place: Place, act: Act) -> bytes:
    """Do one act; returns the token that lies in the box then. Raises PaperElsewhere and Closed."""
    if act.kind == "slip":
        return cast_printed(database, place, str(act.who), (act.choice,))
    seed = f"{place.key} {act.who} {act.device}"
    if act.kind == "direct":
        return cast_direct(database, place, int(act.who), octets(seed), (act.choice,))
    phone = Phone(place, seed)
    return phone.cast(database, phone.get_paper(database, int(act.who)), (act.choice,))


def until_answered(database: Database, place: Place, act: Act) -> bytes:
    """As ``do``; a database that was too busy to answer is asked again, as people do."""
    while True:
        try:
            return do(database, place, act)
        except OperationalError as error:
            if "locked" not in str(error):
                raise


def vote(place: Place, acts: Sequence[Act], notebook: str, start: Any) -> None:
    """A process: does its acts, and writes down each that was acknowledged, before it goes on to the next."""
    database = Database(make_settings(place.url))
    start.wait(SECONDS)
    with Path(notebook).open("ab", buffering=0) as file:
        for act in acts:
            try:
                token = until_answered(database, place, act)
            except PaperElsewhere:
                continue
            except Closed:
                break
            file.write(f"{token.hex()} {act.choice} {act.kind} {act.who}\n".encode())
    database.dispose()
    os._exit(0)


def acknowledged(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(token, choice, kind and who) of each act that was acknowledged, those of a process in their order."""
    for notebook in sorted(folder.glob("*.txt")):
        for line in notebook.read_text().splitlines():
            token, choice, who = line.split(" ", 2)
            yield token, choice, who


def last_choices(folder: Path) -> dict[str, str]:
    """The token of every vote that was acknowledged -> what it was filled in with last."""
    return {token: choice for token, choice, _who in acknowledged(folder)}


def most_papers_of_one(folder: Path) -> int:
    """How many different tokens the same person or slip was told to have in the box, at most."""
    return max(Counter(who for who, _ in {(who, token) for token, _, who in acknowledged(folder)}).values())
