"""The year: 500 cases in 12 units, two of them slow, played in the order of time. Every deed is a command, and a line in the books."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from tests.simulation.ledger import DAY, Entry
from tests.simulation.town import Town
from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import COPENHAGEN, time_told
from youthvoice.core.db import Database
from youthvoice.responses.commands import close_case, confirm_receipt, give_answer, open_case, resume_case
from youthvoice.responses.commands.marks import mark_promise
from youthvoice.responses.commands.promises import find_promise
from youthvoice.responses.commands.understood import give_feedback, wish_clearer
from youthvoice.responses.commands.whose import assign, extend_case, hand_over
from youthvoice.responses.models import Case
from youthvoice.responses.queries import current_answer
from youthvoice.responses.rules import AnswerFacts, Outcome, ReasonCode
from youthvoice.responses.rules.follow_up import FeedbackFacts, Verdict

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
CASES, SLOW = 500, (0, 1)
FEW_ASK = {10: 2, 11: 4}
"""Units that hear from so few young people that their figures must not be shown."""
WORDS = (
    "Tak for jeres forslag nummer {n}. Vi har set på det, og vi har talt med dem, det handler om. Sådan er det lige nu, "
    "og det her er grunden til det. Skriv endelig til os igen."
)


@dataclass
class Play:
    """The stage: what is still to come, by its time, and the books of what has been."""

    database: Database
    rng: Random
    town: Town
    books: dict[int, Entry] = field(default_factory=dict)
    """By the id of the case."""
    deeds: int = 0
    _agenda: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _order: Any = field(default_factory=itertools.count)
    _spoken: set[tuple[int, int]] = field(default_factory=set)
    """Who has said something of which answer."""
    session: Session = field(init=False)
    moment: datetime = field(init=False)

    @property
    def day(self) -> date:
        """Today, in Denmark."""
        return self.moment.astimezone(COPENHAGEN).date()

    def plan_all(self) -> None:
        """When everybody asks. Some do it near midnight, where a day in Denmark is another one elsewhere."""
        for n in range(CASES - 2):
            day = FIRST + timedelta(days=self.rng.randrange((LAST - FIRST).days))
            self.at(self._moment(day), lambda n=n: self._ask(n))
        for n, (hour, minute) in enumerate(((0, 20), (23, 40)), CASES - 2):
            day = FIRST if hour == 0 else LAST
            self.at(datetime.combine(day, time(hour, minute), COPENHAGEN), lambda n=n: self._ask(n))

    def at(self, moment: datetime, deed: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (moment.astimezone(UTC), next(self._order), deed))

    def until(self, end: datetime) -> None:
        """Do everything that happens before ``end``; committed day by day."""
        while self._agenda and self._agenda[0][0] < end:
            day = self._agenda[0][0].date()
            with self.database.transaction() as self.session:
                while self._agenda and self._agenda[0][0] < end and self._agenda[0][0].date() == day:
                    self.moment, _, deed = heapq.heappop(self._agenda)
                    with time_told(self.moment):
                        deed()
                    self.deeds += 1

    def _moment(self, day: date) -> datetime:
        hour = self.rng.choice((0, 7, 9, 11, 13, 15, 18, 21, 23))
        return datetime.combine(day, time(hour, self.rng.randrange(60), self.rng.randrange(60)), COPENHAGEN)

    def _later(self, low: int, high: int, deed: Callable[[], None]) -> None:
        moment = self._moment(self.day + timedelta(days=self.rng.randint(low, high)))
        self.at(max(moment, self.moment + timedelta(minutes=1)), deed)

    def _chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def _official(self, case: Case) -> Person:
        return self.session.get_one(Person, self.rng.choice(self.town.officials[case.unit_id]))

    # Asking, and what happens on the way to an answer.

    def _ask(self, n: int) -> None:
        place = next((place for place in FEW_ASK if n % 60 == place), n % 10)
        people = tuple(self.rng.sample(self._young_of(place), self.rng.choice((1, 1, 1, 2))))
        persons = () if self._chance(3) else people
        unit_id = self.town.units[place]
        case = open_case(
            self.session, subject_kind="simulated", subject_id=n + 1, title=f"Forslag {n}", path=f"/forslag/{n}",
            question=f"Vi vil gerne have nummer {n}.", asked_by="Ræven", unit_id=unit_id, opened_at=self.moment, party_ids=persons,
        )  # fmt: skip
        self.books[case.id] = Entry(unit_id, persons, self.day)
        self._plan(case.id, is_slow=place in SLOW)

    def _young_of(self, place: int) -> list[int]:
        return self.town.young[place * 4 : place * 4 + FEW_ASK[place]] if place in FEW_ASK else self.town.young[60:]

    def _plan(self, case_id: int, *, is_slow: bool) -> None:
        self._later(*((3, 15) if is_slow else (0, 6)), lambda: self._receive(case_id))
        for percent, days, deed in (
            (8, (2, 40), self._withdraw), (18, (15, 29), self._extend), (14, (4, 25), self._ask_for_more),
            (5, (3, 20), self._hand_over), (30, (1, 8), self._assign), (5, (5, 20), self._say_it_is_under_way),
        ):  # fmt: skip
            if self._chance(percent):
                self._later(*days, lambda deed=deed: deed(case_id))
        if not self._chance(10 if is_slow else 3):
            self._later(*((25, 75) if is_slow else (4, 31)), lambda: self._answer(case_id))

    def _get(self, case_id: int) -> tuple[Case, Entry]:
        return self.session.get_one(Case, case_id), self.books[case_id]

    def _receive(self, case_id: int) -> None:
        """Whoever says «I have it» has it, if nobody has."""
        case, entry = self._get(case_id)
        if entry.closed or entry.received:
            return
        official = self._official(case)
        confirm_receipt(self.session, case, official)
        entry.received, entry.holder = True, entry.holder or official.id

    def _assign(self, case_id: int) -> None:
        case, entry = self._get(case_id)
        if not entry.closed:
            holder = self._official(case)
            assign(self.session, case, self._official(case), holder)
            entry.holder = holder.id

    def _withdraw(self, case_id: int) -> None:
        close_case(self.session, case_id)
        self.books[case_id].closed = True

    def _hand_over(self, case_id: int) -> None:
        case, entry = self._get(case_id)
        unit_id = self.town.units[self.rng.randrange(10)]
        if entry.closed or entry.state == "answered" or unit_id == entry.unit:
            return
        unit = self.session.get_one(Unit, unit_id)
        hand_over(self.session, case, self._official(case), unit, "Det er jer, der bestemmer over det her.")
        entry.unit, entry.holder = unit_id, None

    def _extend(self, case_id: int) -> None:
        case, entry = self._get(case_id)
        if entry.closed or entry.state != "waiting" or entry.first:
            return
        until = max(entry.due, self.day) + timedelta(days=self.rng.randint(5, 40))
        extend_case(self.session, case, self._official(case), until, "Vi venter på et møde, hvor det skal afgøres.")
        entry.extend(self.day, until)

    def _ask_for_more(self, case_id: int) -> None:
        case, entry = self._get(case_id)
        if entry.closed or entry.state == "answered":
            return
        facts = AnswerFacts(outcome=Outcome.needs_more, asked_for="Hvor ligger det, og hvor mange er I om det?")
        self._give(case, facts)
        entry.pause(self.day)
        if self._chance(85):
            self._later(1, 30, lambda: self._tell_more(case_id))

    def _tell_more(self, case_id: int) -> None:
        _case, entry = self._get(case_id)
        if not entry.closed and entry.state == "paused":
            resume_case(self.session, case_id, "Vi er tyve, og det ligger ved stien.")
            entry.go_on(self.day)

    def _say_it_is_under_way(self, case_id: int) -> None:
        case, entry = self._get(case_id)
        if not entry.closed and entry.state == "waiting" and entry.due > self.day:
            self._give(case, AnswerFacts(outcome=Outcome.in_progress, expected_on=entry.due))
            entry.received = True

    # Answers, and what comes after them.

    def _answer(self, case_id: int, outcome: str = "") -> None:
        case, entry = self._get(case_id)
        if entry.closed or (entry.state == "answered" and not outcome):
            return
        outcome = outcome or self.rng.choices(("yes", "partly", "no", "passed_on"), (25, 20, 40, 15))[0]
        reason = "not_our_decision" if outcome == "passed_on" else self.rng.choice(list(ReasonCode)).value
        facts = self._facts(outcome, reason)
        self._give(case, facts)
        entry.answer(self.day, outcome, "" if outcome == "yes" else reason, facts.expected_on)
        self._plan_after(case_id, outcome)

    def _facts(self, outcome: str, reason: str) -> AnswerFacts:
        given = None if outcome == "yes" else ReasonCode(reason)
        days = {"yes": (1, 150), "partly": (1, 150), "passed_on": (15, 90)}.get(outcome)
        reason_on = {"budget": self.day + 200 * DAY, "not_our_decision": self.day}.get(reason) if given else None
        detailed = given in (ReasonCode.budget, ReasonCode.law_or_rules, ReasonCode.not_our_decision)
        return AnswerFacts(
            outcome=Outcome(outcome), reason=given, reason_detail="Skoleloven, 2.000 kr." if detailed else "",
            reason_on=reason_on, explanation=WORDS.format(n=self.deeds),
            next_step="Kom til vores møde den 4. marts, så taler vi om det.", contact_name="Line Holm",
            contact_title="Konsulent", contact_unit="Centeret",
            expected_on=self.day + timedelta(days=self.rng.randint(*days)) if days else None,
        )  # fmt: skip

    def _give(self, case: Case, facts: AnswerFacts) -> None:
        give_answer(self.session, case, self._official(case), facts, f"{self.deeds:032x}")

    def _plan_after(self, case_id: int, outcome: str) -> None:
        entry = self.books[case_id]
        for person in entry.persons:
            if self._chance(45):
                self._later(0, 12, lambda person=person: self._say(case_id, person))
        if self._chance(5):
            self._later(1, 15, lambda: self._readers_wish(case_id))
        if outcome == "passed_on" and self._chance(60):
            self._later(10, 110, lambda: self._answer(case_id, self.rng.choice(("yes", "no"))))
        elif self._chance(5):
            self._later(3, 40, lambda: self._answer(case_id, self.rng.choice(("yes", "partly", "no"))))
        if outcome in ("yes", "partly") and entry.persons and entry.vow and self._chance(80):
            days = (entry.vow.due - self.day).days
            self._later(days + 1, days + 40, lambda: self._mark(case_id))

    def _say(self, case_id: int, person_id: int) -> None:
        case, entry = self._get(case_id)
        answer = current_answer(self.session, case_id)
        if entry.closed or answer is None or answer.outcome.value not in ("yes", "partly", "no", "passed_on"):
            return
        understood, seriously = self._chance(90), self._chance(85)
        unclear = "" if understood and seriously else "Jeg forstår ikke, hvad der skal ske nu."
        facts = FeedbackFacts(understood, seriously, unclear)
        give_feedback(self.session, case, answer.id, self.session.get_one(Person, person_id), facts)
        if (person_id, answer.id) in self._spoken:
            return  # The first word stands.
        self._spoken.add((person_id, answer.id))
        entry.said.append((person_id, self.day, understood, seriously))
        if not (understood and seriously):
            self._reopened(case_id)

    def _reopened(self, case_id: int) -> None:
        entry = self.books[case_id]
        was = entry.reopened
        entry.reopen(self.day)
        if entry.reopened and not was and self._chance(85):
            outcome = self.rng.choice(("yes", "partly", "no", entry.outcome))
            self._later(1, 25, lambda: self._answer(case_id, outcome))

    def _readers_wish(self, case_id: int) -> None:
        case, entry = self._get(case_id)
        answer = current_answer(self.session, case_id)
        if entry.closed or answer is None or answer.outcome.value not in ("yes", "partly", "no", "passed_on"):
            return
        readers = [one for one in self.town.young[40:60] if one not in entry.persons]
        for reader in self.rng.sample(readers, 5):
            wish_clearer(self.session, case, answer.id, self.session.get_one(Person, reader), wanted=True)
        self._reopened(case_id)

    def _mark(self, case_id: int) -> None:
        case, entry = self._get(case_id)
        promise = find_promise(self.session, case_id)
        if promise is None or entry.vow is None or entry.vow.due >= self.day:
            return
        verdict = Verdict.kept if self._chance(70) else Verdict.broken
        person = self.session.get_one(Person, self.rng.choice(entry.persons))
        mark_promise(self.session, promise, case, person, verdict, "", f"{self.deeds:032x}")
        entry.vow.state = verdict.value
