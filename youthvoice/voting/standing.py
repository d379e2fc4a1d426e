"""What somebody is to a contest."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from youthvoice.voting.rules.contest import PaperKind


@dataclass
class ContestStanding:
    """A person before a contest; a visitor is on no roll. The owner is asked when it matters, and once."""

    is_on_roll: bool
    paper: PaperKind | None
    """How they were given a paper; None before that, and after sealing."""
    took_part: bool
    """Known after sealing."""
    ask_owner: Callable[[], bool]

    @cached_property
    def may_run(self) -> bool:
        """Opens it, closes it and all between."""
        return self.ask_owner()
