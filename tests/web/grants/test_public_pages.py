"""What everybody can read of pools: the front page, one pool, its decisions, the years; in a constant number of queries."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_decided import RULE, accepted, closed, decided
from youthvoice.core.clock import now, today
from youthvoice.grants.models import Application, PoolRound, PoolRule

FOR_VISITORS, SIGNED_IN = 6, 8


@pytest.fixture
def place(session: Session) -> Town:
    found = town(session)
    session.add(PoolRule(pool_id=found.pool.id, number=2, words="Vi betaler ikke løn."))
    return found


def many(session: Session, place: Town, number: int) -> list[Application]:
    """Half of them are refused, every fourth in public."""
    found = []
    for n in range(number):
        application = sent(session, place.pool, asked=500 * KR, title=f"Idé {n}", shows_refusal=n % 4 == 1)
        decided(session, application, 500 * KR if n % 2 == 0 else 0, place.coordinator)
        found.append(application)
    return found


def test_the_front_page_says_what_is_left_and_until_when(client: Any, session: Session, place: Town) -> None:
    closes = now() + timedelta(days=5)
    session.add(
        PoolRound(
            pool_id=place.pool.id, name="Forår", opens_on=today(), closes_at=closes, decides_on=today() + timedelta(9)
        )
    )
    application = sent(session, place.pool, asked=8_000 * KR)
    decided(session, application, 8_000 * KR, place.coordinator)
    session.commit()
    page = client.get("/puljen").text.replace("\xa0", " ")
    assert "92.000 kr. tilbage af 100.000 kr." in page
    assert "Søg senest" in page
    assert "Åben hal-fredag" in page


def test_there_is_nothing_yet(client: Any, session: Session) -> None:
    assert "Der er ingen pulje endnu" in client.get("/puljen").text
    assert "Her er ingen tal endnu" in client.get("/puljen/aar").text


def test_a_pool_tells_where_its_money_is(client: Any, session: Session, place: Town) -> None:
    application = sent(session, place.pool, asked=8_000 * KR)
    decided(session, application, 8_000 * KR, place.coordinator)
    accepted(session, application)
    closed(session, application, 8_000 * KR, place.coordinator, unused=500 * KR)
    session.commit()
    page = client.get(f"/puljen/{place.pool.id}").text.replace("\xa0", " ")
    for amount in ("7.500 kr.", "92.000 kr.", "100.000 kr."):
        assert amount in page
    assert "betalt 500 kr. tilbage" in page
    assert "Gennemført" in page


def test_a_no_is_told_without_words_unless_the_group_wants_it(client: Any, session: Session, place: Town) -> None:
    quiet = sent(session, place.pool, title="Hemmelig idé", group_name="De stille")
    loud = sent(session, place.pool, title="Åben idé", shows_refusal=True)
    for application in (quiet, loud):
        decided(session, application, 0, place.coordinator)
    session.commit()
    address = f"/puljen/{place.pool.id}/bevillinger"
    for path in ("/puljen", f"/puljen/{place.pool.id}", address, f"{address}?vis=afslag"):
        page = client.get(path).text
        assert "Hemmelig idé" not in page
        assert "De stille" not in page
        assert f"ansoegninger/{quiet.id}" not in page
        assert "Et afslag" in page
        assert "Åben idé" in page
        assert RULE in page
    by_topic = client.get(f"{address}?emne=leisure").text
    assert "Et afslag" not in by_topic
    assert "Åben idé" in by_topic
    assert "Åben idé" not in client.get(f"{address}?emne=climate").text
    assert "Åben idé" not in client.get(f"{address}?vis=ja").text


def test_the_list_is_read_page_by_page(client: Any, session: Session, place: Town) -> None:
    titles = {one.title for one in many(session, place, 50) if one.listed_at}
    session.commit()
    address, seen = f"/puljen/{place.pool.id}/bevillinger", set()
    for _page in range(3):
        page = client.get(address).text
        seen |= {title for title in titles if f">{title}<" in page}
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = html.unescape(following[1]) if following else ""
    assert not address
    assert seen == titles


def test_a_cached_page_is_made_anew_after_each_change(client: Any, session: Session, place: Town) -> None:
    paths = ["/puljen", f"/puljen/{place.pool.id}", f"/puljen/{place.pool.id}/bevillinger", "/puljen/aar"]
    application = sent(session, place.pool)
    session.commit()
    before = {path: client.get(path).headers["ETag"] for path in paths}
    assert {path: client.get(path).headers["ETag"] for path in paths} == before
    decided(session, application, 5_000 * KR, place.coordinator)
    session.commit()
    after = {path: client.get(path).headers["ETag"] for path in paths}
    assert not set(before.values()) & set(after.values())


@pytest.mark.parametrize("number", [2, 30])
def test_the_number_of_queries_is_the_same(
    client: Any, session: Session, place: Town, count_queries: Any, sign_in: Any, number: int
) -> None:
    found = many(session, place, number)
    accepted(session, found[0])
    closed(session, found[0], 500 * KR, place.coordinator)
    session.commit()
    paths = {
        "/puljen": 5,
        f"/puljen/{place.pool.id}": 4,
        f"/puljen/{place.pool.id}/bevillinger": 3,
        "/puljen/aar": 2,
    }
    for path, most in paths.items():
        with count_queries() as seen:
            client.get(path)
        assert len(seen) == most <= FOR_VISITORS, path
    for person in (place.chair, place.coordinator):
        sign_in(person)
        for path in paths:
            with count_queries() as seen:
                client.get(path)
            assert len(seen) <= SIGNED_IN, (path, "\n".join(seen))
