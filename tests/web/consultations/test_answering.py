"""Answering alone: sent, kept, changed and taken back; what is refused keeps all that was typed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory
from tests.factories.consultations import ConsultationResponseFactory, key
from tests.factories.consultations_answered import alone, answered, asked, question, says
from tests.web.consultations.recount import recounted, stored
from tests.web.forms import form_fields
from youthvoice.consultations.commands.answering import ChangedMeanwhile, NotOpen, Sent, send_answer, withdraw_answer
from youthvoice.consultations.models import Consultation, ConsultationResponse, ConsultationSchool, ResponseDraft
from youthvoice.consultations.queries.answering import find_response, words_of
from youthvoice.consultations.rules.questions import TEXT_MAX, QuestionKind
from youthvoice.consultations.rules.states import Audience
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken

K = QuestionKind


@pytest.fixture
def found(session: Session) -> Consultation:
    return asked(session)


def path(found: Consultation, rest: str = "") -> str:
    return f"/hoeringer/{found.id}/svar{rest}"


def close(session: Session, found: Consultation) -> None:
    found.opens_at, found.closes_at = now() - timedelta(days=20), now() - timedelta(minutes=1)
    session.commit()


def typed(session: Session, found: Consultation, page: str, **values: Any) -> dict[str, Any]:
    """The form as it stands on the page, filled."""
    fields: dict[str, Any] = form_fields(page, path(found))
    names = {name: f"q{question(session, found, QuestionKind(name)).id}" for name in values}
    return fields | {names[name]: value for name, value in values.items()}


ALL = {
    "text": "Mere lys om aftenen",
    "one": "2",
    "several": ["1", "3"],
    "scale": "4",
    "ranking": ["3:1", "1:2"],
    "place": ["4"],
}


def test_an_answer_is_sent_and_read_again(session: Session, sign_in: Any, found: Consultation) -> None:
    person = PersonFactory()
    browser = sign_in(person)
    page = browser.get(path(found)).get_data(as_text=True)
    assert "Det sker der med svaret" in page
    assert found.decider in page
    answer = browser.post(path(found), data=typed(session, found, page, **ALL))
    assert answer.status_code == 303
    read = browser.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Tak. Svaret er sendt" in read
    assert "Mere lys om aftenen" in read
    response = session.query(ConsultationResponse).one()
    assert (response.person_id, response.school_id, response.people) == (person.id, person.school_id, 1)
    said = words_of(session, response.id).answers
    assert said == says(
        session, found, **{name: [value] if isinstance(value, str) else value for name, value in ALL.items()}
    )
    assert stored(session, found.id) == recounted(session, found.id)
    assert stored(session, found.id)[1:] == (1, 1)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": "Mit nummer er 010203-1234"}, "CPR-nummer"),
        ({"text": "a" * (TEXT_MAX + 1), "one": "1"}, "Skriv højst 2.000 tegn"),
        ({"text": "Kom nu", "one": ["1", "2"]}, "Vælg kun én ting her"),
        ({"text": "Kom nu", "one": "9"}, "Vælg noget, der står på listen"),
        ({"text": "Kom nu", "ranking": ["1:1", "2:1"]}, "To har fået det samme nummer"),
        ({"text": "Kom nu", "ranking": ["1:1", "2:3"]}, "sprunget et nummer over"),
        ({"text": "", "one": ""}, "Du har ikke svaret på noget endnu"),
    ],
)
def test_what_does_not_fit_keeps_all_that_was_typed(
    session: Session, sign_in: Any, found: Consultation, values: dict[str, Any], words: str
) -> None:
    browser = sign_in(PersonFactory())
    sent = typed(session, found, browser.get(path(found)).get_data(as_text=True), several=["2"], **values)
    if not any(values.values()):
        sent.pop(f"q{question(session, found, K.several).id}")
    answer = browser.post(path(found), data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert values["text"] in page
    if any(values.values()):
        assert 'value="2" checked' in page
    assert session.query(ConsultationResponse).count() == 0


def test_a_question_that_must_be_answered(session: Session, sign_in: Any) -> None:
    found = asked(session, K.text, K.scale, is_needed=True)
    browser = sign_in(PersonFactory())
    answer = browser.post(
        path(found), data=typed(session, found, browser.get(path(found)).get_data(as_text=True), scale="3")
    )
    assert answer.status_code == 422
    assert "Det skal med" in answer.get_data(as_text=True)


def test_a_changed_answer_takes_the_place_of_the_old_one(session: Session, sign_in: Any, found: Consultation) -> None:
    person = PersonFactory()
    answered(session, found, alone(person), text=["Mere lys"], one=["2"], ranking=["1:1", "2:2"])
    browser = sign_in(person)
    page = browser.get(path(found)).get_data(as_text=True)
    assert "Du retter et svar" in page
    assert "Mere lys" in page
    fields = typed(session, found, page, text="En bane", one="3", ranking=["2:1"])
    assert browser.post(path(found), data=fields).status_code == 303
    session.expire_all()
    response = session.query(ConsultationResponse).one()
    assert response.version == 2
    assert words_of(session, response.id).answers == says(session, found, text=["En bane"], one=["3"], ranking=["2:1"])
    assert stored(session, found.id) == recounted(session, found.id)


def test_sent_twice_it_is_one(session: Session, found: Consultation) -> None:
    sender, answers = alone(), says(session, found, one=["1"])
    facts = Sent(answers=answers, form_key=key())
    first = send_answer(session, found.id, sender, facts)
    assert send_answer(session, found.id, sender, facts) is first
    assert stored(session, found.id)[1] == 1
    with pytest.raises(Conflict):
        send_answer(session, found.id, alone(), facts)


def test_two_phones_do_not_write_over_each_other(session: Session, sign_in: Any, found: Consultation) -> None:
    person = PersonFactory()
    browser = sign_in(person)
    fields = typed(session, found, browser.get(path(found)).get_data(as_text=True), text="Fra telefonen", one="1")
    answered(session, found, alone(person), text=["Fra computeren"])
    session.commit()
    answer = browser.post(path(found), data=fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Der er allerede sendt et svar" in page
    assert "Fra telefonen" in page
    again = form_fields(page, path(found)) | {f"q{question(session, found, K.one).id}": "1"}
    assert browser.post(path(found), data=again).status_code == 303
    session.expire_all()
    response = session.query(ConsultationResponse).one()
    assert words_of(session, response.id).answers[question(session, found, K.text).id].text == "Fra telefonen"


def test_it_is_taken_back_and_given_again(session: Session, sign_in: Any, found: Consultation) -> None:
    person = PersonFactory()
    answered(session, found, alone(person), text=["Mere lys"], several=["1", "2"])
    browser = sign_in(person)
    where = path(found, "/fortryd")
    assert browser.post(where, data=form_fields(browser.get(where).get_data(as_text=True), where)).status_code == 303
    assert stored(session, found.id) == ({}, 0, 0)
    gone = session.query(ConsultationResponse).one()
    assert words_of(session, gone.id).answers == {}
    assert "Der er ikke sendt noget svar" in browser.get(path(found, "/dit")).get_data(as_text=True)
    answered(session, found, alone(person), one=["1"])
    assert stored(session, found.id)[1] == 1


def test_when_it_closes_what_was_typed_is_shown(session: Session, sign_in: Any, found: Consultation) -> None:
    browser = sign_in(PersonFactory())
    fields = typed(session, found, browser.get(path(found)).get_data(as_text=True), **ALL)
    close(session, found)
    answer = browser.post(path(found), data=fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Høringen er lukket" in page
    assert "Mere lys om aftenen" in page
    assert "Mulighed 3" in page
    assert session.query(ConsultationResponse).count() == 0
    assert browser.get(path(found)).headers["Location"].endswith(path(found, "/dit"))


def test_nothing_changes_once_it_is_closed(session: Session, found: Consultation) -> None:
    sender = alone()
    response = answered(session, found, sender, one=["1"])
    close(session, found)
    facts = Sent(answers=says(session, found, one=["2"]), seen=1, form_key=key())
    with pytest.raises(NotOpen):
        send_answer(session, found.id, sender, facts)
    with pytest.raises(NotOpen):
        withdraw_answer(session, found.id, sender, response.version)
    assert words_of(session, response.id).answers == says(session, found, one=["1"])


def test_an_old_page_takes_nothing_back(session: Session, found: Consultation) -> None:
    sender = alone()
    answered(session, found, sender, one=["1"])
    answered(session, found, sender, one=["2"])
    with pytest.raises(ChangedMeanwhile):
        withdraw_answer(session, found.id, sender, 1)


def test_a_draft_is_kept_until_it_is_sent(session: Session, sign_in: Any, found: Consultation) -> None:
    person = PersonFactory()
    browser = sign_in(person)
    page = browser.get(path(found)).get_data(as_text=True)
    half = typed(session, found, page, text="b" * (TEXT_MAX + 5), ranking=["2:3"], several=["1", "4"])
    assert browser.post(path(found, "/kladde"), data=half).status_code == 204
    assert browser.post(path(found, "/kladde"), data=half).status_code == 204
    again = browser.get(path(found)).get_data(as_text=True)
    assert "b" * (TEXT_MAX + 5) in again
    assert 'value="2:3" selected' in again
    assert "Her er det, du var i gang med" in again
    assert found.title in browser.get("/hoeringer/mine").get_data(as_text=True)
    kept = browser.post(path(found), data=half | {"save": "1"})
    assert kept.headers["Location"].endswith("/hoeringer/mine")
    other = browser.post(path(found), data=half | {"switch_language": "1"})
    assert other.headers["Location"].startswith("/en/")
    answered(session, found, alone(person), one=["1"])
    assert session.query(ResponseDraft).count() == 0


def test_what_is_typed_survives_a_session_that_ends(client: Any, found: Consultation) -> None:
    answer = client.post(path(found), data={"q1": "Det her har jeg brugt lang tid på"})
    assert answer.status_code == 401
    assert "Det her har jeg brugt lang tid på" in answer.get_data(as_text=True)


def test_only_those_who_are_asked(session: Session, sign_in: Any, found: Consultation) -> None:
    asked_school, other = SchoolFactory(), SchoolFactory()
    found.audience = Audience.schools
    session.add(ConsultationSchool(consultation_id=found.id, school_id=asked_school.id))
    session.commit()
    assert sign_in(PersonFactory(school=asked_school)).get(path(found)).status_code == 200
    assert sign_in(PersonFactory(school=other)).get(path(found)).status_code == 403
    assert sign_in(OfficialFactory()).get(path(found)).status_code == 403


def test_an_answer_alone_is_one_person_by_the_database_too(session: Session, found: Consultation) -> None:
    response = answered(session, found, one=["1"])
    with pytest.raises(IntegrityError), session.begin_nested():
        ConsultationResponseFactory(consultation_id=found.id, person_id=response.person_id)
    response.people = 2
    with pytest.raises(IntegrityError), session.begin_nested():
        session.flush()


def test_people_is_one_for_whoever_answers_alone(session: Session, found: Consultation) -> None:
    with pytest.raises(RuleBroken):
        answered(session, found, people=25, one=["1"])


def test_the_log_tells_that_somebody_answered_and_not_what(session: Session, found: Consultation) -> None:
    sender = alone()
    answered(session, found, sender, text=["Hemmeligt"])
    entry = session.query(AuditEntry).filter_by(action="consultation.answer").one()
    assert (entry.actor_id, entry.subject_id, entry.data) == (sender.person_id, found.id, {"respondent": "alone"})


def test_pages_of_answering_cost_little(
    session: Session, sign_in: Any, found: Consultation, count_queries: Any
) -> None:
    person = PersonFactory(school=SchoolFactory())
    session.flush()
    found.audience = Audience.schools
    session.add(ConsultationSchool(consultation_id=found.id, school_id=person.school_id))
    answered(session, found, alone(person), text=["Mere lys"], one=["2"], ranking=["1:1", "2:2"])
    browser = sign_in(person)
    for where in (path(found), path(found, "/dit"), path(found, "/fortryd"), "/hoeringer/mine"):
        with count_queries() as seen:
            assert browser.get(where).status_code == 200
        assert len(seen) <= 8, where
    assert find_response(session, found.id, person.id, None) is not None
