"""Two treasurers at once: one file, one payment, never more than was granted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.grants import KR, town
from tests.factories.grants_after import asked, planned, running, yesterday
from tests.races import at_once, doing, in_database
from youthvoice.core.clock import today
from youthvoice.core.files import CleanFile
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.payments import PaymentFacts, ask_payment
from youthvoice.grants.models import Application, LedgerEntry, Payment, PaymentBatch, Pool
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import PaymentState, PaymentWay

AT_ONCE = 4


def furnished(session: Session) -> dict[str, int]:
    """A grant of 6,000 kr. with one payment of 1,000 that is ready."""
    bind_factories(session)
    place = town(session)
    application = running(session, place)
    payment = planned(session, place, application, 1_000)
    asked(session, application, 500)
    return {
        "pool": place.pool.id, "payment": payment.id, "by": place.treasurer.id, "application": application.id,
        "lead": application.lead_id,
    }  # fmt: skip


def send(session: Session, ids: dict[str, int], number: int) -> None:
    send_batch(session, session.get_one(Pool, ids["pool"]), [ids["payment"]], f"{number:032x}", by_id=ids["by"])


def pay(session: Session, ids: dict[str, int], number: int) -> None:
    """Each says another day, so that none is a mere repetition."""
    day = yesterday() - timedelta(days=number)
    mark_paid(session, session.get_one(Pool, ids["pool"]), {ids["payment"]: day}, by_id=ids["by"])


def ask(session: Session, ids: dict[str, int], number: int) -> None:
    """2,000 kr. each: two of them fit into the 4,500 kr. that are left."""
    picture = CleanFile("image", "image/webp", b"a picture", b"small")
    facts = PaymentFacts(
        way=PaymentWay.invoice, amount=2_000 * KR, due_on=today(), payee="Virum Lyd", reference="1", invoice=picture
    )
    application = session.get_one(Application, ids["application"])
    ask_payment(session, application, facts, f"{number:032x}", by_id=ids["lead"])


def raced(url: str, do: Callable[..., None], ids: dict[str, int]) -> list[str]:
    return sorted(at_once(doing, [(url, do, (ids, number)) for number in range(AT_ONCE)]))


def counted(url: str, query: Any) -> Any:
    """What stands in the database afterwards."""
    return in_database(url, lambda session: session.scalar(query))


def test_two_files_at_once(own_url: str) -> None:
    ids = in_database(own_url, furnished)
    assert raced(own_url, send, ids) == ["Conflict"] * 3 + ["done"]
    assert counted(own_url, select(func.count()).select_from(PaymentBatch)) == 1


def test_paid_by_several_at_once(own_url: str) -> None:
    ids = in_database(own_url, furnished)
    assert raced(own_url, pay, ids) == ["Conflict"] * 3 + ["done"]
    paid = select(func.sum(LedgerEntry.amount)).where(LedgerEntry.kind == EntryKind.pay)
    assert counted(own_url, paid) == 1_000 * KR


def test_asked_for_by_several_at_once(own_url: str) -> None:
    ids = in_database(own_url, furnished)
    assert raced(own_url, ask, ids) == ["RuleBroken"] * 2 + ["done"] * 2
    waiting = select(func.sum(Payment.amount)).where(Payment.state != PaymentState.cancelled)
    assert counted(own_url, waiting) == 5_500 * KR
