"""The hearings of the made-up municipality: asked, answered, and (some of them) told; ``content/hearings.json``, played."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, School
from youthvoice.consultations import reminders, ticking
from youthvoice.consultations.commands.answering import Sender, Sent, send_answer
from youthvoice.consultations.commands.publishing import publish_consultation
from youthvoice.consultations.commands.questions import add_question
from youthvoice.consultations.commands.summary import finish_consultation
from youthvoice.consultations.commands.writing import ConsultationFacts, write_consultation
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.questions import questions_of
from youthvoice.consultations.rules.answers import Answer, read_answer
from youthvoice.consultations.rules.asked_questions import QuestionFacts
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Audience, Respondent
from youthvoice.consultations.rules.summary import Summary
from youthvoice.core.clock import local_date
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.demo.chance import seeded
from youthvoice.demo.content import form_key, moment
from youthvoice.demo.story_of_votes import PAUSE

Deed = tuple[datetime, Callable[[], None]]
WRITTEN_BEFORE = timedelta(hours=22)
ANSWERED_FOR = timedelta(days=10)
"""Most answer in the first days."""
FRIDAY = 4
SKIPS = 0.15
"""So many leave a question that they need not answer."""


@dataclass
class HearingStory:
    """One hearing. ``told`` is its entry in the content file."""

    session: Session
    people: Mapping[str, Person]
    told: dict[str, Any]
    now: datetime
    bodies: dict[str, int]
    young: Sequence[str]
    """Keys of those who may answer alone."""
    consultation_id: int = 0
    asked: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    """Id of each question, and how it is told."""

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        told = self.told
        opens, closes = self.at(f"{told['opens']} 08:00"), self.at(f"{told['closes']} 23:59")
        yield opens - WRITTEN_BEFORE, self._publish
        yield opens + PAUSE, self._tell_the_clock
        yield from self._alone(opens)
        for number, one in enumerate(told["together"]):
            yield self.at(one["at"]), partial(self._together, number, one)
        if closes < self.now:
            yield closes + PAUSE, self._tell_the_clock
        for at in told.get("reminded", []):
            yield self.at(at), self._remind
        if "summary" in told:
            yield self.at(told["summary"]["at"]), self._finish

    def at(self, told: str) -> datetime:
        """When something that is told happens."""
        return moment(told, self.now)

    def _alone(self, opens: datetime) -> Iterator[Deed]:
        rng, number = seeded(self.told["key"]), self.told["alone"]
        spread = min(ANSWERED_FOR, self.now - opens) / (number + 1)
        texts = {name: iter(one["texts"]) for name, one in enumerate(self.told["questions"]) if "texts" in one}
        for place, who in enumerate(rng.sample(self._those_asked(), number), 1):
            values = [self._values(rng, one, texts.get(name)) for name, one in enumerate(self.told["questions"])]
            yield opens + place * spread, partial(self._answer_alone, who, values)

    def _those_asked(self) -> list[str]:
        schools = self._school_ids()
        return [who for who in self.young if not schools or self.people[who].school_id in schools]

    def _school_ids(self) -> Sequence[int]:
        """The schools that it is meant for; none where it is for everybody."""
        query = select(School.id).where(School.name.in_(self.told.get("schools", [])))
        return self.session.scalars(query).all()

    def _values(self, rng: Random, told: dict[str, Any], texts: Iterator[str] | None) -> list[str]:
        """What somebody puts into the fields of a question; now and then nothing."""
        if texts is not None:
            return [next(texts, "")]
        if rng.random() < SKIPS and not told.get("needed"):
            return []
        weights, kind = told["weights"], QuestionKind(told["kind"])
        numbers = list(range(1, len(weights) + 1))
        if kind in (QuestionKind.one, QuestionKind.scale):
            return [str(one) for one in rng.choices(numbers, weights)]
        liked = sorted(numbers, key=lambda one: rng.random() ** (1 / weights[one - 1]), reverse=True)
        first = liked[: rng.randint(2, 3)]
        return _values_of(kind, first)

    def _publish(self) -> None:
        told, asker = self.told, self.people[self.told["by"]]
        made = write_consultation(self.session, asker, self._facts(), self._key())
        self.consultation_id = made.id
        for one in told["questions"]:
            facts = QuestionFacts(
                kind=QuestionKind(one["kind"]), words=one["words"], help=one.get("help", ""),
                is_needed=one.get("needed", False), options=one.get("options", []), low_label=one.get("low", ""),
                high_label=one.get("high", ""),
            )  # fmt: skip
            add_question(self.session, made.id, facts, made.version, actor_id=asker.id)
        own = questions_of(self.session, made.id)
        self.asked = [(question.id, one) for question, one in zip(own, told["questions"], strict=True)]
        publish_consultation(self.session, made.id, made.version, actor_id=asker.id)

    def _facts(self) -> ConsultationFacts:
        told = self.told
        decision, opens, closes = (
            local_date(self.at(f"{told[name]} 12:00")) for name in ("decision", "opens", "closes")
        )
        return ConsultationFacts(
            title=told["title"], about=told["about"], open_text=told["open"], fixed_text=told["fixed"],
            fixed_why=told["why"], decider=told["decider"], decision_on=working_day(decision),
            audience=Audience(told["audience"]), school_ids=self._school_ids(), opens_on=opens,
            closes_on=closes,
        )  # fmt: skip

    def _key(self, *parts: object) -> str:
        return form_key("demo", "hearing", self.told["key"], *parts)

    def _read(self, values: Sequence[Sequence[str]]) -> dict[int, Answer]:
        return {
            question_id: read_answer(QuestionKind(told["kind"]), given)
            for (question_id, told), given in zip(self.asked, values, strict=True)
        }

    def _answer_alone(self, who: str, values: list[list[str]]) -> None:
        person = self.people[who]
        sender = Sender(person_id=person.id, school_id=person.school_id)
        sent = Sent(answers=self._read(values), form_key=self._key("answer", who))
        send_answer(self.session, self.consultation_id, sender, sent)

    def _together(self, number: int, told: dict[str, Any]) -> None:
        body = get_body(self.session, self.bodies[told["body"]])
        kind = Respondent.school_class if body.kind is BodyKind.school_class else Respondent.council
        sender = Sender(
            person_id=self.people[told["by"]].id, kind=kind, body_id=body.id, school_id=body.school_id
        )  # fmt: skip
        values = [
            _values_of(QuestionKind(question["kind"]), given)
            for (_id, question), given in zip(self.asked, told["answers"], strict=True)
        ]
        sent = Sent(answers=self._read(values), people=told["people"], form_key=self._key("together", number))
        send_answer(self.session, self.consultation_id, sender, sent)

    def _tell_the_clock(self) -> None:
        ticking.tell_the_clock(self.session)

    def _remind(self) -> None:
        reminders.remind(self.session)

    def _finish(self) -> None:
        told, found = self.told["summary"], self.session.get_one(Consultation, self.consultation_id)
        summary = Summary(told["heard"], told["changed"], told["unchanged_why"])
        by_id = self.people[told["by"]].id
        finish_consultation(self.session, found.id, summary, found.version, actor_id=by_id)


def _values_of(kind: QuestionKind, given: Any) -> list[str]:
    """What a form would send: of a text, one number, or the numbers in order."""
    if kind is QuestionKind.text:
        return [given]
    numbers = given if isinstance(given, list) else [given]
    if kind is QuestionKind.ranking:
        return [f"{number}:{rank}" for rank, number in enumerate(numbers, 1)]
    return [str(number) for number in sorted(numbers)]


def working_day(day: date) -> date:
    """That day, or the Friday before: nobody decides at the weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))
