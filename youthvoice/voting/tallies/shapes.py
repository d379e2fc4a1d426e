"""What a count is given and what it gives: rules, rounds, outcome. Amounts are exact fractions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from youthvoice.voting.rules.ballots import Ballot, BallotProblem, Shape
from youthvoice.voting.rules.methods import NO, YES, Completion, Method, TieRule
from youthvoice.voting.tallies.amounts import write_amount
from youthvoice.voting.tallies.steps import Step, without_receivers


class SeedNeeded(Exception):
    """There is a tie that only a lot can decide, and none was drawn; ``tied`` are those it is between."""

    def __init__(self, tied: tuple[int, ...]) -> None:
        super().__init__(f"a lot must decide between {tied}")
        self.tied = tied


class BadBallot(ValueError):
    """A ballot that does not fit to the paper, or is cast fewer than no times."""

    def __init__(self, ballot: Ballot, problem: BallotProblem | None) -> None:
        super().__init__(f"{ballot}: {problem or 'a negative number'}")
        self.ballot = ballot
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class TallyRules:
    """What is counted, and how. Nonsense raises ValueError.

    ``options`` are the numbers on the paper in its order; ``costs`` (one for each option) and ``budget`` are whole kroner,
    for equal shares. With ``spread``, each level in ``groups`` (option -> level) that stands gets at least one seat; where
    there are fewer seats than levels, no level gets two.
    """

    method: Method
    options: tuple[int, ...]
    seats: int = 1
    max_choices: int | None = None
    tie_rule: TieRule = TieRule.lot
    costs: Mapping[int, int] = field(default_factory=dict)
    budget: int = 0
    completion: Completion = Completion.none
    groups: Mapping[int, str] = field(default_factory=dict)
    spread: bool = False

    def __post_init__(self) -> None:
        if len(set(self.options)) < len(self.options) or min(self.options, default=1) < 1:
            raise ValueError("options are different numbers from 1")
        if self.seats < 1 or (self.max_choices is not None and self.max_choices < 1):
            raise ValueError("there is at least one seat and one choice")
        if self.method is Method.instant_runoff and self.seats > 1:
            raise ValueError("instant run-off fills one seat")
        if self.method is Method.yes_no and not {YES, NO} <= set(self.options) <= {1, 2, 3}:
            raise ValueError("a question has the options yes, no, and maybe abstain")
        if self.method is Method.equal_shares and (
            self.budget < 0 or any(self.costs.get(option, 0) < 1 for option in self.options)
        ):
            raise ValueError("every option has a cost of at least one krone")

    @property
    def shape(self) -> Shape:
        """What a ballot may say. By block vote there are as many choices as seats, unless it is said otherwise."""
        most = self.seats if self.method is Method.block and self.max_choices is None else self.max_choices
        return Shape(self.method, self.options, most)

    def to_json(self) -> dict[str, Any]:
        """As JSON values; each setting, so that a file says what was counted by."""
        return {
            "method": self.method.value,
            "options": list(self.options),
            "seats": self.seats,
            "max_choices": self.max_choices,
            "tie_rule": self.tie_rule.value,
            "costs": {str(option): cost for option, cost in sorted(self.costs.items())},
            "budget": self.budget,
            "completion": self.completion.value,
            "groups": {str(option): group for option, group in sorted(self.groups.items())},
            "spread": self.spread,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "TallyRules":
        """From what ``to_json`` made."""
        return cls(
            method=Method(told["method"]),
            options=tuple(told["options"]),
            seats=told["seats"],
            max_choices=told["max_choices"],
            tie_rule=TieRule(told["tie_rule"]),
            costs={int(option): cost for option, cost in told["costs"].items()},
            budget=told["budget"],
            completion=Completion(told["completion"]),
            groups={int(option): group for option, group in told["groups"].items()},
            spread=told["spread"],
        )


@dataclass(frozen=True)
class Round:
    """One count, after its transfer. ``elected`` and ``excluded`` are decided by its totals; ``source`` is whose votes were
    transferred to come here, and ``transfers`` who got how much of them; None and empty where that is not told.

    Votes: the totals, ``exhausted`` and ``lost`` (cut off after five decimals), both so far, are together the valid votes.
    Equal shares: ``totals`` is the money that the supporters of each option that is not bought have left before the
    purchase; ``elected`` is what is bought, ``payment`` the most that one voter pays for it.
    """

    number: int
    totals: Mapping[int, Fraction]
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    source: int | None = None
    transfers: Mapping[int, Fraction] = field(default_factory=dict)
    exhausted: Fraction = Fraction(0)
    lost: Fraction = Fraction(0)
    payment: Fraction | None = None

    def to_json(self) -> dict[str, Any]:
        """As JSON values; amounts as exact text."""
        return {
            "number": self.number,
            "totals": _written(self.totals),
            "elected": list(self.elected),
            "excluded": list(self.excluded),
            "source": self.source,
            "transfers": _written(self.transfers),
            "exhausted": write_amount(self.exhausted),
            "lost": write_amount(self.lost),
            "payment": None if self.payment is None else write_amount(self.payment),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Round":
        """From what ``to_json`` made."""
        return cls(
            number=told["number"],
            totals=_read(told["totals"]),
            elected=tuple(told["elected"]),
            excluded=tuple(told["excluded"]),
            source=told["source"],
            transfers=_read(told["transfers"]),
            exhausted=Fraction(told["exhausted"]),
            lost=Fraction(told["lost"]),
            payment=None if told["payment"] is None else Fraction(told["payment"]),
        )


@dataclass(frozen=True)
class Money:
    """Equal shares, in kroner: what there was and what is spent, what each voter had at first and in the run that counts."""

    budget: int
    spent: int
    first_share: Fraction
    share: Fraction

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "budget": self.budget,
            "spent": self.spent,
            "first_share": write_amount(self.first_share),
            "share": write_amount(self.share),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Money":
        """From what ``to_json`` made."""
        return cls(told["budget"], told["spent"], Fraction(told["first_share"]), Fraction(told["share"]))


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``elected`` stands in the order of election (``()`` for a question: ``carried`` says it).

    ``tied`` are those between whom a new vote must decide, for ``open_seats`` seats; in a question that got as many yes as
    no, yes and no. ``carried`` is None but for a question. ``quota`` is in votes.
    """

    method: Method
    elected: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    open_seats: int = 0
    carried: bool | None = None
    valid: int = 0
    blank: int = 0
    quota: int | None = None
    is_uncontested: bool = False
    money: Money | None = None
    rounds: tuple[Round, ...] = ()
    log: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON values; exact numbers as text."""
        return {
            "method": self.method.value,
            "elected": list(self.elected),
            "tied": list(self.tied),
            "open_seats": self.open_seats,
            "carried": self.carried,
            "valid": self.valid,
            "blank": self.blank,
            "quota": self.quota,
            "is_uncontested": self.is_uncontested,
            "money": None if self.money is None else self.money.to_json(),
            "rounds": [one.to_json() for one in self.rounds],
            "log": [one.to_json() for one in self.log],
        }

    def without_transfers(self) -> "Outcome":
        """As it is told where few voted: every total, but not who got how much from whom, in the rounds or in the log."""
        rounds = tuple(replace(one, source=None, transfers={}) for one in self.rounds)
        return replace(self, rounds=rounds, log=tuple(map(without_receivers, self.log)))

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Outcome":
        """From what ``to_json`` made; equal to what it was made of."""
        return cls(
            method=Method(told["method"]),
            elected=tuple(told["elected"]),
            tied=tuple(told["tied"]),
            open_seats=told["open_seats"],
            carried=told["carried"],
            valid=told["valid"],
            blank=told["blank"],
            quota=told["quota"],
            is_uncontested=told["is_uncontested"],
            money=None if told["money"] is None else Money.from_json(told["money"]),
            rounds=tuple(map(Round.from_json, told["rounds"])),
            log=tuple(map(Step.from_json, told["log"])),
        )


def _written(amounts: Mapping[int, Fraction]) -> dict[str, str]:
    return {str(option): write_amount(amount) for option, amount in amounts.items()}


def _read(told: Mapping[str, str]) -> dict[int, Fraction]:
    return {int(option): Fraction(amount) for option, amount in told.items()}
