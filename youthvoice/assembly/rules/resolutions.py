"""What became of a resolution, and how those of a year are counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from youthvoice.responses.rules import CaseState, Outcome
from youthvoice.responses.rules.follow_up import PromiseState, promise_state
from youthvoice.voting.rules.methods import ABSTAIN, NO, YES, Method
from youthvoice.voting.tallies import Outcome as Counted

POLITICIAN_MAX = 200
MORE_MIN, MORE_MAX = 10, 1500


class Fate(StrEnum):
    """Where a resolution stands with the municipality."""

    waiting = "waiting"
    overdue = "overdue"
    """The day by which an answer was owed has passed."""
    needs_more = "needs_more"
    """The municipality has asked for more: its time stands still."""
    passed_on = "passed_on"
    """Others decide, and their answer is still to come."""
    yes = "yes"
    partly = "partly"
    no = "no"
    dropped = "dropped"
    """Nobody is owed an answer any more: what it came from was withdrawn."""


ANSWERED: frozenset[Fate] = frozenset({Fate.yes, Fate.partly, Fate.no})
_OWED: frozenset[CaseState] = frozenset(
    {CaseState.awaiting_receipt, CaseState.awaiting_answer, CaseState.in_progress}
)  # fmt: skip
_OF_STATE: dict[CaseState, Fate] = {CaseState.needs_more: Fate.needs_more, CaseState.passed_on: Fate.passed_on}
_OF_OUTCOME: dict[Outcome, Fate] = {Outcome.yes: Fate.yes, Outcome.partly: Fate.partly, Outcome.no: Fate.no}


@dataclass(frozen=True)
class Progress:
    """What is stored of a resolution's case, its answer and its promise."""

    state: CaseState | None
    """None: no case was opened yet."""
    is_closed: bool
    due_on: date | None
    outcome: Outcome | None
    """Of the answer that stands."""
    promise: PromiseState | None = None
    """As it is stored; None where nothing was promised."""
    promise_due_on: date | None = None


def fate_of(progress: Progress, today: date) -> Fate:
    """Where it stands today. On the day itself nobody is late; a clearer answer that is owed counts as waiting."""
    if progress.state is CaseState.answered:
        return _OF_OUTCOME.get(progress.outcome or Outcome.no, Fate.waiting)
    if progress.is_closed:
        return Fate.dropped
    if progress.state in _OWED and progress.due_on is not None and progress.due_on < today:
        return Fate.overdue
    return _OF_STATE.get(progress.state, Fate.waiting) if progress.state else Fate.waiting


def promise_of(progress: Progress, today: date) -> PromiseState | None:
    """How its promise stands today; None where nothing was promised."""
    return promise_state(progress.promise, progress.promise_due_on, today) if progress.promise else None


@dataclass(frozen=True)
class Tally:
    """The resolutions of a year, counted. Each stands once among the fates, and once among the promises if it has one."""

    fates: dict[Fate, int]
    promises: dict[PromiseState, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.fates.values())

    @property
    def answered(self) -> int:
        """Yes, partly or no."""
        return sum(self.fates[fate] for fate in ANSWERED)

    @property
    def overdue(self) -> int:
        """Not answered, and the day has passed."""
        return self.fates[Fate.overdue]

    @property
    def kept(self) -> int:
        """Promises that the young people say were kept."""
        return self.promises[PromiseState.kept]

    @property
    def broken(self) -> int:
        """Promises that the young people say were not kept."""
        return self.promises[PromiseState.broken]


def tally(found: Iterable[Progress], today: date) -> Tally:
    """Count them as they stand today."""
    fates, promises = dict.fromkeys(Fate, 0), dict.fromkeys(PromiseState, 0)
    for progress in found:
        fates[fate_of(progress, today)] += 1
        promise = promise_of(progress, today)
        if promise is not None:
            promises[promise] += 1
    return Tally(fates, promises)


@dataclass(frozen=True)
class Hands:
    """A vote for and against, counted."""

    votes_for: int
    against: int
    abstaining: int


def hands_of(outcome: Mapping[str, Any] | None) -> Hands | None:
    """The votes of a question as its outcome is stored (``Outcome.to_json()``); None for any other kind of vote."""
    if outcome is None or Method(outcome["method"]) is not Method.yes_no:
        return None
    told = Counted.from_json(outcome)
    totals = told.rounds[0].totals if told.rounds else {}
    given = [int(totals.get(option, 0)) for option in (YES, NO, ABSTAIN)]
    return Hands(given[0], given[1], given[2] + told.blank)
