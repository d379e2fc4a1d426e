"""What single transferable vote and instant run-off have in common: counts, ties by earlier counts, exclusion."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.tallies.amounts import write_amount
from youthvoice.voting.tallies.lots import Ties
from youthvoice.voting.tallies.papers import UNIT, Moved, Piles
from youthvoice.voting.tallies.shapes import Round
from youthvoice.voting.tallies.spread import Guard
from youthvoice.voting.tallies.steps import About, Reason, StepKind, step


def votes(units: int) -> Fraction:
    """Units as votes."""
    return Fraction(units, UNIT)


@dataclass
class Came:
    """How a count came about: whose votes were transferred, and where they went."""

    source: int | None = None
    transfers: dict[int, Fraction] = field(default_factory=dict)


class Ranking:
    """A count of ranked papers as it stands. ``standing`` are neither elected nor excluded."""

    def __init__(self, options: Collection[int], ballots: Mapping[Ballot, int], guard: Guard, ties: Ties) -> None:
        self.options, self.guard, self.ties, self.log = options, guard, ties, ties.log
        self.standing = set(options)
        self.piles = Piles(ballots, self.standing)
        self.totals = self.piles.totals
        self.elected: list[int] = []
        self.lost = 0
        self.rounds: list[Round] = []
        self.history: list[dict[int, int]] = []
        self.came = Came()
        self.now_elected: list[int] = []

    @property
    def number(self) -> int:
        """Of the count that is being made, from 1."""
        return len(self.rounds) + 1

    def able(self) -> set[int]:
        """Those who can still be elected."""
        return self.standing - self.guard.doomed(self.elected, self.standing)

    def is_filled(self) -> bool:
        """Tell whether there is nothing left to fill."""
        return self.guard.free(self.elected) <= 0 or not self.standing

    def elect(self, option: int, reason: Reason) -> None:
        """Somebody gets a seat by this count."""
        self.standing.remove(option)
        self.elected.append(option)
        self.now_elected.append(option)
        shown = write_amount(votes(self.totals[option]))
        self.log.append(step(StepKind.elected, round=self.number, option=option, votes=shown, reason=reason.value))

    def elect_last(self) -> bool:
        """Where no more are left than there are seats, all of them get one, and nothing is transferred any more."""
        able = self.able()
        if self.is_filled() or len(able) > self.guard.seats - len(self.elected):
            return False
        for option in sorted(able, key=lambda one: (-self.totals[one], one)):
            self.elect(option, Reason.last_seats)
        return True

    def close(self, excluded: tuple[int, ...] = ()) -> None:
        """This count is over: its picture is kept."""
        totals = {option: votes(self.totals[option]) for option in self.options}
        exhausted, lost = votes(self.piles.exhausted), votes(self.lost)
        elected, came = tuple(self.now_elected), self.came
        self.rounds.append(Round(self.number, totals, elected, excluded, came.source, came.transfers, exhausted, lost))
        self.history.append(dict(self.totals))
        self.now_elected = []

    def exclude(self, is_harmless: Callable[[list[int]], bool]) -> None:
        """The last of those who may go is excluded, and the next count is made of the votes.

        ``is_harmless`` tells of several who are tied whether it makes no difference which of them goes first.
        """
        doomed = self.guard.doomed(self.elected, self.standing)
        out = doomed or self.standing - self.guard.guarded(self.elected, self.standing)
        fewest = min(self.totals[option] for option in out)
        tied = sorted(option for option in out if self.totals[option] == fewest)
        option = tied[0] if len(tied) == 1 else self.settle(tied, About.exclusion, is_harmless)
        reason = Reason.spread if option in doomed else Reason.fewest_votes
        shown = write_amount(votes(fewest))
        self.log.append(step(StepKind.excluded, round=self.number, option=option, votes=shown, reason=reason.value))
        self.standing.remove(option)
        self.close((option,))
        self.transfer(option)

    def transfer(self, option: int, surplus: int | None = None) -> None:
        """The votes of an excluded option, or the surplus of an elected one, go on; what is cut off is lost."""
        total = self.totals[option]
        moved = self.piles.move(option, surplus)
        leaving = total if surplus is None else surplus
        self.lost += leaving - moved.amount
        gains = {one: votes(moved.gains[one]) for one in self.options if one in moved.gains}
        self.came = Came(option, gains)
        self._log_transfer(option, moved, leaving, total if surplus is not None else None)

    def _log_transfer(self, option: int, moved: Moved, leaving: int, total: int | None) -> None:
        facts = {
            "amount": write_amount(votes(leaving)),
            "exhausted": write_amount(votes(moved.exhausted)),
            "lost": write_amount(votes(leaving - moved.amount)),
            "reason": "exclusion" if total is None else "surplus",
        }
        if total is not None:
            facts |= {"surplus": facts["amount"], "votes": write_amount(votes(total))}
        to = tuple(one for one in self.options if one in moved.gains)
        self.log.append(step(StepKind.transferred, round=self.number, option=option, to=to, **facts))

    def settle(self, tied: list[int], about: About, is_harmless: Callable[[list[int]], bool] | None = None) -> int:
        """The one of those tied who goes first (is excluded, or sends on a surplus): the most recent count in which they
        differed says it, else a lot.
        """
        pick = min if about is About.exclusion else max
        left = tied
        for number in range(len(self.history), 0, -1):
            then = self.history[number - 1]
            found = pick(then[option] for option in left)
            kept = [option for option in left if then[option] == found]
            if len(kept) < len(left):
                self._log_earlier(left, kept, about, number)
                left = kept
            if len(left) == 1:
                return left[0]
        if is_harmless is not None and is_harmless(left):
            return left[0]
        ordered = self.ties.order(left, about, self.number)
        return ordered[-1] if about is About.exclusion else ordered[0]

    def _log_earlier(self, tied: list[int], kept: list[int], about: About, earlier: int) -> None:
        facts = {"options": tuple(tied), "chosen": tuple(kept), "about": about.value}
        self.log.append(step(StepKind.earlier_round, round=self.number, earlier=earlier, **facts))
