"""The ladder's pages: where a proposal is sent, where it is now, the whole way, and taking it up."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.councils import BodyFactory, MeetingFactory, SeatFactory, StudentCouncilFactory
from tests.factories.discussions import CommentFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import AnswerFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.climbed import NO, YES, adopted
from tests.web.proposals.ladder import (
    STATEMENT,
    WHY_NOT,
    School,
    body_of,
    decide,
    fresh,
    sent,
    status_of,
    stop_of,
)
from tests.web.proposals.writing import route, text_of
from youthvoice.core.clock import now, today
from youthvoice.core.i18n import format_moment
from youthvoice.discussions.models import Thread
from youthvoice.proposals.commands.ladder import Carrying, bring, carry_on
from youthvoice.proposals.models import Proposal, ProposalCoauthor, ProposalStop
from youthvoice.responses.models import Case


def long_way(session: Session, at: School) -> Proposal:
    """Through the elevråd and Det Fælles Elevråd to the municipality, supported by ten more bodies, refused by one."""
    proposal = adopted(session, at)
    up = Carrying(body_of(session, at.council), body_of(session, at.joint), STATEMENT, "a" * 32)
    carry_on(session, at.chair, proposal, up)
    decide(session, proposal, at.joint, YES)
    on = Carrying(body_of(session, at.joint), None, STATEMENT, "b" * 32)
    carry_on(session, at.other_chair, fresh(session, proposal.id), on)
    for n in range(10):
        body, person = BodyFactory(name=f"Ungeråd {n}"), PersonFactory()
        SeatFactory(body=body, person=person)
        bring(session, person, fresh(session, proposal.id), body_of(session, body))
        decide(session, proposal, body, NO if n == 5 else YES)
    proposal = fresh(session, proposal.id)
    AnswerFactory(case=session.get_one(Case, proposal.case_id))
    CommentFactory(thread=session.get_one(Thread, proposal.thread_id))
    session.add(ProposalCoauthor(proposal_id=proposal.id, person_id=PersonFactory().id, created_at=now()))
    proposal.comment_count = 1
    session.commit()
    return proposal


class TestSending:
    def test_each_place_says_who_decides_when_and_with_whom(
        self, session: Session, at: School, sign_in: Any, count_queries: Any
    ) -> None:
        meeting = MeetingFactory(body=at.council)
        BodyFactory(name="Ungerådet")
        StudentCouncilFactory(name="Elevrådet på en anden skole")
        BodyFactory(name="Det gamle ungeråd", closed_at=now())
        draft = DraftFactory(author=at.pupil)
        client = sign_in(at.pupil)
        with count_queries() as seen:
            page = text_of(client.get(f"/forslag/{draft.id}/send"))
        assert len(seen) <= 8, seen
        for words in (
            "Kommunen", "Elevrådet på Virum Skole", "Ungerådet", format_moment(meeting.starts_at), "Anne Holm",
            "Ingen voksen er tovholder endnu", "De har ikke sat en dag for næste møde endnu", "skal de skrive hvorfor",
            "Du kan altid spørge kommunen bagefter",
        ):  # fmt: skip
            assert words in page, words
        for words in ("en anden skole", "Det gamle ungeråd", "7.B"):
            assert words not in page

    def test_without_councils_nothing_is_asked(self, session: Session, sign_in: Any) -> None:
        route()
        draft = DraftFactory()
        page = text_of(sign_in(draft.author).get(f"/forslag/{draft.id}/send"))
        assert "Hvem skal have det først" not in page

    def test_the_municipality_is_chosen_beforehand(self, session: Session, at: School, sign_in: Any) -> None:
        draft = DraftFactory(author=at.pupil)
        submit(sign_in(at.pupil), f"/forslag/{draft.id}/send", {})
        assert status_of(session, draft) == "awaiting"

    def test_to_the_elevraad(self, session: Session, at: School, sign_in: Any, count_queries: Any) -> None:
        draft = DraftFactory(author=at.pupil)
        client = sign_in(at.pupil)
        for _ in range(2):
            page = client.get(f"/forslag/{draft.id}/send")
            if page.status_code == 200:
                fields = form_fields(text_of(page), f"/forslag/{draft.id}/send")
            answer = client.post(f"/forslag/{draft.id}/send", data={**fields, "target": str(at.council.id)})
            assert answer.location == f"/forslag/{draft.id}/sendt"
        with count_queries() as seen:
            page = text_of(client.get(answer.location))
        assert len(seen) <= 8, seen
        assert "Hos Elevrådet på Virum Skole" in page
        assert "Anne Holm" in page
        assert len(session.scalars(select(ProposalStop)).all()) == 1

    @pytest.mark.parametrize("target", ["", "0", "-1", "abc", "99999999999999999999", "'", "7" * 500])
    def test_other_targets_are_refused_or_nothing(
        self, session: Session, at: School, sign_in: Any, target: str
    ) -> None:
        draft = DraftFactory(author=at.pupil)
        answer = submit(sign_in(at.pupil), f"/forslag/{draft.id}/send", {"target": target})
        assert answer.status_code == (422 if target else 303)

    def test_a_class_cannot_be_sent_to(self, session: Session, at: School, sign_in: Any) -> None:
        draft = DraftFactory(author=at.pupil)
        answer = submit(sign_in(at.pupil), f"/forslag/{draft.id}/send", {"target": str(at.school_class.id)})
        assert answer.status_code == 422
        assert status_of(session, draft) == "draft"


class TestWhereItIs:
    def test_who_has_it_a_named_adult_and_the_day(self, session: Session, at: School, client: Any) -> None:
        meeting = MeetingFactory(body=at.council)
        proposal = sent(session, at)
        session.commit()
        page = text_of(client.get(f"/forslag/{proposal.id}"))
        for words in (
            "Her er det nu", "Hos Elevrådet på Virum Skole", format_moment(meeting.starts_at), "Tovholder: Anne Holm",
            "tint-council", "Sendt til Elevrådet på Virum Skole", "Har det nu", "Hos et råd",
        ):  # fmt: skip
            assert words in page, words
        assert "Kommunen skal svare" not in page
        assert page.index(proposal.what) < page.index("Vejen gennem rådene")

    def test_a_new_day_and_a_new_name_show_at_once(self, session: Session, at: School, client: Any) -> None:
        proposal = sent(session, at)
        session.commit()
        assert "De har ikke sat en dag" in text_of(client.get(f"/forslag/{proposal.id}"))
        MeetingFactory(body=at.council)
        at.council.name, at.council.version = "Elevernes Råd", at.council.version + 1
        session.commit()
        page = text_of(client.get(f"/forslag/{proposal.id}"))
        assert "Næste møde er den" in page
        assert "Hos Elevernes Råd, Virum Skole" in page
        assert "Hos Elevernes Råd" in text_of(client.get("/forslag"))

    def test_a_no_stands_with_its_reasons_and_leaves_a_way(
        self, session: Session, at: School, client: Any, sign_in: Any
    ) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        session.commit()
        page = text_of(client.get(f"/forslag/{proposal.id}"))
        for words in (
            "Elevrådet på Virum Skole sagde nej", WHY_NOT, "Kom til vores møde i maj", "Det findes allerede", "Rød Ræv",
            "Stemmer: 2 for, 9 imod, 1 undlod.", 'id="svar"', "Læs hvorfor",
        ):  # fmt: skip
            assert words in page, words
        assert "Spørg kommunen direkte" not in page
        assert "Spørg kommunen direkte" in text_of(sign_in(at.pupil).get(f"/forslag/{proposal.id}"))
        assert "Spørg kommunen direkte" not in text_of(sign_in(at.chair).get(f"/forslag/{proposal.id}"))

    def test_the_whole_way_stands_on_one_page(self, session: Session, at: School, client: Any) -> None:
        proposal = long_way(session, at)
        page = text_of(client.get(f"/forslag/{proposal.id}"))
        for words in (
            "Båret videre til Det Fælles Elevråd", "Båret videre til kommunen", STATEMENT, "Stemmer: 12 for",
            "Ungeråd 5 sagde nej", "Ungeråd 9 sagde ja", WHY_NOT,
        ):  # fmt: skip
            assert words in page, words
        assert page.count('class="ladder__rung') == 12

    def test_queries_stay_few_however_long_the_way(
        self, session: Session, at: School, client: Any, sign_in: Any, count_queries: Any
    ) -> None:
        proposal = long_way(session, at)
        with count_queries() as seen:
            client.get(f"/forslag/{proposal.id}")
        assert len(seen) <= 6, seen
        with count_queries() as seen:
            client.get(f"/forslag/{proposal.id}")
        assert len(seen) == 1, seen
        for person in (at.pupil, at.chair, at.teacher, OfficialFactory()):
            sign_in(person)
            with count_queries() as seen:
                client.get(f"/forslag/{proposal.id}")
            assert len(seen) <= 8, seen

    def test_the_list_says_where_it_is(self, session: Session, at: School, client: Any, count_queries: Any) -> None:
        proposals = [sent(session, at) for _ in range(3)]
        refused = sent(session, at)
        decide(session, refused, at.council, NO)
        session.commit()
        with count_queries() as seen:
            page = text_of(client.get("/forslag"))
        assert len(seen) <= 6, seen
        assert page.count("Hos Elevrådet på Virum Skole") == len(proposals)
        assert "Rådet sagde nej" in page
        waiting = text_of(client.get("/forslag?status=in_council"))
        assert f"/forslag/{proposals[0].id}" in waiting
        assert f"/forslag/{refused.id}" not in waiting
        assert f"/forslag/{refused.id}" in text_of(client.get("/forslag?status=council_no"))
        assert "Hos Elevrådet på Virum Skole" in text_of(client.get("/forslag/feed.atom"))
        assert "Vejen gennem rådene" in text_of(client.get(f"/forslag/{refused.id}/udskriv"))

    def test_own_data_has_the_way(self, session: Session, at: School, sign_in: Any) -> None:
        adopted(session, at)
        (step,) = sign_in(at.pupil).get("/min-side/data.json").get_json()["council_steps"]
        assert (step["body"], step["outcome"], step["number"]) == ("Elevrådet på Virum Skole", "adopted", 1)

    def test_texts_are_escaped(self, session: Session, at: School, client: Any) -> None:
        bad = "<script>alert(1)</script>"
        at.council.name = f"Råd {bad}"
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES, text=f"{bad} blev vedtaget")
        stop_of(session, proposal, at.council).statement = bad
        session.commit()
        for path in (f"/forslag/{proposal.id}", "/forslag", f"/forslag/{proposal.id}/udskriv"):
            assert "<script>alert" not in text_of(client.get(path)), path


class TestTakingUp:
    def test_a_member_takes_it_up(self, session: Session, at: School, sign_in: Any, count_queries: Any) -> None:
        proposal, youth, member = ProposalFactory(), BodyFactory(name="Ungerådet"), PersonFactory()
        SeatFactory(body=youth, person=member)
        session.commit()
        client = sign_in(member)
        assert f'href="/forslag/{proposal.id}/tag-op"' in text_of(client.get(f"/forslag/{proposal.id}"))
        url = f"/forslag/{proposal.id}/tag-op"
        with count_queries() as seen:
            page = text_of(client.get(url))
        assert len(seen) <= 8, seen
        fields = form_fields(page, url)
        assert fields["target"] == str(youth.id)
        for _ in range(2):
            assert client.post(url, data=fields).location == f"/forslag/{proposal.id}"
        assert len(session.scalars(select(ProposalStop)).all()) == 1
        assert "har forslaget allerede" in text_of(client.get(url))

    @pytest.mark.parametrize("target", ["", "0", "x", "9" * 30, "kommunen"])
    def test_hostile_choices(self, session: Session, at: School, sign_in: Any, target: str) -> None:
        proposal = ProposalFactory()
        session.commit()
        url = f"/forslag/{proposal.id}/tag-op"
        assert submit(sign_in(at.chair), url, {"target": target}).status_code == 422

    def test_without_a_seat_there_is_no_way_in(self, session: Session, at: School, sign_in: Any) -> None:
        proposal = ProposalFactory()
        session.commit()
        url = f"/forslag/{proposal.id}/tag-op"
        client = sign_in(at.pupil)
        assert "/tag-op" not in text_of(client.get(f"/forslag/{proposal.id}"))
        assert client.get(url).status_code == 403
        token = form_fields(text_of(client.get(f"/forslag/{proposal.id}")))["csrf_token"]
        answer = client.post(url, data={"target": at.council.id, "csrf_token": token})
        assert answer.status_code == 403

    def test_a_seat_that_ended_lets_nobody_in(self, session: Session, at: School, sign_in: Any) -> None:
        proposal = ProposalFactory()
        person, yesterday = PersonFactory(), today() - timedelta(days=1)
        SeatFactory(body=at.council, person=person, starts_on=yesterday - timedelta(days=90), ends_on=yesterday)
        session.commit()
        client = sign_in(person)
        assert client.get(f"/forslag/{proposal.id}/tag-op").status_code == 403
        assert "/tag-op" not in text_of(client.get(f"/forslag/{proposal.id}"))
