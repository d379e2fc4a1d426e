"""A secret vote in which few took part: the verdict is told, and no number of what they voted, on no page of the day."""

import re
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import DelegateFactory, DelegationFactory, LiveYearFactory
from tests.factories.hall import AGAINST, FOR, Hall, cast, hall, opened
from tests.html import CheckingClient
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.models import DayVote, Delegation
from youthvoice.moderation.targets import hide_target, restore_target
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


ALIKE = "Alle stemte ens. Derfor kan man regne ud, hvad hver enkelt stemte."


@pytest.mark.parametrize("path", [*PAGES, "dagen/styring"])
def test_a_secret_vote_of_one_mind_says_what_that_tells(session: Session, sign_in: Any, path: str) -> None:
    place = voted(session, (FOR,) * 5, is_named=False)
    assert ALIKE in sign_in(place.chair).get(f"/bytinget/{place.year.year}/{path}").text


@pytest.mark.parametrize(
    "facts",
    [
        {"is_named": True, "ballots": (FOR,) * 5},
        {"is_named": False, "ballots": (FOR,) * 4},
        {"is_named": False, "ballots": FIVE},
    ],
    ids=["named", "few", "divided"],
)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_said_where_it_tells_nothing(
    client: CheckingClient, session: Session, facts: dict[str, Any], path: str
) -> None:
    place = voted(session, **facts)
    assert ALIKE not in client.get(f"/bytinget/{place.year.year}/{path}").text


@pytest.mark.parametrize(("ballots", "status"), [(FOUR, 404), (FIVE, 200)])
def test_its_own_page_and_files_tell_no_more_than_the_day(
    client: CheckingClient, session: Session, ballots: tuple[Ballot, ...], status: int
) -> None:
    place = voted(session, ballots, is_named=False)
    contest_id = session.scalars(select(DayVote.contest_id).where(DayVote.year_id == place.year.id)).one()
    for rest in ("", "/resultat", "/optaelling.jsonl"):
        assert client.get(f"/afstemninger/{contest_id}{rest}").status_code == status
    hide_target(session, "assembly_motion", place.motion.id)
    restore_target(session, "assembly_motion", place.motion.id)
    session.commit()
    assert client.get(f"/afstemninger/{contest_id}").status_code == status


def test_no_page_breaks_a_secret_vote_down_by_school(client: CheckingClient, session: Session) -> None:
    place = voted(session, FIVE, is_named=False)
    schools = session.scalars(select(Delegation.name).where(Delegation.year_id == place.year.id)).all()
    for path in ("dagen", "dagen/nu", "dagen/skaerm"):
        page = client.get(f"/bytinget/{place.year.year}/{path}").text
        assert not [name for name in schools if name in page]


def test_small_delegations_are_told_alike_on_the_page_of_the_year_and_in_the_minutes(
    client: CheckingClient, session: Session
) -> None:
    year = LiveYearFactory()
    for name, places, came in (
        ("Store Skole", 9, 8),
        ("Mellemste Skole", 7, 6),
        ("Lille Skole", 3, 2),
        ("Mini Skole", 4, 3),
    ):
        delegation = DelegationFactory(year_id=year.id, name=name, places=places)
        DelegateFactory.create_batch(came, delegation=delegation, is_there=True)
    session.commit()
    told = client.get(f"/bytinget/{year.year}").text
    for words in ("8 af 9 pladser er fyldt", "6 af 7 pladser er fyldt", "3 pladser", "4 pladser"):
        assert words in told
    assert not [words for words in ("2 af 3", "3 af 4") if words in told]
    minutes = " ".join(re.sub("<[^>]+>", " ", client.get(f"/bytinget/{year.year}/referat").text).split())
    for words in (
        "Store Skole 8 8",
        "Mellemste Skole 6 6",
        "Lille Skole for få til at vise",
        "Mini Skole for få til at vise",
    ):
        assert words in minutes
