"""The ledger: entries move balances, balances are never below zero, and nothing is ever rewritten, whoever writes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from tests.web.grants.moving import moved
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.ledger import balance_of, reverse
from youthvoice.grants.errors import NotThatMuch, Overspent
from youthvoice.grants.models import GrantBalance
from youthvoice.grants.rules.ledger import EntryKind


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, 10_000 * KR)


def test_money_goes_its_way(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    for kind, kroner in ((EntryKind.reserve, 8000), (EntryKind.grant, 8000), (EntryKind.pay, 8000)):
        moved(session, place, application, kind, kroner)
    moved(session, place, application, EntryKind.give_back, 500)
    moved(session, place, application, EntryKind.close_out, 7500)
    moved(session, place, None, EntryKind.reuse, 500)
    row = balance_of(session, place.pool.id)
    found = (row.source, row.allocation, row.reserved, row.granted, row.paid, row.returned, row.closed_out)
    assert [amount // KR for amount in found] == [-10_000, 2_500, 0, 0, 0, 0, 7_500]
    assert (row.entries, row.given_back) == (7, 500 * KR)
    grant = session.get_one(GrantBalance, application.id)
    assert (grant.paid, grant.returned, grant.closed_out, grant.all_granted) == (0, 500 * KR, 7500 * KR, 8000 * KR)


def test_a_pool_is_not_granted_beyond_what_it_holds(session: Session, place: Town) -> None:
    moved(session, place, sent(session, place.pool), EntryKind.reserve, 8000)
    with pytest.raises(Overspent) as refused:
        moved(session, place, sent(session, place.pool), EntryKind.reserve, 2001)
    assert refused.value.left == 2_000 * KR
    assert balance_of(session, place.pool.id).entries == 2


def test_no_more_is_paid_than_was_granted(session: Session, place: Town) -> None:
    first, second = sent(session, place.pool), sent(session, place.pool)
    for application in (first, second):
        moved(session, place, application, EntryKind.reserve, 4000)
        moved(session, place, application, EntryKind.grant, 4000)
    with pytest.raises(NotThatMuch):
        moved(session, place, first, EntryKind.pay, 4001)


def test_an_entry_is_undone_once(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    entry = moved(session, place, application, EntryKind.reserve, 4000)
    undone = reverse(session, entry, "Forkert ansøgning", "Notat 3", by_id=place.coordinator.id)
    assert (undone.reverses_id, undone.from_account, undone.to_account) == (
        entry.id,
        entry.to_account,
        entry.from_account,
    )
    assert balance_of(session, place.pool.id).allocation == 10_000 * KR
    for again in (entry, undone):
        with pytest.raises(Conflict):
            reverse(session, again, "En gang til", "Notat 4", by_id=place.coordinator.id)


def test_sent_twice_it_moves_once(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    first, second = (moved(session, place, application, EntryKind.reserve, 4000) for _ in range(2))
    assert first is second


RAW = (
    "UPDATE ledger_entries SET amount = 1",
    "DELETE FROM ledger_entries",
    "UPDATE pool_balances SET allocation = allocation + 100, source = source - 100",
    "UPDATE pool_balances SET allocation = allocation + 100, source = source - 100, entries = entries + 1",
    "DELETE FROM pool_balances",
    "UPDATE grant_balances SET reserved = 100",
    "UPDATE grant_balances SET reserved = 100, last_number = last_number + 1",
    "DELETE FROM grant_balances",
)


@pytest.mark.parametrize("statement", RAW)
def test_nobody_rewrites_money(session: Session, place: Town, statement: str) -> None:
    sent(session, place.pool)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text(statement))


COPY = (
    "INSERT INTO ledger_entries (form_key, pool_id, number, kind, from_account, to_account, amount, application_id, "
    "why, document, by_id, at) SELECT 'raw', pool_id, {number}, '{kind}', '{source}', '{target}', {amount}, "
    "{application}, why, document, by_id, at FROM ledger_entries WHERE number = 1"
)
REFUSED = (
    # kind, from, to, øre, number, of an application
    ("allocate", "source", "allocation", 100, 3, False),
    ("allocate", "source", "allocation", 100, 1, False),
    ("allocate", "source", "allocation", -100, 2, False),
    ("allocate", "source", "granted", 100, 2, False),
    ("allocate", "source", "allocation", 100, 2, True),
    ("reserve", "allocation", "reserved", 100, 2, False),
    ("reserve", "allocation", "reserved", 1_000_001, 2, True),
    ("grant", "reserved", "granted", 100, 2, True),
    ("reversal", "allocation", "source", 100, 2, False),
)


@pytest.mark.parametrize("row", REFUSED)
def test_no_wrong_entry_is_stored(session: Session, place: Town, row: tuple[object, ...]) -> None:
    kind, source, target, amount, number, has_application = row
    application = sent(session, place.pool).id if has_application else "NULL"
    statement = COPY.format(
        kind=kind, source=source, target=target, amount=amount, number=number, application=application
    )
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text(statement))


def test_the_same_entry_is_stored_where_it_is_right(session: Session, place: Town) -> None:
    """The positive control of the refusals above."""
    statement = COPY.format(
        kind="reserve",
        source="allocation",
        target="reserved",
        amount=1_000_000,
        number=2,
        application=sent(session, place.pool).id,
    )
    session.execute(text(statement))
    assert balance_of(session, place.pool.id).allocation == 0
