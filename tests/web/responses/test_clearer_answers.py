"""The better answer beside the first, readers who ask for one, and what everybody sees of it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.web.responses.asked import CONTENT, NOT_UNDERSTOOD, UNCLEAR, asked, press_wish
from tests.web.responses.facts import in_progress
from tests.web.responses.saying import NO, NOT_CLEAR, WISH, due_day, path_of, say, told_of
from youthvoice.accounts.export import export
from youthvoice.core.errors import Forbidden
from youthvoice.notifications.asking import ask_again
from youthvoice.notifications.models import Notification
from youthvoice.proposals.models import Proposal
from youthvoice.responses.commands.understood import give_feedback, wish_clearer
from youthvoice.responses.models import AnswerFeedback, ClarityWish, Reopening
from youthvoice.responses.queries.understood import is_clearer
from youthvoice.responses.rules import CaseState


class TestTheBetterAnswer:
    def test_stands_beside_the_first(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session)
        first = at.current(session)
        give_feedback(session, at.case, first.id, at.parties[0], NOT_UNDERSTOOD)
        at.answer(session, in_progress(5))
        session.commit()
        page = client.get(path_of(at)).text
        assert "two-answers" in page
        assert "Det nye, klarere svar" not in page
        second = at.answer(session)
        session.commit()
        assert is_clearer(session, second)
        page = client.get(path_of(at)).text
        for words in ("two-answers", "Det nye, klarere svar", "Det første svar", first.explanation, second.explanation):
            assert words in page, words
        assert page.index(second.explanation) < page.index(first.explanation)
        assert first.explanation not in page.partition('<details class="answer__changes"')[2].partition("</details>")[0]
        assert NOT_CLEAR not in page.partition('class="timeline"')[0]
        printed = client.get(f"{path_of(at)}/udskriv").text
        assert printed.index(second.explanation) < printed.index(first.explanation)
        assert told_of(session, at.parties[0])[-1] == "clearer_answer"
        third = at.answer(session)
        assert not is_clearer(session, third)
        assert told_of(session, at.parties[0])[-1] == "answer_changed"

    def test_is_asked_about_anew_but_not_reopened_again(self, session: Session, sign_in: Any) -> None:
        at = asked(session)
        give_feedback(session, at.case, at.current(session).id, at.parties[0], NOT_UNDERSTOOD)
        at.answer(session)
        session.commit()
        client = sign_in(at.parties[0])
        assert "Du har fået et nyt svar én gang" in client.get(path_of(at)).text
        assert say(client, at, **NO).status_code == 303
        session.expire_all()
        assert at.case.state is CaseState.answered
        assert session.scalar(select(func.count(Reopening.id))) == 1
        assert session.scalar(select(func.count(AnswerFeedback.id))) == 2
        assert "Det er talt med, og de, der svarede, læser dine ord" in client.get(path_of(at)).text


class TestReaders:
    def test_five_wishes_count_as_one_no(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session)
        readers = [PersonFactory() for _ in range(5)]
        for count, reader in enumerate(readers[:4], 1):
            version = session.get_one(Proposal, at.proposal.id).version
            assert press_wish(sign_in(reader), at).location.endswith("#klarere")
            session.expire_all()
            assert session.get_one(Proposal, at.proposal.id).version > version
            page = client.get(path_of(at)).text
            assert f"{count} har bedt om et klarere svar. Når 5 har bedt om det, skal kommunen svare igen." in page
            assert "Du er en af dem." in page
        press_wish(sign_in(readers[0]), at, answer_id=at.current(session).id)
        press_wish(sign_in(readers[0]), at, til="0")
        press_wish(sign_in(readers[0]), at)
        session.expire_all()
        assert at.case.reopened_at is None
        assert session.scalar(select(func.count(ClarityWish.id))) == 4
        press_wish(sign_in(readers[4]), at)
        session.expire_all()
        assert at.case.state is CaseState.awaiting_answer
        page = client.get(path_of(at)).text
        assert "Fem læsere bad om et klarere svar" in page
        assert "Du har bedt om det." in page
        assert WISH not in page
        assert told_of(session, readers[0]) == ["followed_reopened"]
        assert told_of(session, at.parties[0])[-1] == "answer_reopened"
        wish_clearer(session, at.case, at.current(session).id, readers[0], wanted=False)
        assert session.scalar(select(func.count(ClarityWish.id))) == 5
        at.answer(session)
        session.commit()
        assert told_of(session, readers[0])[-1] == "followed_clearer_answer"
        assert "Kommunen har allerede svaret igen én gang" in client.get(path_of(at)).text

    def test_who_may_not(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session, coauthors=1)
        answer_id = at.current(session).id
        for person in (*at.parties, at.official, OfficialFactory()):
            assert press_wish(sign_in(person), at, answer_id=answer_id).status_code == 403
        with pytest.raises(Forbidden):
            wish_clearer(session, at.case, answer_id, at.parties[1], wanted=True)
        for hostile in ("", "x", "9" * 30, "0", str(answer_id + 1)):
            client = sign_in(PersonFactory())
            token = client.get("/min-side/profil").text.partition('name="csrf_token" value="')[2].partition('"')[0]
            data = {"csrf_token": token, "til": "1", "answer": hostile}
            assert client.post(f"{path_of(at)}/klarere", data=data).status_code == 409
        assert session.scalar(select(func.count(ClarityWish.id))) == 0


class TestWhatIsShown:
    def test_the_public_counts_from_five_on(self, session: Session, client: Any, sign_in: Any) -> None:
        at = asked(session, coauthors=4)
        answer_id = at.current(session).id
        for person in at.parties[:4]:
            give_feedback(session, at.case, answer_id, person, CONTENT)
        session.commit()
        assert "forstod svaret</li>" not in client.get(path_of(at)).text
        give_feedback(session, at.case, answer_id, at.parties[4], NOT_UNDERSTOOD)
        session.commit()
        page = client.get(path_of(at)).text
        assert "4 af 5 forstod svaret" in page
        assert "5 af 5 blev taget alvorligt" in page
        assert UNCLEAR not in page

    def test_the_unit_reads_words_without_names(self, session: Session, sign_in: Any, count_queries: Any) -> None:
        at = asked(session, coauthors=1)
        at.parties[1].display_name = "Hemmelig Hare"
        give_feedback(session, at.case, at.current(session).id, at.parties[0], CONTENT)
        give_feedback(session, at.case, at.current(session).id, at.parties[1], NOT_UNDERSTOOD)
        session.commit()
        client = sign_in(at.official)
        with count_queries() as seen:
            page = client.get(f"/svar/{at.case.id}").text
        assert len(seen) <= 8, seen
        heard = page.partition('id="forstaaet"')[2].partition("</section>")[0]
        for words in (UNCLEAR, "1 af 2", "2 af 2", f"Svar bedre senest {due_day()}"):
            assert words in heard, words
        for name in ("Hemmelig Hare", at.parties[0].display_name, "<time"):
            assert name not in heard

    def test_queries_stay_few(self, session: Session, client: Any, sign_in: Any, count_queries: Any) -> None:
        at = asked(session, coauthors=3)
        for person in at.parties[:3]:
            give_feedback(session, at.case, at.current(session).id, person, NOT_UNDERSTOOD)
        at.answer(session)
        at.answer(session)
        session.commit()
        with count_queries() as seen:
            client.get(path_of(at))
        assert len(seen) <= 6, seen
        with count_queries() as seen:
            client.get(path_of(at))
        assert len(seen) == 1, seen
        for person in (at.parties[3], PersonFactory()):
            sign_in(person)
            with count_queries() as seen:
                client.get(path_of(at))
            assert len(seen) <= 8, seen
        sign_in(at.parties[3])
        with count_queries() as seen:
            client.get(f"/svar/{at.case.id}/forstaaet")
        assert len(seen) <= 8, seen

    def test_it_is_in_ones_own_data(self, session: Session) -> None:
        at = asked(session)
        reader = PersonFactory()
        wish_clearer(session, at.case, at.current(session).id, reader, wanted=True)
        give_feedback(session, at.case, at.current(session).id, at.parties[0], NOT_UNDERSTOOD)
        (said,) = export(session, at.parties[0])["answer_feedback"]
        assert (said["about"], said["understood"], said["unclear"]) == (at.case.title, False, UNCLEAR)
        assert [one["about"] for one in export(session, reader)["clearer_answers_wished"]] == [at.case.title]


def test_silence_is_asked_about_once(session: Session) -> None:
    at = asked(session, coauthors=1)
    give_feedback(session, at.case, at.current(session).id, at.parties[0], CONTENT)

    def asked_now() -> list[int]:
        assert ask_again(session) is False
        kinds = Notification.kind == "feedback_wanted"
        return list(session.scalars(select(Notification.person_id).where(kinds)))

    assert at.case.answered_at is not None
    answered_at = at.case.answered_at
    for days, wanted in ((6, []), (15, []), (8, [at.parties[1].id]), (9, [at.parties[1].id])):
        at.case.answered_at = answered_at - timedelta(days=days)
        session.flush()
        assert asked_now() == wanted, days
