"""The big screen: one thing at a time, in letters that are read from the back of the hall."""

from dataclasses import dataclass
from enum import StrEnum

from youthvoice.assembly.presenting.day_result import ResultNow, names_of, result_now
from youthvoice.assembly.presenting.hidden import words_shown
from youthvoice.assembly.queries.now import Now
from youthvoice.assembly.rules.day import VoteState
from youthvoice.assembly.rules.years import YearState

LONG_TITLE = 60
"""Letters; a longer one is written smaller."""
MOST_OPTIONS = 8
"""What can be read from the back; the whole paper is on the phones."""
NEXT_SPEAKERS = 4
FEW_WINNERS, SOME_WINNERS = 4, 8
"""With so many at most, those who won stand in large letters, and in middling ones."""


class Scene(StrEnum):
    """What the middle of the screen shows."""

    before = "before"
    over = "over"
    vote = "vote"
    counting = "counting"
    result = "result"
    speaker = "speaker"
    item = "item"
    pause = "pause"
    """No item is on."""


@dataclass(frozen=True)
class Screen:
    """One look at it."""

    now: Now
    scene: Scene
    result: ResultNow | None
    voted: int
    """How many have voted by name so far."""

    @property
    def heading(self) -> str:
        """The item."""
        return words_shown(self.now.item.title) if self.now.item else ""

    @property
    def is_listed(self) -> bool:
        """Those who won stand in a list."""
        return self.result is not None and bool(self.result.winners)

    @property
    def has_chart(self) -> bool:
        """A list of what money goes to tells all that its picture would, and can be read from further away."""
        return (
            self.result is not None
            and self.result.drawing is not None
            and not any(cost for _name, cost in self.result.winners)
        )

    @property
    def size_of_list(self) -> str:
        """How large those who won are written."""
        number = len(self.result.winners) if self.result else 0
        return "few" if number <= FEW_WINNERS else "some" if number <= SOME_WINNERS else "many"

    @property
    def waits(self) -> bool:
        """The motion cannot be voted on before one of two wordings is chosen; said where nobody votes."""
        item = self.now.item
        return item is not None and item.wording_waits and self.scene in (Scene.result, Scene.item, Scene.speaker)

    @property
    def options(self) -> list[str]:
        """What is voted between, where it can be read from the back."""
        names = list(names_of(self.now.vote).values()) if self.now.vote else []
        return names if len(names) <= MOST_OPTIONS else []


def screen_of(now: Now, voted: int) -> Screen:
    """The screen as it is now."""
    scene = _scene(now)
    return Screen(now, scene, result_now(now.result) if scene is Scene.result and now.result else None, voted)


def _scene(now: Now) -> Scene:
    if now.state is not YearState.live:
        return Scene.over if now.state is YearState.over else Scene.before
    if now.item is None:
        return Scene.pause
    if now.open_vote is not None:
        return Scene.vote
    if now.vote is not None and now.vote.state is VoteState.closed:
        return Scene.counting
    if now.result is not None:
        return Scene.result
    return Scene.speaker if now.speaker is not None else Scene.item
