"""What Bytinget has decided: those whose idea it was hear of the yes, of the receipt, and of the answer that is owed.

Where a proposal's case asks, its authors and followers are told by the proposal's own news, under the same key: whoever has
those already hears nothing twice.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.assembly.events import Resolved
from youthvoice.assembly.models import Motion, Resolution
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.listeners.assembly_motions import not_told_by_ladder
from youthvoice.notifications.listeners.promises import parties
from youthvoice.proposals.listeners import KIND as PROPOSAL
from youthvoice.responses.events import AnswerGiven, ReceiptConfirmed
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.queries.understood import is_clearer
from youthvoice.responses.rules import is_final


def subscribe_all() -> None:
    """Listen to Bytinget, and to the cases of its resolutions."""
    subscribe(Resolved, resolved)
    subscribe(ReceiptConfirmed, received)
    subscribe(AnswerGiven, answered)


def resolved(session: Session, event: Resolved) -> None:
    """Bytinget said yes, and the municipality answers by a day."""
    resolution, case = session.get_one(Resolution, event.resolution_id), session.get_one(Case, event.case_id)
    motion = session.get_one(Motion, resolution.motion_id)
    data = {"title": resolution.title, "answer_due": case.answer_due_on.isoformat()}
    news = News(NewsKind.resolution_adopted, f"resolution:{resolution.id}", case.path, data)
    tell(session, not_told_by_ladder(session, motion), news)


def received(session: Session, event: ReceiptConfirmed) -> None:
    """A named adult has it."""
    resolution = _resolution_of(session, event.case_id)
    if resolution is None:
        return
    case = session.get_one(Case, event.case_id)
    data = {"title": resolution.title, "who": event.official_label, "answer_due": case.answer_due_on.isoformat()}
    is_proposal = event.subject_kind == PROPOSAL
    key = f"receipt:{event.subject_id}" if is_proposal else f"receipt:resolution:{resolution.id}"
    tell(session, parties(case.id), News(NewsKind.resolution_received, key, case.path, data))


def answered(session: Session, event: AnswerGiven) -> None:
    """The answer itself by mail, to everybody whose idea it was; each wording anew."""
    resolution = _resolution_of(session, event.case_id)
    if resolution is None:
        return
    case = session.get_one(Case, event.case_id)
    answer = session.get_one(Answer, event.answer_id, options=[joinedload(Answer.written_by)])
    data = {"title": resolution.title, "outcome": event.outcome.value, "is_change": event.is_change}
    news = News(NewsKind.resolution_answered, f"answer:{answer.id}", f"{case.path}#svar", data)
    context: dict[str, Any] = {
        "proposal": resolution,
        "answer": answer,
        "is_change": event.is_change,
        "is_clearer": event.is_change and is_clearer(session, answer),
        "asks_at": f"/svar/{case.id}/forstaaet" if is_final(answer.outcome) else "",
    }
    tell(session, parties(case.id), news, "resolution_answer", **context)


def _resolution_of(session: Session, case_id: int) -> Resolution | None:
    query = select(Resolution).where(Resolution.case_id == case_id).order_by(Resolution.id).limit(1)
    return session.scalar(query)
