"""The result as a sheet for Danish spreadsheets: a line for each option, a column for each round. The same in both languages."""

import csv
import io
from fractions import Fraction

from youthvoice.voting.files.shape import PublicContest
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.tallies import write_amount

HEADINGS = ("nr", "navn", "stemmer", "valgt")
BLANK, EXHAUSTED, LOST = "blanke stemmer", "peger ikke på flere", "tabt ved afrunding"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_sheet(contest: PublicContest) -> str:
    """Semicolons, decimal commas, and the mark by which spreadsheets know UTF-8. By ranked methods ``stemmer`` are first
    preferences, ``runde 1`` and so on what each count gave. ``valgt`` is the order of election, empty for others.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    ranked = contest.rules.method in RANKED
    rounds = contest.outcome.rounds if ranked else ()
    writer.writerow([*HEADINGS, *(f"runde {one.number}" for one in rounds)])
    for option in contest.rules.options:
        name, votes = _safe(contest.titles[option]), contest.totals[option]
        amounts = (_decimal(one.totals.get(option, Fraction(0))) for one in rounds)
        writer.writerow([option, name, votes, _place(contest, option), *amounts])
    if ranked:
        writer.writerow(["", EXHAUSTED, "", "", *(_decimal(one.exhausted) for one in rounds)])
        writer.writerow(["", LOST, "", "", *(_decimal(one.lost) for one in rounds)])
    writer.writerow(["", BLANK, contest.outcome.blank, "", *("" for _ in rounds)])
    return "\ufeff" + out.getvalue()


def _place(contest: PublicContest, option: int) -> int | str:
    outcome = contest.outcome
    if outcome.method is Method.yes_no:
        return 1 if option == 1 and outcome.carried else ""
    return outcome.elected.index(option) + 1 if option in outcome.elected else ""


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _decimal(amount: Fraction) -> str:
    """Votes have five decimals at most, so this is exact."""
    return write_amount(amount).replace(".", ",")
