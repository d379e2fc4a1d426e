"""Answers as officials type them: one that is whole, and what each outcome needs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from youthvoice.core.clock import today
from youthvoice.responses.rules import PROMISING, AnswerFacts, Outcome, ReasonCode

_numbers: Iterator[int] = count(1)


def good_explanation() -> str:
    """An explanation that nobody has had before."""
    return (
        f"Tak for jeres forslag nummer {next(_numbers)}. Vi siger nej i år. En bane koster over en million kroner, "
        "og de penge er ikke i budgettet. Vi tager den med, når vi laver næste budget."
    )


def whole_no(**changes: Any) -> AnswerFacts:
    """A no with everything that a no must have; ``changes`` may make it another answer, whose day is filled in."""
    facts = AnswerFacts(
        outcome=Outcome.no,
        reason=ReasonCode.budget,
        reason_detail="En bane koster 1.200.000 kr.",
        reason_on=today() + timedelta(days=200),
        explanation=good_explanation(),
        next_step="Kom til vores møde den 4. marts, så taler vi om det.",
        contact_name="Line Holm",
        contact_title="Ungekonsulent",
        contact_unit="Center for Uddannelse og Pædagogik",
    )
    found = replace(facts, **changes)
    if found.outcome in PROMISING and "expected_on" not in changes:
        found = replace(found, expected_on=today() + timedelta(days=90))
    if found.outcome is Outcome.passed_on:
        found = replace(
            found, **{**PASSED_ON, "expected_on": today() + timedelta(days=60), "reason_on": today(), **changes}
        )
    return found


PASSED_ON: dict[str, Any] = {"reason": ReasonCode.not_our_decision, "reason_detail": "Movia bestemmer over busserne."}


def asks_for_more() -> AnswerFacts:
    """Waits for the young person."""
    return AnswerFacts(outcome=Outcome.needs_more, asked_for="Hvor i byen tænker I, at banen skal ligge?")


def in_progress(days: int = 20) -> AnswerFacts:
    """Promises an answer by a date."""
    return AnswerFacts(outcome=Outcome.in_progress, expected_on=today() + timedelta(days=days))


def as_form(facts: AnswerFacts) -> dict[str, str]:
    """What a browser sends for these facts."""
    names = ("reason_detail", "explanation", "next_step", "asked_for", "contact_name", "contact_title", "contact_unit")
    return {
        "outcome": facts.outcome or "",
        "reason": facts.reason or "",
        "reason_on": facts.reason_on.isoformat() if facts.reason_on else "",
        "expected_on": facts.expected_on.isoformat() if facts.expected_on else "",
        **{name: getattr(facts, name) for name in names},
    }
