"""What the municipality owes an answer to, and the answer that stands: the questions of public proposals."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, select, tuple_
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.core.keyset import Page
from youthvoice.insight.data.cursors import Key, micros, moment
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut
from youthvoice.proposals.models import Proposal
from youthvoice.responses.models import Answer, Case, CaseExtension
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One question and its answer."""

    proposal_id: Annotated[int, _("Forslagets nummer")]
    url: Annotated[Address, _("Forslagets side")]
    title: Annotated[str, _("Forslagets overskrift")]
    unit_id: Annotated[int, _("Nummeret på den enhed, der skal svare")]
    unit: Annotated[str, _("Den enhed, der skal svare")]
    state: Annotated[CaseState, _("Hvor sagen er nu")]
    opened_at: Annotated[datetime, _("Da kommunen fik spørgsmålet")]
    receipt_due_on: Annotated[date, _("Den dag, kommunen senest skal sige, at den har set det")]
    receipt_at: Annotated[datetime | None, _("Da kommunen sagde, at den har set det")]
    answer_due_on: Annotated[date, _("Den dag, svaret skal være kommet")]
    is_extended: Annotated[bool, _("Fristen er flyttet")]
    extended_from: Annotated[date | None, _("Fristen, før den blev flyttet")]
    extension_reason: Annotated[str | None, _("Hvorfor fristen er flyttet")]
    reopened_at: Annotated[datetime | None, _("Da sagen blev taget op igen, fordi svaret ikke var til at forstå")]
    answered_at: Annotated[datetime | None, _("Da det sidste ja, delvist ja, nej eller sendt videre kom")]
    outcome: Annotated[Outcome | None, _("Hvad kommunen svarer nu")]
    reason: Annotated[ReasonCode | None, _("Den vigtigste grund")]
    reason_detail: Annotated[str | None, _("Hvilken regel, hvilket beløb eller hvem der bestemmer")]
    explanation: Annotated[str | None, _("Forklaringen")]
    next_step: Annotated[str | None, _("Hvad der sker nu")]
    asked_for: Annotated[str | None, _("Hvad kommunen vil vide mere om")]
    expected_on: Annotated[date | None, _("Den dag, det skal være gjort")]
    wording: Annotated[int | None, _("Hvilken udgave af svaret det er. 1 er den første")]
    worded_at: Annotated[datetime | None, _("Da denne udgave blev skrevet")]


_FIELDS = (
    Proposal.id, Proposal.listed_at, Proposal.answered_at, Proposal.title, Case.unit_id, Unit.name, Case.state,
    Case.opened_at, Case.receipt_due_on, Case.receipt_at, Case.answer_due_on, CaseExtension.before_on,
    CaseExtension.reason, Case.reopened_at, Case.answered_at, Answer.outcome, Answer.reason_code, Answer.reason_detail,
    Answer.explanation, Answer.next_step, Answer.asked_for, Answer.expected_on, Answer.number, Answer.created_at,
)  # fmt: skip
_ROWS: AnySelect = (
    select(*_FIELDS)
    .select_from(Proposal)
    .join(Case, Case.id == Proposal.case_id)
    .join(Unit, Unit.id == Case.unit_id)
    .outerjoin(CaseExtension, CaseExtension.case_id == Case.id)
    .outerjoin(Answer, and_(Answer.case_id == Case.id, Answer.replaced_at.is_(None)))
    .where(Proposal.listed_at.is_not(None))
)


def read(session: Session, after: Key | None, size: int) -> Page[CaseRow]:
    """One page, the newest proposal first: one query."""
    query = _ROWS.order_by(Proposal.listed_at.desc(), Proposal.id.desc()).limit(size + 1)
    if after is not None:
        query = query.where(tuple_(Proposal.listed_at, Proposal.id) < (moment(after[0]), after[1]))
    return cut((((micros(row[1]), row[0]), _row(row)) for row in session.execute(query)), size)


def lately_answered(session: Session, size: int) -> list[CaseRow]:
    """Those with a yes, partly, no or passed-on, the newest answer first: one query."""
    query = _ROWS.where(Proposal.answered_at.is_not(None))
    query = query.order_by(Proposal.answered_at.desc(), Proposal.id.desc()).limit(size)
    return [_row(row) for row in session.execute(query)]


def _row(row: Any) -> CaseRow:
    address, words = Address(f"/forslag/{row[0]}"), [text or None for text in row[17:21]]
    values: list[Any] = [row[0], address, *row[3:11], row[11] is not None, *row[11:17], *words, *row[21:]]
    return CaseRow(*values)


CASES = DataSet(
    "cases",
    _("Svar og frister"),
    _("Hvert forslag, kommunen er spurgt om: frist, svar, grund og forklaring. De nyeste forslag står først."),
    CaseRow,
    2,
    read,
)
