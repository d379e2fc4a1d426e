"""Rows of made-up proposals for bulk inserts: every state, with the case, answer, comments and support that fit."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from youthvoice.core.clock import local_date
from youthvoice.demo.answered import Given, add_answer
from youthvoice.demo.batch import Batch
from youthvoice.demo.words import ProposalWords, answer_words, comment_words, proposal_words
from youthvoice.proposals.rules import (
    FINAL_STATUSES,
    PUBLIC_STATUSES,
    EventKind,
    ProposalStatus,
    status_for_outcome,
)
from youthvoice.responses.commands import due_dates_from
from youthvoice.responses.rules import FINAL_OUTCOMES, CaseState, Outcome, state_after

# Of a hundred proposals of one age: (outcome, None for still waiting, or withdrawn; how many).
WITHDRAWN = "withdrawn"
Fate = Outcome | str | None
FRESH: tuple[tuple[Fate, int], ...] = ((None, 97), (WITHDRAWN, 3))
YOUNG: tuple[tuple[Fate, int], ...] = (
    (None, 60), (Outcome.in_progress, 8), (Outcome.needs_more, 8), (Outcome.yes, 6), (Outcome.partly, 6),
    (Outcome.no, 7), (Outcome.passed_on, 3), (WITHDRAWN, 2),
)  # fmt: skip
OLD: tuple[tuple[Fate, int], ...] = (
    (None, 2), (Outcome.in_progress, 2), (Outcome.needs_more, 1), (Outcome.yes, 27), (Outcome.partly, 23),
    (Outcome.no, 28), (Outcome.passed_on, 13), (WITHDRAWN, 4),
)  # fmt: skip
WAIT_FOR_OTHERS = timedelta(days=90)
FRESH_DAYS = 5
YOUNG_DAYS = 32
MOST_ENDORSEMENTS = 60


def fill_batch(batch: Batch, moments: Sequence[datetime]) -> None:
    """One proposal for each of ``moments`` (when it was sent), with all that hangs on it."""
    for place, sent_at in enumerate(moments):
        _Maker(batch, place, sent_at).make()


class _Maker:
    """Makes the rows of one proposal."""

    def __init__(self, batch: Batch, place: int, sent_at: datetime) -> None:
        self.batch, self.rng, self.now, self.sent_at, ids = batch, batch.rng, batch.now, sent_at, batch.ids
        self.id, self.case_id, self.thread_id = ids.proposal + place, ids.case + place, ids.thread + place
        self.authors = batch.cast.authors
        self.author = self.rng.choice(self.authors)
        self.words: ProposalWords = proposal_words(self.rng)
        self.unit_id, self.official = batch.cast.officials[self.words.topic]
        self.fate = _fate(self.rng, (self.now - sent_at).days)

    def make(self) -> None:
        """Add every row to the batch; what others point at comes first."""
        receipt_at, answered_at = self._times()
        status, outcome = self._status()
        answer = answer_words(self.rng, outcome, self.words.subject, self.case_id) if outcome else None
        due_on = self._case(status, outcome, receipt_at, answered_at)
        self._party()
        comments = self._comments() if status is not ProposalStatus.withdrawn else 0
        supporters = self._endorsements()
        self._thread(comments)
        self._proposal(status, answered_at, due_on, comments, supporters)
        if answer and outcome and answered_at:
            given = Given(self.case_id, self.unit_id, self.official.id, self.author[0], outcome, answered_at, due_on)
            add_answer(self.batch, self.official, answer, given)
        self._events(receipt_at, answered_at, outcome)
        if status in PUBLIC_STATUSES:
            self.batch.totals[status] += 1

    def _times(self) -> tuple[datetime | None, datetime | None]:
        """When the receipt and the answer (or the taking back) came; None where they have not."""
        age = self.now - self.sent_at
        receipt_at = self.sent_at + timedelta(hours=self.rng.randrange(5, 110))
        if self.fate is None:
            return (receipt_at if receipt_at < self.now and self.rng.random() < 0.9 else None), None
        if self.fate is Outcome.in_progress:
            done_at = self.now - age * self.rng.uniform(0.05, 0.4)
        else:
            done_at = self.sent_at + min(age, timedelta(days=30)) * self.rng.uniform(0.3, 0.95)
        return min(receipt_at, done_at), done_at

    def _status(self) -> tuple[ProposalStatus, Outcome | None]:
        if isinstance(self.fate, Outcome):
            return status_for_outcome(self.fate.value), self.fate
        return (ProposalStatus.withdrawn if self.fate == WITHDRAWN else ProposalStatus.awaiting), None

    def _case(
        self, status: ProposalStatus, outcome: Outcome | None, receipt_at: datetime | None, answered_at: datetime | None
    ) -> date:
        receipt_due, answer_due = _due_dates(local_date(self.sent_at))
        state = CaseState.awaiting_answer if receipt_at else CaseState.awaiting_receipt
        if outcome is not None:
            state = state_after(outcome)
        first_due, is_final = answer_due, outcome in FINAL_OUTCOMES
        if outcome is Outcome.passed_on and answered_at:
            answer_due = local_date(answered_at) + WAIT_FOR_OTHERS
        is_withdrawn = status is ProposalStatus.withdrawn
        self.batch.rows["cases"].append({
            "id": self.case_id, "subject_kind": "proposal", "subject_id": self.id, "title": self.words.title,
            "path": f"/forslag/{self.id}", "question": f"{self.words.what}\n\n{self.words.why}\n\n{self.words.who}",
            "asked_by": self.author[1], "unit_id": self.unit_id, "opened_at": self.sent_at,
            "receipt_due_on": receipt_due, "answer_due_on": answer_due, "receipt_at": receipt_at,
            "receipt_by_id": self.official.id if receipt_at else None, "state": state,
            "answered_at": answered_at if state is CaseState.answered else None,
            "closed_at": answered_at if is_withdrawn else None, "version": 1,
            "assignee_id": self.official.id if receipt_at else None, "clock_from": local_date(self.sent_at),
            "paused_on": local_date(answered_at) if answered_at and outcome is Outcome.needs_more else None,
            "paused_days": 0, "first_answered_at": answered_at if is_final else None,
            "first_due_on": first_due if is_final else None,
        })  # fmt: skip
        return answer_due

    def _party(self) -> None:
        self.batch.rows["case_parties"].append(
            {"case_id": self.case_id, "person_id": self.author[0], "since": self.sent_at}
        )

    def _thread(self, comments: int) -> None:
        self.batch.rows["threads"].append({
            "id": self.thread_id, "subject_kind": "proposal", "subject_id": self.id, "title": self.words.title,
            "path": f"/forslag/{self.id}", "comment_count": comments,
        })  # fmt: skip

    def _proposal(
        self, status: ProposalStatus, answered_at: datetime | None, due_on: date, comments: int, supporters: int
    ) -> None:
        is_withdrawn, is_final = status is ProposalStatus.withdrawn, status in FINAL_STATUSES
        self.batch.rows["proposals"].append({
            "id": self.id, "form_key": f"{self.id:032x}", "author_id": self.author[0], "title": self.words.title,
            "what": self.words.what, "why": self.words.why, "who": self.words.who, "topic": self.words.topic,
            "school_id": self.author[2] if self.rng.random() < 0.6 else None, "status": status, "version": 1,
            "created_at": self.sent_at - timedelta(minutes=20), "changed_at": answered_at or self.sent_at,
            "submitted_at": self.sent_at, "listed_at": None if is_withdrawn else self.sent_at,
            "answered_at": answered_at if is_final else None, "withdrawn_at": answered_at if is_withdrawn else None,
            "case_id": self.case_id, "thread_id": self.thread_id, "answer_due_on": due_on,
            "endorsement_count": supporters, "comment_count": comments,
        })  # fmt: skip

    def _comments(self) -> int:
        """Up to six, most often none or one; some are replies to the first."""
        count = min(6, int(self.rng.expovariate(0.9)))
        rows = self.batch.rows["comments"]
        first_id = None
        for number in range(count):
            comment_id = self.batch.ids.comment + len(rows)
            is_reply = first_id is not None and self.rng.random() < 0.3
            rows.append({
                "id": comment_id, "form_key": f"{comment_id:032x}", "thread_id": self.thread_id,
                "parent_id": first_id if is_reply else None, "author_id": self.rng.choice(self.authors)[0],
                "body": comment_words(self.rng), "created_at": self._later((number + 1) / (count + 1)),
            })  # fmt: skip
            first_id = first_id or comment_id
        return count

    def _endorsements(self) -> int:
        """A few most often, now and then many; never the author."""
        wanted = min(MOST_ENDORSEMENTS, len(self.authors) - 1, int(self.rng.expovariate(0.35)))
        others = {person for person, _, _ in self.rng.sample(self.authors, wanted)} - {self.author[0]}
        self.batch.rows["endorsements"] += [
            {"proposal_id": self.id, "person_id": person, "created_at": self._later((place + 1) / (wanted + 1))}
            for place, person in enumerate(sorted(others))
        ]
        return len(others)

    def _later(self, part: float) -> datetime:
        return self.sent_at + part * min(timedelta(days=20), self.now - self.sent_at)

    def _events(self, receipt_at: datetime | None, done_at: datetime | None, outcome: Outcome | None) -> None:
        due = [day.isoformat() for day in _due_dates(local_date(self.sent_at))]
        sent = {"receipt_due_on": due[0], "answer_due_on": due[1], "unit": self.official.unit}
        self._event(EventKind.submitted, self.sent_at, self.author[1], sent)
        if receipt_at:
            self._event(EventKind.receipt, receipt_at, self.official.byline, {})
        if done_at and outcome:
            self._event(EventKind.answered, done_at, self.official.byline, {"outcome": outcome.value, "number": 1})
        elif done_at:
            self._event(EventKind.withdrawn, done_at, self.author[1], {})

    def _event(self, kind: EventKind, at: datetime, label: str, data: dict[str, Any]) -> None:
        self.batch.rows["proposal_events"].append(
            {"proposal_id": self.id, "kind": kind, "at": at, "actor_label": label, "data": data}
        )


@lru_cache(maxsize=1024)
def _due_dates(day: date) -> tuple[date, date]:
    return due_dates_from(day)


def _fate(rng: Random, age_days: int) -> Fate:
    odds = FRESH if age_days < FRESH_DAYS else YOUNG if age_days < YOUNG_DAYS else OLD
    return rng.choices([fate for fate, _ in odds], [weight for _, weight in odds])[0]
