"""Drafts of answers: the colleague who is to look, whoever asked, and whoever's answer was not sent at its time."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.responses.events import DraftHeldBack, DraftReviewAsked, DraftReviewed
from youthvoice.responses.models import Case

VERDICTS = {True: "approved", False: "returned", None: "word"}


def subscribe_all() -> None:
    """Listen to the room of responses."""
    subscribe(DraftReviewAsked, review_asked)
    subscribe(DraftReviewed, reviewed)
    subscribe(DraftHeldBack, held_back)


def review_asked(session: Session, event: DraftReviewAsked) -> None:
    """The colleague can look at the draft."""
    case = session.get_one(Case, event.case_id)
    # The moment tells one asking from the next.
    key = f"review-asked:{event.draft_id}:{event.at.timestamp():.6f}"
    news = News(NewsKind.draft_review_asked, key, path_of(case), {"title": case.title, "who": event.by_name})
    tell(session, select(Person.id).where(Person.id == event.reviewer_id), news)


def reviewed(session: Session, event: DraftReviewed) -> None:
    """Whoever asked hears what the colleague says; nobody hears of the own words."""
    if event.person_id == event.by_id:
        return
    case = session.get_one(Case, event.case_id)
    data = {"title": case.title, "who": event.by_name, "verdict": VERDICTS[event.approves]}
    news = News(NewsKind.draft_reviewed, f"reviewed:{event.note_id}", path_of(case), data)
    tell(session, select(Person.id).where(Person.id == event.person_id), news)


def held_back(session: Session, event: DraftHeldBack) -> None:
    """The answer did not leave at its time, and why."""
    case = session.get_one(Case, event.case_id)
    key = f"held-back:{case.id}:{event.planned_at.timestamp():.0f}"
    news = News(NewsKind.draft_held_back, key, path_of(case), {"title": case.title, "reason": event.why})
    tell(session, select(Person.id).where(Person.id == event.writer_id), news)


def path_of(case: Case) -> str:
    """The draft's page."""
    return f"/svar/{case.id}/kladde"
