"""The end of a year: what stands in its way, what becomes of what is left, and that the money stands still after it."""

from typing import Any

import pytest
from flask_babel import get_locale
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, PoolFactory, Town, draft, sent, town
from tests.web.forms import press, submit
from tests.web.grants.moving import TOLD, closed, moved, path, told
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.translating import speaking
from youthvoice.grants.commands import year_end
from youthvoice.grants.commands.ledger import balance_of, open_balance
from youthvoice.grants.commands.money import enter, undo_entry
from youthvoice.grants.commands.status import put_status
from youthvoice.grants.commands.year_end import NotYet, end_year
from youthvoice.grants.errors import PoolEnded
from youthvoice.grants.models import LedgerEntry, Pool, PoolOfficer
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.corrections import InTheWay
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.pools import Officer, PoolState
from youthvoice.grants.rules.timeline import Step


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


def test_a_year_ends_when_everything_is_in_its_place(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    moved(session, place, application, EntryKind.reserve, 8_000)
    browser, end = sign_in(place.coordinator), path(place.pool, "afslut")
    page = browser.get(end).text
    assert "Puljen er stadig åben." in page
    assert "Der er ansøgninger, som ikke har fået svar." in page
    assert "Lagt til side: 8.000" in page
    refused = press(browser, end, {"left": "tilbage"})
    assert refused.status_code == 409
    closed(session, place.pool)
    with pytest.raises(NotYet) as found:
        end_year(session, place.pool, None, actor_id=place.coordinator.id)
    assert found.value.year.in_the_way() == [InTheWay.waiting, InTheWay.reserved]


def test_what_is_left_goes_back(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    for kind in (EntryKind.reserve, EntryKind.grant, EntryKind.pay):
        moved(session, place, application, kind, 8_000)
    moved(session, place, application, EntryKind.give_back, 1_000)
    moved(session, place, application, EntryKind.close_out, 7_000)
    application.accounts_due_on = application.begins_on
    for status, step in (
        (ApplicationStatus.granted, Step.granted),
        (ApplicationStatus.accepted, Step.accepted),
        (ApplicationStatus.accounting, Step.accounts_sent),
        (ApplicationStatus.closed, Step.closed),
    ):
        put_status(session, application, status, step, now())
    closed(session, place.pool)
    browser, end = sign_in(place.coordinator), path(place.pool, "afslut")
    assert "1.000" in browser.get(end).text
    assert submit(browser, end, {}).status_code == 303
    row = balance_of(session, place.pool.id)
    assert (row.total, row.closed_out, row.allocation, row.returned) == (7_000 * KR, 7_000 * KR, 0, 0)
    session.expire_all()
    assert place.pool.state is PoolState.ended
    assert press(browser, end, {"left": "tilbage"}).status_code == 303
    assert "Året er afsluttet den" in browser.get(end).text
    with pytest.raises(PoolEnded):
        enter(session, place.pool, EntryKind.adjust_up, told(1), "e" * 32, actor_id=place.coordinator.id)


def test_what_is_left_goes_to_the_next_year(session: Session, place: Town, later: Pool, sign_in: Any) -> None:
    closed(session, place.pool)
    browser, end = sign_in(place.coordinator), path(place.pool, "afslut")
    answer = submit(browser, end, {"left": "foer-over", "target_id": later.id})
    assert answer.status_code == 303, answer.text
    assert balance_of(session, place.pool.id).total == 0
    assert balance_of(session, later.id).allocation == 10_000 * KR
    came = session.scalars(select(LedgerEntry).where(LedgerEntry.pool_id == later.id)).one()
    refused = press(browser, path(later, f"kassebog/{came.number}/tilbagefoer"), {**TOLD})
    assert refused.status_code == 409
    assert "Puljens år er afsluttet" in refused.text
    with pytest.raises(Conflict, match="Puljens år er afsluttet"):
        undo_entry(session, later, came, "Nej", "Notat", actor_id=place.administrator.id)


def test_the_books_are_written_in_danish_whoever_ends_the_year(
    session: Session, place: Town, later: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_end, "gettext", lambda text, **_: f"{get_locale()}: {text}")
    closed(session, place.pool)
    with speaking("en"):
        end_year(session, place.pool, later, actor_id=place.coordinator.id)
        came = session.scalars(select(LedgerEntry).where(LedgerEntry.pool_id == later.id)).one()
        closed(session, later)
        end_year(session, later, None, actor_id=place.coordinator.id)
    went = select(LedgerEntry).where(LedgerEntry.pool_id == later.id, LedgerEntry.kind == EntryKind.lapse)
    told = [words for one in (came, session.scalars(went).one()) for words in (one.why, one.document)]
    assert [words.partition(":")[0] for words in told] == ["da"] * 4


def test_an_ended_year_stands_still_whoever_writes(session: Session, place: Town) -> None:
    closed(session, place.pool)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text("UPDATE pools SET ended_at = closed_at WHERE closed_at IS NOT NULL"))
    end_year(session, place.pool, None, actor_id=place.coordinator.id)
    statements = (
        "UPDATE pools SET ended_at = NULL WHERE ended_at IS NOT NULL",
        "INSERT INTO ledger_entries (form_key, pool_id, number, kind, from_account, to_account, amount, why, document, by_id, at) "
        "SELECT 'raw', pool_id, 3, 'adjust_up', 'source', 'allocation', 1, why, document, by_id, at FROM ledger_entries WHERE number = 1",
    )
    for statement in statements:
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text(statement))


def test_nobody_pays_out_what_they_apply_for_whoever_writes(session: Session, place: Town) -> None:
    applicant = PersonFactory()
    draft(session, place.pool, applicant)
    office = insert(PoolOfficer).values(
        pool_id=place.pool.id, person_id=applicant.id, role=Officer.treasurer, since=now()
    )
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(office)
    with pytest.raises(DBAPIError), session.begin_nested():
        draft(session, place.pool, place.treasurer)
    draft(session, town(session).pool, place.treasurer)
