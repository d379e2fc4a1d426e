"""What the pages of motions show, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from youthvoice.assembly.models import Amendment, AssemblyYear, Committee, Motion, MotionVersion
from youthvoice.assembly.motion_labels import AMENDMENT_KINDS, AMENDMENT_LABELS, state_words
from youthvoice.assembly.presenting.comparing import compared
from youthvoice.assembly.queries.amendments import AmendmentLine
from youthvoice.assembly.queries.motions import CreditRow, MotionLine, MotionRow
from youthvoice.assembly.rules.motions import DECIDED, OPEN, PUBLIC, MotionOrigin, MotionState
from youthvoice.assembly.rules.years import takes_motions
from youthvoice.core.clock import now
from youthvoice.core.keyset import MAX_ID, Page, whole_number
from youthvoice.core.worddiff import Part
from youthvoice.proposals.labels import TOPIC_LABELS

EVERY = "alle"
SHOWN: Mapping[str, tuple[LazyString, frozenset[MotionState]]] = {
    EVERY: (_("Alle"), PUBLIC),
    "aabne": (_("Ikke afgjort"), OPEN),
    "afgjort": (_("Afgjort"), DECIDED),
    "vaek": (_("Trukket eller lagt sammen"), frozenset({MotionState.withdrawn, MotionState.merged})),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for."""

    shown: str
    committee_id: int | None

    @property
    def states(self) -> list[MotionState]:
        """In an order of their own, so that the query is one statement."""
        return sorted(SHOWN[self.shown][1])

    @property
    def is_filtered(self) -> bool:
        """Not everything."""
        return self.shown != EVERY or self.committee_id is not None

    @property
    def arguments(self) -> dict[str, str | int]:
        """For the address of the next page."""
        found: dict[str, str | int] = {} if self.shown == EVERY else {"vis": self.shown}
        return found if self.committee_id is None else found | {"udvalg": self.committee_id}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to choose from."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One motion of the list."""

    number: int
    url: str
    title: str
    origin: str
    committee: str
    amendments: int
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list."""

    lines: list[Line]
    next_cursor: str | None
    shown: list[Choice]
    committees: list[Choice]
    asked: Asked
    is_later: bool
    takes_motions: bool


@dataclass(frozen=True, slots=True)
class AmendmentTold:
    """One amendment in the list of a motion."""

    number: int
    who: str
    reason: str
    votes_for: int
    against: int
    kind: str
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class MotionPage:
    """One motion, as its page shows it."""

    motion: Motion
    kind: str
    state: str
    topic: str
    credit: str
    merged: list[int]
    """Numbers of motions that became part of it."""
    committee: Committee | None
    proposal_title: str
    into_number: int | None
    open_amendments: list[AmendmentTold]
    settled_amendments: list[AmendmentTold]
    is_open: bool

    def __repr__(self) -> str:
        """For the stamp of a cached page: what the motion's version does not tell."""
        name = self.committee.name if self.committee else ""
        rest = self.motion.id, name, self.proposal_title, self.into_number, self.credit
        return repr((rest, self.open_amendments, self.settled_amendments))


@dataclass(frozen=True, slots=True)
class VersionTold:
    """One wording in the list of them."""

    id: int
    number: int
    who: str
    at: datetime
    note: str
    is_newest: bool
    is_amendment: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """All wordings of a motion, and the two that are compared."""

    versions: list[VersionTold]
    first: MotionVersion | None
    second: MotionVersion | None
    title: tuple[Part, ...]
    text: tuple[Part, ...]
    is_same: bool
    hides: bool
    """One of the two is hidden."""
    numbers: list[int]


def asked_for(arguments: Mapping[str, str]) -> Asked:
    """What the address asks for; what is not known is left out."""
    shown, committee_id = arguments.get("vis", EVERY), whole_number(arguments.get("udvalg"))
    known = committee_id if committee_id is not None and committee_id <= MAX_ID else None
    return Asked(shown if shown in SHOWN else EVERY, known)


def list_page(
    year: AssemblyYear, page: Page[MotionLine], committees: Sequence[Committee], asked: Asked, *, is_later: bool
) -> ListPage:
    """One page of the list."""
    return ListPage(
        lines=[line_of(year, one) for one in page.items],
        next_cursor=page.next_cursor,
        shown=[Choice(name, str(label), name == asked.shown) for name, (label, _states) in SHOWN.items()],
        committees=[Choice(str(one.id), one.name, one.id == asked.committee_id) for one in committees],
        asked=asked,
        is_later=is_later,
        takes_motions=takes_motions(year.moments, year.motions_due_at, now()),
    )


def line_of(year: AssemblyYear, line: MotionLine) -> Line:
    """One motion of a list."""
    motion = line.motion
    kind, state = state_words(motion.state, year.state)
    carried = gettext("Båret op af råd") if motion.origin is MotionOrigin.proposal else line.from_label
    return Line(
        number=motion.number or 0,
        url=url_for("assembly.motion", year=year.year, number=motion.number),
        title=motion.title,
        origin=carried,
        committee=motion.committee.name if motion.committee else "",
        amendments=line.amendments,
        kind=kind,
        state=state,
    )


def motion_page(
    year: AssemblyYear, row: MotionRow, credits_here: Sequence[CreditRow], amendments: Sequence[AmendmentLine]
) -> MotionPage:
    """One motion."""
    kind, state = state_words(row.motion.state, year.state)
    told = [_amendment(one) for one in amendments]
    return MotionPage(
        motion=row.motion,
        kind=kind,
        state=state,
        topic=str(TOPIC_LABELS[row.motion.topic]),
        credit=credit_words([one.label for one in credits_here]),
        merged=sorted({one.from_number for one in credits_here if one.from_number is not None}),
        committee=row.motion.committee,
        proposal_title=row.proposal_title,
        into_number=row.into_number,
        open_amendments=[one for one in told if one.is_open],
        settled_amendments=[one for one in told if not one.is_open],
        is_open=row.motion.state in OPEN,
    )


def credit_words(labels: Sequence[str]) -> str:
    """«Bygger på forslag fra …»; empty where nobody is credited."""
    if not labels:
        return ""
    *others, last = labels
    names = gettext("%(names)s og %(last)s", names="; ".join(others), last=last) if others else last
    return str(gettext("Bygger på forslag fra %(names)s.", names=names))


def amendment_state(amendment: Amendment) -> tuple[str, str]:
    """(kind, label) of where it stands."""
    return AMENDMENT_KINDS[amendment.state], str(AMENDMENT_LABELS[amendment.state])


def _amendment(line: AmendmentLine) -> AmendmentTold:
    kind, state = amendment_state(line.amendment)
    one = line.amendment
    return AmendmentTold(
        one.number, one.written_by_label, one.reason, line.votes_for, line.against, kind, state, one.settled_at is None
    )


def two_versions(arguments: Mapping[str, str], newest: int) -> tuple[int, int]:
    """Which two wordings are compared, the older first: those asked for, else the newest and the one before it."""
    first = min(whole_number(arguments.get("fra")) or newest - 1, newest)
    second = min(whole_number(arguments.get("til")) or newest, newest)
    first, second = max(first, 1), max(second, 1)
    return (first, second) if first <= second else (second, first)


def versions_page(
    motion: Motion, versions: Sequence[MotionVersion], first: MotionVersion | None, second: MotionVersion | None
) -> VersionsPage:
    """All wordings, and what is different between the two."""
    hides = any(one is not None and one.hidden_at is not None for one in (first, second))
    title: tuple[Part, ...] = ()
    text: tuple[Part, ...] = ()
    if first is not None and second is not None and not hides:
        title, text = compared(first.title, second.title), compared(first.text, second.text)
    return VersionsPage(
        versions=[_version(motion, one) for one in versions],
        first=first,
        second=second,
        title=title if any(part.kind != "same" for part in title) else (),
        text=text,
        is_same=all(part.kind == "same" for part in (*title, *text)),
        hides=hides,
        numbers=list(range(motion.versions, 0, -1))[:200],
    )


def _version(motion: Motion, one: MotionVersion) -> VersionTold:
    hidden = one.hidden_at is not None
    is_newest = one.number == motion.versions
    return VersionTold(
        one.id, one.number, one.written_by_label, one.at, "" if hidden else one.note, is_newest,
        one.amendment_id is not None, hidden,
    )  # fmt: skip
