"""Rows of a made-up answer, what those who asked say of it, and what became of what it promised."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from youthvoice.core.clock import local_date
from youthvoice.core.textcheck import fingerprint
from youthvoice.demo.batch import Batch, Official
from youthvoice.demo.words import AnswerWords
from youthvoice.responses.models.answers import RULES_VERSION
from youthvoice.responses.rules import DATED, FINAL_OUTCOMES, PROMISING, Outcome, ReasonCode
from youthvoice.responses.rules.follow_up import PromiseState

SAYS_WHETHER_UNDERSTOOD = 0.5
UNDERSTOOD = 0.8
KEPT = 0.75
"""Of promises whose day has come; some of the others are still to be judged."""
UNCLEAR = "Jeg kan ikke se, hvad jeg selv kan gøre nu."
DETAILS: dict[ReasonCode, str] = {
    ReasonCode.law_or_rules: "Reglerne for kommunens bygninger",
    ReasonCode.budget: "Mindst 100.000 kr.",
    ReasonCode.not_our_decision: "Movia",
}


@dataclass(frozen=True)
class Given:
    """Which case was answered, by whom to whom, how and when; ``due_on`` is the deadline of the case."""

    case_id: int
    unit_id: int
    official_id: int
    author_id: int
    outcome: Outcome
    at: datetime
    due_on: date

    @property
    def expected_on(self) -> date | None:
        """The day that the answer promises, where it promises one."""
        if self.outcome in (Outcome.no, Outcome.needs_more):
            return None
        return max(self.due_on, local_date(self.at) + timedelta(days=20))


def add_answer(batch: Batch, official: Official, words: AnswerWords, given: Given) -> None:
    """The answer's row, and those that follow from it."""
    rows = batch.rows["answers"]
    rows.append({
        "id": batch.ids.answer + len(rows), "rules_version": RULES_VERSION, "form_key": f"{given.case_id:032x}",
        "case_id": given.case_id, "number": 1, "outcome": given.outcome, "reason_code": words.reason,
        "reason_detail": DETAILS.get(words.reason, "") if words.reason else "",
        "reason_on": _reason_day(words.reason, local_date(given.at)), "explanation": words.explanation,
        "explanation_key": fingerprint(words.explanation), "next_step": words.next_step, "asked_for": words.asked_for,
        "expected_on": given.expected_on, "contact_name": official.name, "contact_title": official.title,
        "contact_unit": official.unit, "lix": words.lix, "written_by_id": official.id, "created_at": given.at,
    })  # fmt: skip
    if given.outcome in FINAL_OUTCOMES and batch.rng.random() < SAYS_WHETHER_UNDERSTOOD:
        _say(batch, rows[-1]["id"], given)
    if given.outcome in PROMISING and given.expected_on is not None:
        _promise(batch, words, given, given.expected_on)


def _say(batch: Batch, answer_id: int, given: Given) -> None:
    is_clear = batch.rng.random() < UNDERSTOOD
    is_content = is_clear and batch.rng.random() < UNDERSTOOD
    batch.rows["answer_feedback"].append({
        "case_id": given.case_id, "answer_id": answer_id, "person_id": given.author_id, "understood": is_clear,
        "taken_seriously": is_content, "unclear": "" if is_content else UNCLEAR,
        "at": min(batch.now, given.at + timedelta(days=2)),
    })  # fmt: skip


def _promise(batch: Batch, words: AnswerWords, given: Given, promised_for: date) -> None:
    judged_at = given.at + timedelta(days=(promised_for - local_date(given.at)).days + 3)
    state = PromiseState.under_way
    if judged_at < batch.now and batch.rng.random() < (1 + KEPT) / 2:
        state = PromiseState.kept if batch.rng.random() < KEPT else PromiseState.broken
    batch.promises[state] += 1
    batch.rows["promises"].append({
        "case_id": given.case_id, "unit_id": given.unit_id, "owner_id": given.official_id, "words": words.explanation,
        "promised_at": given.at, "promised_for": promised_for, "due_on": promised_for, "state": state,
        "settled_at": None if state is PromiseState.under_way else judged_at, "version": 1,
    })  # fmt: skip


def _reason_day(reason: ReasonCode | None, day: date) -> date | None:
    if reason not in DATED:
        return None
    return day if reason is ReasonCode.not_our_decision else day + timedelta(days=200)
