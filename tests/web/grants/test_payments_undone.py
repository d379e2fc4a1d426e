"""A payment that was marked as paid by mistake is undone: the money, the file, the accounts, the promise and the news follow."""

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.factories.grants import KR, Town, key, town
from tests.factories.grants_accounts import bought, told, version_of
from tests.factories.grants_after import lead_of, planned, running, yesterday
from tests.web.forms import press, submit
from tests.web.grants.test_granted_promise import promised
from youthvoice.accounts.models import Person
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.accounts import approve, send_accounts
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.reading_back import read_back
from youthvoice.grants.commands.unpaid import undo_paid
from youthvoice.grants.models import Application, ApplicationEvent, GrantBalance, LedgerEntry, Payment
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.queries.paying import money_of
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import PaymentState
from youthvoice.grants.rules.timeline import Step
from youthvoice.notifications.models import Notification
from youthvoice.responses.models import ProgressReport
from youthvoice.responses.rules.follow_up import PromiseState

WHY = "Det var en anden gruppes regning."


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


@pytest.fixture
def application(session: Session, place: Town) -> Application:
    return running(session, place)


def paid_now(session: Session, place: Town, application: Application, kroner: int) -> Payment:
    payment = planned(session, place, application, kroner)
    mark_paid(session, place.pool, {payment.id: yesterday()}, by_id=place.treasurer.id)
    return payment


def address(payment: Payment) -> str:
    return f"/puljen/ansoegninger/{payment.application_id}/betalinger/{payment.number}"


def test_the_treasurer_takes_it_back_with_a_reason(
    session: Session, place: Town, application: Application, sign_in: Any
) -> None:
    payment = paid_now(session, place, application, 1_000)
    browser, page = sign_in(place.treasurer), address(payment)
    empty = submit(browser, f"{page}/ikke-betalt", {"reason": " "}, page=page)
    assert empty.status_code == 422
    assert "Skriv hvorfor." in empty.text
    seen = payment.version
    for _twice in range(2):
        answer = press(browser, f"{page}/ikke-betalt", {"reason": WHY, "seen": str(seen)})
        assert answer.status_code == 303
    session.expire_all()
    assert (payment.state, payment.paid_on, payment.reason) == (PaymentState.planned, None, WHY)
    entries = session.scalars(select(LedgerEntry).order_by(LedgerEntry.number.desc()).limit(2)).all()
    undone, entry = entries
    assert (undone.kind, undone.reverses_id, undone.why) == (EntryKind.reversal, entry.id, WHY)
    assert (undone.by_id, entry.kind) == (place.treasurer.id, EntryKind.pay)
    balance, grant = balance_of(session, place.pool.id), session.get_one(GrantBalance, application.id)
    assert (balance.paid, balance.granted, grant.paid, grant.granted) == (0, 6_000 * KR, 0, 6_000 * KR)
    assert money_of(session, application.id).left == 5_000 * KR
    logged = session.scalars(select(AuditEntry).where(AuditEntry.action == "payment.unpay")).one()
    assert (logged.actor_id, logged.data["why"], logged.data["at"]) == (
        place.treasurer.id,
        WHY,
        yesterday().isoformat(),
    )
    steps = session.scalars(select(ApplicationEvent.kind).where(ApplicationEvent.application_id == application.id))
    assert list(steps)[-2:] == [Step.paid, Step.unpaid]
    text = browser.get(page).text
    assert WHY in text
    assert "Er den betalt?" in text
    public = browser.get(f"/puljen/ansoegninger/{application.id}").text
    assert "Rettet: pengene er ikke betalt endnu" in public


def test_only_the_treasurer_can(session: Session, place: Town, application: Application, sign_in: Any) -> None:
    payment = paid_now(session, place, application, 1_000)
    others = (place.coordinator, place.administrator, place.chair, lead_of(session, application), OfficialFactory())
    for person in others:
        browser = sign_in(person)
        page = browser.get(address(payment))
        assert "Er den alligevel ikke betalt?" not in page.text
        answer = press(browser, f"{address(payment)}/ikke-betalt", {"reason": WHY, "seen": str(payment.version)})
        assert answer.status_code == 403
    assert payment.state is PaymentState.paid


def test_it_goes_back_into_its_file_and_can_be_read_again(
    session: Session, place: Town, application: Application
) -> None:
    payment, other = planned(session, place, application, 1_000), planned(session, place, application, 500)
    batch = send_batch(session, place.pool, [payment.id, other.id], key(), by_id=place.treasurer.id)

    def read(day: str) -> Any:
        file = f"bilagsnr;beløb;betalt\nUV-{payment.id};1000,00;{day}\n".encode()
        return read_back(session, place.pool, BytesIO(file), by_id=place.treasurer.id)

    assert not read(yesterday().isoformat()).problems
    undo_paid(session, payment, WHY, payment.version, by_id=place.treasurer.id)
    assert (payment.state, payment.batch_id) == (PaymentState.sent, batch.id)
    assert read(today().isoformat()).days == {payment.id: today()}
    assert (payment.state, payment.paid_on) == (PaymentState.paid, today())
    keys = session.scalars(select(LedgerEntry.form_key).where(LedgerEntry.kind == EntryKind.pay))
    assert sorted(keys) == [f"pay:payment:{payment.id}", f"pay:payment:{payment.id}:2"]
    assert balance_of(session, place.pool.id).paid == 1_000 * KR
    undo_paid(session, payment, WHY, payment.version, by_id=place.treasurer.id)
    assert balance_of(session, place.pool.id).paid == 0


def test_the_group_is_told_each_time(session: Session, place: Town, application: Application) -> None:
    payment = paid_now(session, place, application, 1_000)
    undo_paid(session, payment, WHY, payment.version, by_id=place.treasurer.id)
    mark_paid(session, place.pool, {payment.id: today()}, by_id=place.treasurer.id)
    lead = Notification.person_id == application.lead_id, Notification.kind.in_(("grant_paid", "grant_unpaid"))
    news = session.scalars(select(Notification.kind).where(*lead).order_by(Notification.id))
    assert list(news) == ["grant_paid", "grant_unpaid", "grant_paid"]


def test_the_promise_is_not_done_after_all(session: Session, place: Town, application: Application) -> None:
    promise = promised(session, application)
    payment = paid_now(session, place, application, 6_000)
    assert promise.done_at is not None
    undo_paid(session, payment, WHY, payment.version, by_id=place.treasurer.id)
    assert (promise.done_at, promise.state) == (None, PromiseState.under_way)
    mark_paid(session, place.pool, {payment.id: today()}, by_id=place.treasurer.id)
    assert promise.done_at is not None
    told = session.scalars(select(ProgressReport.words).order_by(ProgressReport.id)).all()
    assert told == [
        "Alle pengene er betalt.",
        "En betaling stod som betalt ved en fejl. Pengene kommer stadig.",
        "Alle pengene er betalt.",
    ]


def test_what_the_group_said_of_the_promise_stands(session: Session, place: Town, application: Application) -> None:
    promise = promised(session, application)
    payment = paid_now(session, place, application, 6_000)
    promise.state, promise.settled_at = PromiseState.kept, now()
    session.flush()
    undo_paid(session, payment, WHY, payment.version, by_id=place.treasurer.id)
    assert promise.state is PromiseState.kept
    assert payment.state is PaymentState.planned


def accounted(session: Session, place: Town, application: Application) -> tuple[Payment, Person]:
    """Two payments of 3,000 kr., 5,000 kr. spent, and the accounts are sent."""
    payment, lead = paid_now(session, place, application, 3_000), lead_of(session, application)
    paid_now(session, place, application, 3_000)
    bought(session, application, 5_000 * KR)
    told(session, application)
    send_accounts(session, lead, application)
    return payment, lead


def test_accounts_that_were_sent_are_reckoned_anew(session: Session, place: Town, application: Application) -> None:
    payment, _lead = accounted(session, place, application)
    report = find_report(session, application.id)
    assert report is not None
    assert report.gives_back == 1_000 * KR
    seen = report.version
    undo_paid(session, payment, WHY, payment.version, by_id=place.treasurer.id)
    assert report.gives_back == 0
    with pytest.raises(Conflict, match="på vej"):
        approve(session, place.coordinator, application, today(), version_of(session, application))
    with pytest.raises(Conflict):
        approve(session, place.coordinator, application, today(), seen)
    mark_paid(session, place.pool, {payment.id: today()}, by_id=place.treasurer.id)
    assert report.gives_back == 1_000 * KR


def test_after_the_accounts_are_approved_it_is_refused_in_words(
    session: Session, place: Town, application: Application, sign_in: Any
) -> None:
    payment, _lead = accounted(session, place, application)
    approve(session, place.coordinator, application, today(), version_of(session, application))
    browser = sign_in(place.treasurer)
    assert "Er den alligevel ikke betalt?" not in browser.get(address(payment)).text
    answer = press(browser, f"{address(payment)}/ikke-betalt", {"reason": WHY, "seen": str(payment.version)})
    assert answer.status_code == 409
    assert "Regnskabet er godkendt. Så kan betalingen ikke fortrydes mere." in answer.text
    assert WHY in answer.text
    assert balance_of(session, place.pool.id).closed_out == 5_000 * KR


def test_what_moved_on_meanwhile_is_not_undone(session: Session, place: Town, application: Application) -> None:
    payment = paid_now(session, place, application, 1_000)
    seen = payment.version
    undo_paid(session, payment, WHY, seen, by_id=place.treasurer.id)
    mark_paid(session, place.pool, {payment.id: today()}, by_id=place.treasurer.id)
    with pytest.raises(Conflict, match="ikke længere som betalt"):
        undo_paid(session, payment, WHY, seen, by_id=place.treasurer.id)
    assert payment.state is PaymentState.paid
