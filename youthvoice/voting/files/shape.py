"""What the public file tells of a contest. Nobody's name but those that everybody may read, and no time of day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.contest import TOTALS_ONLY_BELOW
from youthvoice.voting.rules.methods import RANKED
from youthvoice.voting.tallies import Outcome, TallyRules

FORMAT, VERSION = "youthvoice-contest", 1


@dataclass(frozen=True, order=True)
class Token:
    """A paper that lay in the box: its name, and the contest's signature on prefix and name. It says no ballot."""

    token: bytes
    prefix: bytes
    signature: bytes


@dataclass(frozen=True)
class Hands:
    """Hands raised in classes. ``places``: which, and how many children were there; what one class chose is never told.

    ``votes`` are theirs together; None where they stand among the ballots, so that no small group stands alone.
    """

    places: tuple[tuple[str, int], ...]
    votes: Mapping[Ballot, int] | None

    @property
    def children(self) -> int:
        """How many took part in this way."""
        return sum(children for _place, children in self.places)


@dataclass(frozen=True)
class Counts:
    """How many could vote, how many papers were given, how many of them as printed slips, how many lay in the box, and how
    many of all that were cast are blank, hands too.
    """

    roll: int
    issued: int
    slips: int
    ballots: int
    blank: int


@dataclass(frozen=True, kw_only=True)
class PublicContest:
    """A counted contest as everybody may know it. ``ballots`` is None where only totals are published.

    ``totals``: how many ballots name each option, hands too; by ranked methods, how many put it first. Days are ISO dates,
    empty where nobody had to vote.
    """

    key: str
    title: str
    owner: str
    rules: TallyRules
    titles: Mapping[int, str]
    public_key: bytes
    opened_on: str = ""
    closed_on: str = ""
    quorum_percent: int = 0
    seed: str | None = None
    witnesses: str = ""
    counts: Counts
    ballots: Mapping[Ballot, int] | None
    tokens: tuple[Token, ...] = ()
    hands: Hands = field(default_factory=lambda: Hands((), None))
    totals: Mapping[int, int]
    outcome: Outcome

    @property
    def taken_part(self) -> int:
        """How many voted, by paper or by hand."""
        return self.counts.ballots + self.hands.children

    @property
    def all_ballots(self) -> dict[Ballot, int] | None:
        """What was counted, hands too; None where only totals are published."""
        return None if self.ballots is None else add_ballots(self.ballots, self.hands.votes or {})


def add_ballots(*parts: Mapping[Ballot, int]) -> dict[Ballot, int]:
    """Grouped ballots together."""
    found: Counter[Ballot] = Counter()
    for part in parts:
        found.update(part)
    return {ballot: times for ballot, times in found.items() if times}


def totals_of(rules: TallyRules, ballots: Mapping[Ballot, int]) -> dict[int, int]:
    """How many ballots name each option; by ranked methods, how many put it first."""
    totals = dict.fromkeys(rules.options, 0)
    for ballot, times in ballots.items():
        for option in ballot[:1] if rules.method in RANKED else ballot:
            totals[option] += times
    return totals


def may_list(taken_part: int) -> bool:
    """Tell whether ballots may be published one by one: not where so few voted that one could be recognised."""
    return taken_part == 0 or taken_part >= TOTALS_ONLY_BELOW


def told_outcome(outcome: Outcome, taken_part: int) -> Outcome:
    """The outcome as everybody may know it: where ballots are not listed, neither is who got how much from whom."""
    return outcome if may_list(taken_part) else outcome.without_transfers()


def stand_apart(papers: int, children: int) -> bool:
    """Tell whether hands may be told apart from papers: only where both groups are large enough to hide anybody in."""
    return min(papers, children) >= TOTALS_ONLY_BELOW
