"""Every figure of the scorecard, and how it is counted. The page «Sådan tæller vi» says the same in plain words.

Days are Danish calendar days. A unit's figures are those of the cases it has today (a promise's unit is the one that made
it). «Those who asked» are everyone who ever was a party of the case; a case of a whole class or council counts as one.

=============== ====================================================================================================
asked           cases by the day they were opened; a withdrawn one that never got an answer is not among them
withdrawn       cases by the day they were opened that were closed before they got an answer
answered        cases by the day of their first answer with a yes, partly, no or passed-on
median_days     of those: the median of ``clock.days_taken`` (calendar days without those in which the young person
                was asked for more)
on_time         share of the cases whose time was up: answered by the deadline that stood then, counted on the day of
                the answer; or not answered by it, counted on the day of the deadline, whether an answer came later
                or not. So each case is counted once; one that waits for the young person is not counted meanwhile
overdue         this year only: open cases that are past their deadline today, also for a clearer answer and for others'
long_overdue    of those: the ones that have taken more than twice their time (``clock.due_state``)
yes ... passed  shares of the answered cases, by the newest of those answers
no_*, partly_*  shares of the cases with a no (a partly) by the reason that this answer names
understood      share of what those who asked said of an answer, by the day they said it; each says it once of each
taken_seriously wording
reopened        cases by the day they were reopened, by one who asked or by five readers
extended        cases by the day their deadline was moved
promises        promises of public questions by the day they were made; kept, under way, late and broken are shares of
                them as they stand today
=============== ====================================================================================================
"""

from enum import StrEnum

from youthvoice.responses.rules.answers import Outcome, ReasonCode
from youthvoice.responses.rules.follow_up import PromiseState


class Base(StrEnum):
    """A group of cases (or words, or promises) that figures are made of: if too few people stand behind it, none is shown."""

    asked = "asked"
    withdrawn = "withdrawn"
    answered = "answered"
    settled = "settled"
    """Cases whose time was up, answered or not."""
    overdue = "overdue"
    long_overdue = "long_overdue"
    refused = "refused"
    """Cases that got a no."""
    half = "half"
    """Cases that got a partly."""
    feedback = "feedback"
    reopened = "reopened"
    extended = "extended"
    promises = "promises"


class Measure(StrEnum):
    """One figure; its value is its name in storage."""

    asked = "asked"
    answered = "answered"
    withdrawn = "withdrawn"
    median_days = "median_days"
    on_time = "on_time"
    overdue = "overdue"
    long_overdue = "long_overdue"
    extended = "extended"
    yes = "yes"
    partly = "partly"
    no = "no"
    passed_on = "passed_on"
    no_law_or_rules = "no_law_or_rules"
    no_budget = "no_budget"
    no_not_our_decision = "no_not_our_decision"
    no_safety = "no_safety"
    no_already_exists = "no_already_exists"
    no_other_peoples_rights = "no_other_peoples_rights"
    no_time = "no_time"
    partly_law_or_rules = "partly_law_or_rules"
    partly_budget = "partly_budget"
    partly_not_our_decision = "partly_not_our_decision"
    partly_safety = "partly_safety"
    partly_already_exists = "partly_already_exists"
    partly_other_peoples_rights = "partly_other_peoples_rights"
    partly_time = "partly_time"
    understood = "understood"
    taken_seriously = "taken_seriously"
    reopened = "reopened"
    promises = "promises"
    kept = "kept"
    under_way = "under_way"
    late = "late"
    broken = "broken"


class Kind(StrEnum):
    """What a figure is."""

    amount = "amount"
    days = "days"
    percent = "percent"


FEW = "few"
"""Stands where a figure is kept back."""
Figure = int | float | str | None
"""A number, ``FEW``, or None where nothing was counted."""
Figures = dict[str, Figure]
"""The figures of one unit (or all) in one year, by the value of their ``Measure``."""

OUTCOMES: dict[Outcome, Measure] = {
    Outcome.yes: Measure.yes,
    Outcome.partly: Measure.partly,
    Outcome.no: Measure.no,
    Outcome.passed_on: Measure.passed_on,
}
REASONS: dict[Outcome, dict[ReasonCode, Measure]] = {
    outcome: {reason: Measure(f"{outcome.value}_{reason.value}") for reason in ReasonCode}
    for outcome in (Outcome.no, Outcome.partly)
}
REASON_BASES: dict[Outcome, Base] = {Outcome.no: Base.refused, Outcome.partly: Base.half}
PROMISES: dict[PromiseState, Measure] = {
    PromiseState.kept: Measure.kept,
    PromiseState.under_way: Measure.under_way,
    PromiseState.late: Measure.late,
    PromiseState.broken: Measure.broken,
}

COUNTS: dict[Measure, Base] = {
    measure: Base(measure.value)
    for measure in (
        Measure.asked, Measure.answered, Measure.withdrawn, Measure.overdue, Measure.long_overdue, Measure.extended,
        Measure.reopened, Measure.promises,
    )
}  # fmt: skip
"""Numbers of a group itself."""
SINGLES: dict[Measure, Base] = {
    Measure.on_time: Base.settled,
    Measure.understood: Base.feedback,
    Measure.taken_seriously: Base.feedback,
}
"""A share of a group, by itself."""
PARTS: dict[Base, tuple[Measure, ...]] = {
    Base.answered: tuple(OUTCOMES.values()),
    Base.refused: tuple(REASONS[Outcome.no].values()),
    Base.half: tuple(REASONS[Outcome.partly].values()),
    Base.promises: tuple(PROMISES.values()),
}
"""What a group is parted into: these shares make a hundred percent together."""


def kind_of(measure: Measure) -> Kind:
    """What a figure is."""
    if measure is Measure.median_days:
        return Kind.days
    return Kind.amount if measure in COUNTS else Kind.percent
