"""The written content beside this file, as typed values. Moments are told as «days ago, time of day» in Denmark."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from youthvoice.accounts.rules import Role, SchoolType
from youthvoice.core.clock import COPENHAGEN, local_date
from youthvoice.proposals.rules import Topic

KR = 100
"""Øre."""
FOLDER = Path(__file__).resolve().parent / "content"


@dataclass(frozen=True)
class Basis:
    """What a municipality needs before anyone can send a proposal: schools, units, and who answers what."""

    schools: dict[SchoolType, list[str]]
    units: list[str]
    routes: dict[Topic | None, str]
    """By topic; None is everything else."""


@dataclass(frozen=True)
class PersonText:
    """A made-up person; ``age`` for the young, ``title`` for adults."""

    key: str
    name: str
    role: Role
    age: int | None
    title: str | None
    school: str | None
    unit: str | None
    is_persona: bool
    leads: bool

    @property
    def email(self) -> str:
        """An address that nobody can have."""
        return f"{self.key}@{'ung' if self.age else 'kommune'}.example"


def form_key(*parts: object) -> str:
    """A form key that is the same at every load."""
    return sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]


def moment(told: str, now: datetime) -> datetime:
    """«41 12:40» -> 41 days before the Danish day of ``now``, at 12.40 Danish time."""
    days, _, clock = told.partition(" ")
    day = local_date(now) - timedelta(days=int(days))
    return datetime.combine(day, time.fromisoformat(clock), COPENHAGEN)


@lru_cache(maxsize=8)
def read(name: str) -> Any:
    """A file of the content folder, by its name without ``.json``."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def basis() -> Basis:
    """Schools, units and routes of the municipality."""
    found = read("basis")
    return Basis(
        schools={SchoolType(kind): names for kind, names in found["schools"].items()},
        units=found["units"],
        routes={Topic(topic) if topic else None: unit for topic, unit in found["routes"].items()},
    )


def people() -> list[PersonText]:
    """Everybody, the personas first: in that order they are offered at the sign-in."""
    found = read("people")
    everybody = [_person(one) for one in (*found["young"], *found["adults"])]
    return sorted(everybody, key=lambda one: not one.is_persona)


def _person(one: dict[str, Any]) -> PersonText:
    return PersonText(
        key=one["key"], name=one["name"], role=Role(one.get("role", "young_person")), age=one.get("age"),
        title=one.get("title"), school=one.get("school"), unit=one.get("unit"), is_persona=one.get("persona", False),
        leads=one.get("leads", False),
    )  # fmt: skip


def proposals() -> Sequence[dict[str, Any]]:
    """The proposals with everything that happened to them; ``play.py`` knows the keys."""
    found: list[dict[str, Any]] = read("proposals")
    return found


def councils() -> dict[str, Any]:
    """Bodies, seats and meetings with everything that happened in them; ``councils.py`` knows the keys."""
    found: dict[str, Any] = read("councils")
    return found


def votes() -> dict[str, Any]:
    """Elections and polls with everything that happened in them, and the many who vote; ``votes.py`` knows the keys."""
    found: dict[str, Any] = read("votes")
    return found


def pools() -> Sequence[dict[str, Any]]:
    """Pools of money, the earliest first, with every application; ``pools.py`` and ``applications.py`` know the keys."""
    found: list[dict[str, Any]] = read("pools")
    return found


def assembly() -> dict[str, Any]:
    """The year of Bytinget that was held («last»), and the one to come («next»); ``assembly.py`` knows the keys."""
    found: dict[str, Any] = read("assembly")
    return found


def hearings() -> Sequence[dict[str, Any]]:
    """The hearings with everything that was answered, the earliest first; ``hearings.py`` knows the keys."""
    found: list[dict[str, Any]] = read("hearings")
    return found


def phrases() -> list[tuple[str, str]]:
    """Names and words of the phrases that every unit may begin with."""
    return [(one["name"], one["words"]) for one in read("phrases")]
