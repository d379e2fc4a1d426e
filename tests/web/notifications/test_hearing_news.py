"""News of hearings: those who are asked in a few statements however many, and nobody is nagged alone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory
from tests.factories.consultations import ConsultationFactory
from tests.factories.consultations_answered import alone, answered, asked, together
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory, SeatFactory, StudentCouncilFactory
from tests.web.consultations.asking import REASON, SUMMARY, closed, official
from tests.web.notifications.hearing import headlines, told
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.consultations.commands.answering import withdraw_answer
from youthvoice.consultations.commands.publishing import cancel_consultation, give_more_time
from youthvoice.consultations.commands.summary import finish_consultation
from youthvoice.consultations.events import ConsultationOpened
from youthvoice.consultations.models import Consultation, ConsultationSchool
from youthvoice.consultations.reminders import remind as remind_of_summaries
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Audience
from youthvoice.consultations.rules.summary import Summary
from youthvoice.consultations.ticking import tell_the_clock
from youthvoice.core.clock import COPENHAGEN, local_date, now
from youthvoice.core.events import publish
from youthvoice.core.mail import OutboxMessage
from youthvoice.councils.models import Body
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.notifications.calendar_reminders import remind
from youthvoice.notifications.commands.choosing import choose
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import Choice, NewsTopic, Pace

NOON = datetime(2027, 3, 1, 12, tzinfo=COPENHAGEN)
EIGHT = datetime(2027, 3, 13, 8, tzinfo=COPENHAGEN)
"""Two days before it closes."""
DAY = timedelta(days=1)
MANY = 3_000
OPEN = "Kommunen vil gerne høre, hvad du mener"
SHARED = "Svar på en høring sammen med din klasse eller dit råd"
NEAR = "En høring lukker snart. Jeres råd kan nå at svare"
FINISHED = "Læs, hvad kommunen hørte i høringen"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def hearing(session: Session, **facts: Any) -> Consultation:
    """It has opened just now, for two weeks."""
    return asked(session, QuestionKind.text, **{"opens_at": now(), "closes_at": now() + 14 * DAY, **facts})


def chair_of(body: Body) -> Person:
    """A young person who runs it."""
    found: Person = SeatFactory(body=body, role=SeatRole.chair).person
    return found


def test_the_young_and_the_adults_beside_them_hear_that_it_is_open(session: Session) -> None:
    young, adult = PersonFactory(), OfficialFactory()
    council = StudentCouncilFactory()
    teacher = CoordinatorSeatFactory(body=ClassFactory(parent=council)).person
    CoordinatorSeatFactory(body=ClassFactory(parent=council), person=teacher)
    found = hearing(session)
    for _ in range(2):
        tell_the_clock(session)
    note = "Du kan svare til 15. marts 2027 kl. 12.00. Du bestemmer selv, om du vil."
    assert told(session, young) == [(OPEN, note, f"/hoeringer/{found.id}")]
    assert told(session, teacher) == [
        (SHARED, "I kan svare til 15. marts 2027 kl. 12.00.", f"/hoeringer/{found.id}/sammen")
    ]
    assert told(session, adult) == []


def test_of_a_schools_hearing_only_that_school_hears(session: Session) -> None:
    school = SchoolFactory()
    inside, outside, nowhere = PersonFactory(school=school), PersonFactory(school=SchoolFactory()), PersonFactory()
    near, far = StudentCouncilFactory(school=school), StudentCouncilFactory()
    helpers = [CoordinatorSeatFactory(body=body).person for body in (near, far)]
    found = hearing(session, audience=Audience.schools)
    session.add(ConsultationSchool(consultation_id=found.id, school_id=school.id))
    tell_the_clock(session)
    assert headlines(session, inside) == [OPEN]
    assert headlines(session, outside) == headlines(session, nowhere) == []
    assert [headlines(session, one) for one in helpers] == [[SHARED], []]


def test_one_that_asks_too_late_says_so(session: Session) -> None:
    young = PersonFactory()
    hearing(session, decision_on=local_date(NOON - DAY))
    tell_the_clock(session)
    ((_headline, note, _path),) = told(session, young)
    assert note.startswith("Beslutningen er taget.")


def test_of_a_hidden_hearing_nobody_hears(session: Session) -> None:
    young = PersonFactory()
    found = hearing(session, hidden_at=now())
    tell_the_clock(session)
    give_more_time(session, found.id, local_date(NOON + 20 * DAY), REASON, actor_id=found.asked_by_id)
    cancel_consultation(session, found.id, REASON, actor_id=found.asked_by_id)
    assert told(session, young) == []


def test_thousands_are_asked_in_a_few_statements(session: Session, count_queries: Any) -> None:
    rows = [
        {"display_name": f"Ung {n}", "email": f"ung{n}@ung.example", "role": Role.young_person, "created_at": now()}
        for n in range(MANY)
    ]
    session.execute(insert(Person), rows)
    wants = PersonFactory()
    choose(session, wants.id, {NewsTopic.hearings: Choice(Pace.now, push=False)})
    found = hearing(session)
    session.flush()
    with count_queries() as seen:
        publish(session, ConsultationOpened(found.id))
    assert len(seen) <= 6, seen
    assert session.scalar(select(func.count(Notification.id))) == MANY + 1
    (mail,) = session.scalars(select(OutboxMessage))
    assert (mail.recipient, mail.topic) == (wants.email, "hearings")


def test_councils_without_an_answer_are_reminded_once_and_nobody_alone(session: Session, clock: Any) -> None:
    silent, spoke, closed_one = StudentCouncilFactory(), StudentCouncilFactory(), StudentCouncilFactory(closed_at=now())
    chairs = [chair_of(body) for body in (silent, spoke, closed_one)]
    helper, pupil = CoordinatorSeatFactory(body=silent).person, PersonFactory()
    member = SeatFactory(body=silent).person
    class_teacher = CoordinatorSeatFactory(body=ClassFactory(parent=spoke)).person
    found = hearing(session)
    answered(session, found, together(chairs[1], spoke), people=9, text=["En bane."])
    seen = []
    for moment in (EIGHT - timedelta(seconds=1), EIGHT, EIGHT + DAY, found.closes_at):
        clock.move_to(moment)
        for _ in range(2):
            remind(session)
        seen.append([headlines(session, one).count(NEAR) for one in (chairs[0], helper)])
    assert seen == [[0, 0], [1, 1], [1, 1], [1, 1]]
    for nobody in (chairs[1], chairs[2], member, pupil, class_teacher):
        assert NEAR not in headlines(session, nobody)


def test_an_answer_that_was_taken_back_is_none_and_a_short_hearing_reminds_nobody(session: Session, clock: Any) -> None:
    council = StudentCouncilFactory()
    chair = chair_of(council)
    found, short = hearing(session), hearing(session, opens_at=EIGHT - timedelta(hours=20))
    sender = together(chair, council)
    response = answered(session, found, sender, people=9, text=["En bane."])
    withdraw_answer(session, found.id, sender, response.version)
    clock.move_to(EIGHT)
    remind(session)
    keys = select(Notification.event_key).where(Notification.person_id == chair.id, Notification.kind == "hearing_near")
    assert session.scalars(keys).all() == [f"hearing:{found.id}:near:{found.closes_at.isoformat()}"]
    assert short.closes_at == found.closes_at


def test_more_time_stands_in_the_list_alone_and_only_where_it_is_known(session: Session) -> None:
    young = PersonFactory()
    choose(session, young.id, {NewsTopic.hearings: Choice(Pace.now, push=False)})
    known, planned = hearing(session, opening_told_at=now()), hearing(session, opens_at=now() + DAY)
    for found in (known, planned):
        give_more_time(session, found.id, local_date(NOON + 20 * DAY), REASON, actor_id=found.asked_by_id)
    assert [(headline, path) for headline, _note, path in told(session, young)] == [
        ("Der er mere tid til at svare på en høring", f"/hoeringer/{known.id}")
    ]
    assert session.scalar(select(func.count(OutboxMessage.id))) == 0


def test_everybody_who_answered_reads_what_was_heard(session: Session, clock: Any) -> None:
    council = StudentCouncilFactory()
    chair, member, other = chair_of(council), SeatFactory(body=council).person, PersonFactory()
    young, changed_mind = PersonFactory(), PersonFactory()
    choose(session, young.id, {NewsTopic.hearings: Choice(Pace.now, push=False)})
    found = hearing(session)
    answered(session, found, alone(young), text=["En bane."])
    answered(session, found, together(chair, council), people=9, text=["Lys."])
    gone = answered(session, found, alone(changed_mind), text=["Ingenting."])
    withdraw_answer(session, found.id, alone(changed_mind), gone.version)
    clock.move_to(found.closes_at)
    assert finish_consultation(session, found.id, Summary(**SUMMARY), found.version, actor_id=found.asked_by_id)
    for person in (young, chair, member):
        assert [(headline, path) for headline, _note, path in told(session, person)] == [
            (FINISHED, f"/hoeringer/{found.id}")
        ]
    assert told(session, other) == told(session, changed_mind) == []
    (mail,) = session.scalars(select(OutboxMessage))
    assert mail.recipient == young.email
    for words in SUMMARY.values():
        assert words in mail.body_text


def test_those_who_answered_hear_why_it_was_called_off(session: Session) -> None:
    young, other = PersonFactory(), PersonFactory()
    found = hearing(session)
    answered(session, found, alone(young), text=["En bane."])
    cancel_consultation(session, found.id, REASON, actor_id=found.asked_by_id)
    news = ("En høring, du har svaret på, er aflyst", f"Grund: {REASON}", f"/hoeringer/{found.id}")
    assert told(session, young) == [news]
    assert told(session, other) == []


def test_the_asker_hears_of_classes_and_councils_in_the_digest_and_of_others_nothing(session: Session) -> None:
    asker, colleague = official(), official()
    found = hearing(session, asked_by=asker)
    school_class = ClassFactory()
    teacher = CoordinatorSeatFactory(body=school_class).person
    for text in ("En bane.", "To baner."):
        answered(session, found, together(teacher, school_class), people=20, text=[text])
    answered(session, found, alone(), text=["Lys."])
    assert told(session, asker) == [("En klasse har svaret på jeres høring", "", f"/hoeringer/{found.id}/laes")]
    assert session.scalars(select(Notification.pace).where(Notification.person_id == asker.id)).all() == [Pace.daily]
    assert told(session, colleague) == []
    assert session.scalar(select(func.count(OutboxMessage.id))) == 0


def test_when_it_has_closed_asker_and_leader_owe_the_summary(session: Session) -> None:
    asker = official()
    leader, colleague = OfficialFactory(unit=asker.unit), OfficialFactory(unit=asker.unit)
    asker.unit.leader_id = leader.id
    found = closed(asker)
    for _ in range(2):
        tell_the_clock(session)
    for person in (asker, leader):
        ((headline, note, path),) = told(session, person)
        assert (headline, path) == ("Jeres høring er lukket. Skriv, hvad I hørte", f"/hoeringer/{found.id}/opsamling")
        assert note == "Skriv, hvad I hørte. Frist: 21. marts 2027"
    assert told(session, colleague) == []


def test_where_nobody_of_them_is_left_the_unit_owes_it(session: Session) -> None:
    asker = official()
    colleague = OfficialFactory(unit=asker.unit)
    found = ConsultationFactory(asked_by=asker, opens_at=now() - 20 * DAY)
    asker.closed_at = now()
    session.flush()
    tell_the_clock(session)
    assert headlines(session, colleague) == ["Jeres høring er lukket. Skriv, hvad I hørte"]
    assert found.closing_told_at is not None


def test_the_reminder_of_the_summary_stands_in_the_list_and_is_mailed_once(session: Session, clock: Any) -> None:
    asker = official()
    choose(session, asker.id, {NewsTopic.duties: Choice(Pace.now, push=False)})
    found = closed(asker, closing_told_at=now())
    clock.move_to(NOON + 21 * DAY)
    for _ in range(2):
        remind_of_summaries(session)
    news = ("Jeres opsamling på høringen er for sent på den", f"/hoeringer/{found.id}/opsamling")
    assert [(headline, path) for headline, _note, path in told(session, asker)] == [news]
    (mail,) = session.scalars(select(OutboxMessage))
    assert mail.recipient == asker.email
