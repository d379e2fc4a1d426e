"""Reading what a period holds: sums of things in one query, people in one more. For jobs and reports, never for pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import YOUNG_ROLES
from youthvoice.assembly.models import AssemblyYear, Delegate, Motion, Resolution
from youthvoice.consultations.models import Consultation, ConsultationResponse
from youthvoice.core.clock import local_date, moment_of
from youthvoice.councils.models import Body, Decision, Meeting, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.seats import VOTING_ROLES
from youthvoice.discussions.models import Comment
from youthvoice.elections.models import Candidate
from youthvoice.grants.models import Application, ApplicationMember, LedgerEntry
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.insight.rules.taking_part import Deed, PersonFacts, Sum, Sums
from youthvoice.proposals.models import Endorsement, Proposal, ProposalCoauthor, ProposalStop
from youthvoice.voting.models import Contest

AT_A_TIME = 2_000
IS_CLASS = Body.kind == BodyKind.school_class


@dataclass(frozen=True)
class Period:
    """From the beginning of the first Danish day to the end of the last."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return moment_of(self.first, time(0))

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return moment_of(self.last + timedelta(days=1), time(0))

    @property
    def before(self) -> "Period":
        """As many days, right before it."""
        return Period(self.first - (self.last - self.first) - timedelta(days=1), self.first - timedelta(days=1))

    def holds(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """SQL: it happened within."""
        return and_(moment >= self.begins, moment < self.ends)

    def has(self, day: date) -> bool:
        """Tell whether the day belongs to it."""
        return self.first <= day <= self.last


def sums_of(session: Session, period: Period) -> Sums:
    """Every ``Sum``, in two queries."""
    parts = {
        **_of_proposals(period),
        **_of_councils(period),
        **_of_votes(period),
        **_of_money(period),
        **_of_hearings(period),
        **_of_assembly(period),
    }
    row = session.execute(select(*(part.scalar_subquery().label(name.value) for name, part in parts.items()))).one()
    found = {name: int(value or 0) for name, value in row._mapping.items()}
    return found | _summaries(session, period)


def _count(*conditions: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).where(*conditions)


def _of_proposals(period: Period) -> dict[Sum, Select[Any]]:
    sent = period.holds(Proposal.submitted_at)
    return {
        Sum.proposals: _count(sent),
        Sum.from_classes: _count(sent, Proposal.on_behalf_of_id.is_not(None)),
        Sum.supports: _count(period.holds(Endorsement.created_at)),
        Sum.comments: _count(period.holds(Comment.created_at), Comment.withdrawn_at.is_(None)),
        Sum.carried: _count(period.holds(ProposalStop.carried_at)),
    }


def _of_councils(period: Period) -> dict[Sum, Select[Any]]:
    decided = period.holds(Decision.recorded_at), Decision.replaced_at.is_(None)
    held = (
        select(func.count())
        .select_from(Meeting)
        .join(Body, Body.id == Meeting.body_id)
        .where(period.holds(Meeting.ended_at))
    )
    sits = (
        select(func.count())
        .select_from(Seat)
        .join(Body, Body.id == Seat.body_id)
        .where(~IS_CLASS, Seat.role.in_(VOTING_ROLES))
    )
    return {
        Sum.council_yes: _count(*decided, Decision.outcome == DecisionOutcome.adopted),
        Sum.council_no: _count(*decided, Decision.outcome == DecisionOutcome.rejected),
        Sum.meetings: held.where(~IS_CLASS),
        Sum.class_meetings: held.where(IS_CLASS),
        Sum.minutes: _count(period.holds(Meeting.published_at)),
        Sum.seats: sits.where(held_on(period.last)),
    }


def _of_votes(period: Period) -> dict[Sum, Select[Any]]:
    counted = period.holds(Contest.counted_at)
    return {
        Sum.contests: _count(counted),
        Sum.roll: select(func.sum(Contest.roll_size)).where(counted),
        Sum.ballots: select(func.sum(Contest.taken_part)).where(counted),
    }


def _of_money(period: Period) -> dict[Sum, Select[Any]]:
    undoing = aliased(LedgerEntry)
    stands = ~select(undoing.id).where(undoing.reverses_id == LedgerEntry.id).exists()

    def moved(*kinds: EntryKind) -> Select[Any]:
        of = LedgerEntry.kind.in_(kinds), period.holds(LedgerEntry.at), stands
        return select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(*of)

    granted = moved(EntryKind.grant).scalar_subquery() - moved(EntryKind.give_up).scalar_subquery()
    return {
        Sum.applications: _count(period.holds(Application.submitted_at)),
        Sum.granted: select(granted),
        Sum.paid: moved(EntryKind.pay),
        Sum.returned: moved(EntryKind.give_back),
    }


def _of_hearings(period: Period) -> dict[Sum, Select[Any]]:
    stands = period.holds(ConsultationResponse.sent_at), ConsultationResponse.withdrawn_at.is_(None)
    return {
        Sum.hearing_responses: _count(*stands),
        Sum.hearing_people: select(func.sum(ConsultationResponse.people)).where(*stands),
        Sum.summaries: _count(period.holds(Consultation.finished_at)),
    }


def _of_assembly(period: Period) -> dict[Sum, Select[Any]]:
    return {
        Sum.assemblies: _count(period.holds(AssemblyYear.begun_at)),
        Sum.delegates: _count(period.holds(Delegate.came_at)),
        Sum.motions: _count(period.holds(Motion.submitted_at)),
        Sum.resolutions: _count(period.holds(Resolution.adopted_at)),
    }


def _summaries(session: Session, period: Period) -> Sums:
    """Of hearings: those that opened, that asked too late, and whose summary was late. A few rows a year."""
    due = Consultation.summary_due_on.between(period.first, period.last)
    published = Consultation.published_at.is_not(None), Consultation.cancelled_at.is_(None)
    query = select(Consultation).where(*published, or_(period.holds(Consultation.opens_at), due))
    found = session.scalars(query).all()
    opened = [one for one in found if period.begins <= one.opens_at < period.ends]
    owed = [one for one in found if period.has(one.summary_due_on) and _is_late(one, period)]
    return {
        Sum.hearings.value: len(opened),
        Sum.hearings_late.value: sum(one.is_too_late for one in opened),
        Sum.summaries_owed.value: len(owed),
    }


def _is_late(one: Consultation, period: Period) -> bool:
    if one.finished_at is not None:
        return local_date(one.finished_at) > one.summary_due_on
    return one.summary_due_on < period.last


def people_of(session: Session, period: Period) -> Iterator[PersonFacts]:
    """Everybody young who took part, with what they did; read as a stream, in the order of their ids."""
    deeds = union_all(*_deeds(period)).subquery()
    query = (
        select(Person.id, deeds.c.deed, Person.school_id, Person.birth_year)
        .join(deeds, deeds.c.person_id == Person.id)
        .where(Person.role.in_(YOUNG_ROLES))
        .distinct()
        .order_by(Person.id)
    )
    rows = session.execute(query.execution_options(yield_per=AT_A_TIME))
    for person_id, same in groupby(rows, key=attrgetter("id")):
        each = list(same)
        yield PersonFacts(person_id, frozenset(Deed(row.deed) for row in each), each[0].school_id, each[0].birth_year)


def _deeds(period: Period) -> Iterator[Select[Any]]:
    def did(deed: Deed, person: InstrumentedAttribute[Any]) -> Select[Any]:
        return select(person.label("person_id"), literal(deed.value).label("deed"))

    yield did(Deed.proposal, Proposal.author_id).where(period.holds(Proposal.submitted_at))
    together = did(Deed.proposal, ProposalCoauthor.person_id).join(
        Proposal, Proposal.id == ProposalCoauthor.proposal_id
    )
    yield together.where(period.holds(Proposal.submitted_at))
    yield did(Deed.comment, Comment.author_id).where(period.holds(Comment.created_at), Comment.withdrawn_at.is_(None))
    yield did(Deed.support, Endorsement.person_id).where(period.holds(Endorsement.created_at))
    ends = func.coalesce(Seat.ended_on, Seat.ends_on)
    sat = Seat.starts_on <= period.last, ends >= period.first, Seat.role.in_(VOTING_ROLES)
    yield did(Deed.seat, Seat.person_id).join(Body, Body.id == Seat.body_id).where(*sat, ~IS_CLASS)
    stood = period.holds(Candidate.stood_at), Candidate.withdrawn_at.is_(None)
    yield did(Deed.candidacy, Candidate.person_id).where(*stood)
    applied = did(Deed.application, ApplicationMember.person_id).join(
        Application, Application.id == ApplicationMember.application_id
    )
    yield applied.where(period.holds(Application.submitted_at), ApplicationMember.person_id.is_not(None))
    alone = ConsultationResponse.body_id.is_(None), ConsultationResponse.withdrawn_at.is_(None)
    answered = did(Deed.hearing, ConsultationResponse.person_id).where(period.holds(ConsultationResponse.sent_at))
    yield answered.where(*alone, ConsultationResponse.person_id.is_not(None))
    yield did(Deed.assembly, Delegate.person_id).where(period.holds(Delegate.came_at))
