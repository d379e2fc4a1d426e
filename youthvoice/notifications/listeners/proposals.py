"""Proposals: the authors hear of every step; whoever follows or supports hears of the answer."""

from typing import Any

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.proposals.events import (
    CoauthorJoined,
    MoreSupplied,
    ProposalAnswered,
    ProposalCommented,
    ProposalReceipt,
    ProposalSubmitted,
)
from youthvoice.proposals.models import Endorsement, Proposal, ProposalFollow
from youthvoice.proposals.queries.mine import people_to_tell
from youthvoice.responses.models import Answer, Case, ClarityWish
from youthvoice.responses.queries.understood import is_clearer
from youthvoice.responses.queries.whose import turn_of
from youthvoice.responses.rules import is_final

# (for those who asked, for those who follow)
ANSWERED_KINDS = NewsKind.answered, NewsKind.followed_answered
CHANGED_KINDS = NewsKind.answer_changed, NewsKind.followed_answer_changed
CLEARER_KINDS = NewsKind.clearer_answer, NewsKind.followed_clearer_answer


def subscribe_all() -> None:
    """Listen to the room of proposals."""
    subscribe(ProposalSubmitted, submitted)
    subscribe(ProposalReceipt, receipt)
    subscribe(ProposalAnswered, answered)
    subscribe(ProposalCommented, commented)
    subscribe(CoauthorJoined, coauthor_joined)
    subscribe(MoreSupplied, more_supplied)


def path_of(proposal: Proposal, anchor: str = "") -> str:
    """The proposal's address, without its language."""
    return f"/forslag/{proposal.id}{anchor}"


def submitted(session: Session, event: ProposalSubmitted) -> None:
    """The author's receipt: what happens now, and by when."""
    proposal = session.get_one(Proposal, event.proposal_id)
    case = session.get_one(Case, proposal.case_id)
    data = {"title": proposal.title, "due": case.answer_due_on.isoformat()}
    news = News(NewsKind.submitted, f"submitted:{proposal.id}", path_of(proposal), data)
    tell_authors(session, proposal, news, "submitted", case=case)


def receipt(session: Session, event: ProposalReceipt) -> None:
    """A named adult has it."""
    proposal = session.get_one(Proposal, event.proposal_id)
    case = session.get_one(Case, proposal.case_id)
    data = {"title": proposal.title, "who": event.official_label, "due": case.answer_due_on.isoformat()}
    news = News(NewsKind.receipt, f"receipt:{proposal.id}", path_of(proposal), data)
    tell_authors(session, proposal, news, "receipt", case=case, who=event.official_label)


def answered(session: Session, event: ProposalAnswered) -> None:
    """The authors get the answer itself by mail; whoever follows or supports gets word of it. Each wording anew."""
    proposal = session.get_one(Proposal, event.proposal_id)
    answer = session.get_one(Answer, event.answer_id, options=[joinedload(Answer.written_by)])
    path, key = path_of(proposal, "#svar"), f"answer:{answer.id}"
    data = {"title": proposal.title, "outcome": event.outcome.value}
    clearer = event.is_change and is_clearer(session, answer)
    context: dict[str, Any] = {
        "answer": answer,
        "is_change": event.is_change,
        "is_clearer": clearer,
        "asks_at": _asks_at(answer),
    }
    own, others = CLEARER_KINDS if clearer else CHANGED_KINDS if event.is_change else ANSWERED_KINDS
    # The authors first: who follows the own proposal too is told of it as one's own.
    tell_authors(session, proposal, News(own, key, path, data), "answer", **context)
    tell(session, _followers(proposal.id), News(others, key, path, data))
    if clearer:
        wishers = select(ClarityWish.person_id).where(ClarityWish.case_id == answer.case_id)
        tell(session, wishers, News(others, key, path, data))


def _asks_at(answer: Answer) -> str:
    """The address of the question whether it was understood; empty where it only says that an answer is to come."""
    return f"/svar/{answer.case_id}/forstaaet" if is_final(answer.outcome) else ""


def commented(session: Session, event: ProposalCommented) -> None:
    """Whoever is replied to hears so; the authors hear of the rest. Nobody hears of the own words."""
    proposal = session.get_one(Proposal, event.proposal_id)
    path, key = path_of(proposal, f"#kommentar-{event.comment_id}"), f"comment:{event.comment_id}"
    data = {"title": proposal.title}
    if event.parent_author_id is not None and event.parent_author_id != event.author_id:
        replied_to = select(Person.id).where(Person.id == event.parent_author_id)
        tell(session, replied_to, News(NewsKind.reply, key, path, data))
    tell_authors(session, proposal, News(NewsKind.comment, key, path, data), but=event.author_id)


def coauthor_joined(session: Session, event: CoauthorJoined) -> None:
    """The others on the proposal hear who is with them now."""
    proposal = session.get_one(Proposal, event.proposal_id)
    person = session.get_one(Person, event.person_id)
    data = {"title": proposal.title, "who": person.display_name}
    news = News(NewsKind.coauthor, f"coauthor:{proposal.id}:{person.id}", path_of(proposal), data)
    tell_authors(session, proposal, news, but=person.id)


def more_supplied(session: Session, event: MoreSupplied) -> None:
    """Whose turn it is can go on: the one who has the case, else every official of the unit."""
    proposal = session.get_one(Proposal, event.proposal_id)
    case = session.get_one(Case, proposal.case_id)
    # The version tells one time from the next: it rises whenever the case is taken up again.
    key = f"more:{case.id}:{case.version}"
    news = News(NewsKind.more_supplied, key, f"/svar/{case.id}", {"title": proposal.title})
    tell(session, turn_of(case), news)


def tell_authors(
    session: Session,
    proposal: Proposal,
    news: News,
    template: str | None = None,
    but: int | None = None,
    **context: Any,
) -> None:
    """Tell the author and the co-authors, each in their own language and way."""
    ids = [person.id for person in people_to_tell(session, proposal.id) if person.id != but]
    if ids:
        tell(session, select(Person.id).where(Person.id.in_(ids)), news, template, proposal=proposal, **context)


def _followers(proposal_id: int) -> Select[int]:
    """Everybody who follows or supports the proposal; never loaded, for there may be very many."""
    follows = select(ProposalFollow.person_id).where(ProposalFollow.proposal_id == proposal_id)
    supports = select(Endorsement.person_id).where(Endorsement.proposal_id == proposal_id)
    both = union(follows, supports).subquery()
    return select(both.c.person_id)
