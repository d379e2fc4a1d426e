"""What the asker reads, and what leaves the house as a sheet: nothing that tells who somebody is."""

import csv
import io
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory
from tests.factories.consultations import (
    ConsultationFactory,
    ConsultationResponseFactory,
    QuestionFactory,
    QuestionOptionFactory,
)
from tests.factories.councils import BodyFactory
from tests.web.consultations.asking import closed, official
from youthvoice.consultations.models import Consultation, ConsultationTally, Question, ResponseText
from youthvoice.consultations.queries.answers import A_PAGE
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.clock import now

SCHOOL = "Sjælsø Skole til prøver"


def said(session: Session, question: Question, words: str, **response: Any) -> ResponseText:
    answer = ConsultationResponseFactory(consultation_id=question.consultation_id, **response)
    text = ResponseText(
        response_id=answer.id, question_id=question.id, consultation_id=question.consultation_id, text=words
    )
    session.add(text)
    session.flush()
    return text


def tallied(session: Session, question: Question, kind: Respondent, *numbers: int) -> None:
    for option, number in enumerate(numbers):
        session.add(ConsultationTally(question_id=question.id, kind=kind, option=option, answers=number, people=number))
    session.flush()


@pytest.fixture
def hearing(session: Session) -> Consultation:
    """Two questions; answers of three alone, a class of 20 and a class of 3; ten chose, three of them the second."""
    found = closed(official())
    text = QuestionFactory(consultation_id=found.id, number=1)
    choice = QuestionFactory(consultation_id=found.id, number=2, kind=QuestionKind.one, words="Hvad er bedst?")
    for number, title in enumerate(("Bane", "Bænke", "Lys"), 1):
        QuestionOptionFactory(question_id=choice.id, number=number, title=title)
    school = SchoolFactory(name=SCHOOL)
    for n in range(3):
        pupil = PersonFactory(school=school)
        said(session, text, f"Alene {n}, ring 20 34 56 78", person_id=pupil.id, school_id=school.id)
    for people in (20, 3):
        body = BodyFactory(school=school)
        said(session, text, f"Klasse med {people}", kind=Respondent.school_class, body_id=body.id, people=people)
    said(session, text, "Skjult", school_id=school.id).hidden_at = now()
    said(session, text, "Trukket", withdrawn_at=now())
    tallied(session, choice, Respondent.alone, 30, 3, 20, 7)
    tallied(session, choice, Respondent.school_class, 2, 2, 0, 0)
    session.commit()
    return found


def rows(answer: Any) -> list[dict[str, str]]:
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_counts_are_for_everybody_and_small_ones_are_kept_back(client: Any, hearing: Consultation) -> None:
    answer = client.get(f"/hoeringer/{hearing.id}/tal.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    told = {(row["nummer"], row["hvem"], row["svarmulighed"]): row["svar"] for row in rows(answer)}
    alone = {option: told["2", "alene", option] for option in ("alle svar", "Bane", "Bænke", "Lys")}
    # Three is few; with it the next smallest, or it could be found by taking the others from all.
    assert alone == {"alle svar": "30", "Bane": "", "Bænke": "20", "Lys": ""}
    assert told["2", "klasse", "alle svar"] == ""
    (kept,) = [row for row in rows(answer) if (row["hvem"], row["svarmulighed"]) == ("alene", "Bane")]
    assert kept["bemaerkning"] == "holdt tilbage: for få svar"


def test_while_it_is_open_counts_are_the_askers_alone(session: Session, client: Any, sign_in: Any) -> None:
    found = ConsultationFactory()
    session.commit()
    assert client.get(f"/hoeringer/{found.id}/tal.csv").status_code == 404
    answer = sign_in(found.asked_by).get(f"/hoeringer/{found.id}/tal.csv")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")


def test_texts_tell_nobody_who_wrote_them(client: Any, sign_in: Any, hearing: Consultation) -> None:
    url = f"/hoeringer/{hearing.id}/svar.csv"
    assert client.get(url).status_code in (302, 303, 401)
    assert sign_in(PersonFactory()).get(url).status_code == 403
    found = rows(sign_in(hearing.asked_by).get(url))
    assert {row["svar"] for row in found} == {
        "Alene 0, ring [fjernet]", "Alene 1, ring [fjernet]", "Alene 2, ring [fjernet]", "Klasse med 20", "Klasse med 3",
    }  # fmt: skip
    by_words = {row["svar"]: (row["hvem"], row["unge"], row["skole"]) for row in found}
    assert by_words["Alene 0, ring [fjernet]"] == ("alene", "1", "")
    assert by_words["Klasse med 20"] == ("klasse", "20", SCHOOL)
    assert by_words["Klasse med 3"] == ("klasse", "", "")


def test_a_sheet_says_that_it_was_asked_too_late(
    session: Session, client: Any, sign_in: Any, hearing: Consultation
) -> None:
    session.get_one(Consultation, hearing.id).decision_on = hearing.opens_at.date().replace(year=2020)
    session.commit()
    mark = "Beslutningen var taget, før I blev spurgt"
    assert all(mark in row["bemaerkning"] for row in rows(client.get(f"/hoeringer/{hearing.id}/tal.csv")))
    answer = sign_in(hearing.asked_by).get(f"/hoeringer/{hearing.id}/svar.csv")
    assert all(row["bemaerkning"] == mark for row in rows(answer))


def test_the_asker_reads_by_who_answered(client: Any, sign_in: Any, hearing: Consultation) -> None:
    url = f"/hoeringer/{hearing.id}/laes"
    sign_in(hearing.asked_by)
    page = client.get(url).text
    for words in ("Alene 0", "Klasse med 20", "For få", "færre end fem unge"):
        assert words in page
    assert "Skjult" not in page
    assert "Trukket" not in page
    alone, classes = client.get(f"{url}?hvem=alene").text, client.get(f"{url}?hvem=klasse").text
    assert SCHOOL not in alone
    assert "Klasse med" not in alone
    assert SCHOOL in classes
    assert "Alene 0" not in classes
    assert "Ingen har skrevet noget her endnu." in client.get(f"{url}?hvem=raad").text
    assert sign_in(official()).get(url).status_code == 403


def test_texts_come_page_by_page(session: Session, client: Any, sign_in: Any, hearing: Consultation) -> None:
    question = session.query(Question).filter_by(consultation_id=hearing.id, number=1).one()
    for n in range(A_PAGE):
        said(session, question, f"Endnu et svar {n:02}.")
    url, seen = f"/hoeringer/{hearing.id}/laes?hvem=alene", ""
    sign_in(hearing.asked_by)
    while url:
        page = client.get(url).text
        seen += page
        start = page.find('rel="next"')
        url = (
            page[page.rfind('href="', 0, start) + 6 : page.rfind('"', 0, start - 1)].replace("&amp;", "&")
            if start > 0
            else ""
        )
    assert all(seen.count(f"Endnu et svar {n:02}.") >= 1 for n in range(A_PAGE))
