"""Writing together by an invitation link."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.writing import again, text_of
from youthvoice.core.clock import now
from youthvoice.core.signing import sign
from youthvoice.proposals.commands.coauthors import PURPOSE, invitation_token, renew_invitation
from youthvoice.proposals.commands.support import set_support
from youthvoice.proposals.models import Proposal, ProposalCoauthor, ProposalEvent
from youthvoice.proposals.rules import EventKind, ProposalStatus


def invited(session: Session, proposal: Proposal) -> str:
    """The path of a fresh invitation to the proposal."""
    renew_invitation(session, proposal.author, proposal)
    return f"/forslag/invitation/{invitation_token(proposal)}"


def coauthor_ids(session: Session, proposal: Proposal) -> list[int]:
    query = select(ProposalCoauthor.person_id).where(ProposalCoauthor.proposal_id == proposal.id)
    return list(session.scalars(query.order_by(ProposalCoauthor.id)))


def add(session: Session, proposal: Proposal, *people: Any) -> None:
    for person in people:
        session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=person.id, created_at=proposal.created_at))
    session.flush()


class TestLink:
    def test_author_makes_and_renews_it(self, session: Session, sign_in: Any, client: Any) -> None:
        draft = DraftFactory()
        page = f"/forslag/{draft.id}/inviter"
        sign_in(draft.author)
        assert "/forslag/invitation/" not in text_of(client.get(page))
        assert again(session, draft.id).invite_nonce is None
        assert submit(client, page, {}).location == page
        first = form_link(client.get(page))
        assert client.get(first).status_code == 200
        submit(client, page, {})
        second = form_link(client.get(page))
        assert client.get(first).status_code == 404
        assert client.get(second).status_code == 200

    def test_others_cannot_make_one(self, session: Session, sign_in: Any, client: Any) -> None:
        friend, draft = PersonFactory(), DraftFactory()
        add(session, draft, friend)
        sign_in(friend)
        token = form_fields(text_of(client.get(f"/forslag/{draft.id}/inviter")))["csrf_token"]
        assert client.post(f"/forslag/{draft.id}/inviter", data={"csrf_token": token}).status_code == 403
        assert again(session, draft.id).invite_nonce is None

    def test_forged_old_and_wrong_tokens(self, session: Session, client: Any) -> None:
        draft = DraftFactory()
        path = invited(session, draft)
        session.commit()
        nonce = draft.invite_nonce
        wrong = [
            path[:-1], path + "x", "/forslag/invitation/x", "/forslag/invitation/%00", "/forslag/invitation/%ff%fe",
            f"/forslag/invitation/{sign('another-purpose', [draft.id, nonce])}",
            f"/forslag/invitation/{sign(PURPOSE, [draft.id + 999, nonce])}",
            f"/forslag/invitation/{sign(PURPOSE, [draft.id, None])}",
        ]  # fmt: skip
        for address in wrong:
            assert client.get(address).status_code == 404, address
        assert client.get(path).status_code == 200

    def test_valid_for_thirty_days(self, session: Session, client: Any) -> None:
        path = invited(session, DraftFactory())
        session.commit()
        for days, status in ((29, 200), (31, 404)):
            with time_machine.travel(now() + timedelta(days=days), tick=False):
                assert client.get(path).status_code == status

    def test_answered_hidden_and_withdrawn_take_nobody_in(self, session: Session, client: Any) -> None:
        done = ProposalFactory(status=ProposalStatus.yes)
        hidden = ProposalFactory(listed_at=None)
        hidden.hidden_at = hidden.submitted_at
        paths = [invited(session, done), invited(session, hidden)]
        session.commit()
        for path in paths:
            assert client.get(path).status_code == 404


def form_link(response: Any) -> str:
    """The address in the field to copy from, without its host."""
    text = text_of(response)
    return text.split('id="share-link"')[1].split('value="')[1].split('"')[0].removeprefix("http://localhost")


class TestJoin:
    def test_anyone_reads_title_and_author_without_a_cookie(self, session: Session, client: Any) -> None:
        draft = DraftFactory()
        path = invited(session, draft)
        session.commit()
        answer = client.get(path)
        assert draft.title in text_of(answer)
        assert draft.author.display_name in text_of(answer)
        assert draft.what not in text_of(answer)
        assert "Set-Cookie" not in answer.headers
        assert f"/log-ind?next={path}" in text_of(answer)

    def test_joining_a_draft(self, session: Session, sign_in: Any, client: Any) -> None:
        draft, friend = DraftFactory(), PersonFactory()
        path = invited(session, draft)
        sign_in(friend)
        assert submit(client, path, {}).location == f"/forslag/{draft.id}/skriv/hvad"
        assert coauthor_ids(session, draft) == [friend.id]
        assert client.get(f"/forslag/{draft.id}/skriv/hvad").status_code == 200
        assert "Du er med allerede." in text_of(client.get(path))

    def test_joining_twice_is_fine(self, session: Session, sign_in: Any, client: Any) -> None:
        proposal, friend = ProposalFactory(), PersonFactory()
        path = invited(session, proposal)
        sign_in(friend)
        fields = form_fields(text_of(client.get(path)), path)
        for _ in range(2):
            assert client.post(path, data=fields).location == f"/forslag/{proposal.id}"
        assert coauthor_ids(session, proposal) == [friend.id]
        events = select(ProposalEvent.kind).where(ProposalEvent.proposal_id == proposal.id)
        assert list(session.scalars(events)) == [EventKind.coauthor_joined]

    def test_author_joins_nothing(self, session: Session, sign_in: Any, client: Any) -> None:
        draft = DraftFactory()
        path = invited(session, draft)
        sign_in(draft.author)
        token = form_fields(text_of(client.get("/forslag/skriv")))["csrf_token"]
        assert client.post(path, data={"csrf_token": token}).status_code == 303
        assert coauthor_ids(session, draft) == []

    def test_only_the_young(self, session: Session, sign_in: Any, client: Any) -> None:
        draft = DraftFactory()
        path = invited(session, draft)
        sign_in(OfficialFactory())
        page = text_of(client.get(path))
        assert "Kun unge kan være medforfattere." in page
        assert client.post(path, data={"csrf_token": form_fields(page)["csrf_token"]}).status_code == 403
        assert coauthor_ids(session, draft) == []

    def test_five_and_no_more(self, session: Session, sign_in: Any, client: Any) -> None:
        draft = DraftFactory()
        add(session, draft, *(PersonFactory() for _ in range(4)))
        path = invited(session, draft)
        fifth, sixth = PersonFactory(), PersonFactory()
        sign_in(fifth)
        assert submit(client, path, {}).status_code == 303
        sign_in(sixth)
        page = text_of(client.get(path))
        assert "Der er ikke plads til flere" in page
        assert client.post(path, data={"csrf_token": form_fields(page)["csrf_token"]}).status_code == 409
        assert len(coauthor_ids(session, draft)) == 5


class TestLeave:
    def test_leaving(self, session: Session, sign_in: Any, client: Any) -> None:
        draft, friend = DraftFactory(), PersonFactory()
        add(session, draft, friend)
        sign_in(friend)
        url = f"/forslag/{draft.id}/medforfattere/{friend.id}/fjern"
        assert submit(client, url, {}, page=f"/forslag/{draft.id}/inviter").location == "/min-side"
        assert coauthor_ids(session, draft) == []
        assert client.get(f"/forslag/{draft.id}/skriv/hvad").status_code == 404

    def test_author_removes_one(self, session: Session, sign_in: Any, client: Any) -> None:
        draft, friend, other = DraftFactory(), PersonFactory(), PersonFactory()
        add(session, draft, friend, other)
        sign_in(draft.author)
        page = f"/forslag/{draft.id}/inviter"
        url = f"/forslag/{draft.id}/medforfattere/{friend.id}/fjern"
        fields = form_fields(text_of(client.get(page)), url)
        for _ in range(2):
            assert client.post(url, data=fields).location == page
        assert coauthor_ids(session, draft) == [other.id]

    def test_coauthors_do_not_remove_each_other(self, session: Session, sign_in: Any, client: Any) -> None:
        draft, friend, other = DraftFactory(), PersonFactory(), PersonFactory()
        add(session, draft, friend, other)
        sign_in(friend)
        token = form_fields(text_of(client.get(f"/forslag/{draft.id}/inviter")))["csrf_token"]
        for person in (other, draft.author):
            answer = client.post(f"/forslag/{draft.id}/medforfattere/{person.id}/fjern", data={"csrf_token": token})
            assert answer.status_code == 403
        assert len(coauthor_ids(session, draft)) == 2

    @pytest.mark.parametrize("is_author", [True, False])
    def test_page_asks_little(
        self, session: Session, sign_in: Any, client: Any, count_queries: Any, is_author: bool
    ) -> None:
        draft, friends = DraftFactory(), [PersonFactory() for _ in range(5)]
        add(session, draft, *friends)
        sign_in(draft.author if is_author else friends[0])
        with count_queries() as seen:
            page = text_of(client.get(f"/forslag/{draft.id}/inviter"))
        assert len(seen) <= 8, seen
        assert all(friend.display_name in page for friend in friends)
        assert session.scalar(select(func.count()).select_from(ProposalCoauthor)) == 5


def test_a_supporter_who_joins_no_longer_counts_as_support(session: Session, sign_in: Any, client: Any) -> None:
    proposal, supporter = ProposalFactory(), PersonFactory()
    set_support(session, proposal.id, supporter.id, wanted=True)
    path = invited(session, proposal)
    assert submit(sign_in(supporter), path, {}).status_code == 303
    session.refresh(proposal)
    assert coauthor_ids(session, proposal) == [supporter.id]
    assert proposal.endorsement_count == 0
