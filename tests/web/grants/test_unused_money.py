"""Money that was granted and not used: what every page says of it adds up, before the accounts and after them."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_accounts import accounted, version_of
from tests.factories.grants_decided import decided
from youthvoice.core.clock import today
from youthvoice.grants.commands.accounts import approve
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.models import Application, Dimension, PoolTally


@pytest.fixture(params=[True, False], ids=["used again", "kept apart"])
def place(session: Session, request: pytest.FixtureRequest) -> Town:
    return town(session, reuses_returned=request.param)


def with_rest(session: Session, place: Town) -> Application:
    """6,000 kr. are granted, 5,000 of them paid, and 4,500 used."""
    application, _payment = accounted(session, place, paid=5_000, spent=4_500)
    return application


def approved(session: Session, place: Town, application: Application) -> None:
    approve(session, place.coordinator, application, today(), version_of(session, application))


def counted(session: Session, place: Town) -> dict[tuple[Dimension, str], tuple[int, int]]:
    """(grants, kroner) by everything that applications are counted by."""
    of = PoolTally.pool_id == place.pool.id, PoolTally.dimension.not_in((Dimension.status, Dimension.waiting))
    rows = session.scalars(select(PoolTally).where(*of).execution_options(populate_existing=True))
    return {(row.dimension, row.key): (row.awards, row.amount // KR) for row in rows}


def test_what_is_counted_is_what_the_ledger_holds(session: Session, place: Town) -> None:
    application = with_rest(session, place)
    decided(session, sent(session, place.pool), 2_000 * KR, place.chair)
    assert set(counted(session, place).values()) == {(2, 8_000)}
    approved(session, place, application)
    balance = balance_of(session, place.pool.id)
    assert (balance.granted + balance.paid + balance.closed_out) // KR == 6_500
    assert set(counted(session, place).values()) == {(2, 6_500)}


def test_the_page_of_the_grant_adds_up(session: Session, client: Any, place: Town) -> None:
    application = with_rest(session, place)
    session.commit()
    before = money_on(client, application)
    assert before == {"Bevilget": 6_000, "Ikke betalt endnu": 1_000, "Betalt": 5_000}
    approved(session, place, application)
    session.commit()
    after = money_on(client, application)
    assert after == {
        "Bevilget": 6_000,
        "Ikke brugt, tilbage i puljen": 1_000,
        "Betalt": 5_000,
        "Betalt tilbage": 500,
        "Brugt og gjort op": 4_500,
    }
    assert after["Bevilget"] == after["Betalt"] + after["Ikke brugt, tilbage i puljen"]
    assert after["Betalt"] == after["Betalt tilbage"] + after["Brugt og gjort op"]


def money_on(client: Any, application: Application) -> dict[str, int]:
    """The panel of the money: words and whole kroner."""
    page = client.get(f"/puljen/ansoegninger/{application.id}").text
    panel = page.partition('<h2 id="penge">')[2].partition("</dl>")[0]
    found = {}
    for line in panel.split("<dt>")[1:]:
        name, _, rest = line.partition("</dt>")
        amount = rest.partition('<dd class="numbers">')[2].partition("</dd>")[0]
        found[name] = int(amount.replace("\xa0", " ").removesuffix(" kr.").replace(".", ""))
    return found


def test_the_file_and_the_page_of_the_years_say_the_same(session: Session, client: Any, place: Town) -> None:
    application = with_rest(session, place)
    for _ in range(5):
        decided(session, sent(session, place.pool), 2_000 * KR, place.chair)
    session.commit()
    years = client.get("/puljen/aar").text.replace("\xa0", " ")
    assert "16.000 kr." in years
    approved(session, place, application)
    session.commit()
    answer = json.loads(client.get(f"/puljen/{place.pool.id}/data.json").text)
    money = answer["money"]
    parts = ("closed_out", "paid", "granted", "reserved", "returned", "allocation")
    assert money["total"] == sum(money[part] for part in parts)
    topics = [one["amount"] for one in answer["statistics"]["topic"]]
    assert topics == [money["granted"] + money["paid"] + money["closed_out"]] == [14_500 * KR]
    assert money["given_back_ever"] == 500 * KR
    assert "14.500 kr." in client.get("/puljen/aar").text.replace("\xa0", " ")
