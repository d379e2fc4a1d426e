"""Money by hand: entered, carried over, and undone."""

from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories.grants import KR, PoolFactory, Town, sent, town
from tests.web.forms import form_fields, press, submit
from tests.web.grants.moving import TOLD, moved, path, told
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.ledger import Movement, balance_of, move, open_balance
from youthvoice.grants.commands.money import carry_over, enter, undo_entry
from youthvoice.grants.errors import Overspent
from youthvoice.grants.models import Pool
from youthvoice.grants.rules.ledger import EntryKind


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, 10_000 * KR)


@pytest.fixture
def later(session: Session, place: Town) -> Pool:
    """Next year's pool of the same council."""
    pool: Pool = PoolFactory(body=place.council, unit=place.pool.unit, year=place.pool.year + 1)
    session.flush()
    open_balance(session, pool.id)
    return pool


def test_the_years_money_comes_once(session: Session, sign_in: Any) -> None:
    empty = town(session, 0)
    browser, adjust = sign_in(empty.treasurer), path(empty.pool, "reguler")
    fields = form_fields(browser.get(adjust).text, adjust)
    assert fields["move"] == "allocate"
    whole = {**fields, "amount": "100.000 kr.", "why": "Årets pulje", "document": "Budget, punkt 4"}
    for _ in range(2):
        assert browser.post(adjust, data=whole).status_code == 303
    assert balance_of(session, empty.pool.id).allocation == 100_000 * KR
    late = browser.post(adjust, data={**whole, "form_key": "f" * 32})
    assert late.status_code == 409
    assert "Der er kommet en ny post imens" in late.text
    assert 'value="100.000 kr."' in late.text
    assert balance_of(session, empty.pool.id).total == 100_000 * KR


def test_adjusted_up_and_down(session: Session, place: Town, sign_in: Any) -> None:
    browser, adjust = sign_in(place.coordinator), path(place.pool, "reguler")
    assert submit(browser, adjust, {"move": "adjust_up", "amount": "1.234,50", **TOLD}).status_code == 303
    assert submit(browser, adjust, {"move": "adjust_down", "amount": "34,50", **TOLD}).status_code == 303
    assert balance_of(session, place.pool.id).allocation == 11_200 * KR
    much = submit(browser, adjust, {"move": "adjust_down", "amount": "11.200,01", **TOLD})
    assert much.status_code == 422
    assert "Der er ikke penge nok i puljen." in much.text
    assert 'value="11.200,01"' in much.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": ""}, "Skriv et beløb."),
        ({"amount": "0"}, "Skriv 0,01"),
        ({"amount": "-5"}, "Skriv beløbet uden minus."),
        ({"amount": "1,234,5"}, "Skriv beløbet i kroner"),
        ({"amount": "200.000.000"}, "Beløbet er for stort."),
        ({"why": ""}, "Skriv hvorfor."),
        ({"document": ""}, "Skriv, hvilket papir det bygger på."),
        ({"move": "pay"}, "Vælg noget fra listen."),
        ({"move": "foer-over"}, "Vælg noget fra listen."),
    ],
)
def test_a_wrong_entry_is_refused(
    session: Session, place: Town, sign_in: Any, changes: dict[str, str], said: str
) -> None:
    whole = {"move": "adjust_up", "amount": "100", **TOLD, **changes}
    answer = submit(sign_in(place.coordinator), path(place.pool, "reguler"), whole)
    assert answer.status_code == 422
    assert said in answer.text
    assert balance_of(session, place.pool.id).entries == 1


def test_nobody_enters_by_hand_what_follows_from_a_deed(session: Session, place: Town) -> None:
    with pytest.raises(ValueError, match="grant"):
        enter(session, place.pool, EntryKind.grant, told(1), "a" * 32, actor_id=place.coordinator.id)


def test_carried_over_in_both_or_in_none(session: Session, place: Town, later: Pool, sign_in: Any) -> None:
    browser, adjust = sign_in(place.coordinator), path(place.pool, "reguler")
    carry = {"move": "foer-over", "target_id": later.id, "amount": "4.000", **TOLD}
    fields = {**form_fields(browser.get(adjust).text, adjust), **carry}
    for _ in range(2):
        assert browser.post(adjust, data=fields).status_code == 303
    assert balance_of(session, place.pool.id).allocation == 6_000 * KR
    assert balance_of(session, later.id).allocation == 4_000 * KR
    much = submit(browser, adjust, {**carry, "amount": "6.001"})
    assert much.status_code == 422
    assert balance_of(session, later.id).entries == 1
    assert submit(browser, adjust, {**carry, "target_id": ""}).status_code == 422


def test_money_goes_to_no_other_council_and_no_earlier_year(session: Session, place: Town, later: Pool) -> None:
    foreign = town(session, 0, year=place.pool.year + 1).pool
    for source, target in ((place.pool, foreign), (later, place.pool), (place.pool, place.pool)):
        with pytest.raises(Conflict):
            carry_over(session, source, target, told(1), "b" * 32, actor_id=place.coordinator.id)


def test_nothing_comes_from_a_year_that_it_did_not_leave(session: Session, place: Town, later: Pool) -> None:
    made_up = Movement(kind=EntryKind.carry_in, amount=100, why="Opfundet", document="Intet", key="carry_in:1")
    with pytest.raises(DBAPIError), session.begin_nested():
        move(session, later.id, made_up, by_id=place.coordinator.id)


def test_what_was_carried_over_is_undone_in_both(session: Session, place: Town, later: Pool) -> None:
    out, came = carry_over(session, place.pool, later, told(4_000), "c" * 32, actor_id=place.coordinator.id)
    undo_entry(session, later, came, "Forkert år", "Notat 2", actor_id=place.coordinator.id)
    assert balance_of(session, place.pool.id).allocation == 10_000 * KR
    assert balance_of(session, later.id).allocation == 0
    with pytest.raises(Conflict, match="allerede ført tilbage"):
        undo_entry(session, place.pool, out, "En gang til", "Notat 3", actor_id=place.coordinator.id)


def test_an_entry_is_undone_with_a_reason(session: Session, place: Town, sign_in: Any) -> None:
    entry = enter(session, place.pool, EntryKind.adjust_up, told(500), "d" * 32, actor_id=place.coordinator.id)
    browser, page = sign_in(place.coordinator), path(place.pool, f"kassebog/{entry.number}")
    undo = f"{page}/tilbagefoer"
    empty = submit(browser, undo, {}, page)
    assert empty.status_code == 422
    assert "Skriv hvorfor." in empty.text
    for _ in range(2):
        answer = press(browser, undo, {"why": "Ført to gange", "document": "Notat 9"})
        assert answer.location == path(place.pool, "kassebog/3")
    shown = browser.get(page).text
    assert "Posten er allerede ført tilbage." in shown
    assert "Fører tilbage" in browser.get(path(place.pool, "kassebog/3")).text
    assert balance_of(session, place.pool.id).allocation == 10_000 * KR


def test_what_others_rest_on_is_not_undone(session: Session, place: Town, sign_in: Any) -> None:
    moved(session, place, sent(session, place.pool), EntryKind.reserve, 8_000)
    browser = sign_in(place.treasurer)
    rested_on = press(browser, path(place.pool, "kassebog/1/tilbagefoer"), {**TOLD})
    assert rested_on.status_code == 409
    assert "Der er ikke penge nok i puljen." in rested_on.text
    assert TOLD["why"] in rested_on.text
    follows = press(browser, path(place.pool, "kassebog/2/tilbagefoer"), {**TOLD})
    assert follows.status_code == 409
    assert "Posten kommer fra rådets afstemning. Ret den dér." in follows.text
    assert balance_of(session, place.pool.id).entries == 2


def test_too_much_leaves_nothing_half_done(session: Session, place: Town, later: Pool) -> None:
    with pytest.raises(Overspent):
        carry_over(session, place.pool, later, told(10_001), "a" * 32, actor_id=place.coordinator.id)
    assert balance_of(session, later.id).entries == 0
