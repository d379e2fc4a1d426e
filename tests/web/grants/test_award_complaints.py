"""After a decision: complaints, and clearer words."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.awarding import award_facts, awarded
from tests.factories.grants import KR, Town, key
from tests.factories.grants_after import lead_of
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.grants.commands.awarding import reword
from youthvoice.grants.commands.complaints import complain, settle_complaint
from youthvoice.grants.commands.motions import put_motion
from youthvoice.grants.models import Application, Award
from youthvoice.grants.queries.awards import current_award
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import MotionWay
from youthvoice.grants.rules.motions import MotionFacts
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import Outcome


def test_a_complaint_may_turn_a_no_into_a_yes(session: Session, place: Town, application: Application) -> None:
    first = awarded(session, place, application, 0)
    with pytest.raises(Conflict):
        awarded(session, place, application, 5_000 * KR)
    session.expire_all()
    complaint = complain(
        session, application, first, lead_of(session, application), "I har overset, at kassereren er frivillig."
    )
    assert (
        complain(session, application, first, lead_of(session, application), "Igen: I har overset det.").id
        == complaint.id
    )
    second = awarded(session, place, application, 5_000 * KR)
    assert (first.replaced_at is not None, second.number) == (True, 2)
    assert current_award(session, application.id) is second
    assert application.status is ApplicationStatus.granted


BY_HANDS: dict[str, Any] = {"conditions": "", "way": MotionWay.meeting}


def test_a_second_no_is_said_in_words(session: Session, place: Town, application: Application) -> None:
    first = awarded(session, place, application, 0)
    complain(session, application, first, lead_of(session, application), "I har overset, at kassereren er frivillig.")
    with pytest.raises(RuleBroken) as refused:
        put_motion(session, application, MotionFacts(**BY_HANDS, amount=0), key(), actor_id=place.chair.id)
    assert list(refused.value.problems) == ["amount"]
    assert (
        put_motion(session, application, MotionFacts(**BY_HANDS, amount=KR), key(), actor_id=place.chair.id).number == 2
    )


def test_who_decided_does_not_judge_the_complaint(session: Session, place: Town, application: Application) -> None:
    award = awarded(session, place, application, 0)
    complaint = complain(
        session, application, award, lead_of(session, application), "I har overset, at kassereren er frivillig."
    )
    reply = "Jeg har læst det igen, og rådet stemmer en gang til på mandag."
    with pytest.raises(Forbidden):
        settle_complaint(session, application, complaint, award, place.chair, reply)
    for bad in ("", "Nej."):
        with pytest.raises(RuleBroken):
            settle_complaint(session, application, complaint, award, place.coordinator, bad)
    settle_complaint(session, application, complaint, award, place.coordinator, reply)
    settle_complaint(session, application, complaint, award, place.administrator, reply * 2)
    assert (complaint.outcome, complaint.settled_by_id) == (reply, place.coordinator.id)


def test_a_whole_yes_is_nothing_to_complain_about(session: Session, place: Town, application: Application) -> None:
    award = awarded(session, place, application, 8_000 * KR)
    with pytest.raises(Conflict):
        complain(session, application, award, lead_of(session, application), "Vi ville have haft det hele.")


@pytest.mark.parametrize("words", ["", "Nej!", "x" * 3001, "Mit nummer er 010203-1234, ring til mig."])
def test_a_complaint_has_words(session: Session, place: Town, application: Application, words: str) -> None:
    award = awarded(session, place, application, 0)
    with pytest.raises(RuleBroken):
        complain(session, application, award, lead_of(session, application), words)


def test_clearer_words_change_neither_outcome_nor_money(
    session: Session, place: Town, application: Application
) -> None:
    award = awarded(session, place, application, 0)
    facts, form_key = award_facts(outcome=Outcome.yes).answer, key()
    before = application.version
    answers = {reword(session, application, place.chair, facts, form_key).id for _ in range(2)}
    answer = session.get_one(Answer, answers.pop())
    assert not answers
    assert (answer.outcome, answer.number) == (Outcome.no, 2)
    assert application.version > before
    assert current_award(session, application.id) is award
    assert session.scalars(select(Award.id).where(Award.application_id == application.id)).all() == [award.id]
