"""An answer that was to be sent by the clock, and is not: who wrote it is told why, in their own language."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.events import publish
from youthvoice.core.translating import speaking
from youthvoice.responses.events import DraftHeldBack
from youthvoice.responses.labels_of_drafts import LazyText
from youthvoice.responses.models import AnswerDraft
from youthvoice.responses.queries.drafts import find_draft


def hold_back(session: Session, case_id: int, why: LazyText) -> None:
    """Nothing happens where no answer of the case waits for its time."""
    draft = find_draft(session, case_id)
    if draft is None or draft.publish_at is None:
        return
    planned, writer = draft.publish_at, draft.written_by
    with speaking(writer.locale):
        words = str(why)
    # Whatever the wording is by now: it is not sent.
    held = update(AnswerDraft).where(AnswerDraft.id == draft.id)
    held = held.values(version=AnswerDraft.version, publish_at=None, publish_error=words)
    session.execute(held.execution_options(synchronize_session=False))
    session.refresh(draft)
    audit.record(session, None, "draft.hold_back", ("case", case_id))
    publish(session, DraftHeldBack(case_id, writer.id, words, planned))
