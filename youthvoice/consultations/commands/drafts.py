"""What somebody has begun to answer is kept until it is sent, or the hearing is over."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.consultations.models import ResponseDraft
from youthvoice.consultations.queries.answering import find_draft
from youthvoice.consultations.rules.questions import MOST_OPTIONS, TEXT_MAX
from youthvoice.core.clock import now

KEPT_MAX = 2 * TEXT_MAX
"""A text that is too long is kept too, so that it can be made shorter."""
MOST_VALUES = 2 * MOST_OPTIONS


def keep_draft(
    session: Session, consultation_id: int, person_id: int, body_id: int | None, typed: Mapping[str, Iterable[str]]
) -> None:
    """Keep the fields of the form as they stand, however short or wrong."""
    kept = {name: [value[:KEPT_MAX] for value in list(values)[:MOST_VALUES]] for name, values in typed.items()}
    draft = find_draft(session, consultation_id, person_id, body_id)
    if draft is None:
        draft = _new_draft(session, consultation_id, person_id, body_id)
    draft.typed, draft.changed_at = kept, now()
    session.flush()


def _new_draft(session: Session, consultation_id: int, person_id: int, body_id: int | None) -> ResponseDraft:
    """A new draft; where two windows begin at once, the one of the other."""
    draft = ResponseDraft(
        consultation_id=consultation_id, person_id=person_id, body_id=body_id, typed={}, changed_at=now()
    )
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:
        found = find_draft(session, consultation_id, person_id, body_id)
        if found is None:
            raise
        return found
    return draft


def drop_draft(session: Session, consultation_id: int, person_id: int, body_id: int | None) -> None:
    """The draft goes; where there is none, nothing happens."""
    mine = ResponseDraft.consultation_id == consultation_id, ResponseDraft.person_id == person_id
    session.execute(delete(ResponseDraft).where(*mine, ResponseDraft.body_id.is_not_distinct_from(body_id)))


def drop_drafts(session: Session, consultation_id: int) -> None:
    """Nobody can send them any more."""
    session.execute(delete(ResponseDraft).where(ResponseDraft.consultation_id == consultation_id))


def drop_drafts_of(session: Session, person_id: int) -> None:
    """Whoever wrote them has left."""
    session.execute(delete(ResponseDraft).where(ResponseDraft.person_id == person_id))
