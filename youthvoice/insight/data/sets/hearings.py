"""Hearings that were published: what is asked, what is open and fixed, and what was heard."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.rules.states import Audience, ConsultationState
from youthvoice.core.keyset import Page
from youthvoice.core.suppressing import FEWEST
from youthvoice.insight.data.cursors import Key, micros, moment
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut

IS_SHOWN = Consultation.published_at.is_not(None), Consultation.hidden_at.is_(None)
COUNTED = frozenset({ConsultationState.closed, ConsultationState.finished})
"""When figures are told."""


@dataclass(frozen=True, slots=True)
class HearingRow:
    """One hearing."""

    id: Annotated[int, _("Høringens nummer")]
    url: Annotated[Address, _("Høringens side")]
    title: Annotated[str, _("Overskrift")]
    about: Annotated[str | None, _("Hvad den handler om")]
    unit_id: Annotated[int, _("Nummeret på den enhed, der spørger")]
    unit: Annotated[str, _("Den enhed, der spørger")]
    state: Annotated[ConsultationState, _("Hvor høringen er nu")]
    audience: Annotated[Audience, _("Hvem der bliver spurgt")]
    opens_at: Annotated[datetime, _("Da man kan begynde at svare")]
    closes_at: Annotated[datetime, _("Da den lukker")]
    decision_on: Annotated[date, _("Den dag, det bliver bestemt")]
    decider: Annotated[str | None, _("Hvem der bestemmer")]
    is_too_late: Annotated[bool, _("Kommunen spurgte først, da det var bestemt")]
    open_text: Annotated[str | None, _("Hvad de unge kan være med til at bestemme")]
    fixed_text: Annotated[str | None, _("Hvad der ligger fast")]
    fixed_why: Annotated[str | None, _("Hvorfor det ligger fast")]
    summary_due_on: Annotated[date, _("Den dag, kommunen senest skal skrive, hvad den hørte")]
    finished_at: Annotated[datetime | None, _("Da kommunen skrev, hvad den hørte")]
    heard: Annotated[str | None, _("Det hørte vi")]
    changed: Annotated[str | None, _("Det ændrede vi")]
    unchanged_why: Annotated[str | None, _("Det ændrede vi ikke, fordi")]
    cancel_reason: Annotated[str | None, _("Hvorfor høringen er aflyst")]
    responses: Annotated[int | None, _("Svar i alt. Tomt: ikke lukket, eller for få til at vise")]
    people: Annotated[int | None, _("Unge bag svarene. Tomt: ikke lukket, eller for få til at vise")]


_ROWS: AnySelect = (
    select(Consultation, Unit.name)
    .join(Unit, Unit.id == Consultation.unit_id)
    .where(*IS_SHOWN)
)  # fmt: skip


def read(session: Session, after: Key | None, size: int) -> Page[HearingRow]:
    """One page, the last to close first: one query."""
    query = _ROWS.order_by(Consultation.closes_at.desc(), Consultation.id.desc()).limit(size + 1)
    if after is not None:
        query = query.where(tuple_(Consultation.closes_at, Consultation.id) < (moment(after[0]), after[1]))
    rows = (_row(found, unit) for found, unit in session.execute(query))
    return cut((((micros(row.closes_at), row.id), row) for row in rows), size)


def standing(session: Session, since: datetime, size: int) -> list[HearingRow]:
    """Those that close after a moment and are not cancelled, the first to close first: one query."""
    query = _ROWS.where(Consultation.closes_at >= since, Consultation.cancelled_at.is_(None))
    query = query.order_by(Consultation.closes_at, Consultation.id).limit(size)
    return [_row(found, unit) for found, unit in session.execute(query)]


def lately_opened(session: Session, moment_now: datetime, size: int) -> list[HearingRow]:
    """Those that have opened and are not cancelled, the last to open first: one query."""
    query = _ROWS.where(Consultation.opens_at <= moment_now, Consultation.cancelled_at.is_(None))
    query = query.order_by(Consultation.opens_at.desc(), Consultation.id.desc()).limit(size)
    return [_row(found, unit) for found, unit in session.execute(query)]


def _row(found: Consultation, unit: str) -> HearingRow:
    state = found.state
    is_over = state is ConsultationState.finished
    summary = [(words or None) if is_over else None for words in (found.heard, found.changed, found.unchanged_why)]
    values: list[Any] = [
        found.id, Address(f"/hoeringer/{found.id}"), found.title, found.about or None, found.unit_id, unit, state,
        found.audience, found.opens_at, found.closes_at, found.decision_on, found.decider or None, found.is_too_late,
        found.open_text or None, found.fixed_text or None, found.fixed_why or None, found.summary_due_on,
        found.finished_at, *summary, found.cancel_reason or None, *_counts(found, state),
    ]  # fmt: skip
    return HearingRow(*values)


def _counts(found: Consultation, state: ConsultationState) -> tuple[int | None, int | None]:
    """Both or neither: one tells of the other."""
    is_few = found.responses > 0 and min(found.responses, found.people) < FEWEST
    return (None, None) if state not in COUNTED or is_few else (found.responses, found.people)


HEARINGS = DataSet(
    "hearings",
    _("Høringer"),
    _("Hver gang kommunen har spurgt de unge, før noget bliver bestemt. De, der lukker sidst, står først."),
    HearingRow,
    2,
    read,
)
