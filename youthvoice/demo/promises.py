"""What became of what was promised in the demo: steps, words on the way, and what the young people say of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import local_date
from youthvoice.demo.content import form_key, moment
from youthvoice.responses.commands.marks import mark_promise
from youthvoice.responses.commands.plan import (
    MilestoneFacts,
    ReportFacts,
    add_milestone,
    finish_milestone,
    report_progress,
)
from youthvoice.responses.commands.promises import find_promise
from youthvoice.responses.models import Case, Milestone, Promise
from youthvoice.responses.rules.follow_up import Verdict

PLANNED_AFTER = timedelta(minutes=20)


class AfterAnswer:
    """The deeds of one promise; ``find_case`` is asked when they are done, for the case is there only then."""

    def __init__(
        self, session: Session, people: Mapping[str, Person], told: dict[str, Any], find_case: Callable[[], Case]
    ) -> None:
        self.session, self.people, self.told, self.find_case = session, people, told, find_case
        self.steps: dict[int, Milestone] = {}

    def deeds(self, answered_at: datetime, now: datetime) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Every deed with its time, in no particular order."""
        for number, (words, days_ahead, who, *done) in enumerate(self.told.get("steps", [])):
            due_on = local_date(now) + timedelta(days=days_ahead)
            facts = MilestoneFacts(words, self.people[who], due_on)
            yield answered_at + PLANNED_AFTER, partial(self._plan, number, who, facts)
            if done:
                yield moment(done[0], now), partial(self._finish, number, who)
        for number, (who, at, words) in enumerate(self.told.get("reports", [])):
            yield moment(at, now), partial(self._report, number, who, ReportFacts(words))
        if "done" in self.told:
            who, at, words = self.told["done"]
            yield (
                moment(at, now),
                partial(self._report, len(self.told["reports"]), who, ReportFacts(words, is_done=True)),
            )
        for number, (who, at, verdict, words) in enumerate(self.told.get("marks", [])):
            yield moment(at, now), partial(self._mark, number, who, Verdict(verdict), words)

    def _promise(self) -> tuple[Promise, Case]:
        case = self.find_case()
        promise = find_promise(self.session, case.id)
        if promise is None:
            raise LookupError(f"no promise in case {case.id}")
        return promise, case

    def _plan(self, number: int, who: str, facts: MilestoneFacts) -> None:
        promise, case = self._promise()
        key = form_key("demo", case.id, "step", number)
        self.steps[number] = add_milestone(self.session, promise, case, self.people[who], facts, key)

    def _finish(self, number: int, who: str) -> None:
        promise, case = self._promise()
        finish_milestone(self.session, promise, case, self.steps[number], self.people[who], is_done=True)

    def _report(self, number: int, who: str, facts: ReportFacts) -> None:
        promise, case = self._promise()
        report_progress(
            self.session, promise, case, self.people[who], facts, form_key("demo", case.id, "report", number)
        )

    def _mark(self, number: int, who: str, verdict: Verdict, words: str) -> None:
        promise, case = self._promise()
        mark_promise(
            self.session, promise, case, self.people[who], verdict, words, form_key("demo", case.id, "mark", number)
        )
