"""One motion of the made-up Bytinget: written, given to a committee, changed, merged, and ready for the day."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from youthvoice.assembly.commands.amendments import Change, argue, send_amendment, take_in
from youthvoice.assembly.commands.motion_steps import finish, give, merge_into
from youthvoice.assembly.commands.motion_words import change_words
from youthvoice.assembly.commands.motions import send_motion, start_motion
from youthvoice.assembly.models import Amendment, Motion
from youthvoice.assembly.rules.motions import Side, Words
from youthvoice.proposals.rules import Topic

if TYPE_CHECKING:
    from youthvoice.demo.assembly import YearStory

WRITTEN_BEFORE = timedelta(hours=2)
GIVEN_AFTER = timedelta(hours=1)
"""After the committees were formed."""


class MotionStory:
    """A motion before the day. ``told`` is its entry among the year's."""

    def __init__(self, year: "YearStory", told: dict[str, Any]) -> None:
        self.year, self.told, self.session = year, told, year.session
        self.motion_id = 0
        self.amendments: dict[int, int] = {}

    def deeds(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Every deed with its time, in no particular order."""
        at, told = self.year.at, self.told
        sent_at = at(told["at"])
        yield sent_at - WRITTEN_BEFORE, self._start
        yield sent_at, self._send
        yield max(sent_at, at(self.year.told["formed"])) + GIVEN_AFTER, self._give
        for one in told.get("wordings", []):
            yield at(one["at"]), partial(self._change, one)
        for number, one in enumerate(told.get("amendments", [])):
            yield at(one["at"]), partial(self._amend, number, one)
            for place, (who, when, side, text) in enumerate(one["arguments"]):
                yield at(when), partial(self._argue, number, place, who, Side(side), text)
            if "taken_in" in one:
                yield at(one["taken_in"][1]), partial(self._take_in, number, one)
        if "merged" in told:
            yield at(told["merged"]["at"]), self._merge
        if "ready" in told:
            yield at(told["ready"]), self._finish

    def motion(self) -> Motion:
        """The motion as it stands."""
        return self.session.get_one(Motion, self.motion_id)

    def _key(self, *parts: object) -> str:
        return self.year.key("motion", self.told["key"], *parts)

    def _person(self, who: str) -> Any:
        return self.year.people[who]

    def _start(self) -> None:
        told, who = self.told, self.told["by"]
        words, topic = Words(told["title"], told["text"]), Topic(told["topic"])
        year, delegation = self.year.year(), self.year.delegation(who)
        made = start_motion(self.session, year, self._person(who), delegation, topic, words, self._key())
        self.motion_id = made.id

    def _send(self) -> None:
        who = self.told["by"]
        send_motion(self.session, self.motion(), self._person(who), self.year.writer(who))

    def _give(self) -> None:
        committee, chair = self.year.committee(self.told["committee"]), self._person(self.year.told["chair"])
        give(self.session, self.motion(), committee, chair)

    def _change(self, told: dict[str, Any]) -> None:
        motion, who = self.motion(), told["by"]
        words = Words(motion.title, told["text"], told["note"])
        change_words(self.session, motion, self._person(who), self.year.writer(who), words, motion.versions)

    def _amend(self, number: int, told: dict[str, Any]) -> None:
        motion, who = self.motion(), told["by"]
        change, key = Change(told["text"], told["reason"], motion.versions), self._key("amendment", number)
        made = send_amendment(self.session, motion, self._person(who), self.year.writer(who), change, key)
        self.amendments[number] = made.id

    def _amendment(self, number: int) -> Amendment:
        return self.session.get_one(Amendment, self.amendments[number])

    def _argue(self, number: int, place: int, who: str, side: Side, text: str) -> None:
        amendment, key = self._amendment(number), self._key("argument", number, place)
        argue(self.session, amendment, self._person(who), self.year.writer(who), side, text, key)

    def _take_in(self, number: int, told: dict[str, Any]) -> None:
        who, _at, note = told["taken_in"]
        motion, amendment = self.motion(), self._amendment(number)
        words = Words(motion.title, amendment.text, note)
        take_in(self.session, amendment, self._person(who), self.year.writer(who), words, motion.versions)

    def _merge(self) -> None:
        told = self.told["merged"]
        who, into = told["by"], self.year.motions[told["into"]].motion()
        words = Words(told["title"], told["text"], told["note"])
        writer = self.year.writer(who)
        merge_into(self.session, self.motion(), into, self._person(who), writer, words, into.versions)

    def _finish(self) -> None:
        finish(self.session, self.motion(), self._person(self.year.told["chair"]))
