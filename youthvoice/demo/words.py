"""Believable words for made-up proposals: titles, texts, comments and answers, put together from lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any, cast

from youthvoice.core.readability import lix
from youthvoice.demo.content import read
from youthvoice.proposals.rules import Topic
from youthvoice.responses.rules import DUTY_TO_EXPLAIN, Outcome, ReasonCode

TOPICS = tuple(Topic)
CASE_LINE = "Sagen har nummer {} hos os."
OWN_REASONS = tuple(reason for reason in ReasonCode if reason is not ReasonCode.not_our_decision)


@dataclass(frozen=True)
class ProposalWords:
    """What somebody proposes."""

    topic: Topic
    title: str
    what: str
    why: str
    who: str
    subject: str
    """What it is about, to be named inside a sentence: «flere bænke ved Lyngby Sø»."""


@dataclass(frozen=True)
class AnswerWords:
    """What the municipality says to it."""

    reason: ReasonCode | None
    explanation: str
    next_step: str
    asked_for: str
    lix: int


def proposal_words(rng: Random) -> ProposalWords:
    """A proposal: some ten thousand different titles, and many more texts."""
    topic = rng.choice(TOPICS)
    lists = _words()["topics"][topic.value]
    subject = f"{rng.choice(lists['things'])} {_pick(rng, lists['place'])}"
    what = f"{_pick(rng, 'openings')} Vi vil gerne have {subject}. {_pick(rng, 'details')}"
    return ProposalWords(topic, _sentence(subject), what, _pick(rng, "whys"), rng.choice(lists["who"]), subject)


def comment_words(rng: Random) -> str:
    """A short comment."""
    return _pick(rng, "comments")


def answer_words(rng: Random, outcome: Outcome, subject: str, case_number: int) -> AnswerWords:
    """An answer that every rule accepts. The case's number stands in it, so that no two cases get the same words."""
    reason = _reason(rng, outcome)
    parts = [f"Tak for jeres forslag om {subject}.", *_body(rng, outcome, reason)]
    asked = _pick(rng, "asked") if outcome is Outcome.needs_more else ""
    explanation = " ".join([*parts, CASE_LINE.format(case_number)])
    # Any number is one short word.
    return AnswerWords(reason, explanation, _pick(rng, "next_steps"), asked, _lix_of([*parts, CASE_LINE.format(1)]))


def pseudonyms() -> list[str]:
    """Four hundred different names."""
    found = _words()
    return [f"{first} {last}" for last in found["last_names"] for first in found["first_names"]]


def _reason(rng: Random, outcome: Outcome) -> ReasonCode | None:
    if outcome not in DUTY_TO_EXPLAIN:
        return None
    return ReasonCode.not_our_decision if outcome is Outcome.passed_on else rng.choice(OWN_REASONS)


def _body(rng: Random, outcome: Outcome, reason: ReasonCode | None) -> list[str]:
    if outcome is Outcome.needs_more:
        return ["Vi vil gerne hjælpe, men vi skal vide lidt mere først."]
    if outcome is Outcome.in_progress:
        return [_pick(rng, "working")]
    told = [_pick(rng, outcome.value)]
    if reason is not None:
        told += [rng.choice(_words()["reasons"][reason.value]), _pick(rng, "alternatives")]
    return told


def _lix_of(parts: Sequence[str]) -> int:
    """LIX of the parts together, from what each part counts; ``core.readability`` counts any part only once."""
    words, sentences, long_words = (sum(column) for column in zip(*map(_counted, parts), strict=True))
    return round(words / sentences + 100 * long_words / words)


@lru_cache(maxsize=20_000)
def _counted(part: str) -> tuple[int, int, int]:
    found = lix(part)
    return found.words, found.sentences, found.long_words


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _pick(rng: Random, name: str) -> str:
    return rng.choice(cast("list[str]", _words()[name]))


def _words() -> dict[str, Any]:
    return cast("dict[str, Any]", read("words"))
