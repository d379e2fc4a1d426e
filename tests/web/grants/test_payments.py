"""Payments of a grant: asked for with a photographed invoice, approved, never more than is left, and paid."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, Town, key, town
from tests.factories.grants_after import asked, lead_of, planned, running, with_account, yesterday
from tests.web.forms import press, submit
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.payments import approve_payment, cancel_payment, take_back
from youthvoice.grants.models import ApplicationEvent, ApplicationFile, LedgerEntry, Payment
from youthvoice.grants.queries.paying import money_of
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import PaymentState, PaymentWay
from youthvoice.grants.rules.timeline import Step


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def photo() -> tuple[BytesIO, str]:
    target = BytesIO()
    Image.new("RGB", (400, 600), "white").save(target, "JPEG")
    return BytesIO(target.getvalue()), "IMG_2041.jpg"


def test_an_invoice_is_asked_for_on_a_phone(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    client, page = (
        sign_in(lead_of(session, application)),
        f"/puljen/ansoegninger/{application.id}/betalinger/ny/regning",
    )
    typed = {
        "payee": "Virum Lyd",
        "reference": "1234",
        "amount": "1.250,50",
        "due_on": str(today() + timedelta(days=9)),
    }
    wrong = submit(client, page, {**typed, "amount": "9.000"})
    assert wrong.status_code == 422
    assert "Virum Lyd" in wrong.text
    assert "Der er kun 6.000 kr. tilbage" in wrong.text
    assert "Tag et billede af regningen" in wrong.text
    assert submit(client, page, {**typed, "invoice": photo()}).status_code == 303
    payment = session.scalars(select(Payment)).one()
    assert (payment.amount, payment.state, payment.number) == (1_250_50, PaymentState.asked, 1)
    stored = session.get_one(ApplicationFile, payment.invoice_id)
    assert (stored.kind, stored.content_type) == (FileKind.invoice, "image/webp")
    assert money_of(session, application.id).left == 6_000 * KR - 1_250_50


def test_no_more_is_asked_for_than_is_left(session: Session, place: Town) -> None:
    application = running(session, place)
    asked(session, application, 4_000)
    with pytest.raises(RuleBroken) as refused:
        asked(session, application, 2_001)
    assert "amount" in refused.value.problems
    second = asked(session, application, 2_000)
    cancel_payment(session, second, "Regningen er ikke til jer, men til en anden.", by_id=place.coordinator.id)
    asked(session, application, 2_000)


def test_a_transfer_needs_an_account(session: Session, place: Town) -> None:
    application = running(session, place)
    with pytest.raises(RuleBroken) as refused:
        asked(session, application, 100, PaymentWay.transfer)
    assert "way" in refused.value.problems
    with_account(session, application)
    asked(session, application, 100, PaymentWay.transfer)


def test_paid_by_hand_moves_the_ledger_once(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    payment = planned(session, place, application, 1_000)
    address = f"/puljen/ansoegninger/{application.id}/betalinger/{payment.number}"
    client = sign_in(place.treasurer)
    late = submit(client, f"{address}/betalt", {"paid_on": str(today() + timedelta(days=2))}, page=address)
    assert late.status_code == 422
    for _twice in range(2):
        answer = press(client, f"{address}/betalt", {"paid_on": str(yesterday())})
        assert answer.status_code == 303
    session.expire_all()
    assert (payment.state, payment.paid_on) == (PaymentState.paid, yesterday())
    assert balance_of(session, place.pool.id).paid == 1_000 * KR
    entry = session.scalars(select(LedgerEntry).where(LedgerEntry.kind == EntryKind.pay)).one()
    assert (entry.document, entry.form_key) == ("Faktura 1234 fra Virum Lyd", f"pay:payment:{payment.id}")
    step = session.scalars(select(ApplicationEvent).where(ApplicationEvent.kind == Step.paid)).one()
    assert (step.amount, step.day) == (1_000 * KR, yesterday())


def test_paid_again_on_another_day_is_refused(session: Session, place: Town) -> None:
    payment = planned(session, place, running(session, place), 1_000)
    mark_paid(session, place.pool, {payment.id: yesterday()}, by_id=place.treasurer.id)
    with pytest.raises(Conflict):
        mark_paid(session, place.pool, {payment.id: today()}, by_id=place.treasurer.id)
    for deed in (take_back, cancel_payment):
        with pytest.raises(Conflict):
            deed(session, payment, "Det var en fejl, at den kom med her.", by_id=place.treasurer.id)
    with pytest.raises(Conflict):
        approve_payment(session, payment, by_id=place.treasurer.id)


def test_what_was_only_asked_for_is_not_paid(session: Session, place: Town) -> None:
    payment = asked(session, running(session, place), 1_000)
    with pytest.raises(Conflict):
        mark_paid(session, place.pool, {payment.id: yesterday()}, by_id=place.treasurer.id)


RAW = (
    "UPDATE payments SET amount = 0",
    "UPDATE payments SET state = 'sent'",
    "UPDATE payments SET state = 'paid'",
    "UPDATE payments SET state = 'cancelled'",
    "UPDATE payments SET payee = ' '",
)


@pytest.mark.parametrize("statement", RAW)
def test_the_database_refuses_a_payment_that_cannot_be(session: Session, place: Town, statement: str) -> None:
    asked(session, running(session, place), 1_000)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(statement))


def test_who_may_do_what(session: Session, place: Town, sign_in: Any) -> None:
    application = running(session, place)
    payment = asked(session, application, 1_000)
    here = f"/puljen/ansoegninger/{application.id}/betalinger"
    stranger, member = PersonFactory(), place.members[1]
    everyone = {
        "lead": lead_of(session, application), "coordinator": place.coordinator, "treasurer": place.treasurer,
        "administrator": place.administrator, "member": member, "stranger": stranger,
    }  # fmt: skip
    readers = {"lead", "coordinator", "treasurer", "administrator"}
    deeds = {
        "godkend": {"coordinator", "administrator"},
        "afvis": {"coordinator", "administrator"},
        "tag-ud": {"treasurer"},
    }
    for name, person in everyone.items():
        client = sign_in(person)
        for path in (here, f"{here}/{payment.number}", f"{here}/{payment.number}/regning"):
            assert (client.get(path).status_code == 200) == (name in readers), (name, path)
        for deed, allowed in deeds.items():
            got = press(client, f"{here}/{payment.number}/{deed}").status_code
            assert (got != 403) == (name in allowed), (name, deed, got)


def test_pages_cost_the_same_however_many(session: Session, place: Town, sign_in: Any, count_queries: Any) -> None:
    application = with_account(session, running(session, place))
    pages = (
        f"/puljen/ansoegninger/{application.id}/betalinger",
        f"/puljen/ansoegninger/{application.id}/betalinger/1",
        f"/puljen/{place.pool.id}/betalinger",
    )
    counts = []
    for more in (1, 6):
        for _one in range(more):
            planned(session, place, application, 100)
        client = sign_in(place.treasurer)
        for page in pages:
            with count_queries() as seen:
                assert client.get(page).status_code == 200
            counts.append(len(seen))
    assert max(counts) <= 8
    assert counts[:3] == counts[3:]


def test_what_is_approved_is_stopped_and_what_is_sent_says_who_can(session: Session, place: Town, sign_in: Any) -> None:
    payment = planned(session, place, running(session, place), 1_000)
    page = f"/puljen/ansoegninger/{payment.application_id}/betalinger/{payment.number}"
    coordinator = sign_in(place.coordinator)
    shown = coordinator.get(page).text
    assert "Stop betalingen" in shown
    assert "Sig nej" not in shown
    send_batch(session, place.pool, [payment.id], key(), by_id=place.treasurer.id)
    session.commit()
    shown = coordinator.get(page).text
    assert "skal økonomen tage den ud" in shown
    assert "Stop betalingen" not in shown
