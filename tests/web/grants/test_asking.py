"""The council asks for more, the group replies; the group takes it back; one's own applications."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, Town, draft, key, sent, town
from tests.factories.grants_after import lead_of
from tests.factories.grants_decided import accepted, decided
from tests.web.forms import press, submit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.grants.commands.asking import ask_more, tell_more, withdraw
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.members import join
from youthvoice.grants.commands.motions import put_motion
from youthvoice.grants.commands.notes import NoteFacts, write_note
from youthvoice.grants.models import Application, ApplicationEvent, ApplicationNote, BudgetLine, Motion, PoolRound
from youthvoice.grants.rules.applications import ApplicationStatus, Field
from youthvoice.grants.rules.deciding import MotionState, MotionWay
from youthvoice.grants.rules.motions import MotionFacts
from youthvoice.grants.rules.timeline import Step
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import CaseState, Outcome

QUESTION = "Hvor mange kommer der, og hvad koster lyden?"
REPLY = "Der kommer 40, og lyden koster 1.200 kr."


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def path(application: Application, rest: str) -> str:
    return f"/puljen/ansoegninger/{application.id}/{rest}"


def steps(session: Session, application: Application) -> list[Step]:
    query = select(ApplicationEvent.kind).where(ApplicationEvent.application_id == application.id)
    return list(session.scalars(query.order_by(ApplicationEvent.id)))


def voted_on(session: Session, place: Town, application: Application) -> Motion:
    facts = MotionFacts(amount=5_000 * KR, conditions="", way=MotionWay.writing, closes_at=now() + timedelta(days=7))
    return put_motion(session, application, facts, key(), actor_id=place.chair.id)


class TestAsking:
    def test_from_a_question_to_a_reply(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        case = session.get_one(Case, application.case_id)
        client = sign_in(place.chair)
        assert submit(client, path(application, "bed-om-mere"), {"asked_for": QUESTION}).status_code == 303
        session.expire_all()
        answer = session.scalars(select(Answer).where(Answer.case_id == case.id)).one()
        assert (answer.outcome, answer.asked_for) == (Outcome.needs_more, QUESTION)
        assert (application.status, case.state) == (ApplicationStatus.needs_more, CaseState.needs_more)
        assert case.paused_on == today()
        client = sign_in(lead_of(session, application))
        assert QUESTION in client.get(path(application, "svar-paa")).get_data(as_text=True)
        assert submit(client, path(application, "svar-paa"), {"words": REPLY}).status_code == 303
        session.expire_all()
        assert (application.status, case.state) == (ApplicationStatus.submitted, CaseState.awaiting_answer)
        assert case.paused_on is None
        assert case.question.endswith(REPLY)
        assert steps(session, application) == [Step.submitted, Step.asked_for_more, Step.told_more]
        assert session.scalars(select(ApplicationNote.words)).one() == REPLY

    def test_who_may_ask(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        for person, status in ((place.members[2], 403), (place.treasurer, 403), (PersonFactory(), 403)):
            client = sign_in(person)
            assert client.get(path(application, "bed-om-mere")).status_code == status
            assert press(client, path(application, "bed-om-mere"), {"asked_for": QUESTION}).status_code == status
        assert sign_in(place.coordinator).get(path(application, "bed-om-mere")).status_code == 200

    def test_twice_is_once(self, session: Session, place: Town) -> None:
        application = sent(session, place.pool)
        form_key = key()
        first = ask_more(session, place.chair, application, QUESTION, form_key)
        assert ask_more(session, place.chair, application, QUESTION, form_key) is first
        with pytest.raises(Conflict):
            ask_more(session, place.chair, application, QUESTION, key())
        lead, form_key = lead_of(session, application), key()
        tell_more(session, lead, application, REPLY, form_key)
        tell_more(session, lead, application, REPLY, form_key)
        with pytest.raises(Conflict):
            tell_more(session, lead, application, REPLY, key())
        assert steps(session, application).count(Step.told_more) == 1

    def test_not_while_it_is_voted_on(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        voted_on(session, place, application)
        answer = submit(sign_in(place.chair), path(application, "bed-om-mere"), {"asked_for": QUESTION})
        assert answer.status_code == 409
        assert QUESTION in answer.get_data(as_text=True)

    def test_too_little_is_said(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        client = sign_in(place.chair)
        assert submit(client, path(application, "bed-om-mere"), {"asked_for": "Hvad?"}).status_code == 422
        assert submit(client, path(application, "bed-om-mere"), {"asked_for": "aaaaaaaaaaaaaaa"}).status_code == 422

    def test_what_was_changed_must_fit_the_rules(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        ask_more(session, place.chair, application, QUESTION, key())
        for line in session.scalars(select(BudgetLine).where(BudgetLine.application_id == application.id)):
            line.amount = 50_000 * KR
        session.flush()
        answer = submit(sign_in(lead_of(session, application)), path(application, "svar-paa"), {"words": REPLY})
        assert answer.status_code == 422
        assert REPLY in answer.get_data(as_text=True)
        with pytest.raises(RuleBroken):
            tell_more(session, lead_of(session, application), application, REPLY, key())

    def test_that_time_went_is_not_their_fault(self, session: Session, place: Town) -> None:
        application = sent(session, place.pool)
        ask_more(session, place.chair, application, QUESTION, key())
        application.begins_on = today() + timedelta(days=3)
        tell_more(session, lead_of(session, application), application, REPLY, key())
        assert application.status is ApplicationStatus.submitted


class TestWithdrawing:
    def test_by_its_page(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        client = sign_in(lead_of(session, application))
        assert "Træk ansøgningen tilbage?" in client.get(path(application, "traek-tilbage")).get_data(as_text=True)
        for _ in range(2):
            answer = press(client, path(application, "traek-tilbage"))
            assert answer.location == "/puljen/mine"
        session.expire_all()
        assert application.status is ApplicationStatus.withdrawn
        assert session.get_one(Case, application.case_id).closed_at is not None
        assert steps(session, application) == [Step.submitted, Step.withdrawn]

    def test_by_the_lead_alone(self, session: Session, place: Town, sign_in: Any) -> None:
        application, friend = sent(session, place.pool), PersonFactory()
        join(session, friend, application)
        for person in (friend, place.chair, place.coordinator):
            assert press(sign_in(person), path(application, "traek-tilbage")).status_code == 403

    def test_money_that_was_held_is_free(self, session: Session, place: Town) -> None:
        application = sent(session, place.pool)
        motion = voted_on(session, place, application)
        assert balance_of(session, place.pool.id).reserved == 5_000 * KR
        withdraw(session, lead_of(session, application), application)
        assert balance_of(session, place.pool.id).reserved == 0
        session.refresh(motion)
        assert motion.state is MotionState.dropped

    def test_a_draft(self, session: Session, place: Town, sign_in: Any) -> None:
        application = draft(session, place.pool)
        client = sign_in(lead_of(session, application))
        assert "Slet kladden?" in client.get(path(application, "traek-tilbage")).get_data(as_text=True)
        press(client, path(application, "traek-tilbage"))
        session.expire_all()
        assert application.status is ApplicationStatus.withdrawn

    def test_not_once_it_is_decided(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        decided(session, application, application.asked, place.coordinator)
        client = sign_in(lead_of(session, application))
        assert "kan ikke trækkes tilbage" in client.get(path(application, "traek-tilbage")).get_data(as_text=True)
        assert press(client, path(application, "traek-tilbage")).status_code == 409


class TestMine:
    def test_cards(self, session: Session, place: Town, sign_in: Any, count_queries: Any) -> None:
        lead = PersonFactory()
        waiting, running = (
            sent(session, place.pool, lead, title="Venter"),
            sent(session, place.pool, lead, title="I gang"),
        )
        decided(session, running, running.asked, place.coordinator)
        accepted(session, running)
        running.accounts_due_on = today() - timedelta(days=1)
        draft(session, place.pool, lead, title="")
        write_note(session, place.members[1], waiting, NoteFacts(field=Field.what, words="Hvornår?"), key())
        sent(session, place.pool, title="En andens")
        round_ = {
            "pool_id": place.pool.id,
            "name": "Efterår",
            "opens_on": today(),
            "decides_on": today() + timedelta(days=40),
        }
        session.add(PoolRound(**round_, closes_at=now() + timedelta(days=20)))
        client = sign_in(lead)
        with count_queries() as seen:
            text = client.get("/puljen/mine").get_data(as_text=True)
        assert len(seen) <= 8, seen
        for words in (
            "Venter",
            "I gang",
            "Kladde uden titel",
            "skulle være sendt",
            "I får svar senest",
            "Send senest",
            "Nye noter",
        ):
            assert words in text, words
        assert "En andens" not in text
        assert text.count("Nye noter") == 1

    def test_pages(self, session: Session, place: Town, sign_in: Any, count_queries: Any) -> None:
        lead = PersonFactory()
        for number in range(25):
            draft(session, place.pool, lead, title=f"Kladde nummer {number:02}")
        client = sign_in(lead)
        with count_queries() as seen:
            first = client.get("/puljen/mine").get_data(as_text=True)
        assert len(seen) <= 8
        assert (first.count("Kladde nummer"), "Vis flere" in first) == (20, True)
        second = client.get(
            first.partition('href="/puljen/mine?efter=')[0]
            and "/puljen/mine?efter=" + first.partition("/puljen/mine?efter=")[2].partition('"')[0]
        )
        assert second.get_data(as_text=True).count("Kladde nummer") == 5

    def test_nothing_yet(self, session: Session, sign_in: Any, client: Any) -> None:
        assert client.get("/puljen/mine").status_code in (302, 401)
        assert "ikke søgt om penge" in sign_in(PersonFactory()).get("/puljen/mine").get_data(as_text=True)
