"""From facts of cases to counts by year and unit. Nothing is kept back here: see publishing.py."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from youthvoice.core.suppressing import Group
from youthvoice.insight.rules.measures import OUTCOMES, PROMISES, REASON_BASES, REASONS, Base, Measure
from youthvoice.responses.rules.answers import CaseState, Outcome, ReasonCode
from youthvoice.responses.rules.clock import DueState, days_taken, due_state
from youthvoice.responses.rules.follow_up import PromiseState, promise_state


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """A case as it stands. All days are Danish calendar days; None: it has not happened."""

    unit_id: int
    persons: frozenset[Hashable]
    opened_on: date
    state: CaseState
    due_on: date
    clock_from: date
    is_paused: bool = False
    is_closed: bool = False
    answered_on: date | None = None
    """The day of the first answer."""
    answer_due_on: date | None = None
    """The deadline it was to keep."""
    paused_days: int = 0
    """Before the first answer."""
    outcome: Outcome | None = None
    """Of the newest answer with a yes, partly, no or passed-on."""
    reason: ReasonCode | None = None
    reopened_on: date | None = None
    extended_on: date | None = None
    promised_on: date | None = None
    """Of a promise that is public."""
    promise_unit_id: int | None = None
    promise: PromiseState | None = None
    promise_due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class FeedbackFacts:
    """What one of those who asked said of one wording."""

    unit_id: int
    person: Hashable
    said_on: date
    understood: bool
    taken_seriously: bool


@dataclass
class Tally:
    """The counts of one unit (or of all) in one year."""

    groups: defaultdict[Base, Group] = field(default_factory=lambda: defaultdict(Group))
    parts: Counter[Measure] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    """How many first answers took so many days."""


Key = tuple[int, int | None]
"""Year, and unit; None: all units."""


@dataclass
class Tallies:
    """All counts. ``year_of`` says under which number a day is counted: its year, or whatever a report asks for."""

    year_of: Callable[[date], int] = attrgetter("year")
    by_key: defaultdict[Key, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def of(self, day: date, unit_id: int) -> tuple[Tally, Tally]:
        """The unit's and everybody's counts of that day's year."""
        year = self.year_of(day)
        return self.by_key[year, unit_id], self.by_key[year, None]

    def add(
        self, day: date, unit_id: int, base: Base, persons: Iterable[Hashable], parts: Iterable[Measure] = ()
    ) -> None:
        """One more in a group, and in those parts of it."""
        for tally in self.of(day, unit_id):
            tally.groups[base].add(persons)
            tally.parts.update(parts)


def count_case(tallies: Tallies, case: CaseFacts, today: date) -> None:
    """Add one case to every figure it has a part in."""
    if case.answered_on is None and case.is_closed:
        tallies.add(case.opened_on, case.unit_id, Base.withdrawn, case.persons)
    else:
        tallies.add(case.opened_on, case.unit_id, Base.asked, case.persons)
        _count_answer(tallies, case)
        _count_time(tallies, case, today)
    for day, base in ((case.reopened_on, Base.reopened), (case.extended_on, Base.extended)):
        if day is not None:
            tallies.add(day, case.unit_id, base, case.persons)
    if case.promised_on is not None and case.promise is not None:
        state = promise_state(case.promise, case.promise_due_on, today)
        unit_id = case.promise_unit_id or case.unit_id
        tallies.add(case.promised_on, unit_id, Base.promises, case.persons, [PROMISES[state]])


def count_feedback(tallies: Tallies, said: FeedbackFacts) -> None:
    """Add one word on an answer."""
    answers = ((Measure.understood, said.understood), (Measure.taken_seriously, said.taken_seriously))
    tallies.add(said.said_on, said.unit_id, Base.feedback, [said.person], [measure for measure, yes in answers if yes])


def _count_answer(tallies: Tallies, case: CaseFacts) -> None:
    day = case.answered_on
    if day is None:
        return
    outcome = [OUTCOMES[case.outcome]] if case.outcome else []
    tallies.add(day, case.unit_id, Base.answered, case.persons, outcome)
    for tally in tallies.of(day, case.unit_id):
        tally.days[days_taken(case.opened_on, day, case.paused_days)] += 1
    if case.outcome in REASON_BASES and case.reason is not None:
        base, reason = REASON_BASES[case.outcome], REASONS[case.outcome][case.reason]
        tallies.add(day, case.unit_id, base, case.persons, [reason])


def _count_time(tallies: Tallies, case: CaseFacts, today: date) -> None:
    """Whether it came on time, from the day that is certain; and how it stands today."""
    if case.answered_on is not None and case.answer_due_on is not None:
        is_on_time = case.answered_on <= case.answer_due_on
        day = case.answered_on if is_on_time else case.answer_due_on
        tallies.add(day, case.unit_id, Base.settled, case.persons, [Measure.on_time] if is_on_time else [])
    elif not case.is_paused and case.due_on < today:
        tallies.add(case.due_on, case.unit_id, Base.settled, case.persons)
    state = due_state(
        case.due_on,
        today,
        answered=case.state is CaseState.answered or case.is_closed,
        started_on=case.clock_from,
        paused=case.is_paused,
    )
    if state in (DueState.overdue, DueState.long_overdue):
        tallies.add(today, case.unit_id, Base.overdue, case.persons)
        if state is DueState.long_overdue:
            tallies.add(today, case.unit_id, Base.long_overdue, case.persons)
