"""The inbox: who may see it, what stands where, page after page, and at what cost."""

import re
from datetime import date, timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, ModeratorFactory, OfficialFactory, PersonFactory
from tests.factories.responses import CaseFactory
from tests.planning import plan_of
from youthvoice.core.clock import now, today
from youthvoice.responses.models import Case
from youthvoice.responses.queries import Asked, Tab, inbox_page
from youthvoice.responses.rules import CaseState

INBOX_QUERIES = 8


def counted_from() -> date:
    """So long ago that 50 days late is more than twice the time, and five days late is not."""
    return today() - timedelta(days=80)


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
        given = {"receipt_at": now(), "answer_due_on": today() + timedelta(days=days), "clock_from": counted_from()}
        CaseFactory(unit=official.unit, title=title, state=state, **{**given, **more})

    add("Senere sag", 12)
    add("Sen sag", -5)
    add("Glemt sag", -50)
    add("Næste sag", 1)
    add("Dagens sag", 0, assignee=official)
    add("Ventende sag", -3, CaseState.needs_more, assignee=official, paused_on=today())
    add("Sendt sag", 25, CaseState.passed_on)
    add("Afsluttet sag", -9, CaseState.answered, answered_at=now())
    add("Trukket sag", -9, closed_at=now())
    browser = sign_in(official)
    shown = {
        "": ["Glemt sag", "Sen sag", "Dagens sag", "Næste sag", "Senere sag", "Sendt sag"],
        "mine": ["Ventende sag", "Dagens sag"],
        "snart": ["Dagens sag", "Næste sag"],
        "forsinket": ["Glemt sag", "Sen sag"],
        "venter": ["Ventende sag"],
        "andre": ["Sendt sag"],
        "besvaret": ["Afsluttet sag"],
    }
    for tab, titles in shown.items():
        text = browser.get("/svar", query_string={"fane": tab}).text
        assert titles_of(text) == titles, tab
    owed = browser.get("/svar").text
    for words in ("Meget forsinket: 50 dage", "5 dage forsinket", "I dag", "I morgen", "Om 12 dage"):
        assert words in owed, words
    assert "Fristen står stille" in browser.get("/svar?fane=venter").text
    counts = dict(re.findall(r"tabs__link[^>]*>([^<]+?)\s*<span class=\"badge[^>]*>([^<]+)<", owed))
    assert counts == {
        "Mangler svar": "6", "Mine": "2", "Frist snart": "2", "Forsinket": "2", "Venter på den unge": "1", "Venter på andre": "1",
    }  # fmt: skip


def titles_of(page: str) -> list[str]:
    """The cases of a page of the inbox, in order."""
    return [unescape(title) for title in re.findall(r'row__title"><a[^>]*>([^<]+)</a>', page)]


def test_counts_go_no_further_than_a_hundred(session: Session, sign_in: Any, official: Any) -> None:
    for _ in range(101):
        CaseFactory(unit=official.unit)
    assert ">99+</span>" in sign_in(official).get("/svar").text


def test_filters_and_search_narrow_the_list(session: Session, sign_in: Any, official: Any) -> None:
    colleague = OfficialFactory(unit=official.unit, display_name="Bo Berg")
    unit = official.unit
    CaseFactory(unit=unit, title="En skatebane", question="Vi vil have ramper.", asked_by="Ræven", assignee=colleague)
    CaseFactory(unit=unit, title="Mere lys", question="Stien er mørk.", state=CaseState.in_progress)
    CaseFactory(unit=unit, title="Natbus", question="Vi kan ikke komme hjem.", asked_by="Uglen fra 8.B")
    CaseFactory(title="Ramper andre steder")
    browser = sign_in(official)
    for asked, titles in (
        ({"hos": str(colleague.id)}, ["En skatebane"]),
        ({"hos": "ingen"}, ["Mere lys", "Natbus"]),
        ({"tilstand": "in_progress"}, ["Mere lys"]),
        ({"q": "ramper"}, ["En skatebane"]),
        ({"q": "ugle 8"}, ["Natbus"]),
        ({"q": "stien", "tilstand": "in_progress", "hos": "ingen"}, ["Mere lys"]),
        ({"q": "findes ikke"}, []),
        # Values that mean nothing are left out.
        ({"hos": "'; --", "tilstand": "x", "enhed": "1", "q": "\x00 %"}, ["En skatebane", "Mere lys", "Natbus"]),
    ):
        page = browser.get("/svar", query_string=asked)
        assert sorted(titles_of(page.text)) == titles, asked
    assert "Vi fandt ingen sager" in browser.get("/svar?q=findes+ikke").text
    # What is searched for stays in the search box, and new words are found at once.
    case = session.scalars(select(Case).where(Case.title == "Natbus")).one()
    case.title = "Natcykel"
    session.commit()
    text = browser.get("/svar?q=natcyk").text
    assert titles_of(text) == ["Natcykel"]
    assert 'value="natcyk"' in text


def test_an_administrator_chooses_a_unit_and_has_no_cases_of_the_own(
    session: Session, sign_in: Any, case: Any, official: Any
) -> None:
    other = CaseFactory(title="Natbus fra Lyngby Station")
    browser = sign_in(AdministratorFactory())
    everything = browser.get("/svar?fane=mine").text
    assert titles_of(everything) == [case.title, other.title]
    assert 'href="/svar?fane=mine"' not in everything
    assert 'name="sag"' not in everything
    chosen = browser.get("/svar", query_string={"enhed": case.unit_id}).text
    assert titles_of(chosen) == [case.title]
    assert official.display_name in chosen
    assert 'name="sag"' in chosen


@pytest.mark.parametrize("tab", ["", "mine", "snart", "forsinket", "venter", "andre", "besvaret", "vrøvl"])
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


@pytest.mark.parametrize("query", ["", "fane=mine", "fane=besvaret", "q=forslag&hos=ingen&tilstand=awaiting_receipt"])
def test_the_inbox_asks_a_constant_number_of_queries(
    session: Session, sign_in: Any, official: Any, count_queries: Any, query: str
) -> None:
    browser, counts = sign_in(official), []
    for number in (1, 30):
        for _ in range(number):
            CaseFactory(unit=official.unit, assignee=OfficialFactory(unit=official.unit))
            CaseFactory(unit=official.unit)
            CaseFactory(unit=official.unit, state=CaseState.answered, answered_at=now())
        session.commit()
        session.expunge_all()
        with count_queries() as seen:
            assert browser.get(f"/svar?{query}").status_code == 200
        assert len(seen) <= INBOX_QUERIES, seen
        counts.append(len(seen))
    assert counts[1] <= counts[0]


def test_the_lists_stand_on_indexes(session: Session, official: Any) -> None:
    """Both databases read a tab in the order of an index, and sort nothing."""
    for unit_id in (official.unit_id, None):
        for tab in Tab:
            asked = Asked(official.id, unit_id, tab)
            plan = plan_of(session, partial(inbox_page, session, asked, None))
            assert re.search(r"ix_cases_\w+", plan), (tab, unit_id, plan)
            assert "SCAN cases\n" not in plan, (tab, unit_id, plan)
            assert "TEMP B-TREE" not in plan, (tab, unit_id, plan)
            assert "Sort" not in plan, (tab, unit_id, plan)
