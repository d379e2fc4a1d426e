"""The inbox: who may see it, what stands where, page after page, and at what cost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, ModeratorFactory, OfficialFactory, PersonFactory
from tests.factories.responses import CaseFactory
from youthvoice.core.clock import now, today
from youthvoice.responses.rules import CaseState

INBOX_QUERIES = 8


def test_the_inbox_is_for_those_who_answer(client: Any, session: Session, sign_in: Any) -> None:
    assert client.get("/svar").status_code == 302
    assert sign_in(PersonFactory()).get("/svar").status_code == 403
    assert sign_in(ModeratorFactory()).get("/svar").status_code == 403
    assert sign_in(OfficialFactory(unit=None)).get("/svar").status_code == 403
    assert sign_in(OfficialFactory()).get("/svar").status_code == 200


def test_an_official_sees_the_own_unit_and_an_administrator_all(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    other = CaseFactory(title="Natbus fra Lyngby Station")
    text = sign_in(official).get("/svar").text
    assert case.title in text
    assert other.title not in text
    text = sign_in(AdministratorFactory()).get("/svar").text
    assert case.title in text
    assert other.title in text


def test_tabs_sort_cases_by_what_is_owed(session: Session, sign_in: Any, official: Any) -> None:
    def add(title: str, days: int, state: CaseState = CaseState.awaiting_answer, **more: Any) -> None:
        CaseFactory(
            unit=official.unit,
            title=title,
            state=state,
            receipt_at=now(),
            answer_due_on=today() + timedelta(days=days),
            **more,
        )

    add("Senere sag", 12)
    add("Sen sag", -5)
    add("Næste sag", 1)
    add("Dagens sag", 0)
    add("Ventende sag", 3, CaseState.needs_more)
    add("Afsluttet sag", -9, CaseState.answered, answered_at=now())
    add("Trukket sag", -9, closed_at=now())
    browser = sign_in(official)
    owed = browser.get("/svar").text
    titles = ["Sen sag", "Dagens sag", "Næste sag", "Senere sag"]
    assert sorted(titles, key=owed.index) == titles
    assert [words in owed for words in ("5 dage forsinket", "I dag", "I morgen", "Om 12 dage")] == [True] * 4
    assert [words in owed for words in ("Ventende sag", "Afsluttet sag", "Trukket sag")] == [False] * 3
    late = browser.get("/svar?fane=forsinket").text
    assert "Sen sag" in late
    assert "Dagens sag" not in late
    assert "Ventende sag" in browser.get("/svar?fane=venter").text
    answered = browser.get("/svar?fane=besvaret").text
    assert "Afsluttet sag" in answered
    assert "Sen sag" not in answered
    assert "Trukket sag" not in answered


@pytest.mark.parametrize("tab", ["", "forsinket", "venter", "besvaret", "vrøvl"])
def test_an_empty_tab_says_so_kindly(session: Session, sign_in: Any, official: Any, tab: str) -> None:
    page = sign_in(official).get("/svar", query_string={"fane": tab})
    assert page.status_code == 200
    assert 'class="empty"' in page.text


@pytest.mark.parametrize("state", [CaseState.awaiting_answer, CaseState.answered])
def test_pages_of_the_inbox_show_each_case_once(
    session: Session, sign_in: Any, official: Any, state: CaseState
) -> None:
    answered = now() if state is CaseState.answered else None
    for number in range(45):
        CaseFactory(unit=official.unit, title=f"Sag<{number}>", state=state, answered_at=answered)
    browser, address, seen = sign_in(official), "/svar?fane=" + ("besvaret" if answered else "mangler"), []
    for _ in range(5):
        text = browser.get(address).text
        seen += [n for n in range(45) if f"Sag&lt;{n}&gt;" in text]
        if 'rel="next"' not in text:
            break
        address = text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert sorted(seen) == list(range(45))


@pytest.mark.parametrize("cursor", ["x", "MTIz", "9" * 200, "æøå", "LTEuLTE"])
def test_a_forged_cursor_shows_the_first_page(
    session: Session, sign_in: Any, case: Any, official: Any, cursor: str
) -> None:
    page = sign_in(official).get("/svar", query_string={"efter": cursor})
    assert case.title in page.text


def test_the_inbox_asks_a_constant_number_of_queries(
    session: Session, sign_in: Any, official: Any, count_queries: Any
) -> None:
    browser = sign_in(official)
    for number in (1, 30):
        for _ in range(number):
            CaseFactory(unit=official.unit)
        session.commit()
        session.expunge_all()
        with count_queries() as seen:
            assert browser.get("/svar").status_code == 200
        assert len(seen) <= INBOX_QUERIES, seen
