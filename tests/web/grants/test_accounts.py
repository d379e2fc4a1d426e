"""Accounts by commands: sent whole or not at all, approved when every krone has its place, and once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, key, sent, town
from tests.factories.grants_accounts import ALL, bought, paid, told, version_of
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.grants.commands.accounts import ResultFacts, approve, send_accounts, send_back, tell_result
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.spending import SpentFacts, add_spent, change_spent, remove_spent
from youthvoice.grants.models import (
    Application,
    ApplicationEvent,
    BudgetLine,
    GrantBalance,
    LedgerEntry,
    Payment,
    SpentLine,
)
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import PaymentState, PaymentWay, ReportState
from youthvoice.grants.rules.timeline import Step

REPLY = "Vi mangler kvitteringen for lyd. Den er på 400 kr."
FACTS = SpentFacts(line_id=None, name="Pizza til 40", amount=1_200 * KR)


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def lead(session: Session, application: Application) -> Person:
    return session.get_one(Person, application.lead_id)


def grant(session: Session, place: Town, amount: int = ALL, **more: Any) -> Application:
    """A grant of 8,000 kr. of which ``amount`` øre was paid."""
    application = sent(session, place.pool, **more)
    paid(session, application, place.coordinator, amount)
    return application


def ready(session: Session, place: Town, spent: int = ALL, amount: int = ALL) -> Application:
    """Accounts of it that are sent."""
    application = grant(session, place, amount)
    told(session, application)
    if spent:
        bought(session, application, spent)
    send_accounts(session, lead(session, application), application)
    return application


def kinds(session: Session, application: Application) -> dict[EntryKind, int]:
    """The entries that ended the grant, in kroner."""
    end = (EntryKind.give_back, EntryKind.close_out, EntryKind.give_up, EntryKind.reuse)
    rows = session.scalars(select(LedgerEntry).where(LedgerEntry.kind.in_(end)))
    return {row.kind: row.amount // KR for row in rows if row.form_key.endswith(f":{application.id}")}


def test_what_is_missing_is_told_all_at_once(session: Session, place: Town) -> None:
    application = grant(session, place)
    bought(session, application, 100, without_receipt="")
    with pytest.raises(RuleBroken) as refused:
        send_accounts(session, lead(session, application), application)
    assert set(refused.value.problems) == {"receipts", "learned", "participants"}
    assert application.status is ApplicationStatus.accepted


@pytest.mark.parametrize(
    ("spent", "amount", "ends"),
    [
        (8_000, 8_000, {EntryKind.close_out: 8_000}),
        (7_500, 8_000, {EntryKind.give_back: 500, EntryKind.close_out: 7_500, EntryKind.reuse: 500}),
        (0, 8_000, {EntryKind.give_back: 8_000, EntryKind.reuse: 8_000}),
        (9_000, 8_000, {EntryKind.close_out: 8_000}),
        (4_000, 5_000, {EntryKind.give_back: 1_000, EntryKind.close_out: 4_000, EntryKind.give_up: 3_000, EntryKind.reuse: 1_000}),
        (0, 0, {EntryKind.give_up: 8_000}),
    ],
)  # fmt: skip
def test_every_krone_ends_somewhere(
    session: Session, place: Town, spent: int, amount: int, ends: dict[EntryKind, int]
) -> None:
    application = ready(session, place, spent * KR, amount * KR)
    before = balance_of(session, place.pool.id).allocation
    approve(session, place.coordinator, application, today(), version_of(session, application))
    assert kinds(session, application) == ends
    grant_row = session.get_one(GrantBalance, application.id)
    assert (grant_row.granted, grant_row.paid) == (0, 0)
    freed = ends.get(EntryKind.give_up, 0) + ends.get(EntryKind.reuse, 0)
    assert balance_of(session, place.pool.id).allocation == before + freed * KR
    assert application.status is ApplicationStatus.closed


def test_a_pool_that_does_not_use_money_again_keeps_it_apart(session: Session) -> None:
    place = town(session, reuses_returned=False)
    application = ready(session, place, 7_000 * KR)
    approve(session, place.coordinator, application, today(), version_of(session, application))
    row = balance_of(session, place.pool.id)
    assert (row.returned, row.closed_out) == (1_000 * KR, 7_000 * KR)


@pytest.mark.parametrize("came_on", [None, today() + timedelta(days=1)])
def test_approval_waits_for_the_money(session: Session, place: Town, came_on: Any) -> None:
    application = ready(session, place, 7_000 * KR)
    with pytest.raises(RuleBroken) as refused:
        approve(session, place.coordinator, application, came_on, version_of(session, application))
    assert set(refused.value.problems) == {"came_on"}
    assert kinds(session, application) == {}


def test_the_database_too_waits_for_the_money(session: Session, place: Town) -> None:
    application = ready(session, place, 7_000 * KR)
    report = find_report(session, application.id)
    assert report is not None
    assert report.gives_back == 1_000 * KR
    with session.begin_nested() as inner:
        report.state, report.approved_at = ReportState.approved, report.sent_at
        with pytest.raises(IntegrityError):
            session.flush()
        inner.rollback()


def test_approval_waits_for_payments(session: Session, place: Town) -> None:
    application = ready(session, place, 5_000 * KR, 5_000 * KR)
    payment = Payment(
        form_key=key(), pool_id=place.pool.id, application_id=application.id, number=1, way=PaymentWay.transfer,
        amount=100, due_on=today(), state=PaymentState.planned, by_id=place.coordinator.id, created_at=application.created_at,
    )  # fmt: skip
    session.add(payment)
    session.flush()
    with pytest.raises(Conflict):
        approve(session, place.coordinator, application, None, version_of(session, application))


def test_twice_is_once(session: Session, place: Town) -> None:
    application = ready(session, place, 7_000 * KR)
    send_accounts(session, lead(session, application), application)
    seen = version_of(session, application)
    for _ in range(2):
        approve(session, place.coordinator, application, today(), seen)
    steps = list(
        session.scalars(select(ApplicationEvent.kind).where(ApplicationEvent.application_id == application.id))
    )
    assert [steps.count(step) for step in (Step.accounts_sent, Step.given_back, Step.closed)] == [1, 1, 1]


def test_back_and_sent_again(session: Session, place: Town) -> None:
    application = ready(session, place)
    application.accounts_due_on = today() - timedelta(days=1)
    seen = version_of(session, application)
    with pytest.raises(RuleBroken):
        send_back(session, place.coordinator, application, "For kort", seen)
    for _ in range(2):
        send_back(session, place.coordinator, application, REPLY, seen)
    assert application.status is ApplicationStatus.accepted
    assert application.accounts_due_on == today() + timedelta(days=14)
    with pytest.raises(Conflict):
        approve(session, place.coordinator, application, None, seen)
    send_accounts(session, lead(session, application), application)
    with pytest.raises(Conflict):
        # The page was made before they were sent again.
        approve(session, place.coordinator, application, None, seen)
    approve(session, place.coordinator, application, None, version_of(session, application))


def test_lines_stand_once_and_are_not_changed_once_sent(session: Session, place: Town) -> None:
    application = grant(session, place)
    same = key()
    first, second = (add_spent(session, lead(session, application), application, FACTS, same) for _ in range(2))
    assert first is second
    change_spent(session, lead(session, application), application, first, FACTS, seen=first.version)
    spent = bought(session, application, 100)
    other = SpentFacts(line_id=None, name="Saft", amount=200)
    change_spent(session, lead(session, application), application, spent, other, seen=1)
    with pytest.raises(Conflict):
        change_spent(session, lead(session, application), application, spent, FACTS, seen=1)
    remove_spent(session, lead(session, application), application, spent)
    first.without_receipt = "Den blev væk på vejen."
    told(session, application)
    send_accounts(session, lead(session, application), application)
    with pytest.raises(Conflict):
        remove_spent(session, lead(session, application), application, first)
    with pytest.raises(Conflict):
        add_spent(session, lead(session, application), application, FACTS, key())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (SpentFacts(line_id=None, name="x", amount=1), "name"),
        (SpentFacts(line_id=None, name="Til 010203-1234", amount=1), "name"),
        (SpentFacts(line_id=None, name="Saft", amount=0), "amount"),
        (SpentFacts(line_id=None, name="Saft", amount=1, spent_on=today() + timedelta(days=1)), "spent_on"),
        (SpentFacts(line_id=None, name="Saft", amount=1, without_receipt="Væk"), "without_receipt"),
        (SpentFacts(line_id=2**40, name="Saft", amount=1), "line"),
    ],
)
def test_wrong_lines(session: Session, place: Town, facts: SpentFacts, field: str) -> None:
    application = grant(session, place)
    with pytest.raises(RuleBroken) as refused:
        add_spent(session, lead(session, application), application, facts, key())
    assert set(refused.value.problems) == {field}


def test_a_line_belongs_to_its_own_budget(session: Session, place: Town) -> None:
    mine, other = grant(session, place), grant(session, place)
    line = session.scalars(select(BudgetLine).where(BudgetLine.application_id == other.id)).first()
    assert line is not None
    with pytest.raises(RuleBroken):
        add_spent(session, lead(session, mine), mine, SpentFacts(line_id=line.id, name="Saft", amount=1), key())
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(SpentLine.__table__.insert().values(
            form_key=key(), application_id=mine.id, line_id=line.id, kind="food", name="Saft", amount=1,
            without_receipt="", created_at=mine.created_at, version=1,
        ))  # fmt: skip


def test_two_who_write_at_once(session: Session, place: Town) -> None:
    application = grant(session, place)
    facts = ResultFacts(learned="Vi lærte meget.", went_well="", participants=None, shows_in_gallery=False)
    tell_result(session, lead(session, application), application, facts, 0)
    with pytest.raises(Conflict):
        tell_result(session, lead(session, application), application, facts, 0)
    changed = ResultFacts(learned="Vi lærte mere.", went_well="Maden", participants=4, shows_in_gallery=True)
    tell_result(session, lead(session, application), application, changed, version_of(session, application))


@pytest.mark.parametrize("status", [ApplicationStatus.submitted, ApplicationStatus.granted])
def test_not_before_the_letter_is_accepted(session: Session, place: Town, status: ApplicationStatus) -> None:
    application = sent(session, place.pool)
    application.status = status
    session.flush()
    with pytest.raises(Conflict):
        add_spent(session, lead(session, application), application, FACTS, key())
    with pytest.raises(Conflict):
        send_accounts(session, lead(session, application), application)
