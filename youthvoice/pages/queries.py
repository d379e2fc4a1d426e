"""What the front page tells, in four small queries, and what is one's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, cast, func, literal_column, select
from sqlalchemy.orm import Session

from youthvoice.core.keyset import Page
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import own_bodies
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries import listing, mine
from youthvoice.proposals.queries.listing import ProposalRow
from youthvoice.proposals.rules import OPEN_STATUSES, ProposalStatus
from youthvoice.responses.models import Answer
from youthvoice.responses.queries import MOST_COUNTED, count_late

SHOWN_NEW = 6
SHOWN_ACHIEVED = 3


class Achievement(NamedTuple):
    """A proposal that got a yes or a partly, and the words of the answer that stands."""

    id: int
    version: int
    title: str
    status: ProposalStatus
    answered_at: datetime
    answer_id: int
    explanation: str
    contact_name: str
    contact_title: str


@dataclass(frozen=True)
class Numbers:
    """How many proposals that anyone can read got which answer, and how many wait, from stored counters.

    ``overdue`` counts no further than ``MOST_COUNTED`` + 1.
    """

    yes: int
    partly: int
    no: int
    passed_on: int
    waiting: int
    overdue: int

    @property
    def has_more_overdue(self) -> bool:
        """At least as many are overdue as are counted."""
        return self.overdue > MOST_COUNTED

    @property
    def total(self) -> int:
        """Every proposal that anyone can read."""
        return self.yes + self.partly + self.no + self.passed_on + self.waiting


@dataclass(frozen=True)
class Front:
    """Everything on the front page that changes."""

    newest: list[ProposalRow]
    achieved: list[Achievement]
    numbers: Numbers

    @property
    def stamp(self) -> tuple[object, ...]:
        """Names exactly what is shown: see core/publicpage.py. Names of people and schools are no part of a version."""
        rows = [(row.id, row.version, row.author, row.where, row.holder) for row in self.newest]
        return rows, [(one.id, one.version, one.answer_id) for one in self.achieved], self.numbers


@dataclass(frozen=True)
class Own:
    """What one person has on the go."""

    drafts: list[Proposal]
    proposals: Page[ProposalRow]
    followed: Page[ProposalRow]
    bodies: list[tuple[Body, SeatRole]]
    """A body once for each role."""


# An expression rather than the column: else SQLite takes the index of statuses and sorts every yes there ever was,
# where the index of answers by time has the three that are wanted in front.
ACHIEVED_STATUS = func.coalesce(cast(Proposal.status, String), "")
_ACHIEVED = (
    select(
        Proposal.id, Proposal.version, Proposal.title, Proposal.status, Proposal.answered_at, Answer.id,
        Answer.explanation, Answer.contact_name, Answer.contact_title,
    )
    .join(Answer, (Answer.case_id == Proposal.case_id) & Answer.replaced_at.is_(None))
    .where(
        Proposal.listed_at.is_not(None), Proposal.answered_at.is_not(None),
        ACHIEVED_STATUS.in_([ProposalStatus.yes.value, ProposalStatus.partly.value]),
    )
    .order_by(Proposal.answered_at.desc(), Proposal.id.desc())
    .limit(literal_column(str(SHOWN_ACHIEVED)))
)  # fmt: skip


def front(session: Session) -> Front:
    """The front page's rows: four queries, none of which grows with the table."""
    achieved = [Achievement._make(row) for row in session.execute(_ACHIEVED)]
    return Front(listing.newest_listed(session, SHOWN_NEW), achieved, numbers(session))


def numbers(session: Session) -> Numbers:
    """The honest numbers: two queries."""
    totals = listing.counters(session)
    return Numbers(
        yes=totals.get(ProposalStatus.yes, 0), partly=totals.get(ProposalStatus.partly, 0),
        no=totals.get(ProposalStatus.no, 0), passed_on=totals.get(ProposalStatus.passed_on, 0),
        waiting=sum(totals.get(status, 0) for status in OPEN_STATUSES), overdue=count_late(session, None),
    )  # fmt: skip


def own(session: Session, person_id: int, own_cursor: str | None, followed_cursor: str | None) -> Own:
    """A person's drafts, proposals, followed proposals and councils: four queries."""
    return Own(
        mine.own_drafts(session, person_id),
        mine.own_proposals(session, person_id, own_cursor),
        mine.followed(session, person_id, followed_cursor),
        own_bodies(session, person_id),
    )
