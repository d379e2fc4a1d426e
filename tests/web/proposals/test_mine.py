"""A person's own proposals, and whom a proposal concerns."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from youthvoice.core.clock import now
from youthvoice.proposals.commands.support import set_follow, set_support
from youthvoice.proposals.models import ProposalCoauthor
from youthvoice.proposals.queries.listing import counters, lately_answered, newest_listed
from youthvoice.proposals.queries.mine import followed, followers_of, own_drafts, own_proposals, people_to_tell
from youthvoice.proposals.rules import ProposalStatus


def join(session: Session, proposal: Any, person: Any) -> None:
    """Make somebody a co-author."""
    session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=person.id, created_at=now()))
    session.flush()


def test_drafts_are_those_one_may_write_in(session: Session) -> None:
    me, other = PersonFactory(), PersonFactory()
    old = DraftFactory(author=me, changed_at=now() - timedelta(days=1))
    shared, mine = DraftFactory(author=other), DraftFactory(author=me)
    DraftFactory(author=other)
    ProposalFactory(author=me)
    join(session, shared, me)
    assert {draft.id for draft in own_drafts(session, me.id)} == {old.id, shared.id, mine.id}
    assert own_drafts(session, me.id)[-1].id == old.id


def test_own_proposals_come_newest_first_in_pages_hidden_ones_too(session: Session) -> None:
    me = PersonFactory()
    ids = [ProposalFactory(author=me).id for _ in range(21)]
    hidden = ProposalFactory(author=me, hidden_at=now(), listed_at=None).id
    DraftFactory(author=me)
    ProposalFactory()
    first = own_proposals(session, me.id)
    second = own_proposals(session, me.id, first.next_cursor)
    assert [row.id for row in first.items + second.items] == [hidden, *reversed(ids)]
    assert second.next_cursor is None


def test_followed_leaves_out_what_nobody_can_read(session: Session) -> None:
    me = PersonFactory()
    shown = [ProposalFactory() for _ in range(22)]
    for proposal in shown:
        set_follow(session, proposal.id, me.id, wanted=True)
    shown[3].listed_at, shown[3].hidden_at = None, now()
    session.flush()
    first = followed(session, me.id)
    second = followed(session, me.id, first.next_cursor)
    assert [row.id for row in first.items + second.items] == [p.id for p in reversed(shown) if p is not shown[3]]


def test_authors_are_told_and_followers_and_supporters_are_each_named_once(session: Session) -> None:
    proposal, coauthor, fan, gone = ProposalFactory(), PersonFactory(), PersonFactory(), PersonFactory(closed_at=now())
    for person in (coauthor, gone):
        join(session, proposal, person)
    set_follow(session, proposal.id, fan.id, wanted=True)
    set_support(session, proposal.id, fan.id, wanted=True)
    supporter = PersonFactory()
    set_support(session, proposal.id, supporter.id, wanted=True)
    assert {person.id for person in people_to_tell(session, proposal.id)} == {proposal.author_id, coauthor.id}
    assert followers_of(session, proposal.id) == sorted([fan.id, supporter.id])


def test_newest_and_lately_answered(session: Session) -> None:
    old = ProposalFactory(submitted_at=now() - timedelta(days=9), status=ProposalStatus.yes, answered_at=now())
    new = ProposalFactory(submitted_at=now() - timedelta(days=1))
    earlier = now() - timedelta(days=1)
    other = ProposalFactory(submitted_at=now() - timedelta(days=5), status=ProposalStatus.no, answered_at=earlier)
    ProposalFactory(status=ProposalStatus.no, answered_at=now(), hidden_at=now(), listed_at=None)
    assert [row.id for row in newest_listed(session, 2)] == [new.id, other.id]
    assert [row.id for row in lately_answered(session, 5)] == [old.id, other.id]
    assert counters(session)[ProposalStatus.awaiting] == 1
