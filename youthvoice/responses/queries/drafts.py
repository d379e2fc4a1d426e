"""Reads of drafts, of what colleagues said of them, and of what stands beside the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, String, cast, func, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.responses.models import Answer, AnswerDraft, Case, CaseParty, DraftNote
from youthvoice.responses.rules import AnswerFacts

NOTES_SHOWN = 30
MOST_COLLEAGUES = 200


@dataclass(frozen=True)
class Desk:
    """What lies on the table for one case: the draft, what was said of it last, and when those who ask were born."""

    draft: AnswerDraft | None
    verdict: DraftNote | None
    birth_years: list[int | None]


def facts_of(draft: AnswerDraft) -> AnswerFacts:
    """The answer that is being written, for the rules."""
    return AnswerFacts(
        outcome=draft.outcome,
        reason=draft.reason_code,
        reason_detail=draft.reason_detail,
        reason_on=draft.reason_on,
        explanation=draft.explanation,
        next_step=draft.next_step,
        contact_name=draft.contact_name,
        contact_title=draft.contact_title,
        contact_unit=draft.contact_unit,
        asked_for=draft.asked_for,
        expected_on=draft.expected_on,
    )


def find_draft(session: Session, case_id: int) -> AnswerDraft | None:
    """The draft of a case, with who wrote it last and who is to look at it; read anew, for colleagues write too."""
    wanted = select(AnswerDraft).where(AnswerDraft.case_id == case_id).options(*_PEOPLE)
    return session.scalar(wanted.execution_options(populate_existing=True))


_PEOPLE = (joinedload(AnswerDraft.written_by), joinedload(AnswerDraft.reviewer))


def _since(case_id: int) -> ScalarSelect[datetime]:
    """When the last answer was given: what colleagues said before belongs to that."""
    answered = select(func.max(Answer.created_at)).where(Answer.case_id == case_id).scalar_subquery()
    return select(func.coalesce(answered, Case.opened_at)).where(Case.id == case_id).scalar_subquery()


def desk_of(session: Session, case_id: int) -> Desk:
    """Everything beside the form, in one query."""
    verdicts = select(func.max(DraftNote.id)).where(
        DraftNote.case_id == case_id, DraftNote.approves.is_not(None), DraftNote.at >= _since(case_id)
    )
    years = (
        select(func.aggregate_strings(func.coalesce(cast(Person.birth_year, String), "?"), ","))
        .join(CaseParty, CaseParty.person_id == Person.id)
        .where(CaseParty.case_id == case_id, CaseParty.until.is_(None))
    )
    wanted = (
        select(AnswerDraft, DraftNote, years.scalar_subquery())
        .select_from(Case)
        .outerjoin(AnswerDraft, AnswerDraft.case_id == Case.id)
        .outerjoin(DraftNote, DraftNote.id == verdicts.scalar_subquery())
        .where(Case.id == case_id)
        .options(*_PEOPLE, joinedload(DraftNote.by))
        .execution_options(populate_existing=True)
    )
    draft, verdict, born = session.execute(wanted).one()
    return Desk(draft, verdict, [int(year) if year != "?" else None for year in (born or "").split(",") if year])


def notes_of(session: Session, case_id: int) -> Sequence[DraftNote]:
    """What colleagues wrote to each other about this draft, newest first."""
    wanted = select(DraftNote).where(DraftNote.case_id == case_id, DraftNote.at >= _since(case_id))
    return session.scalars(
        wanted.options(joinedload(DraftNote.by)).order_by(DraftNote.id.desc()).limit(NOTES_SHOWN)
    ).all()


def note_by_key(session: Session, form_key: str) -> DraftNote | None:
    """The note that this very form has stored already."""
    return session.scalar(select(DraftNote).where(DraftNote.form_key == form_key))


def colleagues_of(session: Session, unit_id: int, person_id: int) -> list[tuple[int, str]]:
    """(id, name and title) of those of the unit who can look at a draft, without the person."""
    wanted = (
        select(Person.id, Person.display_name, Person.title)
        .where(Person.unit_id == unit_id, Person.role == Role.official, Person.closed_at.is_(None))
        .where(Person.id != person_id)
        .order_by(Person.display_name, Person.id)
        .limit(MOST_COLLEAGUES)
    )
    return [(row.id, ", ".join(filter(None, (row.display_name, row.title)))) for row in session.execute(wanted)]
