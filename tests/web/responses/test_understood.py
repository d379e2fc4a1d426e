"""«Forstod du svaret?»: who is asked, what a no does, and what may be typed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import ModeratorFactory, PersonFactory, TeacherFactory
from tests.web.responses.asked import CONTENT, NOT_UNDERSTOOD, UNCLEAR, asked
from tests.web.responses.facts import asks_for_more, in_progress, whole_no
from tests.web.responses.saying import NO, NOT_CLEAR, WISH, due_day, path_of, say, told_of
from youthvoice.core.audit import AuditEntry
from youthvoice.core.calendar import SchoolCalendar
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, Forbidden
from youthvoice.moderation.commands import decide
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportState
from youthvoice.proposals.commands.revise import withdraw_proposal
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands.understood import give_feedback
from youthvoice.responses.models import AnswerFeedback, CaseParty, Reopening
from youthvoice.responses.rules import CaseState, Outcome
from youthvoice.responses.rules.follow_up import FeedbackFacts

ASKED = "Hvad synes du om svaret?"


YES = {"understood": "ja", "taken_seriously": "ja"}


class TestWhoIsAsked:
    def test_the_author_and_each_coauthor_and_nobody_else(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session, coauthors=1)
        page = client.get(path_of(at)).text
        assert ASKED not in page
        assert "Beder 5 om et klarere svar, skal kommunen svare igen." in page
        assert "Log ind for at bede om et klarere svar" in page
        assert f"next=/forslag/{at.proposal.id}%23klarere" in page
        for person in at.parties:
            page = sign_in(person).get(path_of(at)).text
            assert page.index("Kommunen siger nej") < page.index(ASKED)
            assert "skal du have et bedre svar" in page
            assert WISH not in page
        for person in (PersonFactory(), TeacherFactory(), ModeratorFactory()):
            page = sign_in(person).get(path_of(at)).text
            assert ASKED not in page
            assert WISH in page
        page = sign_in(at.official).get(path_of(at)).text
        assert ASKED not in page
        assert WISH not in page

    @pytest.mark.parametrize("facts", [asks_for_more(), in_progress()])
    def test_nothing_is_asked_before_there_is_an_answer(self, session: Session, sign_in: Any, facts: Any) -> None:
        at = asked(session, facts=facts)
        client = sign_in(at.parties[0])
        assert ASKED not in client.get(path_of(at)).text
        away = client.get(f"/svar/{at.case.id}/forstaaet")
        assert (away.status_code, away.location) == (302, path_of(at))
        assert WISH not in sign_in(PersonFactory()).get(path_of(at)).text
        with pytest.raises(Conflict):
            give_feedback(session, at.case, at.current(session).id, at.parties[0], CONTENT)

    def test_strangers_are_refused_and_a_link_only_chooses(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session)
        url = f"/svar/{at.case.id}/forstaaet"
        assert client.get(url).location.startswith("/log-ind?next=")
        assert sign_in(PersonFactory()).get(url).status_code == 403
        page = sign_in(at.parties[0]).get(f"{url}?svar=nej").text
        chosen = [part.partition(">")[0] for part in page.split("<input") if "checked" in part.partition(">")[0]]
        assert len(chosen) == 1
        assert 'value="nej"' in chosen[0]
        assert 'name="understood"' in chosen[0]
        assert "checked" not in client.get(f"{url}?svar=<b>").text
        assert session.scalar(select(func.count(AnswerFeedback.id))) == 0

    def test_one_who_left_is_not_asked(self, session: Session) -> None:
        at = asked(session, coauthors=1)
        party = session.scalars(select(CaseParty).where(CaseParty.person_id == at.parties[1].id)).one()
        party.until = party.since
        session.flush()
        with pytest.raises(Forbidden):
            give_feedback(session, at.case, at.current(session).id, at.parties[1], CONTENT)


class TestANo:
    def test_reopens_once_with_a_day_of_its_own(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session, coauthors=1)
        author, coauthor = at.parties
        said = say(sign_in(author), at, **NO)
        assert (said.status_code, said.location) == (303, f"{path_of(at)}#forstod")
        session.expire_all()
        assert (at.case.state, at.case.answered_at) == (CaseState.awaiting_answer, None)
        assert at.case.answer_due_on == SchoolCalendar(()).add_working_days(today(), 10)
        assert (at.proposal.status, at.proposal.answer_due_on) == (ProposalStatus.awaiting, at.case.answer_due_on)
        assert session.scalar(select(func.count(Reopening.id))) == 1
        page = client.get(path_of(at)).text
        assert f"Du har sagt, at svaret ikke var godt nok. Du skal have et bedre svar senest {due_day()}" in page
        assert told_of(session, author)[-1] != "answer_reopened"
        assert told_of(session, coauthor)[-1] == "answer_reopened"
        assert told_of(session, at.official) == ["case_reopened"]
        log = session.scalars(select(AuditEntry).where(AuditEntry.action == "response.reopen")).one()
        assert log.actor_id is None

    @pytest.mark.parametrize(
        ("understood", "seriously", "reopens"), [(True, True, False), (True, False, True), (False, False, True)]
    )
    def test_either_no_is_enough(self, session: Session, understood: bool, seriously: bool, reopens: bool) -> None:
        at = asked(session)
        facts = FeedbackFacts(understood=understood, taken_seriously=seriously, unclear=UNCLEAR)
        give_feedback(session, at.case, at.current(session).id, at.parties[0], facts)
        assert (at.case.reopened_at is not None) is reopens

    def test_everybody_sees_it_while_it_is_owed(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session)
        give_feedback(session, at.case, at.current(session).id, at.parties[0], NOT_UNDERSTOOD)
        session.commit()
        page = client.get(path_of(at)).text
        for words in (
            NOT_CLEAR,
            f"Kommunen skal svare bedre senest {due_day()}",
            "Det første svar",
            "Venter på et bedre svar",
        ):
            assert words in page, words
        assert "Et bedre svar fra kommunen" in page
        for where in ("/forslag", "/", "/forslag/feed.atom"):
            assert f"Kommunen skal svare bedre senest {due_day()}" in client.get(where).text, where
        assert UNCLEAR not in page
        printed = client.get(f"{path_of(at)}/udskriv").text
        assert NOT_CLEAR in printed
        at.case.answer_due_on = at.proposal.answer_due_on = today() - timedelta(days=1)
        at.proposal.version += 1
        session.commit()
        assert "Kommunen er 1 dag forsinket" in client.get(path_of(at)).text

    def test_the_words_stay_as_they_were_answered(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session)
        give_feedback(session, at.case, at.current(session).id, at.parties[0], NOT_UNDERSTOOD)
        session.commit()
        sign_in(at.parties[0])
        assert f"{path_of(at)}/ret" not in client.get(path_of(at)).text
        assert client.get(f"{path_of(at)}/ret").status_code in (403, 404, 302)
        assert client.post(f"{path_of(at)}/ret", data={"title": "Noget helt andet"}).status_code >= 400

    def test_a_coauthor_may_still_speak_while_it_is_owed(self, session: Session, sign_in: Any) -> None:
        at = asked(session, coauthors=1)
        give_feedback(session, at.case, at.current(session).id, at.parties[0], NOT_UNDERSTOOD)
        session.commit()
        page = sign_in(at.parties[1]).get(path_of(at)).text
        assert "Du kan også sige, hvad der skal blive bedre" in page
        assert say(sign_in(at.parties[1]), at, **NO).status_code == 303
        assert session.scalar(select(func.count(Reopening.id))) == 1
        assert session.scalar(select(func.count(AnswerFeedback.id))) == 2

    def test_a_passed_on_answer_too(self, session: Session, sign_in: Any) -> None:
        at = asked(session, facts=whole_no(outcome=Outcome.passed_on))
        assert say(sign_in(at.parties[0]), at, **NO).status_code == 303
        session.expire_all()
        assert at.case.state is CaseState.awaiting_answer
        assert at.proposal.status is ProposalStatus.awaiting

    def test_withdrawn_is_over(self, session: Session, sign_in: Any) -> None:
        at = asked(session)
        answer_id = at.current(session).id
        withdraw_proposal(session, at.parties[0], at.proposal)
        session.commit()
        with pytest.raises(Conflict):
            give_feedback(session, at.case, answer_id, at.parties[0], NOT_UNDERSTOOD)
        assert sign_in(at.parties[0]).get(f"/svar/{at.case.id}/forstaaet").status_code == 302


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({}, "Vælg, om du blev taget alvorligt."),
            ({**NO, "unclear": ""}, "Skriv, hvad der var uklart."),
            ({**NO, "unclear": "  kort   "}, "Skriv, hvad der var uklart."),
            ({**NO, "unclear": "Mit nummer er 010203-1234, ring til mig"}, "Der står et CPR-nummer."),
            ({**NO, "unclear": "a" * 1001}, "Skriv højst 1000 tegn."),
            ({**YES, "understood": "måske"}, "Vælg, om du forstod svaret."),
        ],
    )
    def test_comes_back_with_words_beside_the_field(
        self, session: Session, sign_in: Any, typed: dict[str, str], words: str
    ) -> None:
        at = asked(session)
        back = say(sign_in(at.parties[0]), at, **typed)
        assert back.status_code == 422
        assert words in back.text
        assert "field__error" in back.text
        assert (typed.get("unclear") or "").strip() in back.text
        assert session.scalar(select(func.count(AnswerFeedback.id))) == 0

    def test_words_before_a_no_became_a_yes_are_neither_kept_nor_judged(self, session: Session, sign_in: Any) -> None:
        at = asked(session)
        said = say(sign_in(at.parties[0]), at, **YES, unclear="Mit nummer er 010203-1234")
        assert said.status_code == 303
        assert session.scalars(select(AnswerFeedback.unclear)).one() == ""

    def test_said_twice_the_first_word_stands(self, session: Session, sign_in: Any) -> None:
        at = asked(session)
        client = sign_in(at.parties[0])
        url, answer = f"/svar/{at.case.id}/forstaaet", str(at.current(session).id)
        token = client.get(url).text.partition('name="csrf_token" value="')[2].partition('"')[0]
        for typed in (YES, NO):
            assert client.post(url, data={"csrf_token": token, "answer": answer, **typed}).status_code == 303
        assert session.scalars(select(AnswerFeedback.understood)).all() == [True]
        assert "Du forstod svaret, og du blev taget alvorligt" in client.get(url).text

    def test_another_answer_meanwhile_keeps_the_words(self, session: Session, sign_in: Any) -> None:
        at = asked(session)
        old = at.current(session).id
        at.answer(session, whole_no(next_step="Kom til det nye møde den 9. marts."))
        session.commit()
        back = say(sign_in(at.parties[0]), at, **NO, answer=str(old))
        assert back.status_code == 409
        for words in ("Kommunen har svaret igen, mens du skrev", UNCLEAR, "Kom til det nye møde den 9. marts."):
            assert words in back.text
        assert f'name="answer" value="{at.current(session).id}"' in back.text
        at.answer(session, in_progress())
        session.commit()
        url = f"/svar/{at.case.id}/forstaaet"
        client = sign_in(at.parties[0])
        token = client.get("/min-side/profil").text.partition('name="csrf_token" value="')[2].partition('"')[0]
        back = client.post(url, data={"csrf_token": token, "answer": str(old), **NO})
        assert back.status_code == 409
        assert UNCLEAR in back.text
        for hostile in ("", "x", "9" * 30, "-1"):
            assert client.post(url, data={"csrf_token": token, "answer": hostile, **NO}).status_code == 409

    def test_a_cry_for_help_is_met_at_once(self, session: Session, sign_in: Any) -> None:
        at = asked(session)
        moderator = ModeratorFactory()
        client = sign_in(at.parties[0])
        words = "I forstår det ikke. Jeg vil ikke leve mere."
        said = say(client, at, **{**NO, "unclear": words})
        assert said.location == f"/svar/{at.case.id}/forstaaet"
        assert "116 111" in client.get(said.location).text
        report = session.scalars(select(ContentReport)).one()
        assert (report.target_kind, report.is_automatic, report.quoted) == ("feedback", True, words)
        assert "alarm" in told_of(session, moderator)
        # Words of one child to one unit are for nobody else to look at.
        assert sign_in(PersonFactory()).get(f"/anmeld/feedback/{report.target_id}").status_code == 404
        page = sign_in(moderator).get(f"/anmeldelser/{report.id}")
        assert page.status_code == 200
        assert words in page.text
        assert words in sign_in(at.official).get(f"/svar/{at.case.id}").text
        decide(
            session, moderator, report.id, ReportState.hidden, "Hører ikke til her, vi hjælper.", seen=ReportState.open
        )
        session.commit()
        assert words not in sign_in(at.official).get(f"/svar/{at.case.id}").text
