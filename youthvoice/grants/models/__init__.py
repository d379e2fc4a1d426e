"""The tables of pools and grants."""

from youthvoice.grants.models.applications import (
    Application,
    ApplicationEvent,
    ApplicationFile,
    ApplicationMember,
    ApplicationNote,
    BudgetLine,
)
from youthvoice.grants.models.deciding import Assessment, AssessmentMark, Award, Complaint, Motion, MotionVote, Panelist
from youthvoice.grants.models.ledger import GrantBalance, LedgerEntry, PoolBalance
from youthvoice.grants.models.paying import (
    AccountReport,
    AccountsReminder,
    Agreement,
    BankDetails,
    ChangeRequest,
    GrantMilestone,
    Payment,
    PaymentBatch,
    SpentLine,
)
from youthvoice.grants.models.pools import Dimension, Pool, PoolCriterion, PoolOfficer, PoolRound, PoolRule, PoolTally
from youthvoice.grants.models.ranking import RoundRanking, Wish

__all__ = [
    "AccountReport",
    "AccountsReminder",
    "Agreement",
    "Application",
    "ApplicationEvent",
    "ApplicationFile",
    "ApplicationMember",
    "ApplicationNote",
    "Assessment",
    "AssessmentMark",
    "Award",
    "BankDetails",
    "BudgetLine",
    "ChangeRequest",
    "Complaint",
    "Dimension",
    "GrantBalance",
    "GrantMilestone",
    "LedgerEntry",
    "Motion",
    "MotionVote",
    "Panelist",
    "Payment",
    "PaymentBatch",
    "Pool",
    "PoolBalance",
    "PoolCriterion",
    "PoolOfficer",
    "PoolRound",
    "PoolRule",
    "PoolTally",
    "RoundRanking",
    "SpentLine",
    "Wish",
]
