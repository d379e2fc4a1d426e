"""What a batch of made-up rows is made of: who takes part, which ids are free, and the rows themselves."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from youthvoice.proposals.rules import ProposalStatus, Topic
from youthvoice.responses.rules.follow_up import PromiseState

Row = dict[str, Any]
SPREAD_DAYS = 730
TABLES = (
    "threads", "cases", "case_parties", "proposals", "answers", "answer_feedback", "promises", "comments", "endorsements",
    "proposal_events",
)  # fmt: skip


@dataclass(frozen=True)
class Official:
    """Whoever answers for a unit."""

    id: int
    name: str
    title: str
    unit: str

    @property
    def byline(self) -> str:
        """As adults sign."""
        return f"{self.name}, {self.title}, {self.unit}"


@dataclass(frozen=True)
class Cast:
    """The people and places that made-up proposals use. ``officials`` is by topic, with the unit's id."""

    authors: Sequence[tuple[int, str, int | None]]
    officials: dict[Topic, tuple[int, Official]]


@dataclass(frozen=True)
class Ids:
    """The first free id of each table whose rows others point at."""

    proposal: int
    case: int
    thread: int
    comment: int
    answer: int


@dataclass
class Batch:
    """Rows by table, and how many proposals that anyone can read stand in each status."""

    rng: Random
    cast: Cast
    ids: Ids
    now: datetime

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    totals: Counter[ProposalStatus] = field(default_factory=Counter)
    promises: Counter[PromiseState] = field(default_factory=Counter)
