"""News of what Bytinget decided: the yes, the receipt and the answer reach those whose idea it was, each once."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.assembly import MotionCreditFactory, key
from tests.factories.resolutions import ready_motion
from tests.web.assembly.carried import counted, on_the_day
from tests.web.notifications.hearing import headlines, told
from tests.web.responses.facts import whole_no
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import Motion, Resolution
from youthvoice.core.clock import now
from youthvoice.core.mail import OutboxMessage
from youthvoice.notifications.asking import ask_again
from youthvoice.notifications.commands.choosing import choose
from youthvoice.notifications.rules import Choice, NewsTopic, Pace
from youthvoice.responses.commands import confirm_receipt, give_answer
from youthvoice.responses.models import Case
from youthvoice.responses.rules import Outcome


def case_of(session: Session, motion: Motion) -> Case:
    """What its resolution asks."""
    query = select(Case).join(Resolution, Resolution.case_id == Case.id).where(Resolution.motion_id == motion.id)
    return session.scalars(query).one()


def test_from_the_yes_to_the_answer(session: Session) -> None:
    motion, other = ready_motion(), PersonFactory()
    MotionCreditFactory(motion_id=motion.id, label="En anden", person_id=other.id)
    choose(session, other.id, {NewsTopic.assembly: Choice(Pace.now, push=False)})
    counted(session, motion)
    case = case_of(session, motion)
    official = OfficialFactory(unit=case.unit)
    confirm_receipt(session, case, official)
    give_answer(session, case, official, whole_no(), key())
    assert told(session, other)[0][2] == case.path
    assert headlines(session, other) == [
        "Bytinget sagde ja til forslaget", "Kommunen har fået en beslutning fra Bytinget",
        "En beslutning fra Bytinget har fået svar: Nej",
    ]  # fmt: skip
    mails = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == other.email)).all()
    answer = next(one for one in mails if "Svar på" in one.subject)
    assert f"Bytingets beslutning «{motion.title}» har fået svar." in answer.body_text
    assert "Vi siger nej i år." in answer.body_text
    assert case.path in answer.body_text


def test_a_no_in_the_hall_has_no_answer_to_wait_for(session: Session) -> None:
    motion, idea = ready_motion(), PersonFactory()
    MotionCreditFactory(motion_id=motion.id, label="En anden", person_id=idea.id)
    counted(session, motion, hands=(1, 9, 0))
    assert headlines(session, idea) == ["Bytinget sagde nej til forslaget"]


def test_whose_proposal_it_was_is_told_as_its_author_and_the_others_as_theirs(session: Session) -> None:
    _year, proposal, motion = on_the_day(session)
    other = PersonFactory()
    MotionCreditFactory(motion_id=motion.id, label="En anden", person_id=other.id)
    counted(session, motion)
    case = case_of(session, motion)
    official = OfficialFactory(unit=case.unit)
    confirm_receipt(session, case, official)
    give_answer(session, case, official, whole_no(), key())
    author = headlines(session, proposal.author)
    assert "Dit forslag har fået svar: Nej" in author
    assert not [line for line in author if "beslutning fra Bytinget" in line or "sagde ja til forslaget" in line]
    assert headlines(session, other) == [
        "Bytinget sagde ja til forslaget", "Kommunen har fået en beslutning fra Bytinget",
        "En beslutning fra Bytinget har fået svar: Nej",
    ]  # fmt: skip


def test_a_week_later_those_who_said_nothing_are_asked_once(session: Session) -> None:
    motion = ready_motion()
    counted(session, motion)
    case = case_of(session, motion)
    official = OfficialFactory(unit=case.unit)
    give_answer(session, case, official, whole_no(outcome=Outcome.no), key())
    case.answered_at = now() - timedelta(days=8)
    session.flush()
    for _ in range(2):
        ask_again(session)
    asked = told(session, session.get_one(Person, motion.written_by_id))
    assert [(headline, path) for headline, _note, path in asked if "Forstod" in headline] == [
        ("Forstod du svaret fra kommunen?", f"{case.path}#forstod")
    ]
