"""What the scorecard counts, and which figures it keeps to itself."""

from youthvoice.core.suppressing import FEWEST, Group, to_hide
from youthvoice.insight.rules.counting import CaseFacts, FeedbackFacts, Tallies, Tally, count_case, count_feedback
from youthvoice.insight.rules.measures import COUNTS, FEW, PARTS, SINGLES, Base, Figure, Figures, Kind, Measure, kind_of
from youthvoice.insight.rules.publishing import published

__all__ = [
    "COUNTS",
    "FEW",
    "FEWEST",
    "PARTS",
    "SINGLES",
    "Base",
    "CaseFacts",
    "FeedbackFacts",
    "Figure",
    "Figures",
    "Group",
    "Kind",
    "Measure",
    "Tallies",
    "Tally",
    "count_case",
    "count_feedback",
    "kind_of",
    "published",
    "to_hide",
]
