"""One made-up application: written, sent, read by the council, voted on and answered; ``spending.py`` goes on from a yes."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.demo.content import KR, form_key
from youthvoice.demo.spending import AfterYes
from youthvoice.grants.commands.awarding import give_award
from youthvoice.grants.commands.members import join
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.commands.sending import send_application
from youthvoice.grants.commands.settling import Hands, settle_motion
from youthvoice.grants.commands.weighing import View, give_view
from youthvoice.grants.commands.writing import save_words, start_application
from youthvoice.grants.models import Application, Motion
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.awarding import AwardFacts
from youthvoice.grants.rules.deciding import Choice, MotionWay
from youthvoice.grants.rules.motions import MotionFacts
from youthvoice.grants.rules.parts import STEPS, TypedLine, write_lines
from youthvoice.grants.rules.pools import Excluded
from youthvoice.responses.commands import confirm_receipt
from youthvoice.responses.models import Case
from youthvoice.responses.rules import AnswerFacts, ReasonCode

if TYPE_CHECKING:
    from youthvoice.demo.pools import PoolStory

Deed = tuple[datetime, Callable[[], None]]
WRITTEN_BEFORE = timedelta(days=1)
RECEIVED_AFTER = timedelta(days=2)
WORDS = ("title", "what", "place", "for_whom", "how_to_join", "risks")


class ApplicationStory:
    """An application and what became of it. ``told`` is its entry among the pool's in ``content/pools.json``."""

    def __init__(self, pool: "PoolStory", told: dict[str, Any]) -> None:
        self.pool, self.told = pool, told
        self.application_id = 0
        self.motion_id = 0

    @property
    def session(self) -> Session:
        """The pool's."""
        return self.pool.session

    @property
    def lead(self) -> Person:
        """Who answers for the group."""
        return self.pool.people[self.told["lead"]]

    def key(self, *parts: object) -> str:
        """A form key of this application's own."""
        return form_key("demo", "application", self.told["key"], *parts)

    def application(self) -> Application:
        """As it stands, with its pool."""
        return get_application(self.session, self.application_id)

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        at, told = self.pool.at, self.told
        if told["sent"] is None:
            yield at(told["draft"]), self._write
            return
        sent_at = at(told["sent"])
        yield sent_at - WRITTEN_BEFORE, self._write
        yield sent_at, self._send
        yield sent_at + RECEIVED_AFTER, self._receive
        for who, when in told.get("members", []):
            yield at(when), partial(self._join, who)
        for who, when, leans, words in told.get("views", []):
            yield at(when), partial(self._weigh, who, Choice(leans), words)
        yield from self._council()
        yield from AfterYes(self).deeds()

    def _council(self) -> Iterator[Deed]:
        at, motion = self.pool.at, self.told["motion"]
        yield at(motion["put"]), self._put
        for who, when, choice in motion.get("votes", []):
            yield at(when), partial(self._vote, who, Choice(choice))
        if "hands" in motion:
            yield at(motion["counted"]), self._count
        if "award" in self.told:
            yield at(self.told["award"]["at"]), self._award

    def _write(self) -> None:
        draft = start_application(self.session, self.lead, self.pool.pool(), self.key())
        self.application_id = draft.id
        typed = {name: text for name, text in self._typed().items() if text}
        save_words(self.session, draft, typed, {}, len(STEPS) if self.told["sent"] else 1)

    def _typed(self) -> dict[str, str]:
        told, people = self.told, self.told["participants"]
        days = {name: told[short] for name, short in (("begins_on", "begins"), ("ends_on", "ends"))}
        lines = [TypedLine(kind, name, str(amount * KR)) for kind, name, amount in told["lines"]]
        whole = {} if told["sent"] is None else {
            "adult_name": "Birthe Skov", "adult_email": f"{told['key']}.voksen@forening.example",
            "confirmed": ",".join(one.value for one in Excluded),
        }  # fmt: skip
        return {
            **{name: told[name] for name in WORDS}, "group_name": told["group"], "lines": write_lines(lines),
            **{name: self.pool.day(day).isoformat() for name, day in days.items() if day}, **whole,
            "participants": str(people or ""), "age_band": told["age_band"] or "", "topic": told["topic"],
            "school": str(self.lead.school_id or ""),
        }  # fmt: skip

    def _send(self) -> None:
        send_application(self.session, self.lead, self.application())

    def _receive(self) -> None:
        confirm_receipt(self.session, self.case(), self.pool.who("treasurer"))

    def case(self) -> Case:
        """What the group is owed an answer in."""
        return self.session.get_one(Case, self.application().case_id)

    def _join(self, who: str) -> None:
        join(self.session, self.pool.people[who], self.application())

    def _weigh(self, who: str, leans: Choice, words: str) -> None:
        give_view(self.session, self.application(), self.pool.people[who], View(leans, {}, words))

    def _put(self) -> None:
        told, application = self.told["motion"], self.application()
        asked = told.get("amount")
        facts = MotionFacts(
            amount=application.asked if asked is None else asked * KR, conditions="", way=MotionWay(told["way"]),
            closes_at=self.pool.at(told["closes"]) if "closes" in told else None,
            meeting_id=self.pool.meetings[told["meeting"]] if "meeting" in told else None,
        )  # fmt: skip
        by_id = self.pool.who("chair").id
        self.motion_id = put_motion(self.session, application, facts, self.key("motion"), actor_id=by_id).id

    def _motion(self) -> Motion:
        return self.session.get_one(Motion, self.motion_id)

    def _vote(self, who: str, choice: Choice) -> None:
        vote(self.session, self._motion(), self.pool.people[who], choice)

    def _count(self) -> None:
        hands = Hands(*self.told["motion"]["hands"])
        settle_motion(self.session, self._motion(), hands, actor_id=self.pool.who("chair").id)

    def _award(self) -> None:
        told, person = self.told["award"], self.pool.who("chair")
        today, days = now().date(), told.get("days", 60)
        answer = AnswerFacts(
            outcome=None, reason=ReasonCode(told["reason"]) if "reason" in told else None,
            reason_detail=told.get("reason_detail", ""), explanation=told["words"], next_step=told["next_step"],
            contact_name=person.display_name, contact_title="Forperson", contact_unit="Ungerådet",
            expected_on=today + timedelta(days=days),
        )  # fmt: skip
        more = {name: told[name] for name in ("rule", "better", "complaint") if name in told}
        facts = AwardFacts(answer=answer, **more)
        give_award(self.session, self.application(), self._motion(), person, facts, self.key("award"))
