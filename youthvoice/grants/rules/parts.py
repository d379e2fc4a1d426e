"""The parts of an application as texts: what is typed, stored and compared, whether it is whole or half written.

A part is always a text, so that a half-written date is kept like any other word. What a day, a number or an amount should be
and is not begins with ``HALF``; the rest is as it was typed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from youthvoice.grants.rules.applications import (
    GROUP_MAX,
    LINE_MAX,
    LINK_MAX,
    MOST_LINES,
    PLACE_MAX,
    TEXT_MAX,
    TITLE_MAX,
    Breach,
    LineKind,
)
from youthvoice.grants.rules.pools import MOST_AMOUNT

HALF = "?"
"""The first letter of a day, a number or an amount that is none yet."""
KEPT_MAX = 20_000
"""Characters of a part that are kept however long it is: whoever pasted too much must be able to cut it."""
MOST_PARTICIPANTS = 100_000
NAME_MIN = 2

STEPS: tuple[str, ...] = ("hvad", "hvem", "hvornaar", "for-hvem", "budget", "risiko", "tjek")
PARTS: Mapping[str, tuple[str, ...]] = {
    "hvad": ("title", "what", "video_link"),
    "hvem": ("group_name", "about_group"),
    "hvornaar": ("begins_on", "ends_on", "place"),
    "for-hvem": ("for_whom", "how_to_join", "participants", "age_band", "topic", "school"),
    "budget": ("lines", "other_income", "other_income_from"),
    "risiko": ("risks", "adult_name", "adult_email"),
    "tjek": ("confirmed", "shows_refusal"),
}
"""The parts that each step of the form asks for."""
STEP_OF: Mapping[str, str] = {part: step for step, parts in PARTS.items() for part in parts}
TEXTS: Mapping[str, int] = {
    "title": TITLE_MAX,
    "what": TEXT_MAX,
    "video_link": LINK_MAX,
    "group_name": GROUP_MAX,
    "about_group": TEXT_MAX,
    "place": PLACE_MAX,
    "for_whom": TEXT_MAX,
    "how_to_join": TEXT_MAX,
    "other_income_from": 200,
    "risks": TEXT_MAX,
    "adult_name": 120,
    "adult_email": 254,
}
"""Parts that are words, and how long they may be."""
PRIVATE: frozenset[str] = frozenset({"adult_name", "adult_email"})
"""Words that are never public."""
INSIDE: frozenset[str] = frozenset({"about_group", "other_income_from", "risks"})
"""Words for those who decide and look after the pool; on a public page they do not stand."""
DAYS: frozenset[str] = frozenset({"begins_on", "ends_on"})

PART_OF: Mapping[Breach, str] = {
    Breach.title_missing: "title",
    Breach.what_missing: "what",
    Breach.group_missing: "group_name",
    Breach.when_missing: "begins_on",
    Breach.place_missing: "place",
    Breach.too_soon: "begins_on",
    Breach.ends_before_it_begins: "ends_on",
    Breach.after_the_year: "begins_on",
    Breach.for_whom_missing: "for_whom",
    Breach.how_to_join_missing: "how_to_join",
    Breach.no_lines: "lines",
    Breach.too_little: "lines",
    Breach.too_much: "lines",
    Breach.adult_missing: "adult_name",
    Breach.too_young: "who",
    Breach.too_old: "who",
    Breach.age_unknown: "who",
    Breach.rules_not_confirmed: "confirmed",
    Breach.owes_accounts: "accounts",
    Breach.pool_takes_none: "pool",
}
"""Where the form tells of a breach; ``who``, ``accounts`` and ``pool`` are not typed anywhere."""
WHILE_WRITING: frozenset[Breach] = frozenset(
    {
        Breach.too_soon,
        Breach.ends_before_it_begins,
        Breach.after_the_year,
        Breach.too_little,
        Breach.too_much,
    }
)
"""What is told as soon as it is typed; what is still missing is told when they want to send it."""


@dataclass(frozen=True)
class TypedLine:
    """A row of the budget as it was typed. ``amount``: digits of øre, or ``HALF`` and what stands there instead."""

    kind: str
    name: str
    amount: str

    @property
    def is_blank(self) -> bool:
        """Nothing in it; the kind alone says nothing."""
        return not self.name and not self.amount

    @property
    def is_whole(self) -> bool:
        """It can be counted: a name and an amount above zero."""
        oere = number_in(self.amount, MOST_AMOUNT)
        return NAME_MIN <= len(self.name) <= LINE_MAX and bool(oere) and self.kind in set(LineKind)


def write_lines(lines: Iterable[TypedLine]) -> str:
    """The rows as one part; blank ones fall away."""
    rows = [[line.kind, line.name, line.amount] for line in lines if not line.is_blank][:MOST_LINES]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_lines(text: str) -> tuple[TypedLine, ...]:
    """The rows of a part that ``write_lines`` wrote."""
    return tuple(TypedLine(*row) for row in json.loads(text)) if text else ()


def day_in(text: str) -> date | None:
    """The day of a part; None where it is half written or empty."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def number_in(text: str, most: int) -> int | None:
    """The number of a part, from 0 to ``most``; None where it is none."""
    if not text.isascii() or not text.isdigit() or len(text) > len(str(most)):
        return None
    return int(text) if int(text) <= most else None


def is_half(part: str, text: str) -> bool:
    """Tell whether a part cannot be stored as what it should be: half a day, no number, too long a text."""
    if part in TEXTS:
        return len(text) > TEXTS[part]
    if part == "lines":
        return any(not line.is_whole for line in read_lines(text))
    return text.startswith(HALF)


def mark(text: str) -> str:
    """Twelve hex digits that name a wording."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def write_marks(parts: Mapping[str, str]) -> str:
    """The wordings a page was shown with, for its form to carry: «title:0123456789ab what:…»."""
    return " ".join(f"{name}:{mark(text)}" for name, text in sorted(parts.items()))


def read_marks(text: str) -> dict[str, str]:
    """Part -> mark, of what a form carried; whatever else stands there is left out."""
    pairs = (word.partition(":") for word in text[:KEPT_MAX].split())
    return {name: found for name, _, found in pairs if name and found}


@dataclass(frozen=True)
class Merged:
    """Two people's writing put together. ``stored``: what is to be stored; ``clashes``: parts that both changed, each otherwise."""

    stored: dict[str, str]
    clashes: tuple[str, ...]


def merge(seen: Mapping[str, str], typed: Mapping[str, str], there: Mapping[str, str]) -> Merged:
    """Put ``typed`` upon what is ``there``. ``seen``: the marks of the wording that the writer began with.

    Where only one of the two changed a part, that change holds. A part without a mark was not seen: it is written only where
    nothing stands.
    """
    stored, clashes = {}, []
    for name, text in typed.items():
        now = there.get(name, "")
        if text == now or seen.get(name) == mark(text):
            continue
        if seen.get(name, mark("")) == mark(now):
            stored[name] = text
        else:
            clashes.append(name)
    return Merged(stored, tuple(clashes))
