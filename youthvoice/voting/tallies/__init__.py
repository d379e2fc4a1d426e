"""How ballots become an outcome: pure functions, exact, the same for everyone who counts again."""

from youthvoice.voting.tallies.amounts import write_amount
from youthvoice.voting.tallies.counting import count
from youthvoice.voting.tallies.lots import by_lot, lot_of
from youthvoice.voting.tallies.shapes import BadBallot, Money, Outcome, Round, SeedNeeded, TallyRules
from youthvoice.voting.tallies.steps import About, Reason, Step, StepKind
from youthvoice.voting.tallies.vacancies import fill_vacancy, substitutes

__all__ = [
    "About",
    "BadBallot",
    "Money",
    "Outcome",
    "Reason",
    "Round",
    "SeedNeeded",
    "Step",
    "StepKind",
    "TallyRules",
    "by_lot",
    "count",
    "fill_vacancy",
    "lot_of",
    "substitutes",
    "write_amount",
]
