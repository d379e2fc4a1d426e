"""Resolutions, and what became of them."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.assembly.models import DayVote, Delegation, Motion, MotionCredit, Resolution
from youthvoice.assembly.rules.resolutions import Fate, Progress, Tally, fate_of, promise_of, tally
from youthvoice.assembly.rules.verdicts import tells_of_few
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.proposals.models import Proposal
from youthvoice.responses.models import Answer, Case, CaseExtension, Promise
from youthvoice.responses.queries.promises import GlanceRow, glance_columns
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode
from youthvoice.responses.rules.follow_up import PromiseState


class ResolutionStatus(NamedTuple):
    """A resolution with all that tells where it stands. Its ``repr`` tells one state of a page from another."""

    id: int
    number: int
    title: str
    adopted_at: datetime
    politician: str
    motion_id: int
    vote_id: int
    proposal_id: int | None
    is_hidden: bool
    """A moderator hid its words: neither they nor the title are shown."""
    case_id: int | None
    unit: str | None
    case_state: CaseState | None
    opened_at: datetime | None
    receipt_due_on: date | None
    receipt_at: datetime | None
    answer_due_on: date | None
    clock_from: date | None
    paused_on: date | None
    reopened_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    """Of the answer that stands."""
    reason_code: ReasonCode | None
    explanation: str | None
    promise_id: int | None
    promise: PromiseState | None
    """As it is stored: late is told by ``promise_now``."""
    promised_for: date | None
    promise_due_on: date | None
    promise_done_at: datetime | None

    @property
    def progress(self) -> Progress:
        """What the rules count."""
        closed = self.closed_at is not None
        return Progress(
            self.case_state, closed, self.answer_due_on, self.outcome, self.promise, self.promise_due_on
        )  # fmt: skip

    @property
    def fate(self) -> Fate:
        """Where it stands today."""
        return fate_of(self.progress, today())

    @property
    def promise_now(self) -> PromiseState | None:
        """How its promise stands today; None where nothing was promised, or it is not public."""
        return promise_of(self.progress, today())


_r, _m, _p, _c, _u, _a, _pr = (
    model.__table__.c for model in (Resolution, Motion, Proposal, Case, Unit, Answer, Promise)
)
_COLUMNS: tuple[Any, ...] = (
    _r.id, _r.number, _r.title, _r.adopted_at, _r.politician, _r.motion_id, _r.vote_id, _m.proposal_id,
    or_(_m.hidden_at.is_not(None), and_(_p.id.is_not(None), _p.hidden_at.is_not(None))),
    _c.id, _u.name, _c.state, _c.opened_at, _c.receipt_due_on, _c.receipt_at, _c.answer_due_on, _c.clock_from,
    _c.paused_on, _c.reopened_at, _c.answered_at, _c.closed_at, _a.outcome, _a.reason_code, _a.explanation,
    _pr.id, _pr.state, _pr.promised_for, _pr.due_on, _pr.done_at,
)  # fmt: skip


def _status_query(*more: Any) -> Select[Any]:
    query = select(*_COLUMNS, *more).select_from(Resolution.__table__)
    query = query.join(Motion.__table__, _m.id == _r.motion_id)
    query = query.outerjoin(Proposal.__table__, _p.id == _m.proposal_id)
    query = query.outerjoin(Case.__table__, _c.id == _r.case_id)
    query = query.outerjoin(Unit.__table__, _u.id == _c.unit_id)
    query = query.outerjoin(Answer.__table__, and_(_a.case_id == _c.id, _a.replaced_at.is_(None)))
    return query.outerjoin(Promise.__table__, and_(_pr.case_id == _c.id, _pr.hidden_at.is_(None)))


def resolution_status_of_year(session: Session, year_id: int) -> list[ResolutionStatus]:
    """Every resolution of a year by its number, with what became of it: one query. Its ``repr`` is a page's stamp."""
    found = session.execute(_status_query().where(_r.year_id == year_id).order_by(_r.number))
    return [ResolutionStatus._make(row) for row in found]


def tally_of(found: list[ResolutionStatus]) -> Tally:
    """How many were answered, and with what; which promises were kept, broken and late today."""
    return tally((one.progress for one in found), today())


class Detail(NamedTuple):
    """A resolution with all that its page says of its way; its ``repr`` tells one state of the page from another."""

    status: ResolutionStatus
    text: str
    motion_number: int
    submitted_at: datetime | None
    delegation: str | None
    vote_outcome: dict[str, Any] | None
    """None too where its numbers would tell who voted what."""
    receipt_by: str
    """«Line Holm, Center for Uddannelse og Pædagogik», or empty."""
    extended_at: datetime | None
    extended_until: date | None
    extension_reason: str
    settled_at: datetime | None
    """When the young people said whether it was kept."""
    glance: GlanceRow | None


_v, _d, _who, _e = (model.__table__.c for model in (DayVote, Delegation, Person, CaseExtension))
_of_who = Unit.__table__.alias("unit_of_receipt")
_MORE: tuple[Any, ...] = (
    _r.text, _m.number, _m.submitted_at, _d.name, _v.outcome, _v.is_named, _v.taken_part, _who.display_name, _of_who.c.name,
    _e.at, _e.until_on, _e.reason, _pr.settled_at,
)  # fmt: skip


def get_detail(session: Session, year_id: int, number: int) -> Detail:
    """One resolution with its words and its way: one query. Raises NotFound."""
    query = _status_query(*_MORE, *glance_columns()).join(DayVote.__table__, _v.id == _r.vote_id)
    query = query.outerjoin(Delegation.__table__, _d.id == _m.delegation_id)
    query = query.outerjoin(Person.__table__, _who.id == _c.receipt_by_id)
    query = query.outerjoin(_of_who, _of_who.c.id == _who.unit_id)
    query = query.outerjoin(CaseExtension.__table__, _e.case_id == _c.id)
    query = query.where(_r.year_id == year_id, _r.number == number)
    row = session.execute(query).first() if number < 2**15 else None
    if row is None:
        raise NotFound
    own, more = len(_COLUMNS), len(_COLUMNS) + len(_MORE)
    text, motion, sent, school, outcome, is_named, taken, name, unit, at, until, reason, settled = row[own:more]
    outcome = None if tells_of_few(is_named, taken) else outcome
    glance = GlanceRow._make(row[more:])
    return Detail(
        ResolutionStatus._make(row[:own]), text, motion, sent, school, outcome, ", ".join(filter(None, (name, unit))),
        at, until, reason or "", settled, glance if glance.id is not None else None,
    )  # fmt: skip


def credits_of(session: Session, motion_id: int) -> list[str]:
    """Whose idea it was, as they want to be called."""
    query = select(MotionCredit.label).where(MotionCredit.motion_id == motion_id).order_by(MotionCredit.id)
    return list(session.scalars(query))


def find_of_motion(session: Session, motion_id: int) -> Resolution | None:
    """The resolution that a motion became; None where it became none."""
    return session.scalar(select(Resolution).where(Resolution.motion_id == motion_id))


def find_of_case(session: Session, case_id: int) -> Resolution | None:
    """The resolution that a case answers; None where it answers none."""
    return session.scalar(select(Resolution).where(Resolution.case_id == case_id))
