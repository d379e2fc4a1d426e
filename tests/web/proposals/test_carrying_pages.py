"""The ladder's pages: carrying on, going past it to the municipality, and the proposals of classes."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import ModeratorFactory, PersonFactory
from tests.factories.councils import BodyFactory, SeatFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.carrying import class_decided
from tests.web.proposals.climbed import NO, YES, adopted
from tests.web.proposals.ladder import (
    STATEMENT,
    School,
    body_of,
    decide,
    fresh,
    make_school,
    sent,
    status_of,
    stop_of,
)
from tests.web.proposals.writing import again, text_of
from youthvoice.core.clock import now
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.moderation import targets
from youthvoice.proposals.commands.ladder import Carrying, bring, carry_on
from youthvoice.proposals.models import Proposal, ProposalCoauthor


class TestCarrying:
    def test_a_look_before_and_then_sent_once(
        self, session: Session, at: School, sign_in: Any, count_queries: Any
    ) -> None:
        proposal = adopted(session, at)
        session.commit()
        url = f"/forslag/{proposal.id}/baer-videre"
        client = sign_in(at.chair)
        assert f'href="{url}"' in text_of(client.get(f"/forslag/{proposal.id}"))
        with count_queries() as seen:
            page = text_of(client.get(url))
        assert len(seen) <= 8, seen
        fields = form_fields(page, f"{url}?fra={at.council.id}")
        assert fields["target"] == str(at.joint.id)
        with count_queries() as seen:
            look = client.post(f"{url}?fra={at.council.id}", data={**fields, "statement": STATEMENT, "look": "1"})
        assert (look.status_code, len(seen) <= 8) == (200, True), seen
        for words in ("Det her får Det Fælles Elevråd", STATEMENT, proposal.what, "Stemmer: 12 for"):
            assert words in text_of(look), words
        assert stop_of(session, proposal, at.council).carried_at is None
        final = {**form_fields(text_of(look), f"{url}?fra={at.council.id}"), "send": "1"}
        for _ in range(2):
            assert client.post(f"{url}?fra={at.council.id}", data=final).location == f"/forslag/{proposal.id}"
        stop = stop_of(session, proposal, at.council)
        assert (stop.statement, stop.carried_to_id) == (STATEMENT, at.joint.id)
        assert client.get(url).location == f"/forslag/{proposal.id}"

    def test_the_second_officer_is_told_kindly_and_loses_nothing(
        self, session: Session, at: School, sign_in: Any
    ) -> None:
        proposal = adopted(session, at)
        session.commit()
        url = f"/forslag/{proposal.id}/baer-videre?fra={at.council.id}"
        client = sign_in(at.teacher)
        fields = form_fields(text_of(client.get(url)), url)
        again_read = fresh(session, proposal.id)
        carry_on(session, at.chair, again_read, Carrying(body_of(session, at.council), None, STATEMENT, "c" * 32))
        session.commit()
        answer = client.post(url, data={**fields, "statement": "Det skrev jeg.", "send": "1"})
        assert answer.status_code == 409
        assert "lige båret forslaget videre" in text_of(answer)
        assert "Det skrev jeg." in text_of(answer)
        assert stop_of(session, proposal, at.council).statement == STATEMENT

    def test_to_the_municipality(self, session: Session, at: School, sign_in: Any) -> None:
        proposal = adopted(session, at)
        url = f"/forslag/{proposal.id}/baer-videre?fra={at.council.id}"
        client = sign_in(at.teacher)
        assert submit(client, url, {"target": "kommunen", "send": "1"}).status_code == 303
        assert status_of(session, proposal) == "awaiting"
        page = text_of(client.get(f"/forslag/{proposal.id}"))
        assert "Kommunen skal svare senest" in page
        assert "Båret videre til kommunen" in page

    @pytest.mark.parametrize(
        ("sent_fields", "field"),
        [
            ({"statement": "x" * 1501}, "statement"),
            ({"statement": "Mit nummer er 010199-1234"}, "statement"),
            ({"statement": "Ring på 45 88 12 34"}, "statement"),
            ({"target": "0"}, "target"),
            ({"target": ""}, "target"),
            ({"target": "8" * 40}, "target"),
        ],
    )
    def test_errors_stand_beside_the_field(
        self, session: Session, at: School, sign_in: Any, sent_fields: dict[str, str], field: str
    ) -> None:
        proposal = adopted(session, at)
        url = f"/forslag/{proposal.id}/baer-videre?fra={at.council.id}"
        answer = submit(sign_in(at.chair), url, {"statement": "Vores ord", **sent_fields, "send": "1"})
        assert answer.status_code == 422
        assert f"{field}-error" in text_of(answer)
        assert sent_fields.get("statement", "Vores ord") in text_of(answer)

    def test_without_a_unit_it_is_said_and_nothing_is_lost(self, session: Session, sign_in: Any) -> None:
        at = make_school(session)
        proposal = adopted(session, at)
        url = f"/forslag/{proposal.id}/baer-videre?fra={at.council.id}"
        answer = submit(sign_in(at.chair), url, {"target": "kommunen", "statement": "Vores ord", "send": "1"})
        assert answer.status_code == 422
        assert "Vores ord" in text_of(answer)
        assert status_of(session, proposal) == "in_council"

    def test_whoever_runs_several_chooses(self, session: Session, at: School, sign_in: Any) -> None:
        proposal = adopted(session, at)
        youth = BodyFactory(name="Ungerådet")
        for role in (SeatRole.member, SeatRole.chair):
            SeatFactory(body=youth, person=at.chair, role=role)
        bring(session, at.chair, proposal, body_of(session, youth))
        decide(session, proposal, youth, YES)
        client = sign_in(at.chair)
        page = text_of(client.get(f"/forslag/{proposal.id}/baer-videre"))
        for body in (youth, at.council):
            assert f"/forslag/{proposal.id}/baer-videre?fra={body.id}" in page
        assert client.get(f"/forslag/{proposal.id}/baer-videre?fra={youth.id}").status_code == 200

    @pytest.mark.parametrize("query", ["", "?fra=0", "?fra=x", "?fra=" + "9" * 40])
    def test_others_cannot(self, session: Session, at: School, sign_in: Any, query: str) -> None:
        proposal = adopted(session, at)
        for person in (at.pupil, at.other_chair, PersonFactory(), ModeratorFactory()):
            client = sign_in(person)
            assert client.get(f"/forslag/{proposal.id}/baer-videre{query}").status_code == 403

    def test_what_is_hidden_cannot_be_carried(self, session: Session, at: School, sign_in: Any) -> None:
        proposal = adopted(session, at)
        targets.hide_target(session, "proposal", proposal.id)
        for part in ("baer-videre", "tag-op"):
            assert sign_in(at.chair).get(f"/forslag/{proposal.id}/{part}").status_code == 404
        assert sign_in(at.pupil).get(f"/forslag/{proposal.id}/tag-op").status_code == 404


class TestGoingPast:
    def test_the_author_asks_the_municipality(self, session: Session, at: School, sign_in: Any) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        url = f"/forslag/{proposal.id}/spoerg-kommunen"
        client = sign_in(at.pupil)
        fields = form_fields(text_of(client.get(url)), url)
        for _ in range(2):
            assert client.post(url, data=fields).location == f"/forslag/{proposal.id}"
        assert status_of(session, proposal) == "awaiting"
        page = text_of(client.get(f"/forslag/{proposal.id}"))
        assert "Sendt til kommunen" in page
        assert "Elevrådet på Virum Skole sagde nej" in page

    def test_others_cannot(self, session: Session, at: School, sign_in: Any, client: Any) -> None:
        proposal, friend = sent(session, at), PersonFactory()
        session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=friend.id, created_at=now()))
        session.commit()
        url = f"/forslag/{proposal.id}/spoerg-kommunen"
        assert client.get(url).status_code in (302, 401)
        assert sign_in(at.chair).get(url).status_code == 404
        assert sign_in(friend).get(url).status_code == 403

    def test_without_a_unit_it_is_said(self, session: Session, sign_in: Any) -> None:
        at = make_school(session)
        proposal = sent(session, at)
        answer = submit(sign_in(at.pupil), f"/forslag/{proposal.id}/spoerg-kommunen", {})
        assert answer.status_code == 422
        assert status_of(session, proposal) == "in_council"


class TestLockedWords:
    def test_the_author_is_told_and_loses_nothing(self, session: Session, at: School, sign_in: Any) -> None:
        proposal = sent(session, at)
        url = f"/forslag/{proposal.id}/ret"
        client = sign_in(at.pupil)
        fields = form_fields(text_of(client.get(url)), url)
        decide(session, proposal, at.council, YES)
        session.commit()
        answer = client.post(url, data={**fields, "what": "Noget helt andet, som jeg har skrevet om."})
        assert answer.status_code == 409
        assert "netop disse ord" in text_of(answer)
        assert "Noget helt andet, som jeg har skrevet om." in text_of(answer)
        assert again(session, proposal.id).what == fields["what"]
        assert "Ordene ligger fast" in text_of(client.get(url))
        assert client.get(f"/forslag/{proposal.id}/fil").status_code == 403
        assert "netop disse ord" in text_of(client.get(f"/forslag/{proposal.id}"))


class TestClassProposals:
    @pytest.fixture
    def of_class(self, session: Session, at: School) -> Proposal:
        made = class_decided(session, at)
        assert made is not None
        session.commit()
        return made

    def test_the_adult_can_take_it_back_and_everybody_reads_the_class(
        self, session: Session, at: School, of_class: Proposal, sign_in: Any
    ) -> None:
        client = sign_in(at.teacher)
        page = text_of(client.get(f"/forslag/{of_class.id}"))
        assert "7.B, Virum Skole" in page
        assert "18 af 22 rakte hånden op." in page
        for part in ("ret", "inviter"):
            assert f'href="/forslag/{of_class.id}/{part}"' not in page
        assert submit(client, f"/forslag/{of_class.id}/traek-tilbage", {}).status_code == 303
        assert status_of(session, of_class) == "withdrawn"

    def test_pupils_of_the_class_may_support_it(
        self, session: Session, at: School, of_class: Proposal, sign_in: Any
    ) -> None:
        client = sign_in(at.pupil)
        assert "Støt forslaget" in text_of(client.get(f"/forslag/{of_class.id}"))
