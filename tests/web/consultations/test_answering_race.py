"""At the same moment: one person twice, one class twice, many at once, and a hearing that closes meanwhile."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.base import bind_factories
from tests.factories.consultations_answered import alone, answered, asked
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory
from tests.races import SECONDS, at_once, client_of, doing, in_database
from tests.web.consultations.recount import recounted, stored
from tests.web.forms import form_fields
from youthvoice.consultations.commands.answering import Sender, Sent, send_answer, withdraw_answer
from youthvoice.consultations.models import ConsultationResponse, ResponseText
from youthvoice.consultations.queries.answering import whole_questions
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.rules.answers import Answer
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.targets import hide_text
from youthvoice.core.clock import now

MANY = 6


def press(url: str, person_id: int, where: str, choice: str, start: Any, results: Any) -> None:
    """Fill the form and send it when all are there."""
    client = client_of(url, person_id)
    fields = form_fields(client.get(where).get_data(as_text=True), where)
    name = next(name for name in fields if name.startswith("q"))
    start.wait(SECONDS)
    results.put(client.post(where, data=fields | {name: choice, "people": "20"}).status_code)


def agree(session: Session, consultation_id: int) -> tuple[int, int]:
    """The counts are those of the rows; how many answers, and people behind them."""
    assert stored(session, consultation_id) == recounted(session, consultation_id)
    return stored(session, consultation_id)[1:]


def test_one_person_from_many_windows(own_url: str) -> None:
    def prepare(session: Session) -> tuple[int, int]:
        bind_factories(session)
        return asked(session, QuestionKind.text).id, PersonFactory().id

    found, person_id = in_database(own_url, prepare)
    where = f"/hoeringer/{found}/svar"
    got = at_once(press, [(own_url, person_id, where, f"Tanke {n}") for n in range(4)])
    assert sorted(got) == [303, 409, 409, 409]
    assert in_database(own_url, lambda session: agree(session, found)) == (1, 1)


def test_one_class_by_two_teachers(own_url: str) -> None:
    def prepare(session: Session) -> tuple[int, int, list[int]]:
        bind_factories(session)
        body = ClassFactory()
        teachers = [TeacherFactory() for _ in range(2)]
        for one in teachers:
            CoordinatorSeatFactory(body=body, person=one)
        return asked(session, QuestionKind.text).id, body.id, [one.id for one in teachers]

    found, body_id, teachers = in_database(own_url, prepare)
    where = f"/hoeringer/{found}/sammen/{body_id}"
    got = at_once(press, [(own_url, one, where, f"Fra {one}") for one in teachers])
    assert sorted(got) == [303, 409]
    assert in_database(own_url, lambda session: agree(session, found)) == (1, 20)


def act(session: Session, deed: str, found: int, person_id: int, question_id: int) -> None:
    """One of many things that happen to a hearing."""
    sender = Sender(person_id=person_id)
    if deed == "send":
        words = {question_id: Answer(text=f"Fra {person_id}")}
        send_answer(session, found, sender, Sent(answers=words, form_key=f"{person_id:032x}"))
    elif deed == "change":
        words = {question_id: Answer(text="Ny")}
        send_answer(session, found, sender, Sent(answers=words, seen=1, form_key=f"{person_id + 10**6:032x}"))
    elif deed == "take back":
        withdraw_answer(session, found, sender, 1)
    elif deed == "hide":
        hide_text(session, person_id)
    else:
        closes = hold_consultation(session, found)
        closes.opens_at, closes.closes_at = now() - timedelta(days=20), now() - timedelta(seconds=1)


def prepare_many(session: Session) -> tuple[int, int, list[int], list[int], list[int]]:
    bind_factories(session)
    found = asked(session, QuestionKind.text)
    before = [PersonFactory() for _ in range(MANY)]
    for one in before:
        answered(session, found, alone(one), text=["Gammel"])
    marks = [mark for (mark,) in session.query(ResponseText.mark).order_by(ResponseText.id)]
    fresh = [PersonFactory().id for _ in range(3)]
    question_id = whole_questions(session, found.id)[0].id
    return found.id, question_id, [one.id for one in before], fresh, marks


def test_everything_at_once_leaves_the_counts_right(own_url: str) -> None:
    found, question_id, before, fresh, marks = in_database(own_url, prepare_many)
    deeds = [("send", one) for one in fresh] + [("change", before[0]), ("change", before[1])]
    deeds += [
        ("take back", before[2]),
        ("take back", before[0]),
        ("hide", marks[1]),
        ("hide", marks[2]),
        ("hide", marks[3]),
    ]
    got = at_once(doing, [(own_url, act, (deed, found, who, question_id)) for deed, who in deeds])
    assert set(got) <= {"done", "ChangedMeanwhile", "NotFound"}
    assert got.count("done") >= len(deeds) - 2
    responses, people = in_database(own_url, lambda session: agree(session, found))
    assert responses == people
    assert responses in (MANY + 3 - 2, MANY + 3 - 1)


def test_a_change_while_it_closes(own_url: str) -> None:
    found, question_id, before, _fresh, _marks = in_database(own_url, prepare_many)
    deeds = [("change", one) for one in before] + [("close", 0)]
    got = at_once(doing, [(own_url, act, (deed, found, who, question_id)) for deed, who in deeds])
    assert set(got) <= {"done", "NotOpen"}

    def after(session: Session) -> tuple[int, int]:
        agree(session, found)
        changed = session.query(ConsultationResponse).filter_by(version=2).count()
        new = session.query(ResponseText).filter_by(text="Ny").count()
        return changed, new

    changed, new = in_database(own_url, after)
    assert changed == new == got.count("done") - 1
