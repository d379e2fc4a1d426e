"""Account numbers: typed by the lead, sealed, seen by the treasurer alone, and gone in the end."""

import logging
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.grants import Town, key, town
from tests.factories.grants_after import ACCOUNT, REG, lead_of, planned, running, with_account
from tests.web.forms import press, submit
from youthvoice.accounts.export import export
from youthvoice.core.audit import AuditEntry
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.core.vault import CannotUnseal, unseal
from youthvoice.grants.after_listeners import forget_accounts
from youthvoice.grants.commands.bank import PURPOSE, put_account
from youthvoice.grants.commands.batches import batch_file, send_batch
from youthvoice.grants.events import AccountsApproved
from youthvoice.grants.models import BankDetails
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.paying import PaymentWay


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def whole_database(session: Session) -> bytes:
    """Every column of every row."""
    rows = (session.execute(text(f'SELECT * FROM "{table.name}"')) for table in Base.metadata.sorted_tables)
    cells = (cell for found in rows for row in found for cell in row)
    return b"\n".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cells)


def test_typed_by_the_lead_and_never_shown_again(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    client, page = sign_in(lead_of(session, application)), f"/puljen/ansoegninger/{application.id}/konto"
    wrong = submit(client, page, {"reg": "73", "account": ACCOUNT})
    assert wrong.status_code == 422
    assert "Reg.nr. er fire tal" in wrong.text
    assert submit(client, page, {"reg": REG, "account": "0948 172-635"}).status_code == 303
    shown = client.get(page).text
    assert "•••• 2635" in shown
    assert ACCOUNT not in shown
    assert REG not in shown


def test_the_database_and_the_logs_hold_no_digits(
    session: Session, place: Town, sign_in: Any, caplog: pytest.LogCaptureFixture
) -> None:
    application = running(session, place)
    with caplog.at_level(logging.DEBUG):
        page = f"/puljen/ansoegninger/{application.id}/konto"
        submit(sign_in(lead_of(session, application)), page, {"reg": REG, "account": ACCOUNT})
        payment = planned(session, place, application, 100, PaymentWay.transfer)
        batch = send_batch(session, place.pool, [payment.id], key(), by_id=place.treasurer.id)
        assert ACCOUNT in batch_file(session, SECRET, place.pool, batch, by_id=place.treasurer.id)
        session.commit()
    dumped = whole_database(session)
    assert ACCOUNT.encode() not in dumped
    assert ACCOUNT.lstrip("0").encode() not in dumped
    assert f"{REG} {ACCOUNT}".encode() not in dumped
    assert ACCOUNT not in caplog.text
    looked = session.scalars(select(AuditEntry).where(AuditEntry.action == "bank.look")).one()
    assert (looked.actor_id, looked.subject_id) == (place.treasurer.id, application.id)


def test_only_the_treasurer_sees_it(session: Session, place: Town, sign_in: Any) -> None:
    application = with_account(session, running(session, place))
    payment = planned(session, place, application, 100, PaymentWay.transfer)
    here = f"/puljen/ansoegninger/{application.id}"
    reads = (
        here, f"{here}/konto", f"{here}/betalinger", f"{here}/betalinger/{payment.number}", f"{here}/brev",
        f"{here}/aendringer", f"{here}/plan", f"/puljen/{place.pool.id}/betalinger", "/profil/mine-data", "/administration",
    )  # fmt: skip
    sends = (f"{here}/konto/se", f"/puljen/{place.pool.id}/betalinger/fil/1")
    send_batch(session, place.pool, [payment.id], key(), by_id=place.treasurer.id)
    for person in (place.administrator, place.coordinator, place.members[1], lead_of(session, application)):
        client = sign_in(person)
        for path in reads:
            assert ACCOUNT not in client.get(path, check=False).text, path
        for path in sends:
            assert press(client, path).status_code == 403
    client = sign_in(place.treasurer)
    assert ACCOUNT not in client.get(f"{here}/konto").text
    seen = press(client, f"{here}/konto/se")
    assert ACCOUNT in seen.text
    assert seen.headers["Cache-Control"] == "private, no-store"
    assert ACCOUNT in press(client, sends[1]).text


def test_what_was_sealed_opens_nowhere_else(session: Session, place: Town) -> None:
    first, second = (with_account(session, running(session, place)) for _ in range(2))
    sealed = session.get_one(BankDetails, first.id).sealed
    assert sealed
    with pytest.raises(CannotUnseal):
        unseal(SECRET, PURPOSE, sealed, f"application:{second.id}")


def test_ones_own_file_has_only_a_hint(session: Session, place: Town) -> None:
    application = with_account(session, running(session, place))
    taken = str(export(session, lead_of(session, application)))
    assert "2635" in taken
    assert ACCOUNT not in taken


def test_it_goes_when_the_accounts_are_approved(session: Session, place: Town) -> None:
    application = with_account(session, running(session, place))
    publish(session, AccountsApproved(application.id, place.pool.id, 0, place.coordinator.id))
    row = session.get_one(BankDetails, application.id)
    assert (row.sealed, row.ends_with) == (None, "")
    assert row.removed_at is not None


def test_the_net_below(session: Session, place: Town) -> None:
    kept, over = (with_account(session, running(session, place)) for _ in range(2))
    over.status = ApplicationStatus.closed
    session.flush()
    assert forget_accounts(session) is False
    assert session.get_one(BankDetails, over.id).sealed is None
    assert session.get_one(BankDetails, kept.id).sealed is not None


def test_not_changed_while_money_is_on_its_way(session: Session, place: Town) -> None:
    application = with_account(session, running(session, place))
    payment = planned(session, place, application, 100, PaymentWay.transfer)
    send_batch(session, place.pool, [payment.id], key(), by_id=place.treasurer.id)
    with pytest.raises(Conflict):
        put_account(session, SECRET, application, "1111", "2222222222", by_id=application.lead_id)


def test_the_page_leaves_the_menu_with_the_account(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    page, client = f"/puljen/ansoegninger/{application.id}", sign_in(lead_of(session, application))
    session.commit()
    assert f"{page}/konto" in client.get(f"{page}/aendringer").text
    application.status = ApplicationStatus.closed
    session.commit()
    assert f"{page}/konto" not in client.get(f"{page}/aendringer").text
