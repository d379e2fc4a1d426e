"""A payment is undone at the same moment as another undoes it, or as the accounts that rest on it are approved."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.grants import KR, town
from tests.factories.grants_accounts import accounted, version_of
from tests.races import at_once, doing, in_database
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.grants.commands.accounts import approve
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.unpaid import undo_paid
from youthvoice.grants.models import LedgerEntry, Payment
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import PaymentState

Ids = dict[str, int]


def furnished(session: Session) -> Ids:
    """6,000 kr. paid and spent, and the accounts sent."""
    bind_factories(session)
    place = town(session)
    application, payment = accounted(session, place, paid=6_000, spent=6_000)
    return {
        "payment": payment.id, "version": payment.version, "treasurer": place.treasurer.id, "pool": place.pool.id,
        "application": application.id, "report": version_of(session, application), "coordinator": place.coordinator.id,
    }  # fmt: skip


def undo(session: Session, ids: Ids, number: int) -> None:
    """Each for a reason of its own."""
    payment = session.get_one(Payment, ids["payment"])
    undo_paid(session, payment, f"Grund nummer {number}", ids["version"], by_id=ids["treasurer"])


def approve_them(session: Session, ids: Ids, _number: int) -> None:
    application, person = get_application(session, ids["application"]), session.get_one(Person, ids["coordinator"])
    approve(session, person, application, today(), ids["report"])


def after(session: Session, ids: Ids) -> tuple[PaymentState, ApplicationStatus, int, int, int]:
    """(payment, application, kroner paid, kroner closed out, entries that undo)."""
    undoes = select(func.count()).select_from(LedgerEntry).where(LedgerEntry.kind == EntryKind.reversal)
    balance = balance_of(session, ids["pool"])
    application = get_application(session, ids["application"])
    state = session.get_one(Payment, ids["payment"]).state
    return state, application.status, balance.paid // KR, balance.closed_out // KR, session.scalar(undoes) or 0


def test_undone_by_several_at_once(own_url: str) -> None:
    ids = in_database(own_url, furnished)
    assert at_once(doing, [(own_url, undo, (ids, number)) for number in range(4)]) == ["done"] * 4
    found = in_database(own_url, lambda session: after(session, ids))
    assert found == (PaymentState.planned, ApplicationStatus.accounting, 0, 0, 1)


def test_undone_while_the_accounts_are_approved(own_url: str) -> None:
    ids = in_database(own_url, furnished)
    deeds = [(undo, 1), (approve_them, 2), (undo, 3), (approve_them, 4)]
    got = sorted(at_once(doing, [(own_url, deed, (ids, number)) for deed, number in deeds]))
    assert got == ["Conflict", "Conflict", "done", "done"]
    found = in_database(own_url, lambda session: after(session, ids))
    assert found in (
        (PaymentState.planned, ApplicationStatus.accounting, 0, 0, 1),
        (PaymentState.paid, ApplicationStatus.closed, 0, 6_000, 0),
    )
