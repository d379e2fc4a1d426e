"""Questions of a draft: each kind, their order, and that they stand still once it is published."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import SchoolFactory
from tests.factories.consultations import ConsultationFactory, QuestionFactory, QuestionOptionFactory
from tests.web.consultations.asking import draft, official
from tests.web.forms import form_fields, press, submit
from youthvoice.consultations.models import Question, QuestionOption
from youthvoice.consultations.rules.questions import MOST_QUESTIONS, QuestionKind

WORDS = "Hvad er bedst for jer?"


def asked(session: Session, consultation_id: int) -> list[Question]:
    session.expire_all()
    query = select(Question).where(Question.consultation_id == consultation_id)
    return list(session.scalars(query.order_by(Question.number)))


def options(session: Session, question: Question) -> list[str]:
    query = select(QuestionOption.title).where(QuestionOption.question_id == question.id)
    return list(session.scalars(query.order_by(QuestionOption.number)))


@pytest.mark.parametrize(
    ("name", "kind", "more"),
    [
        ("tekst", QuestionKind.text, {}),
        ("en", QuestionKind.one, {"options": ["Bane", "", "Bænke"]}),
        ("flere", QuestionKind.several, {"options": ["Bane", "Bænke"]}),
        ("skala", QuestionKind.scale, {"low_label": "Dårligt", "high_label": "Godt"}),
        ("raekkefoelge", QuestionKind.ranking, {"options": ["Bane", "Bænke", "Lys"]}),
        ("sted", QuestionKind.place, {"options": ["Søen", "Skoven"]}),
    ],
)
def test_every_kind_can_be_asked_and_worded_anew(
    session: Session, sign_in: Any, name: str, kind: QuestionKind, more: dict[str, Any]
) -> None:
    found = draft(official(), questions=0)
    client = sign_in(found.asked_by)
    url = f"/hoeringer/{found.id}/spoergsmaal/ny/{name}"
    assert submit(client, url, {"words": WORDS, **more}).status_code == 303
    (question,) = asked(session, found.id)
    assert (question.kind, question.words, question.number) == (kind, WORDS, 1)
    assert options(session, question) == [line for line in more.get("options", ()) if line]
    assert (question.low_label, question.high_label) == (more.get("low_label", ""), more.get("high_label", ""))
    own = f"/hoeringer/{found.id}/spoergsmaal/{question.id}"
    assert submit(client, own, {"words": "Hvad er vigtigst?", "is_needed": "y", **more}).status_code == 303
    (question,) = asked(session, found.id)
    assert (question.words, question.is_needed, question.kind) == ("Hvad er vigtigst?", True, kind)
    assert options(session, question) == [line for line in more.get("options", ()) if line]


@pytest.mark.parametrize(
    ("name", "more", "words"),
    [
        ("en", {"options": ["Bane"]}, "mindst to ting"),
        ("en", {"options": ["Bane", "bane"]}, "Det samme står to gange"),
        ("en", {"options": ["Bane", "Ring 010107-1234"]}, "CPR-nummer"),
        ("skala", {"low_label": "Dårligt", "high_label": ""}, "Skriv, hvad tallet betyder."),
        ("tekst", {"words": ""}, "Skriv spørgsmålet."),
    ],
)
def test_what_is_wrong_is_told(session: Session, sign_in: Any, name: str, more: dict[str, Any], words: str) -> None:
    found = draft(official(), questions=0)
    url = f"/hoeringer/{found.id}/spoergsmaal/ny/{name}"
    answer = submit(sign_in(found.asked_by), url, {"words": WORDS, "help": "Tænk på sommeren.", **more})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Tænk på sommeren." in answer.text
    assert asked(session, found.id) == []


def test_sent_twice_it_is_asked_once(session: Session, sign_in: Any) -> None:
    found = draft(official(), questions=0)
    url = f"/hoeringer/{found.id}/spoergsmaal/ny/en"
    client = sign_in(found.asked_by)
    fields = form_fields(client.get(url).text, url) | {"words": WORDS, "options": ["Bane", "Bænke"]}
    assert [client.post(url, data=fields).status_code for _ in range(2)] == [303, 303]
    assert len(asked(session, found.id)) == 1
    other = client.post(url, data=fields | {"words": "Hvad er noget helt andet?"})
    assert other.status_code == 409
    assert "Hvad er noget helt andet?" in other.text


def test_schools_and_places_of_other_hearings_are_a_start(session: Session, sign_in: Any) -> None:
    school = SchoolFactory()
    before = QuestionFactory(consultation_id=ConsultationFactory().id, kind=QuestionKind.place)
    QuestionOptionFactory(question_id=before.id, number=1, title="Banegården")
    found = draft(official(), questions=0)
    url = f"/hoeringer/{found.id}/spoergsmaal/ny/sted"
    client = sign_in(found.asked_by)
    page = submit(client, url, {"words": WORDS, "options": ["Søen"], "schools": "1"})
    assert page.status_code == 200
    assert f'value="{school.name}"' in page.text
    assert 'value="Søen"' in page.text
    assert "Banegården" not in page.text
    page = submit(client, url, {"words": WORDS, "places": "1"})
    assert 'value="Banegården"' in page.text
    more = submit(client, url, {"words": WORDS, "more": "1"})
    assert more.text.count('name="options"') > client.get(url).text.count('name="options"')


def test_questions_change_places(session: Session, sign_in: Any) -> None:
    found = draft(official(), questions=3)
    client = sign_in(found.asked_by)
    first, second, third = (one.id for one in asked(session, found.id))
    press(client, f"/hoeringer/{found.id}/spoergsmaal/{third}/flyt")
    assert [one.id for one in asked(session, found.id)] == [first, third, second]
    press(client, f"/hoeringer/{found.id}/spoergsmaal/{first}/flyt", {"til": "ned"})
    assert [one.id for one in asked(session, found.id)] == [third, first, second]
    press(client, f"/hoeringer/{found.id}/spoergsmaal/{third}/flyt")
    assert [one.id for one in asked(session, found.id)] == [third, first, second]
    for _ in range(2):
        assert press(client, f"/hoeringer/{found.id}/spoergsmaal/{third}/slet").status_code == 303
    assert [(one.id, one.number) for one in asked(session, found.id)] == [(first, 1), (second, 2)]


def test_a_question_of_another_hearing_is_not_found(session: Session, sign_in: Any) -> None:
    asker = official()
    found, other = draft(asker), draft(official())
    (strange,) = asked(session, other.id)
    client = sign_in(asker)
    assert client.get(f"/hoeringer/{found.id}/spoergsmaal/{strange.id}").status_code == 404
    assert press(client, f"/hoeringer/{found.id}/spoergsmaal/{strange.id}/flyt").status_code == 404
    assert press(client, f"/hoeringer/{found.id}/spoergsmaal/{strange.id}/slet").status_code == 303
    assert len(asked(session, other.id)) == 1


def test_more_than_enough_is_refused(session: Session, sign_in: Any) -> None:
    found = draft(official(), questions=MOST_QUESTIONS)
    client = sign_in(found.asked_by)
    assert "Nyt spørgsmål" not in client.get(f"/hoeringer/{found.id}/spoergsmaal").text
    answer = submit(client, f"/hoeringer/{found.id}/spoergsmaal/ny/tekst", {"words": WORDS})
    assert answer.status_code == 422
    assert len(asked(session, found.id)) == MOST_QUESTIONS
