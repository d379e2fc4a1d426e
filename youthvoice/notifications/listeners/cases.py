"""After the answer: that it must be made clearer."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.responses.events import CaseReopened
from youthvoice.responses.models import Case, CaseParty, ClarityWish
from youthvoice.responses.queries.whose import turn_of


def subscribe_all() -> None:
    """Listen to the room of responses."""
    subscribe(CaseReopened, reopened)


def reopened(session: Session, event: CaseReopened) -> None:
    """The unit owes a clearer answer; those who asked, and the readers who wanted one, hear by when."""
    case = session.get_one(Case, event.case_id)
    key, data = f"reopened:{case.id}", {"title": case.title, "due": event.due_on.isoformat()}
    tell(session, turn_of(case), News(NewsKind.case_reopened, key, f"/svar/{case.id}", data))
    path = f"{case.path}#status"
    tell(session, _parties(case.id, but=event.by_id), News(NewsKind.answer_reopened, key, path, data))
    wishers = select(ClarityWish.person_id).where(ClarityWish.answer_id == event.answer_id)
    tell(session, wishers, News(NewsKind.followed_reopened, key, path, data))


def _parties(case_id: int, but: int | None) -> Select[int]:
    """Those who ask, but whoever has just said so."""
    asked = select(CaseParty.person_id).where(CaseParty.case_id == case_id, CaseParty.until.is_(None))
    return asked.where(CaseParty.person_id != but) if but is not None else asked
