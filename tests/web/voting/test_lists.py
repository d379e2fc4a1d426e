"""What is voted on, and the page of one contest: who sees what, and nothing of a result before the count."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import opened_contest, planned_contest
from tests.web.voting.steps import cast, money_contest
from youthvoice.core.clock import now
from youthvoice.core.readability import lix
from youthvoice.voting.commands.counting import count_contest
from youthvoice.voting.commands.planning import OptionFacts, cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.turnout import count_turnout
from youthvoice.voting.explaining import METHOD_LABELS, how_it_works
from youthvoice.voting.queries.listing import PAGE_SIZE
from youthvoice.voting.rules.methods import Completion, Method


def text_of(answer: Any) -> str:
    return answer.get_data(as_text=True)


def test_those_that_wait_for_my_vote_stand_first(session: Session, sign_in: Any) -> None:
    person = PersonFactory()
    mine = opened_contest(session, title="Mangler mig", closes_at=now() + timedelta(days=9))
    voted = opened_contest(session, title="Har stemt", closes_at=now() + timedelta(days=1))
    planned_contest(session, title="Kommer", opens_at=now() + timedelta(days=1))
    browser = sign_in(person)
    cast(browser, voted, "1")
    page = text_of(browser.get("/afstemninger"))
    places = [
        page.index(words)
        for words in ("Mangler din stemme", "Mangler mig", "Åbne lige nu", "Har stemt", "Kommer snart")
    ]
    assert places == sorted(places)
    assert page.count("Mangler mig") == 1
    assert "Du har 1 afstemning, der mangler din stemme." in text_of(browser.get("/min-side"))
    assert "Du har 1 afstemning, der mangler din stemme." in text_of(browser.get("/"))
    cast(browser, mine, "1")
    assert "mangler din stemme" not in text_of(browser.get("/")).lower()


def test_visitors_read_what_is_public(session: Session, client: Any) -> None:
    PersonFactory.create()
    opened_contest(session, title="For alle")
    hidden = opened_contest(session, title="Kun for os", is_public=False)
    session.commit()
    page = text_of(client.get("/afstemninger"))
    assert "For alle" in page
    assert "Kun for os" not in page
    assert "Mangler din stemme" not in page
    assert client.get(f"/afstemninger/{hidden.id}").status_code == 404


def test_a_contest_that_is_not_public_is_for_its_roll_and_those_who_run_it(
    app: Any, session: Session, sign_in: Any
) -> None:
    voter = PersonFactory()
    hidden = opened_contest(session, title="Kun for os", is_public=False)
    stranger = PersonFactory()
    for person, status in ((voter, 200), (AdministratorFactory(), 200), (stranger, 404)):
        assert sign_in(person).get(f"/afstemninger/{hidden.id}").status_code == status
    assert sign_in(stranger).get(f"/afstemninger/{hidden.id}/stem").status_code == 404


def test_a_name_that_is_not_public_is_for_those_on_the_roll(session: Session, client: Any, sign_in: Any) -> None:
    voter = PersonFactory()
    options = [
        OptionFacts(
            title="Ida Holm", public_title="Kandidat 1", text="Går i 7.B", url="/kandidat", picture_url="/billede"
        ),
        OptionFacts(title="Bo Dahl"),
    ]
    contest = opened_contest(session, options=options)
    session.commit()
    outside = text_of(client.get(f"/afstemninger/{contest.id}"))
    assert "Kandidat 1" in outside
    assert "Bo Dahl" in outside
    for private in ("Ida Holm", "7.B", "/kandidat", "/billede"):
        assert private not in outside
    inside = text_of(sign_in(voter).get(f"/afstemninger/{contest.id}"))
    assert "Ida Holm" in inside
    assert "Kandidat 1" not in inside


def test_turnout_is_as_of_the_last_mixing_and_no_result_is_shown(session: Session, sign_in: Any, client: Any) -> None:
    people = PersonFactory.create_batch(4)
    contest = opened_contest(session, titles=("Bænk", "Bold"))
    cast(sign_in(people[0]), contest, "1")
    path = f"/afstemninger/{contest.id}"
    assert "0 af 4 har stemt" in text_of(client.get(path))
    count_turnout(session, contest)
    session.commit()
    assert "1 af 4 har stemt" in text_of(client.get(path))
    seal_contest(session, contest, actor_id=None)
    session.commit()
    page = text_of(client.get(path))
    assert "Nu bliver stemmerne talt" in page
    assert "1 af 4" not in page
    count_contest(session, contest, actor_id=None)
    session.commit()
    page = text_of(client.get(path))
    assert "1 af 4 stemte." in page
    assert "Du var en af dem." in page


def test_a_cancelled_contest_says_why(session: Session, client: Any) -> None:
    PersonFactory.create()
    contest = opened_contest(session)
    cancel_contest(session, contest, "Der manglede en kandidat.", actor_id=None)
    session.commit()
    page = text_of(client.get(f"/afstemninger/{contest.id}"))
    assert "Afstemningen er aflyst" in page
    assert "Der manglede en kandidat." in page
    assert "Stem nu" not in page
    assert "Aflyst" in text_of(client.get("/afstemninger"))


def test_old_ones_come_page_by_page(session: Session, client: Any) -> None:
    PersonFactory.create()
    for number in range(PAGE_SIZE + 3):
        opens, closes = now() + timedelta(days=number), now() + timedelta(days=number + 1)
        one = planned_contest(session, title=f"Nummer {number:02}", opens_at=opens, closes_at=closes)
        cancel_contest(session, one, "Ikke i år.", actor_id=None)
    session.commit()
    first = text_of(client.get("/afstemninger"))
    assert "Nummer 22" in first
    assert "Nummer 02" not in first
    link = re.findall(r'href="(/afstemninger\?[^"]*vis=afgjorte)"', first)[0]
    second = text_of(client.get(html.unescape(link)))
    assert [f"Nummer {n:02}" in second for n in range(5)] == [True, True, True, False, False]
    assert "Åbne lige nu" not in second


@pytest.mark.parametrize("query", ["vis=alt", "vis=aabne&efter=x", "efter=%00", "vis=kommende"])
def test_a_strange_address_is_a_page(client: Any, query: str) -> None:
    assert client.get(f"/afstemninger?{query}").status_code == 200


def test_the_pages_cost_few_queries_however_much_there_is(
    session: Session, client: Any, sign_in: Any, count_queries: Any
) -> None:
    person = PersonFactory()
    contests = [opened_contest(session, titles=[f"Nr. {n}" for n in range(9)]) for _ in range(3)]
    session.commit()
    paths = ("/afstemninger", f"/afstemninger/{contests[0].id}")
    anonymous, known = [], []
    for path in paths:
        with count_queries() as seen:
            client.get(path)
        anonymous.append(len(seen))
    browser = sign_in(person)
    for path in paths:
        with count_queries() as seen:
            browser.get(path)
        known.append(len(seen))
    assert anonymous == [3, 2]
    assert known[0] <= 6
    assert known[1] <= 6


@pytest.mark.parametrize("method", Method)
def test_every_method_is_told_in_three_plain_sentences(session: Session, method: Method) -> None:
    PersonFactory.create()
    if method is Method.equal_shares:
        contest = money_contest(session, completion=Completion.greedy)
    else:
        contest = opened_contest(session, method, max_choices=2 if method is Method.block else None)
    told = how_it_works(contest)
    assert 3 <= len(told) <= 4
    assert lix(" ".join(told)).lix <= 25
    assert str(METHOD_LABELS[method])
