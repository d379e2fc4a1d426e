"""Writing a decision: what a settled motion decides, and what the group must be told. Amounts are øre."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from youthvoice.core.textcheck import is_filler, real_length
from youthvoice.grants.rules.applications import WAITING, ApplicationStatus
from youthvoice.grants.rules.deciding import (
    ANSWER_OF,
    BETTER_MIN,
    COMPLAINT_MIN,
    OWES_REASONS,
    RULE_MIN,
    AwardOutcome,
    MotionState,
)
from youthvoice.responses.rules import AnswerFacts

KIND = "application"
"""What cases and agenda items of an application are about."""
RULE_MAX = 400
BETTER_MAX = 1500
HOW_TO_COMPLAIN_MAX = 1000
WORDS_MIN = 10
WORDS_MAX = 3000
"""Of a complaint."""
REPLY_MIN = 20
REPLY_MAX = 3000
"""Of what is said to a complaint."""


class AwardProblem(StrEnum):
    """Why a part of a decision cannot be accepted."""

    missing = "missing"
    too_short = "too_short"
    not_real_words = "not_real_words"
    too_long = "too_long"


@dataclass(frozen=True, kw_only=True)
class AwardFacts:
    """A decision as it was typed. ``answer`` is what the group reads; its outcome follows from the motion."""

    answer: AnswerFacts
    rule: str = ""
    """The rule that a no or a smaller grant rests on, in the pool's own words."""
    better: str = ""
    """How to apply better."""
    complaint: str = ""
    """How to complain."""


def decided_amount(state: MotionState, amount: int) -> int | None:
    """What the council has decided to give by a motion of ``amount``; None where it has decided nothing.

    Carried: that much. Lost: nothing, unless it was a motion to give nothing, which leaves the question open.
    """
    if state is MotionState.carried:
        return amount
    return 0 if state is MotionState.lost and amount > 0 else None


def may_be_awarded(status: ApplicationStatus, outcome: AwardOutcome, *, was_complained_about: bool) -> bool:
    """Tell whether a decision may be written: of what waits; and a yes instead of a no that was complained about."""
    is_second_look = status is ApplicationStatus.rejected and was_complained_about
    return status in WAITING or (is_second_look and outcome is not AwardOutcome.rejected)


def relevant(facts: AwardFacts, outcome: AwardOutcome) -> AwardFacts:
    """With the outcome of the motion, and without what a whole grant need not tell."""
    answer = replace(facts.answer, outcome=ANSWER_OF[outcome])
    if outcome in OWES_REASONS:
        return replace(facts, answer=answer)
    return AwardFacts(answer=answer)


def missing_parts(facts: AwardFacts, outcome: AwardOutcome) -> Iterator[tuple[str, AwardProblem]]:
    """Yield what a decision lacks beside its answer, as (field of AwardFacts, problem); at most one for each field."""
    if outcome not in OWES_REASONS:
        return
    parts = (
        ("rule", facts.rule, RULE_MIN, RULE_MAX),
        ("better", facts.better, BETTER_MIN, BETTER_MAX),
        ("complaint", facts.complaint, COMPLAINT_MIN, HOW_TO_COMPLAIN_MAX),
    )
    for name, text, low, high in parts:
        problem = text_problem(text, low, high)
        if problem is not None:
            yield name, problem


def text_problem(text: str, low: int, high: int) -> AwardProblem | None:
    """Why a text of ``low`` to ``high`` characters cannot stand; None where it can."""
    if not text.strip():
        return AwardProblem.missing
    if len(text) > high:
        return AwardProblem.too_long
    if len(" ".join(text.split())) < low:
        return AwardProblem.too_short
    return AwardProblem.not_real_words if is_filler(text) or real_length(text) < low // 2 else None
