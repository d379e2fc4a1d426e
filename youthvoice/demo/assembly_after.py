"""What became of a resolution of the made-up Bytinget: the receipt, the answer, and the promise."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from youthvoice.assembly.commands.resolutions import set_politician
from youthvoice.assembly.models import Resolution
from youthvoice.assembly.queries.resolutions import find_of_motion
from youthvoice.demo.play import answer_facts
from youthvoice.demo.promises import AfterAnswer
from youthvoice.responses.commands import confirm_receipt, give_answer
from youthvoice.responses.models import Case
from youthvoice.responses.queries import get_case

if TYPE_CHECKING:
    from youthvoice.demo.assembly import YearStory


class AfterDay:
    """The deeds that follow one resolution. ``told`` is its entry among the year's «after»."""

    def __init__(self, year: "YearStory", told: dict[str, Any]) -> None:
        self.year, self.told, self.session = year, told, year.session

    def deeds(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Every deed with its time, in no particular order."""
        at, told = self.year.at, self.told
        who, when = told["receipt"]
        yield at(when), partial(self._receive, who)
        for number, answer in enumerate(told["answers"]):
            yield at(answer["at"]), partial(self._answer, number, answer)
        if "promise" in told:
            after = AfterAnswer(self.session, self.year.people, told["promise"], self._case)
            yield from after.deeds(at(told["answers"][-1]["at"]), self.year.base)

    def _resolution(self) -> Resolution:
        found = find_of_motion(self.session, self.year.motions[self.told["motion"]].motion_id)
        if found is None:
            raise LookupError(self.told["motion"])
        return found

    def _case(self) -> Case:
        return get_case(self.session, self._resolution().case_id or 0)

    def _receive(self, who: str) -> None:
        year_id, number = self.year.year_id, self._resolution().number
        set_politician(self.session, year_id, number, self.told["politician"], actor_id=self.year.coordinator_id)
        confirm_receipt(self.session, self._case(), self.year.people[who])

    def _answer(self, number: int, told: dict[str, Any]) -> None:
        official = self.year.people[told["by"]]
        facts = answer_facts(told, official, self.year.at(told["at"]))
        key = self.year.key("answer", self.told["motion"], number)
        give_answer(self.session, self._case(), official, facts, key)
