"""Ties: by a lot that anybody can draw again, or by a new vote."""

import hashlib
from collections.abc import Iterable

from youthvoice.voting.rules.methods import TieRule
from youthvoice.voting.tallies.shapes import SeedNeeded
from youthvoice.voting.tallies.steps import About, Step, StepKind, step


class RunOffNeeded(Exception):
    """The count stops: a new vote must decide between ``tied``."""

    def __init__(self, tied: tuple[int, ...]) -> None:
        super().__init__(f"a new vote must decide between {tied}")
        self.tied = tied


def lot_of(seed: str, option: int) -> str:
    """The lot of an option: SHA-256 of ``seed|option`` in hexadecimal."""
    return hashlib.sha256(f"{seed}|{option}".encode()).hexdigest()


def by_lot(seed: str, options: Iterable[int]) -> tuple[int, ...]:
    """In the order of their lots. The lowest lot is preferred, everywhere: it is elected, stays, is bought, or goes first."""
    return tuple(sorted(options, key=lambda option: lot_of(seed, option)))


class Ties:
    """Decides ties as the rules say, and logs it."""

    def __init__(self, rule: TieRule, seed: str | None, log: list[Step]) -> None:
        self.rule, self.seed, self.log = rule, seed, log

    def order(self, tied: Iterable[int], about: About, number: int) -> tuple[int, ...]:
        """Those who are tied, the preferred one first. ``number`` is the round.

        Raises SeedNeeded or RunOffNeeded. Which of two equal surpluses goes first is no question to vote on: where ties are
        voted on, the order on the paper decides that.
        """
        options = tuple(sorted(tied))
        self.log.append(step(StepKind.tie, round=number, options=options, about=about.value))
        if self.rule is TieRule.run_off:
            if about is About.surplus:
                return options
            raise RunOffNeeded(options)
        if self.seed is None:
            raise SeedNeeded(options)
        ordered = by_lot(self.seed, options)
        chosen = ordered[-1] if about is About.exclusion else ordered[0]
        self.log.append(step(StepKind.lot, round=number, options=ordered, chosen=chosen, about=about.value))
        return ordered
