"""Bytinget: its years, its motions and what it adopted; what was withdrawn or hidden is left out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.assembly.models import AssemblyYear, Delegation, Motion, MotionVersion, Resolution
from youthvoice.assembly.rules.motions import PUBLIC, MotionOrigin, MotionState
from youthvoice.assembly.rules.years import DayTie, Majority, YearState
from youthvoice.core.keyset import Page
from youthvoice.insight.data.cursors import Key
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import Topic
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode

SHOWN_STATES = PUBLIC - {MotionState.withdrawn}


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year."""

    year: Annotated[int, _("År")]
    url: Annotated[Address, _("Årets side")]
    theme: Annotated[str, _("Tema")]
    about: Annotated[str | None, _("Om året")]
    state: Annotated[YearState, _("Hvor året er nu")]
    starts_at: Annotated[datetime, _("Da dagen begynder")]
    ends_at: Annotated[datetime, _("Da dagen slutter")]
    place: Annotated[str, _("Sted")]
    motions_due_at: Annotated[datetime, _("Da man senest kan sende forslag ind")]
    majority: Annotated[Majority, _("Hvor mange der skal stemme ja")]
    tie_rule: Annotated[DayTie, _("Hvad der sker, når stemmerne står lige")]
    quorum_percent: Annotated[int, _("Så mange procent skal være med. 0: ingen regel")]


@dataclass(frozen=True, slots=True)
class MotionRow:
    """One motion."""

    id: Annotated[int, _("Nummer i disse data")]
    url: Annotated[Address, _("Forslagets side")]
    year: Annotated[int, _("Bytingets år")]
    number: Annotated[int, _("Nummer på dagen")]
    title: Annotated[str, _("Overskrift")]
    text: Annotated[str, _("Hele teksten, som den er nu")]
    topic: Annotated[Topic, _("Emne")]
    origin: Annotated[MotionOrigin, _("Om det kom fra et forslag eller fra en delegation")]
    delegation: Annotated[str | None, _("Den skole eller gruppe, der sendte det")]
    proposal_id: Annotated[int | None, _("Nummeret på det forslag, det kom fra, hvis alle kan læse det")]
    state: Annotated[MotionState, _("Hvor det er nu")]
    merged_into_id: Annotated[int | None, _("Det forslag, det blev en del af")]
    wordings: Annotated[int, _("Hvor mange udgaver teksten har haft")]
    submitted_at: Annotated[datetime | None, _("Da det blev sendt ind")]
    decided_at: Annotated[datetime | None, _("Da der blev stemt om det")]


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """One resolution, and what the municipality answers."""

    id: Annotated[int, _("Nummer i disse data")]
    url: Annotated[Address, _("Beslutningens side")]
    year: Annotated[int, _("Bytingets år")]
    number: Annotated[int, _("Beslutningens nummer det år")]
    motion_id: Annotated[int, _("Det forslag, der blev vedtaget")]
    title: Annotated[str, _("Overskrift")]
    text: Annotated[str, _("Teksten, som der blev stemt om")]
    adopted_at: Annotated[datetime, _("Da den blev vedtaget")]
    politician: Annotated[str | None, _("Den politiker, der har ansvaret. Her står posten og ikke navnet")]
    unit: Annotated[str | None, _("Den enhed, der skal svare")]
    case_state: Annotated[CaseState | None, _("Hvor sagen er nu")]
    answer_due_on: Annotated[date | None, _("Den dag, svaret skal være kommet")]
    answered_at: Annotated[datetime | None, _("Da svaret kom")]
    outcome: Annotated[Outcome | None, _("Hvad kommunen svarer nu")]
    reason: Annotated[ReasonCode | None, _("Den vigtigste grund")]
    explanation: Annotated[str | None, _("Forklaringen")]
    next_step: Annotated[str | None, _("Hvad der sker nu")]


_TOLD = AssemblyYear.announced_at.is_not(None)
_READABLE = Motion.hidden_at.is_(None), or_(Proposal.id.is_(None), Proposal.hidden_at.is_(None))


def read_years(session: Session, after: Key | None, size: int) -> Page[YearRow]:
    """One page, the first year first: one query."""
    query = select(AssemblyYear).where(_TOLD, AssemblyYear.year > min(after[0] if after else 0, 9999))
    rows = (
        YearRow(
            one.year, Address(f"/bytinget/{one.year}"), one.theme, one.about or None, one.state, one.starts_at,
            one.ends_at, one.place, one.motions_due_at, one.majority, one.tie_rule, one.quorum_percent,
        )
        for one in session.scalars(query.order_by(AssemblyYear.year).limit(size + 1))
    )  # fmt: skip
    return cut((((row.year,), row) for row in rows), size)


_MOTIONS: AnySelect = (
    select(
        Motion.id, AssemblyYear.year, Motion.number, Motion.title, Motion.text, Motion.topic, Motion.origin,
        Delegation.name, Proposal.id, Motion.state, Motion.merged_into_id, Motion.versions, Motion.submitted_at,
        Motion.decided_at, Proposal.listed_at,
    )
    .select_from(Motion)
    .join(AssemblyYear, AssemblyYear.id == Motion.year_id)
    .outerjoin(Delegation, Delegation.id == Motion.delegation_id)
    .outerjoin(Proposal, Proposal.id == Motion.proposal_id)
    .outerjoin(MotionVersion, and_(MotionVersion.motion_id == Motion.id, MotionVersion.number == Motion.versions))
    .where(_TOLD, Motion.state.in_(SHOWN_STATES), *_READABLE, MotionVersion.hidden_at.is_(None))
    .order_by(Motion.id)
)  # fmt: skip


def read_motions(session: Session, after: Key | None, size: int) -> Page[MotionRow]:
    """One page, the oldest first: one query."""
    query = _MOTIONS.where(Motion.id > (after[0] if after else 0)).limit(size + 1)
    return cut((((row[0],), _motion(row)) for row in session.execute(query)), size)


def _motion(row: Any) -> MotionRow:
    proposal_id = row[8] if row[14] is not None else None
    values: list[Any] = [row[0], Address(f"/bytinget/{row[1]}/forslag/{row[2]}"), *row[1:8], proposal_id, *row[9:14]]
    return MotionRow(*values)


_RESOLUTIONS: AnySelect = (
    select(
        Resolution.id, AssemblyYear.year, Resolution.number, Resolution.motion_id, Resolution.title, Resolution.text,
        Resolution.adopted_at, Resolution.politician, Unit.name, Case.state, Case.answer_due_on, Case.answered_at,
        Answer.outcome, Answer.reason_code, Answer.explanation, Answer.next_step,
    )
    .select_from(Resolution)
    .join(AssemblyYear, AssemblyYear.id == Resolution.year_id)
    .join(Motion, Motion.id == Resolution.motion_id)
    .outerjoin(Proposal, Proposal.id == Motion.proposal_id)
    .outerjoin(Case, and_(Case.id == Resolution.case_id, Case.closed_at.is_(None)))
    .outerjoin(Unit, Unit.id == Case.unit_id)
    .outerjoin(Answer, and_(Answer.case_id == Case.id, Answer.replaced_at.is_(None)))
    .where(_TOLD, *_READABLE)
    .order_by(Resolution.id)
)  # fmt: skip


def read_resolutions(session: Session, after: Key | None, size: int) -> Page[ResolutionRow]:
    """One page, the oldest first: one query."""
    query = _RESOLUTIONS.where(Resolution.id > (after[0] if after else 0)).limit(size + 1)
    return cut((((row[0],), _resolution(row)) for row in session.execute(query)), size)


def _resolution(row: Any) -> ResolutionRow:
    address = Address(f"/bytinget/{row[1]}/beslutninger/{row[2]}")
    values: list[Any] = [row[0], address, *row[1:7], row[7] or None, *row[8:15], row[15] or None]
    return ResolutionRow(*values)


YEARS = DataSet(
    "assembly-years", _("Bytingets år"), _("Hvert år med Bytinget: tema, dag, sted og regler."), YearRow, 1, read_years
)
MOTIONS = DataSet(
    "assembly-motions",
    _("Forslag til Bytinget"),
    _("Forslag, som Bytinget skal stemme eller har stemt om. Forslag, der er trukket tilbage, er ikke med."),
    MotionRow,
    1,
    read_motions,
)
RESOLUTIONS = DataSet(
    "assembly-resolutions",
    _("Bytingets beslutninger"),
    _("Det, Bytinget har vedtaget, og hvad kommunen svarer."),
    ResolutionRow,
    1,
    read_resolutions,
)
