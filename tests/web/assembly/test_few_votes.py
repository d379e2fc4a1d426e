"""A secret vote in which few took part: the verdict is told, and no number of what they voted, on no page of the day."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.hall import AGAINST, FOR, Hall, cast, hall, opened
from tests.html import CheckingClient
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.voting.rules.ballots import Ballot

KEPT_BACK = "Så få stemte, at tallene ikke bliver vist."
TOLD = ("3 for", "1 imod", "75 %")
PAGES = ("dagen", "dagen/nu", "dagen/skaerm", "referat")
FOUR, FIVE = (FOR, FOR, FOR, AGAINST), (FOR, FOR, FOR, AGAINST, AGAINST)


def voted(session: Session, ballots: tuple[Ballot, ...], **facts: Any) -> Hall:
    place = hall(session)
    vote = opened(session, place, **facts)
    cast(session, place, vote, *ballots)
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    return place


@pytest.mark.parametrize("path", PAGES)
def test_a_secret_vote_of_four_tells_no_numbers(client: CheckingClient, session: Session, path: str) -> None:
    place = voted(session, FOUR, is_named=False)
    page = client.get(f"/bytinget/{place.year.year}/{path}").text
    assert "Vedtaget" in page
    assert KEPT_BACK in page
    assert not [words for words in TOLD if words in page]


def test_nor_does_the_chair_read_them(session: Session, sign_in: Any) -> None:
    place = voted(session, FOUR, is_named=False)
    page = sign_in(place.chair).get(f"/bytinget/{place.year.year}/dagen/styring").text
    assert KEPT_BACK in page
    assert not [words for words in TOLD if words in page]


def test_nor_does_the_resolution(client: CheckingClient, session: Session) -> None:
    place = voted(session, FOUR, is_named=False)
    page = client.get(f"/bytinget/{place.year.year}/beslutninger/1").text
    assert "Bytinget sagde ja" in page
    assert not [words for words in TOLD if words in page]


@pytest.mark.parametrize("path", PAGES)
def test_one_that_too_few_took_part_in_has_no_picture(client: CheckingClient, session: Session, path: str) -> None:
    place = voted(session, (FOR,), is_named=False, quorum_percent=50)
    page = client.get(f"/bytinget/{place.year.year}/{path}").text
    assert not [words for words in ("1 for", "100 %") if words in page]


@pytest.mark.parametrize("facts", [{"is_named": True, "ballots": FOUR}, {"is_named": False, "ballots": FIVE}])
@pytest.mark.parametrize("path", PAGES)
def test_votes_by_name_and_of_five_are_told(
    client: CheckingClient, session: Session, facts: dict[str, Any], path: str
) -> None:
    place = voted(session, **facts)
    page = client.get(f"/bytinget/{place.year.year}/{path}").text
    assert "3 for" in page
    assert KEPT_BACK not in page
