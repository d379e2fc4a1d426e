"""Lists of hearings: what stands where, page by page, and what a page costs."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.consultations import ConsultationFactory, QuestionFactory, QuestionOptionFactory
from tests.planning import plan_of
from tests.web.consultations.asking import SUMMARY, closed, draft, official
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.listing import A_PAGE, Part, listed
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.core.clock import now
from youthvoice.insight.data.sets.hearings import lately_opened

DAY = timedelta(days=1)


def titles(page: str) -> list[str]:
    return re.findall(r'row__title"><a href="[^"]*">([^<]*)</a>', page)


def test_open_ones_stand_first_then_coming_then_owed_then_ended(session: Session, client: Any) -> None:
    asker = official()
    ConsultationFactory(asked_by=asker, title="Ender først", opens_at=now() - 10 * DAY)
    ConsultationFactory(asked_by=asker, title="Ender senere", opens_at=now() - 2 * DAY)
    ConsultationFactory(asked_by=asker, title="Kommer snart", opens_at=now() + 2 * DAY, published_at=now())
    closed(asker, title="Længe ventet", days_ago=40)
    closed(asker, title="Lukket i går")
    closed(asker, title="Færdig", finished_at=now(), **SUMMARY)
    draft(asker, title="Kun en kladde")
    cancelled = "Vi har ikke pengene til den mere."
    ConsultationFactory(asked_by=asker, title="Aflyst nu", cancelled_at=now(), cancel_reason=cancelled)
    session.commit()
    page = client.get("/hoeringer").text
    assert titles(page) == [
        "Ender først", "Ender senere", "Kommer snart", "Længe ventet", "Lukket i går", "Aflyst nu", "Færdig",
    ]  # fmt: skip
    assert "5 dage tilbage" in page
    assert page.count("Opsamlingen er forsinket") == 1


def test_days_left_count_to_the_last_day(session: Session, client: Any) -> None:
    ConsultationFactory(opens_at=now() - 15 * DAY + timedelta(minutes=1), closes_at=now() + timedelta(seconds=20))
    session.commit()
    page = client.get("/hoeringer").text
    assert "Sidste dag for svar er i dag" in page or "1 dag tilbage" in page


def test_pages_of_a_part_go_on_where_the_last_ended(session: Session, client: Any) -> None:
    asker = official()
    for number in range(A_PAGE + 3):
        days = 30 + number
        closed(asker, title=f"Høring {number:02}", days_ago=days, finished_at=now(), **SUMMARY)
    session.commit()
    first = client.get("/hoeringer").text
    assert titles(first) == [f"Høring {n:02}" for n in range(A_PAGE)]
    (more,) = re.findall(r'href="([^"]*)" rel="next"', first)
    second = client.get(more.replace("&amp;", "&")).text
    assert titles(second) == [f"Høring {n:02}" for n in range(A_PAGE, A_PAGE + 3)]
    assert 'rel="next"' not in second
    assert client.get("/hoeringer?del=slut&efter=noget").status_code == 200
    assert client.get("/hoeringer?del=ukendt").status_code == 200


def test_a_unit_finds_its_own_drafts_and_hearings(session: Session, sign_in: Any) -> None:
    asker = official()
    for number in range(A_PAGE + 1):
        draft(asker, title=f"Kladde {number:02}", questions=0)
    draft(official(), title="De andres kladde")
    client = sign_in(asker)
    first = client.get("/hoeringer/vores").text
    assert titles(first) == [f"Kladde {n:02}" for n in range(A_PAGE, 0, -1)]
    (more,) = re.findall(r'href="([^"]*)" rel="next"', first)
    assert titles(client.get(more).text) == ["Kladde 00"]
    assert sign_in(PersonFactory()).get("/hoeringer/vores").status_code == 403


def filled(session: Session, number: int) -> Consultation:
    asker = official()
    for n in range(number):
        ConsultationFactory(asked_by=asker)
        closed(asker, days_ago=n + 1)
        closed(asker, days_ago=n + 30, finished_at=now(), **SUMMARY)
    found: Consultation = ConsultationFactory(asked_by=asker)
    for n in range(1, number + 1):
        question = QuestionFactory(consultation_id=found.id, number=n, kind=QuestionKind.one)
        QuestionOptionFactory(question_id=question.id, number=1)
    session.commit()
    return found


def test_a_page_costs_the_same_however_many_there_are(
    session: Session, client: Any, sign_in: Any, count_queries: Any
) -> None:
    costs: list[list[int]] = []
    for number in (1, 6):
        found = filled(session, number)
        asker, own = found.asked_by_id, f"/hoeringer/{found.id}"
        paths = ["/hoeringer", own]
        client.delete_cookie("session")
        spent = [cost(client, path, count_queries) for path in paths]
        assert max(spent) <= 6
        sign_in(session.get_one(type(PersonFactory()), asker))
        paths += [
            "/hoeringer/vores",
            f"{own}/laes",
            f"{own}/opsamling",
            f"{own}/mere-tid",
            f"{own}/tal.csv",
            f"{own}/svar.csv",
        ]
        spent += [cost(client, path, count_queries) for path in paths]
        assert max(spent) <= 8
        costs.append(spent)
    assert costs[0] == costs[1]


def cost(client: Any, path: str, count_queries: Any) -> int:
    with count_queries() as seen:
        assert client.get(path).status_code == 200, path
    return len(seen)


def test_a_visitor_gets_no_cookie_and_an_etag(session: Session, client: Any) -> None:
    found = ConsultationFactory()
    session.commit()
    for path in ("/hoeringer", f"/hoeringer/{found.id}"):
        answer = client.get(path)
        assert "Set-Cookie" not in answer.headers
        assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    before = client.get(f"/hoeringer/{found.id}").headers["ETag"]
    session.get_one(Consultation, found.id).responses = 1
    session.commit()
    assert client.get(f"/hoeringer/{found.id}").headers["ETag"] != before


@pytest.mark.parametrize("part", Part)
def test_every_list_stands_on_an_index(session: Session, part: Part) -> None:
    filled(session, 2)
    closes = "ix_consultations_opening" if part is Part.planned else "ix_consultations_shown"
    plan = plan_of(session, lambda: listed(session, part, now(), None))
    assert closes in plan
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


def test_what_has_opened_lately_stands_on_an_index(session: Session) -> None:
    filled(session, 2)
    plan = plan_of(session, lambda: lately_opened(session, now(), 20))
    assert "ix_consultations_opening" in plan
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan
