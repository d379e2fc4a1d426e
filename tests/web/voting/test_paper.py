"""The ballot page: every method, every wrong paper, and the look over it. Nothing is stored before it is cast."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.voting import opened_contest
from tests.web.voting.steps import cast, fields_for, money_contest, paper_fields, path_of, review
from youthvoice.voting.models import BallotPaper, Contest, GivenPaper
from youthvoice.voting.rules.methods import Method

FOUR = ("Ida", "Bo", "Per", "Ea")


def stored(session: Session) -> list[str]:
    return list(session.scalars(select(BallotPaper.ballot)))


def contest_of(session: Session, method: Method) -> Contest:
    if method is Method.equal_shares:
        return money_contest(session)
    titles = ("Ja", "Nej", "Hverken ja eller nej") if method is Method.yes_no else FOUR
    return opened_contest(session, method, titles=titles, max_choices=2 if method is Method.block else None)


GOOD = [
    (Method.yes_no, ("3",), "3", "Hverken ja eller nej"),
    (Method.plurality, ("2",), "2", "Bo"),
    (Method.block, ("4", "1"), "1 4", "Ida"),
    (Method.approval, ("1", "2", "3"), "1 2 3", "Per"),
    (Method.instant_runoff, ("3:1", "1:2"), "3 1", "Per"),
    (Method.stv, ("4:1", "2:9", "1:3"), "4 1 2", "Ea"),
    (Method.equal_shares, ("1", "3"), "1 3", "Bænk"),
]


@pytest.mark.parametrize(("method", "choice", "ballot", "shown"), GOOD, ids=lambda value: str(value)[:14])
def test_a_ballot_of_every_method(
    session: Session, sign_in: Any, method: Method, choice: tuple[str, ...], ballot: str, shown: str
) -> None:
    browser = sign_in(PersonFactory())
    contest = contest_of(session, method)
    looked_over = review(browser, contest, *choice)
    page = looked_over.get_data(as_text=True)
    assert looked_over.status_code == 200
    assert shown in page
    assert stored(session) == []
    assert session.scalar(select(func.count()).select_from(GivenPaper)) == 0
    fields = fields_for(page, "cast")
    assert fields["ballot"] == ballot
    thanks = browser.post(path_of(contest), data=fields)
    assert thanks.status_code == 200
    assert "Din stemme er afgivet" in thanks.get_data(as_text=True)
    assert stored(session) == [ballot]


@pytest.mark.parametrize("method", [method for method in Method if method is not Method.yes_no])
def test_a_blank_vote_is_said_clearly(session: Session, sign_in: Any, method: Method) -> None:
    browser = sign_in(PersonFactory())
    contest = contest_of(session, method)
    looked_over = review(browser, contest, "blank")
    assert "Du stemmer blankt." in looked_over.get_data(as_text=True)
    assert cast(browser, contest, "blank").status_code == 200
    assert stored(session) == [""]


BAD = [
    (Method.plurality, (), "Du har ikke valgt noget endnu."),
    (Method.plurality, ("1", "2"), "Du har valgt for mange."),
    (Method.plurality, ("9",), "Vælg en af dem, der står på sedlen."),
    (Method.plurality, ("abc",), "Du har ikke valgt noget endnu."),
    (Method.yes_no, (), "Du har ikke valgt noget endnu."),
    (Method.block, ("1", "2", "3"), "Du har valgt for mange."),
    (Method.block, ("1", "blank"), "Du har både valgt noget og sat kryds ved blankt."),
    (Method.approval, (), "Du har ikke valgt noget endnu."),
    (Method.instant_runoff, ("1:1", "2:1"), "To har fået det samme nummer."),
    (Method.stv, ("", ""), "Du har ikke valgt noget endnu."),
    (Method.stv, ("77:1",), "Vælg en af dem, der står på sedlen."),
    (Method.equal_shares, ("2", "blank"), "Du har både valgt noget og sat kryds ved blankt."),
]


@pytest.mark.parametrize(("method", "choice", "words"), BAD)
def test_an_unclear_paper_comes_back_with_everything_on_it(
    session: Session, sign_in: Any, method: Method, choice: tuple[str, ...], words: str
) -> None:
    browser = sign_in(PersonFactory())
    contest = contest_of(session, method)
    fields = paper_fields(browser, contest)
    answer = browser.post(path_of(contest), data={**fields, "choice": list(choice)})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert fields_for(page, "review")["paper"] == fields["paper"]
    for value in choice:
        if value and value not in ("9", "abc", "77:1"):
            assert re.search(rf'value="{value}"[^>]*(?:checked|selected)', page)
    assert stored(session) == []


def test_going_back_keeps_the_choice_and_the_paper(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = contest_of(session, Method.stv)
    looked_over = review(browser, contest, "3:1", "1:2").get_data(as_text=True)
    fields = fields_for(looked_over, "change")
    page = browser.post(path_of(contest), data=fields).get_data(as_text=True)
    assert '<option value="3:1" selected>' in page
    assert '<option value="1:2" selected>' in page
    assert page.count(" selected") == 2
    assert fields_for(page, "review")["paper"] == fields["paper"]


@pytest.mark.parametrize("ballot", ["1 1", "9", "x", "2 1 3", "1 2 3", " 1"])
def test_a_ballot_that_was_changed_on_its_way_is_refused(session: Session, sign_in: Any, ballot: str) -> None:
    browser = sign_in(PersonFactory())
    contest = contest_of(session, Method.block)
    fields = fields_for(review(browser, contest, "1").get_data(as_text=True), "cast")
    answer = browser.post(path_of(contest), data=fields | {"ballot": ballot})
    assert answer.status_code == 422
    assert stored(session) == []


def test_no_blank_box_where_none_is_taken(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session, allows_blank=False)
    assert 'value="blank"' not in browser.get(path_of(contest)).get_data(as_text=True)
    answer = review(browser, contest, "blank")
    assert answer.status_code == 422
    assert "Her kan man ikke stemme blankt." in answer.get_data(as_text=True)


def test_what_it_costs_stands_on_the_paper(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    page = browser.get(path_of(money_contest(session))).get_data(as_text=True)
    assert "Der er 1.000" in page
    assert 'data-cost="400"' in page


def test_options_stand_as_on_the_paper(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session, titles=("Zebra", "Abe", "Måge"))
    page = browser.get(path_of(contest)).get_data(as_text=True)
    assert re.findall(r'<span class="option__title">([^<]+)</span>', page)[:3] == ["Zebra", "Abe", "Måge"]
