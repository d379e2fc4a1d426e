"""What everybody may read of the answers, and when: nothing that tells on somebody, and nothing before it is closed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.consultations_answered import alone, answered, asked, question, together
from tests.factories.councils import BodyFactory, ClassFactory
from youthvoice.consultations.models import Consultation, ConsultationResponse, ResponseText
from youthvoice.consultations.queries.results import FIRST_TEXTS, TEXTS_A_PAGE
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.targets import hide_text, restore_text
from youthvoice.core.clock import now

SECRET = "Toiletterne er for små"


@pytest.fixture
def found(session: Session) -> Consultation:
    return asked(session)


def path(found: Consultation, rest: str = "") -> str:
    return f"/hoeringer/{found.id}/resultat{rest}"


def close(session: Session, found: Consultation) -> None:
    found.opens_at, found.closes_at = now() - timedelta(days=20), now() - timedelta(minutes=1)
    session.commit()


def read(client: Any, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    page: str = answer.get_data(as_text=True)
    return page


def test_while_it_is_open_only_how_many(session: Session, client: Any, found: Consultation) -> None:
    body = BodyFactory(name="Ungerådet i byen")
    response = answered(session, found, together(TeacherFactory(), body), people=8, text=[SECRET], one=["2"])
    session.commit()
    page = read(client, path(found))
    assert "1 svar indtil nu" in page
    assert SECRET not in page
    assert body.name not in page
    for rest in ("/1", f"/raad/{response.id}"):
        assert client.get(path(found, rest)).status_code == 404


def test_figures_stand_for_each_kind_of_respondent(session: Session, client: Any, found: Consultation) -> None:
    for number in range(12):
        answered(session, found, one=["1" if number < 6 else "2"], scale=["4"])
    answered(session, found, together(TeacherFactory(), ClassFactory()), people=24, one=["2"])
    answered(session, found, together(TeacherFactory(), BodyFactory()), people=9, one=["3"])
    close(session, found)
    page = read(client, path(found))
    assert "Der kom 14 svar. 45 unge står bag." in page
    assert "Alene 12" in page
    assert "Klasser 1" in page
    assert "Råd 1" in page
    assert "Alene: 4 i snit" in page


def test_small_numbers_are_kept_back(session: Session, client: Any, found: Consultation) -> None:
    for number in range(20):
        answered(session, found, one=["1" if number < 2 else "2" if number < 10 else "3"])
    close(session, found)
    page = read(client, path(found))
    assert "for få til at vise" in page
    assert "Nogle tal er så små" in page
    cells = page.split("<tbody>")[1].split("</tbody>")[0]
    assert cells.count("for få til at vise") == 2
    assert ">10" in cells


def test_four_answers_show_no_figure(session: Session, client: Any, found: Consultation) -> None:
    for _ in range(4):
        answered(session, found, one=["1"], several=["1", "2"], ranking=["1:1"], scale=["5"])
    close(session, found)
    page = read(client, path(found))
    assert "Alene for få til at vise" in page
    assert "i snit" not in page
    for body in page.split("<tbody>")[1:]:
        assert not any(character.isdigit() for character in _cells(body))


def _cells(part: str) -> str:
    """The figures of a table, without its headings."""
    rows = part.split("</tbody>", maxsplit=1)[0].split("<td>")[1:]
    return "".join(row.split("</td>")[0].split(">", 1)[1].split("<")[0] for row in rows)


def test_words_stand_without_name_school_and_time(session: Session, client: Any, found: Consultation) -> None:
    person = PersonFactory(display_name="Ræven fra skoven")
    answered(session, found, alone(person), text=[SECRET])
    teacher, school_class = TeacherFactory(), ClassFactory(name="7.Q")
    answered(session, found, together(teacher, school_class), people=22, text=["Vi vil have en bane"])
    answered(session, found, together(teacher, ClassFactory(name="8.Z")), people=3, text=["Vi er ikke mange"])
    council = BodyFactory(name="Ungerådet i byen")
    answered(session, found, together(teacher, council), people=9, text=["Rådet mener noget"])
    close(session, found)
    for where in (path(found, "/1"),):
        page = read(client, where)
        for words in (SECRET, "Vi vil have en bane", "Vi er ikke mange", "Rådet mener noget"):
            assert words in page
        assert person.display_name not in page
        assert teacher.display_name not in page
        assert f"7.Q, {school_class.school.name} (22 er med)" in page
        assert "8.Z" not in page
        assert "En lille klasse" in page
        assert "Ungerådet i byen (9 er med)" in page


def test_texts_have_pages_in_an_order_that_tells_nothing(session: Session, client: Any, found: Consultation) -> None:
    made = [f"Tanke {number:03d}" for number in range(TEXTS_A_PAGE + 5)]
    for words in made:
        answered(session, found, text=[words])
    close(session, found)
    first = read(client, path(found, "/1"))
    shown = [words for words in made if words in first]
    assert len(shown) == TEXTS_A_PAGE
    in_order = sorted(shown, key=first.index)
    assert in_order != shown
    assert in_order != shown[::-1]
    cursor = first.split("efter=")[1].split('"')[0]
    rest = read(client, path(found, f"/1?efter={cursor}"))
    assert {words for words in made if words in rest} == set(made) - set(shown)
    front = read(client, path(found))
    assert sum(words in front for words in made) == FIRST_TEXTS
    assert "Læs alle svar" in front
    ids = [str(one) for (one,) in session.query(ResponseText.id)]
    assert not any(f"tekst-{one}&" in first or f'tekst-{one}"' in first for one in ids)


def test_a_council_is_read_in_full_and_nobody_else_is(session: Session, client: Any, found: Consultation) -> None:
    council = BodyFactory(name="Ungerådet i byen")
    teacher = TeacherFactory()
    told = answered(session, found, together(teacher, council), people=9, text=["Rådet mener noget"], one=["3"])
    other = answered(session, found, together(teacher, ClassFactory()), people=24, one=["1"])
    mine = answered(session, found, one=["2"])
    close(session, found)
    assert "Ungerådet i byen" in read(client, path(found))
    page = read(client, path(found, f"/raad/{told.id}"))
    assert "Rådet mener noget" in page
    assert "Mulighed 3" in page
    assert teacher.display_name not in page
    for response in (other, mine):
        assert client.get(path(found, f"/raad/{response.id}")).status_code == 404
    assert client.get(path(asked(session), f"/raad/{told.id}")).status_code == 404


def test_a_ranking_is_told_by_points(session: Session, client: Any) -> None:
    found = asked(session, QuestionKind.ranking)
    for _ in range(6):
        answered(session, found, ranking=["2:1", "1:2", "3:3"])
    close(session, found)
    page = read(client, path(found))
    assert "Nummer 1 giver 4 point, nummer 2 giver 3" in page
    table = page.split("<tbody>")[1]
    assert table.index("Mulighed 2") < table.index("Mulighed 1") < table.index("Mulighed 3") < table.index("Mulighed 4")
    assert ">24" in table.split("Mulighed 1")[0]


def test_a_cancelled_hearing_has_no_results(session: Session, client: Any, found: Consultation) -> None:
    answered(session, found, text=[SECRET])
    found.cancelled_at, found.cancel_reason = now(), "Parken bliver ikke til noget alligevel."
    session.commit()
    page = read(client, path(found))
    assert "aflyst" in page
    assert SECRET not in page
    assert client.get(path(found, "/1")).status_code == 404


def test_a_hidden_hearing_and_a_draft_have_none(session: Session, client: Any, found: Consultation) -> None:
    close(session, found)
    found.hidden_at = now()
    draft = asked(session, QuestionKind.text, published_at=None)
    session.commit()
    for one in (found, draft):
        assert client.get(path(one)).status_code == 404
        assert client.get(path(one, "/1")).status_code == 404


def test_a_page_is_new_when_a_text_is_hidden(session: Session, client: Any, found: Consultation) -> None:
    answered(session, found, text=[SECRET])
    close(session, found)
    mark = session.query(ResponseText.mark).scalar()
    assert SECRET in read(client, path(found))
    hide_text(session, mark)
    session.commit()
    assert SECRET not in read(client, path(found))
    assert SECRET not in read(client, path(found, "/1"))
    restore_text(session, mark)
    session.commit()
    assert SECRET in read(client, path(found))


def test_pages_cost_little(
    session: Session, client: Any, sign_in: Any, found: Consultation, count_queries: Any
) -> None:
    for number in range(8):
        answered(session, found, text=[f"Tanke {number}"], one=["1"], several=["1", "2"], ranking=["1:1"], scale=["3"])
        answered(session, found, together(TeacherFactory(), BodyFactory()), people=9, text=["Råd"], one=["2"])
    close(session, found)
    council = session.query(ConsultationResponse).filter_by(people=9).first()
    assert council is not None
    pages = [path(found), path(found, "/1"), path(found, f"/raad/{council.id}")]
    for where in pages:
        with count_queries() as seen:
            read(client, where)
        assert len(seen) <= 6, where
    browser = sign_in(PersonFactory())
    for where in pages:
        with count_queries() as seen:
            read(browser, where)
        assert len(seen) <= 8, where
    assert question(session, found, QuestionKind.text).number == 1
