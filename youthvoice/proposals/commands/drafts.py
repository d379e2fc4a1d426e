"""Drafts: saved as one types, half done, by a key that the form carries; thrown away without a trace."""

from typing import TypedDict, cast

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.proposals import rules
from youthvoice.proposals.models import Proposal, ProposalAttachment, ProposalCoauthor, ProposalEvent
from youthvoice.proposals.rules import ProposalStatus, Topic

# A draft may be too long: whoever pasted a text must be able to cut it without losing anything.
ROOM = 4
LIMITS = {
    "title": rules.TITLE_MAX,
    "what": rules.WHAT_MAX * ROOM,
    "why": rules.WHY_MAX * ROOM,
    "who": rules.WHO_MAX * ROOM,
}


class DraftWords(TypedDict, total=False):
    """What was typed; a key that is missing leaves what is stored."""

    title: str
    what: str
    why: str
    who: str
    topic: Topic | None
    school_id: int | None


def find_draft_by_key(session: Session, person: Person, form_key: str) -> Proposal | None:
    """The proposal that grew from the form with this key: the person's own, or one they are co-author of."""
    own = select(Proposal).where(Proposal.author_id == person.id, Proposal.form_key == form_key)
    found = session.scalar(own)
    if found is not None:
        return found
    shared = select(Proposal).join(ProposalCoauthor, ProposalCoauthor.proposal_id == Proposal.id)
    return session.scalar(shared.where(ProposalCoauthor.person_id == person.id, Proposal.form_key == form_key))


def save_draft_by_key(session: Session, person: Person, form_key: str, words: DraftWords) -> Proposal | None:
    """Store what was typed under the form's key; the draft is made where there is none.

    None where there is neither a draft nor a word. A proposal that was sent meanwhile is returned unchanged.
    """
    draft = find_draft_by_key(session, person, form_key)
    if draft is None:
        if not any(words.values()):
            return None
        draft = _new_draft(session, person, form_key)
    if draft.status is ProposalStatus.draft and _is_still_draft(session, draft):
        save_draft(session, draft, words)
    return draft


def save_draft(session: Session, draft: Proposal, words: DraftWords) -> None:
    """Store what was typed, cut at ``LIMITS``. Raises Conflict where the proposal has been sent."""
    if not _is_still_draft(session, draft):
        raise Conflict
    for name, value in words.items():
        limit = LIMITS.get(name)
        setattr(draft, name, value if limit is None else cast("str", value)[:limit])
    draft.changed_at = now()
    session.flush()


def delete_draft(session: Session, draft: Proposal) -> None:
    """Throw a draft away with its file and its co-authors. Raises Conflict where the proposal has been sent."""
    if not _is_still_draft(session, draft):
        raise Conflict
    for part in (ProposalAttachment, ProposalCoauthor, ProposalEvent):
        session.execute(delete(part).where(part.proposal_id == draft.id))
    session.delete(draft)
    session.flush()


def _is_still_draft(session: Session, draft: Proposal) -> bool:
    """Hold the row: what is sent at this very moment in another window must not get words that nobody has checked."""
    session.flush()
    stored = session.scalar(select(Proposal.status).where(Proposal.id == draft.id).with_for_update())
    return stored is ProposalStatus.draft


def _new_draft(session: Session, person: Person, form_key: str) -> Proposal:
    moment = now()
    draft = Proposal(
        form_key=form_key, author_id=person.id, status=ProposalStatus.draft, created_at=moment, changed_at=moment
    )
    try:
        with session.begin_nested():
            session.add(draft)
            session.flush()
    except IntegrityError:
        # The same form arrived twice at once, and the other one was first.
        return session.scalars(
            select(Proposal).where(Proposal.author_id == person.id, Proposal.form_key == form_key)
        ).one()
    return draft
