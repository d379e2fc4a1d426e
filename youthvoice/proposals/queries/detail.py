"""One proposal: for a permission, for its page, for its history."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, exists, false, func, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.core.clock import today
from youthvoice.core.db import BigId
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.discussions.models import Comment
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportState
from youthvoice.proposals.models import (
    Endorsement,
    Proposal,
    ProposalAttachment,
    ProposalCoauthor,
    ProposalEvent,
    ProposalFollow,
    ProposalRevision,
    ProposalStop,
)
from youthvoice.proposals.queries.names import sender_name
from youthvoice.proposals.rules import EventKind, ProposalStatus, Topic
from youthvoice.responses.models import Answer, Case, CaseExtension, CaseMove
from youthvoice.responses.queries.promises import GlanceRow, glance_columns, glance_join
from youthvoice.responses.rules import CaseState

SHOWN_REVISIONS = 20


def find_proposal(session: Session, proposal_id: int) -> Proposal | None:
    """The proposal in any state, with author, school, ``coauthor_ids``, ``is_adopted`` and ``is_reopened``; or None.

    Two queries.
    """
    if proposal_id > MAX_ID:
        return None
    query = (
        select(
            Proposal,
            exists().where(_stops.proposal_id == Proposal.id, _stops.outcome == DecisionOutcome.adopted),
            exists().where(_cases.id == Proposal.case_id, _cases.reopened_at.is_not(None)),
        )
        .where(Proposal.id == proposal_id)
        .options(joinedload(Proposal.author).lazyload("*"), joinedload(Proposal.school))
    )
    row = session.execute(query).first()
    proposal = row[0] if row is not None else None
    if row is not None and proposal is not None:
        proposal.is_adopted, proposal.is_reopened = row[1], row[2]
        joined = select(ProposalCoauthor.person_id).where(ProposalCoauthor.proposal_id == proposal_id)
        proposal.coauthor_ids = tuple(session.scalars(joined.order_by(ProposalCoauthor.id)))
    return proposal


def get_proposal(session: Session, proposal_id: int) -> Proposal:
    """As ``find_proposal``; raises NotFound. Drafts, hidden and withdrawn ones are found too: ask who may see them."""
    proposal = find_proposal(session, proposal_id)
    if proposal is None:
        raise NotFound
    return proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One proposal with all that its page says of it; stands in for a Proposal where a permission is asked."""

    id: int
    version: int
    status: ProposalStatus
    title: str
    what: str
    why: str
    who: str
    topic: Topic | None
    changed_at: datetime
    listed_at: datetime | None
    submitted_at: datetime | None
    withdrawn_at: datetime | None
    hidden_at: datetime | None
    case_id: int | None
    thread_id: int | None
    holder_id: int | None
    on_behalf_of_id: int | None
    answer_due_on: date | None
    endorsement_count: int
    comment_count: int
    author_id: int
    author: str
    """In whose name: a person's, or that of a class and its school."""
    where: str | None
    """The school; None: the whole municipality."""
    unit: str | None
    """Who owes the answer."""
    receipt_due_on: date | None
    receipt_at: datetime | None
    file_kind: str | None
    file_name: str | None
    file_alt: str | None
    file_bytes: int | None
    is_supported: bool
    is_followed: bool
    has_coauthors: bool
    has_answers: bool
    has_comments: bool
    ladder_version: int | None
    """Rises with every change of a body that has or had it; None where it has been in no body."""
    is_adopted: bool
    """A body said yes to exactly these words."""
    has_seats: bool
    """Whoever asked has a seat in some body today."""
    case_state: CaseState | None
    clock_from: date | None
    """The day the deadline is counted from."""
    paused_on: date | None
    """The young person is asked for more since then; the deadline stands still."""
    reopened_at: datetime | None
    """The answer was not clear enough."""
    extended_from: date | None
    """The deadline was moved, from this day to the next."""
    extended_until: date | None
    extension_reason: str | None
    extended_by: str | None
    handed_from: str | None
    """The unit that owed the answer before ``unit``."""
    coauthors: tuple[tuple[int, str], ...] = ()
    """(person's id, name), the first to join first."""
    promise: GlanceRow | None = None
    """What the municipality promised."""

    @property
    def coauthor_ids(self) -> tuple[int, ...]:
        """For permissions."""
        return tuple(person_id for person_id, _name in self.coauthors)

    @property
    def is_reopened(self) -> bool:
        """The words were answered once, and stay as they were then."""
        return self.reopened_at is not None

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells one state of the page from another."""
        return self.id, self.version, self.author, self.where, self.unit, self.ladder_version


class EventLine(NamedTuple):
    """One line of the timeline, as it is stored."""

    kind: EventKind
    at: datetime
    actor_label: str
    data: dict[str, Any]


# Tables and not classes: a row that is only shown needs no object, and its query half the time.
_proposals, _persons, _schools, _units, _cases, _files, _coauthors, _events, _bodies, _stops = (
    model.__table__.c
    for model in (
        Proposal, Person, School, Unit, Case, ProposalAttachment, ProposalCoauthor, ProposalEvent, Body, ProposalStop
    )
)  # fmt: skip
_extensions, _moves = CaseExtension.__table__.c, CaseMove.__table__.c
_before = Unit.__table__.alias("unit_before")
_handed_from = (
    select(_before.c.name)
    .join(CaseMove.__table__, _moves.from_unit_id == _before.c.id)
    .where(_moves.case_id == _cases.id, _moves.from_unit_id != _moves.to_unit_id)
    .order_by(_moves.id.desc())
    .limit(1)
)
_ladder_version = (
    select(func.sum(_bodies.version).label("versions"))
    .join(ProposalStop.__table__, _stops.body_id == _bodies.id)
    .where(_stops.proposal_id == _proposals.id)
)
_NAMES = tuple(field.name for field in fields(Shown))[:-2]
_OTHER: dict[str, Any] = {
    "author": sender_name(),
    "where": _schools.name,
    "unit": _units.name,
    "receipt_due_on": _cases.receipt_due_on,
    "receipt_at": _cases.receipt_at,
    "case_state": _cases.state,
    "clock_from": _cases.clock_from,
    "paused_on": _cases.paused_on,
    "reopened_at": _cases.reopened_at,
    "extended_from": _extensions.before_on,
    "extended_until": _extensions.until_on,
    "extension_reason": _extensions.reason,
    "extended_by": _extensions.by_label,
    "handed_from": _handed_from.correlate(Case.__table__).scalar_subquery(),
    "file_kind": _files.kind,
    "file_name": _files.file_name,
    "file_alt": _files.alt_text,
    "file_bytes": _files.size_bytes,
    "has_coauthors": exists().where(_coauthors.proposal_id == _proposals.id),
    "has_answers": exists().where(Answer.__table__.c.case_id == _proposals.case_id),
    "ladder_version": _ladder_version.correlate(Proposal.__table__).scalar_subquery(),
    "is_adopted": exists().where(_stops.proposal_id == _proposals.id, _stops.outcome == DecisionOutcome.adopted),
    "has_comments": exists().where(Comment.__table__.c.thread_id == _proposals.thread_id),
}


@lru_cache(maxsize=2)
def _shown_query(*, for_person: bool) -> Select[Any]:
    mine: dict[str, Any] = {"is_supported": false(), "is_followed": false(), "has_seats": false()}
    if for_person:
        person = bindparam("person_id", type_=BigId)
        for name, table in (("is_supported", Endorsement.__table__.c), ("is_followed", ProposalFollow.__table__.c)):
            mine[name] = exists().where(table.proposal_id == _proposals.id, table.person_id == person)
        day: Any = bindparam("today", type_=Seat.starts_on.type)
        mine["has_seats"] = exists().where(Seat.__table__.c.person_id == person, held_on(day))
    told = {**_OTHER, **mine}
    columns = [told[n] if n in told else _proposals[n] for n in _NAMES]
    query = select(*columns, *glance_columns()).join(Person.__table__, _persons.id == _proposals.author_id)
    query = query.outerjoin(School.__table__, _schools.id == _proposals.school_id)
    query = query.outerjoin(Body.__table__, _bodies.id == _proposals.on_behalf_of_id)
    query = query.outerjoin(Case.__table__, _cases.id == _proposals.case_id)
    query = query.outerjoin(Unit.__table__, _units.id == _cases.unit_id)
    query = query.outerjoin(CaseExtension.__table__, _extensions.case_id == _cases.id)
    query = query.outerjoin(ProposalAttachment.__table__, _files.proposal_id == _proposals.id)
    query = glance_join(query, _proposals.case_id)
    return query.where(_proposals.id == bindparam("proposal_id", type_=BigId))


def get_shown(session: Session, proposal_id: int, person_id: int | None) -> Shown:
    """The proposal in any state, without its co-authors: one query. Raises NotFound."""
    if proposal_id > MAX_ID:
        raise NotFound
    values: dict[str, object] = {"proposal_id": proposal_id}
    if person_id is not None:
        values |= {"person_id": person_id, "today": today()}
    row = session.execute(_shown_query(for_person=person_id is not None), values).first()
    if row is None:
        raise NotFound
    promise = GlanceRow._make(row[len(_NAMES) :])
    own = dict(zip(_NAMES, row[: len(_NAMES)], strict=True))
    return Shown(**own, promise=promise if promise.id is not None else None)


_COAUTHORS = (
    select(_persons.id, _persons.display_name)
    .join(ProposalCoauthor.__table__, _coauthors.person_id == _persons.id)
    .where(_coauthors.proposal_id == bindparam("proposal_id"))
    .order_by(_coauthors.id)
)
_EVENTS = (
    select(*(_events[name] for name in EventLine._fields))
    .where(_events.proposal_id == bindparam("proposal_id"))
    .order_by(_events.id)
)


def with_coauthors(session: Session, shown: Shown) -> Shown:
    """The same with its co-authors; a query only where there are any."""
    if shown.coauthors or not shown.has_coauthors:
        return shown
    found = session.execute(_COAUTHORS, {"proposal_id": shown.id})
    return replace(shown, coauthors=tuple((person_id, name) for person_id, name in found))


def events_of(session: Session, proposal_id: int) -> list[EventLine]:
    """What happened, the first thing first."""
    return [EventLine._make(row) for row in session.execute(_EVENTS, {"proposal_id": proposal_id})]


def revisions_of(session: Session, proposal_id: int) -> list[ProposalRevision]:
    """The last wordings before today's, newest first."""
    query = select(ProposalRevision).where(ProposalRevision.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(ProposalRevision.number.desc()).limit(SHOWN_REVISIONS)))


def hidden_reason(session: Session, proposal_id: int) -> str:
    """What the moderator wrote to the author when the proposal was hidden; may be empty."""
    query = select(ContentReport.decision_note).where(
        ContentReport.target_kind == "proposal",
        ContentReport.target_id == proposal_id,
        ContentReport.state == ReportState.hidden,
    )
    return session.scalar(query.order_by(ContentReport.handled_at.desc(), ContentReport.id.desc()).limit(1)) or ""
