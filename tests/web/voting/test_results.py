"""The page of a result."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.voting import opened_contest, planned_contest
from tests.html import CheckingClient
from tests.web.voting.counted import close, counted_contest, options, voted_contest
from youthvoice.core.clock import now
from youthvoice.voting.commands.hands import HandFacts, enter_hands
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import OptionFacts, cancel_contest
from youthvoice.voting.rules.methods import Method, TieRule


def page(client: CheckingClient, contest_id: int, language: str = "") -> str:
    answer = client.get(f"{language}/afstemninger/{contest_id}/resultat")
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("ballots", "told"),
    [
        ({(1,): 2, (2,): 1, (3,): 1}, "Det blev et ja."),
        ({(1,): 1, (2,): 2}, "Det blev et nej."),
        ({(1,): 1, (2,): 1}, "Der var lige mange ja og nej. Der skal være flere ja end nej."),
        ({}, "Der var lige mange ja og nej."),
    ],
    ids=["yes", "no", "equal", "nobody"],
)
def test_a_question(client: CheckingClient, session: Session, ballots: dict[Any, int], told: str) -> None:
    contest = counted_contest(session, ballots, Method.yes_no)
    assert told in page(client, contest.id)


def test_most_votes_with_turnout_and_who_voted_blank(client: CheckingClient, session: Session) -> None:
    text = page(client, counted_contest(session, {(1,): 3, (2,): 1, (): 1}).id)
    for told in (
        "Ida er valgt.",
        "3 af 4 stemmer.",
        "5 af 6 stemte. Det er 83 %.",
        "1 stemte blankt.",
        "Ida er valgt med 3 stemmer.",
        "Ida (valgt)",
    ):
        assert told in text


def test_a_tie_is_voted_on_again(client: CheckingClient, session: Session) -> None:
    text = page(client, counted_contest(session, {(1,): 1, (2,): 1}).id)
    assert "Der skal stemmes igen mellem Ida og Bo." in text
    assert "så der er ingen vinder endnu" in text


def test_a_lot_is_told_with_its_seed_and_how_to_draw_it_again(client: CheckingClient, session: Session) -> None:
    contest = counted_contest(session, {(1,): 1, (2,): 1}, tie_rule=TieRule.lot, seed="482193")
    text = page(client, contest.id)
    assert "blev der trukket: 482193" in text
    assert "Skolens leder og to elever" in text
    assert "printf '482193|" in text
    lots = {name: hashlib.sha256(f"482193|{number}".encode()).hexdigest() for number, name in ((1, "Ida"), (2, "Bo"))}
    assert all(digits[:16] in text for digits in lots.values())
    assert f"{min(lots, key=lots.__getitem__)} er valgt." in text
    assert "Den første får pladsen" in text


def test_a_lot_that_was_not_needed_is_told_too(client: CheckingClient, session: Session) -> None:
    contest = counted_contest(session, {(1,): 2, (2,): 1}, tie_rule=TieRule.lot, seed="482193")
    assert "Der blev ikke brug for lod." in page(client, contest.id)


@pytest.mark.parametrize(("percent", "told"), [(80, "så resultatet gælder."), (90, "så resultatet gælder ikke.")])
def test_a_quorum_and_what_it_means(client: CheckingClient, session: Session, percent: int, told: str) -> None:
    text = page(client, counted_contest(session, {(1,): 5}, quorum_percent=percent).id)
    assert told in text
    assert ("For få stemte, så der er ikke valgt noget." in text) is (percent == 90)


def test_every_round_of_ranked_ballots(client: CheckingClient, session: Session) -> None:
    contest = counted_contest(session, {(1, 3): 5, (3,): 2, (2,): 1}, Method.stv, seats=2)
    text = page(client, contest.id)
    for told in (
        "Ida og Eva er valgt.",
        "Runde 1",
        "Runde 2",
        "Det er 2 flere end nødvendigt.",
        "Så mange skal der til",
    ):
        assert told in text
    assert text.count('<svg class="chart__picture"') == len((contest.outcome or {})["rounds"])


def test_money_that_is_shared(client: CheckingClient, session: Session) -> None:
    contest = counted_contest(
        session, {(1,): 3, (2,): 1}, Method.equal_shares, options=options("Bænk", "Bane", cost=100_000), budget=150_000
    )
    text = page(client, contest.id)
    for told in ("Der er penge til: Bænk.", "500 kr. er tilbage.", "Her går pengene hen", "Bænk koster 1.000 kr."):
        assert told in text.replace("\xa0", " ")


def test_seats_nobody_contested(client: CheckingClient, session: Session) -> None:
    PersonFactory.create()
    contest = planned_contest(session, Method.stv, options=options("Ida", "Bo"), seats=3)
    open_contest(session, SECRET, contest, actor_id=None)
    text = page(client, contest.id)
    assert "Der var plads til alle, der stillede op." in text
    assert "Ingen behøvede at stemme." in text
    assert "kvitteringer" not in text


def test_hands_are_told_as_hands(client: CheckingClient, session: Session) -> None:
    actor = AdministratorFactory.create()
    contest, _voters, _receipts = voted_contest(session, {(1,): 2}, takes_strangers=True)
    enter_hands(session, contest, HandFacts(place="7.B", children=4, hands={1: 1, 2: 2}), "b" * 32, actor_id=actor.id)
    close(session, contest)
    assert "4 stemte ved håndsoprækning (7.B)." in page(client, contest.id)


def test_a_name_that_is_not_public_is_told_to_the_roll_alone(
    client: CheckingClient, session: Session, sign_in: Any
) -> None:
    hidden = [OptionFacts(title="Ida Holm", public_title="Kandidat 1"), OptionFacts(title="Bo")]
    contest, voters, _receipts = voted_contest(session, {(1,): 2}, options=hidden)
    close(session, contest)
    assert "Ida Holm" not in page(client, contest.id)
    assert "Kandidat 1 er valgt." in page(client, contest.id)
    sign_in(voters[0])
    assert "Ida Holm er valgt." in page(client, contest.id)
    outsider = AdministratorFactory.create()
    assert "Kandidat 1" not in page(sign_in(outsider), contest.id)


def test_a_name_that_is_made_private_afterwards_leaves_the_page_at_once(
    client: CheckingClient, session: Session
) -> None:
    contest = counted_contest(session, {(1,): 2})
    assert "Ida er valgt." in page(client, contest.id)
    contest.options[0].public_title = "Kandidat 1"
    session.commit()
    assert "Kandidat 1 er valgt." in page(client, contest.id)


def test_in_english(client: CheckingClient, session: Session) -> None:
    assert 'lang="en"' in page(client, counted_contest(session, {(1,): 2}).id, "/en")


def test_nothing_is_there_before_the_count(client: CheckingClient, session: Session) -> None:
    PersonFactory.create()
    contest = opened_contest(session)
    answer = client.get(f"/afstemninger/{contest.id}/resultat")
    assert (answer.status_code, answer.location) == (302, f"/afstemninger/{contest.id}")
    cancel_contest(session, contest, "Vi spurgte om det forkerte.", actor_id=None)
    assert client.get(f"/afstemninger/{contest.id}/resultat").status_code == 302
    assert client.get("/afstemninger/999999/resultat").status_code == 404


def test_a_contest_that_is_not_public_is_nobodys_but_the_rolls(
    client: CheckingClient, session: Session, sign_in: Any
) -> None:
    contest, voters, _receipts = voted_contest(session, {(1,): 2}, is_public=False)
    close(session, contest)
    for end in ("resultat", "optaelling.jsonl", "optaelling.jsonl.sig", "optaelling.csv", "kvitteringer"):
        assert client.get(f"/afstemninger/{contest.id}/{end}").status_code == 404
    sign_in(PersonFactory.create(created_at=now() + timedelta(hours=1)))
    assert client.get(f"/afstemninger/{contest.id}/resultat").status_code == 404
    sign_in(voters[-1])
    assert "Ida er valgt." in page(client, contest.id)
    assert client.get(f"/afstemninger/{contest.id}/optaelling.jsonl").headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("method", [Method.plurality, Method.stv, Method.equal_shares])
def test_how_many_queries_it_takes(
    client: CheckingClient, session: Session, sign_in: Any, count_queries: Any, method: Method
) -> None:
    more: dict[str, Any] = {}
    if method is Method.equal_shares:
        more = {"options": options("Bænk", "Bane", "Bold", cost=100_000), "budget": 150_000}
    contest, voters, _receipts = voted_contest(session, {(1,): 3, (2,): 1}, method, **more)
    close(session, contest)
    session.commit()
    with count_queries() as seen:
        page(client, contest.id)
    assert len(seen) <= 6
    sign_in(voters[0])
    with count_queries() as seen:
        page(client, contest.id)
    assert len(seen) <= 8
