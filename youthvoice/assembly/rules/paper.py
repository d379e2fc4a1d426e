"""The paper of a vote by name: what a ballot may say. It answers to what voting asks of a contest's paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from youthvoice.elections.rules.polls import Way, method_of
from youthvoice.voting.rules.ballots import Ballot, BallotProblem, Shape, check_ballot
from youthvoice.voting.rules.methods import ABSTAIN, NO, YES, Method


@dataclass(frozen=True)
class PaperLine:
    """One line of it."""

    number: int


@dataclass(frozen=True)
class NamedPaper:
    """A paper; it may be left blank, but to a question one abstains instead."""

    method: Method
    options: tuple[PaperLine, ...]
    max_choices: int | None = None
    allows_blank: bool = True
    budget: int | None = None
    """Øre."""

    @property
    def shape(self) -> Shape:
        """What may stand on it."""
        return Shape(self.method, tuple(line.number for line in self.options), self.max_choices)


def named_paper(
    way: Way, seats: int, max_choices: int | None, numbers: Iterable[int], budget: int | None = None
) -> NamedPaper:
    """The paper of a vote; a question has its three answers, whatever is written of it."""
    is_question = way is Way.yes_no
    told = (YES, NO, ABSTAIN) if is_question else tuple(numbers)
    method = method_of(way, seats, max_choices)
    return NamedPaper(method, tuple(map(PaperLine, told)), max_choices, allows_blank=not is_question, budget=budget)


def problem_of(paper: NamedPaper, ballot: Ballot) -> BallotProblem | None:
    """Why a ballot does not fit to the paper, or None; a blank one is told of by ``allows_blank``."""
    return check_ballot(paper.shape, ballot)
