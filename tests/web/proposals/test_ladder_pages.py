"""The ladder's pages: where it is sent, where it is now, the whole way, taking it up, carrying it on, going past it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import ModeratorFactory, OfficialFactory, PersonFactory
from tests.factories.councils import BodyFactory, MeetingFactory, SeatFactory, StudentCouncilFactory
from tests.factories.discussions import CommentFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import AnswerFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.ladder import (
    STATEMENT,
    WHY_NOT,
    School,
    body_of,
    decide,
    fresh,
    make_school,
    sent,
    status_of,
    stop_of,
)
from tests.web.proposals.writing import again, route, text_of
from youthvoice.core.clock import now, today
from youthvoice.core.i18n import format_moment
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.discussions.models import Thread
from youthvoice.moderation import targets
from youthvoice.proposals.commands.ladder import Carrying, bring, carry_on
from youthvoice.proposals.models import Proposal, ProposalCoauthor, ProposalStop
from youthvoice.responses.models import Case

YES, NO = DecisionOutcome.adopted, DecisionOutcome.rejected


@pytest.fixture
def at(session: Session) -> School:
    """A school with its ladder, and somebody at the municipality who answers."""
    route()
    return make_school(session)


def adopted(session: Session, at: School) -> Proposal:
    """A proposal that the elevråd said yes to."""
    proposal = sent(session, at)
    decide(session, proposal, at.council, YES)
    return fresh(session, proposal.id)


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
        from tests.web.proposals.test_ladder import class_decided

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
