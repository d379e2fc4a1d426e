"""A colleague's look at a draft: asked for, and given with a word or without."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.responses.commands.drafts import DraftChanged, change
from youthvoice.responses.events import DraftReviewAsked, DraftReviewed
from youthvoice.responses.models import AnswerDraft, Case, DraftNote
from youthvoice.responses.queries.drafts import note_by_key
from youthvoice.responses.queries.whose import may_answer_for
from youthvoice.responses.rules.drafts import MAX_NOTE

WORDLESS = "OK"
"""What stands in a note of somebody who approves without a word; the same in every language."""
MIN_LETTERS = 2


@dataclass(frozen=True)
class ReviewAudit:
    """Audit: who was asked, or who said so; ``verdict`` is asked, approved, returned or word."""

    person_id: int
    verdict: str


def ask_review(session: Session, case: Case, official: Person, draft: AnswerDraft, reviewer: Person | None) -> None:
    """Ask a colleague of the unit to look at the draft. Said twice, nothing happens.

    Raises RuleBroken (reviewer), DraftChanged where the words are others by now.
    """
    if reviewer is None or not may_answer_for(reviewer, case.unit_id):
        raise RuleBroken({"reviewer": [gettext("Vælg en kollega i enheden.")]})
    if reviewer.id == official.id:
        raise RuleBroken({"reviewer": [gettext("Vælg en anden end dig selv.")]})
    if draft.reviewer_id == reviewer.id and draft.approved_at is None:
        return
    change(session, draft, asked_by_id=official.id, reviewer_id=reviewer.id, approved_at=None)
    audit.record(session, official.id, "draft.review", ("case", case.id), ReviewAudit(reviewer.id, "asked"))
    # Each asking is an event of its own, also of the same colleague about the same words.
    publish(session, DraftReviewAsked(case.id, draft.id, reviewer.id, official.id, official.display_name, now()))


def write_note(
    session: Session,
    case: Case,
    person: Person,
    draft: AnswerDraft,
    words: str,
    form_key: str,
    *,
    approves: bool | None,
    seen_version: int,
) -> DraftNote:
    """A word about the draft, or (``approves``) the verdict of who was asked. Sent twice, it is stored once.

    Raises RuleBroken (words), Forbidden for the verdict of somebody else, DraftChanged where the words are others by now.
    """
    stored = note_by_key(session, form_key)
    if stored is not None:
        return stored
    words = _checked(words, approves=approves)
    if approves is not None:
        _judge(session, draft, person, approves=approves, seen_version=seen_version)
    note = DraftNote(form_key=form_key, case_id=case.id, by_id=person.id, words=words, approves=approves, at=now())
    asked_by_id = draft.asked_by_id if draft.asked_by_id is not None else draft.written_by_id
    _store(session, note)
    if approves is False:
        change(session, draft, reviewer_id=None, asked_by_id=None)
    _tell(session, case, note, person, asked_by_id)
    return note


def _checked(words: str, *, approves: bool | None) -> str:
    words = words.strip()
    if not words and approves:
        return WORDLESS
    if sum(char.isalnum() for char in words) < MIN_LETTERS:
        asked = gettext("Skriv, hvad der skal ændres.") if approves is False else gettext("Skriv noget her.")
        raise RuleBroken({"words": [asked]})
    if len(words) > MAX_NOTE or find_cpr(words):
        raise RuleBroken({"words": [gettext("Skriv højst %(most)d tegn, og intet CPR-nummer.", most=MAX_NOTE)]})
    return words


def _judge(session: Session, draft: AnswerDraft, person: Person, *, approves: bool, seen_version: int) -> None:
    if draft.reviewer_id != person.id:
        raise Forbidden
    if draft.version != seen_version:
        raise DraftChanged
    if approves and draft.written_by_id == person.id:
        raise RuleBroken({"words": [gettext("Du har selv rettet i teksten. Så skal en anden godkende den.")]})
    if approves:
        change(session, draft, approved_at=now())


def _store(session: Session, note: DraftNote) -> None:
    try:
        with session.begin_nested():
            session.add(note)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_draft_notes_form_key":
            raise
        raise Conflict from error


def _tell(session: Session, case: Case, note: DraftNote, person: Person, asked_by_id: int) -> None:
    verdict = {True: "approved", False: "returned", None: "word"}[note.approves]
    audit.record(session, person.id, "draft.review", ("case", case.id), ReviewAudit(person.id, verdict))
    told: Any = {"person_id": asked_by_id, "by_id": person.id, "by_name": person.display_name}
    publish(session, DraftReviewed(case.id, note.id, approves=note.approves, **told))
