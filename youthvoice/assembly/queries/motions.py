"""Motions as pages read them: one of them, lists, wordings, credits, and drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import (
    Amendment,
    AssemblyYear,
    CommitteeMember,
    Delegation,
    Motion,
    MotionCredit,
    MotionVersion,
)
from youthvoice.assembly.motion_place import MotionPlace
from youthvoice.assembly.place import Place
from youthvoice.assembly.rules.motions import AmendmentState, MotionState, Writer
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, Page
from youthvoice.proposals.models import Proposal

PAGE_SIZE = 30
MOST_NUMBER = 32_767
SHOWN_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class MotionRow:
    """One motion with what its page says beside, and what the reader is to it."""

    motion: Motion
    proposal_title: str
    """Of the proposal it came from, where anyone may read it; else empty."""
    into_number: int | None
    place: MotionPlace


class CreditRow(NamedTuple):
    """Somebody whose idea is in it; ``from_number`` of the motion that brought them."""

    label: str
    from_number: int | None


class MotionLine(NamedTuple):
    """One line of the list."""

    motion: Motion
    from_label: str
    """The delegation that wrote it; empty for one that was carried up."""
    amendments: int
    """Still open."""


def motion_row(session: Session, place: Place, number: int, person_id: int | None) -> MotionRow:
    """The motion of that number that was sent in, hidden ones too. One query. Raises NotFound."""
    wanted = and_(Motion.year_id == place.year_id, Motion.number == number)
    return _row(session, place, wanted if number <= MOST_NUMBER else false(), person_id)


def draft_row(session: Session, place: Place, motion_id: int, person_id: int) -> MotionRow:
    """A draft of that year. One query. Raises NotFound."""
    wanted = Motion.year_id == place.year_id, Motion.id == motion_id, Motion.state == MotionState.draft
    return _row(session, place, and_(*wanted) if motion_id <= MAX_ID else false(), person_id)


def _row(session: Session, place: Place, wanted: ColumnElement[bool], person_id: int | None) -> MotionRow:
    member, into = aliased(CommitteeMember), aliased(Motion)
    had_idea = exists().where(
        MotionCredit.motion_id == Motion.id, MotionCredit.person_id == person_id, MotionCredit.from_motion_id.is_(None)
    )
    query = select(Motion, Proposal.title, Proposal.listed_at, into.number, member.leads, had_idea)
    query = query.outerjoin(Proposal, Proposal.id == Motion.proposal_id).outerjoin(
        into, into.id == Motion.merged_into_id
    )
    mine = member.person_id == (person_id or 0)
    query = query.outerjoin(member, and_(member.committee_id == Motion.committee_id, mine))
    loaded = joinedload(Motion.committee), joinedload(Motion.delegation)
    found = session.execute(query.where(wanted).options(*loaded)).one_or_none()
    if found is None:
        raise NotFound
    motion, title, listed_at, into_number, leads, is_credited = found
    return MotionRow(
        motion=motion,
        proposal_title=title if listed_at is not None else "",
        into_number=into_number,
        place=_place(motion, place, leads=leads, is_credited=is_credited),
    )


def _place(motion: Motion, place: Place, *, leads: bool | None, is_credited: bool) -> MotionPlace:
    of_delegation = motion.delegation_id is not None and motion.delegation_id == place.delegation_id
    return MotionPlace(
        place=place,
        state=motion.state,
        is_author=of_delegation or is_credited,
        is_in_committee=leads is not None and place.delegate_id is not None,
        leads_committee=bool(leads) and place.delegate_id is not None,
        is_hidden=motion.hidden_at is not None,
    )


def motions_page(
    session: Session,
    year_id: int,
    *,
    states: Sequence[MotionState],
    committee_id: int | None,
    after: int,
    size: int = PAGE_SIZE,
) -> Page[MotionLine]:
    """One page of what everybody can read, by number; the cursor is the last number. One query."""
    query = _lines().where(Motion.year_id == year_id, Motion.state.in_(states), Motion.number > after)
    if committee_id is not None:
        query = query.where(Motion.committee_id == committee_id)
    rows = session.execute(query.where(Motion.hidden_at.is_(None)).order_by(Motion.number).limit(size + 1))
    found = [MotionLine._make(row) for row in rows]
    more = str(found[size - 1].motion.number) if len(found) > size else None
    return Page(found[:size], more)


def motions_of_committee(session: Session, committee_id: int) -> list[MotionLine]:
    """What a committee works on or has finished, by number. One query."""
    query = _lines().where(Motion.committee_id == committee_id, Motion.state != MotionState.draft)
    found = session.execute(query.where(Motion.hidden_at.is_(None)).order_by(Motion.number).limit(PAGE_SIZE))
    return [MotionLine._make(row) for row in found]


def _lines() -> Select[Any]:
    left = select(func.count()).where(
        Amendment.motion_id == Motion.id, Amendment.state == AmendmentState.open, Amendment.hidden_at.is_(None)
    )
    query = select(Motion, func.coalesce(Delegation.name, ""), left.scalar_subquery())
    query = query.outerjoin(Delegation, Delegation.id == Motion.delegation_id)
    return query.options(joinedload(Motion.committee))


def credits_of(session: Session, motion_id: int) -> list[CreditRow]:
    """Who is credited, the first first. One query."""
    brought = aliased(Motion)
    query = select(MotionCredit.label, brought.number)
    query = query.outerjoin(brought, brought.id == MotionCredit.from_motion_id)
    found = session.execute(query.where(MotionCredit.motion_id == motion_id).order_by(MotionCredit.id))
    return [CreditRow._make(row) for row in found]


def versions_of(session: Session, motion_id: int, most: int = SHOWN_VERSIONS) -> list[MotionVersion]:
    """Wordings, the newest first. One query."""
    query = select(MotionVersion).where(MotionVersion.motion_id == motion_id)
    return list(session.scalars(query.order_by(MotionVersion.number.desc()).limit(most)))


def version_pair(session: Session, motion_id: int, first: int, second: int) -> dict[int, MotionVersion]:
    """Two wordings by number; what there is not, is left out. One query."""
    query = select(MotionVersion).where(MotionVersion.motion_id == motion_id, MotionVersion.number.in_((first, second)))
    return {one.number: one for one in session.scalars(query)}


def last_label(session: Session, motion_id: int) -> str:
    """Who wrote the wording that stands."""
    query = select(MotionVersion.written_by_label).where(MotionVersion.motion_id == motion_id)
    return session.scalar(query.order_by(MotionVersion.number.desc()).limit(1)) or ""


def own_drafts(session: Session, place: Place, person_id: int) -> list[Motion]:
    """Drafts that this person may write on, the oldest first. One query."""
    had_idea = exists().where(MotionCredit.motion_id == Motion.id, MotionCredit.person_id == person_id)
    mine = or_(Motion.delegation_id == (place.delegation_id or 0), had_idea)
    query = select(Motion).where(Motion.year_id == place.year_id, Motion.state == MotionState.draft, mine)
    return list(session.scalars(query.order_by(Motion.id)))


def other_open(session: Session, motion: Motion, committee_id: int | None) -> list[Motion]:
    """Motions that this one could become part of, by number; of one committee, where it is given. One query."""
    open_states = (MotionState.submitted, MotionState.in_committee, MotionState.ready)
    query = select(Motion).where(
        Motion.year_id == motion.year_id, Motion.id != motion.id, Motion.state.in_(open_states),
        Motion.hidden_at.is_(None),
    )  # fmt: skip
    if committee_id is not None:
        query = query.where(Motion.committee_id == committee_id)
    return list(session.scalars(query.order_by(Motion.number).limit(200)))


def delegations_of(session: Session, year_id: int) -> list[Delegation]:
    """The delegations of a year, by name. One query."""
    return list(session.scalars(select(Delegation).where(Delegation.year_id == year_id).order_by(Delegation.name)))


def writer_in(session: Session, year: AssemblyYear, place: Place, person: Person) -> Writer:
    """How a person signs what everybody reads: an adult by name, a delegate as the delegation, others as Bytinget."""
    if person.is_adult:
        return Writer(person.id, person.byline)
    delegation = session.get(Delegation, place.delegation_id) if place.delegation_id is not None else None
    return Writer(person.id, delegation.name if delegation is not None else year.body.name)
