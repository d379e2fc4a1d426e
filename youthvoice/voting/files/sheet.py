"""The result as a sheet for Danish spreadsheets: a line for each option, a column for each round. The same in both languages."""

from collections.abc import Iterator
from fractions import Fraction

from youthvoice.core.sheets.writing import Cell, write_lines
from youthvoice.voting.files.shape import PublicContest
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.tallies import write_amount

HEADINGS = ("nr", "navn", "stemmer", "valgt")
BLANK, EXHAUSTED, LOST = "blanke stemmer", "peger ikke på flere", "tabt ved afrunding"


def write_sheet(contest: PublicContest) -> str:
    """By ranked methods ``stemmer`` are first preferences, ``runde 1`` and so on what each count gave. ``valgt`` is the order
    of election, empty for others.
    """
    return write_lines(_lines(contest))


def _lines(contest: PublicContest) -> Iterator[tuple[Cell, ...]]:
    ranked = contest.rules.method in RANKED
    rounds = contest.outcome.rounds if ranked else ()
    yield *HEADINGS, *(f"runde {one.number}" for one in rounds)
    for option in contest.rules.options:
        amounts = (_decimal(one.totals.get(option, Fraction(0))) for one in rounds)
        yield option, contest.titles[option], contest.totals[option], _place(contest, option), *amounts
    if ranked:
        yield None, EXHAUSTED, None, None, *(_decimal(one.exhausted) for one in rounds)
        yield None, LOST, None, None, *(_decimal(one.lost) for one in rounds)
    yield None, BLANK, contest.outcome.blank, None, *(None for _ in rounds)


def _place(contest: PublicContest, option: int) -> int | None:
    outcome = contest.outcome
    if outcome.method is Method.yes_no:
        return 1 if option == 1 and outcome.carried else None
    return outcome.elected.index(option) + 1 if option in outcome.elected else None


def _decimal(amount: Fraction) -> str:
    """Votes have five decimals at most, so this is exact."""
    return write_amount(amount).replace(".", ",")
