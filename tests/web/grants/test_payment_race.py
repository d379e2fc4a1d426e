"""Two treasurers at once: one file, one payment, never more than was granted."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from tests.conftest import make_settings
from tests.factories.base import bind_factories
from tests.factories.grants import KR, town
from tests.factories.grants_after import asked, planned, running, yesterday
from tests.races import SECONDS, at_once
from youthvoice.app import create_app
from youthvoice.core.clock import today
from youthvoice.core.errors import DomainError
from youthvoice.core.files import CleanFile
from youthvoice.grants.commands.batches import send_batch
from youthvoice.grants.commands.paid import mark_paid
from youthvoice.grants.commands.payments import PaymentFacts, ask_payment
from youthvoice.grants.models import Application, LedgerEntry, Payment, PaymentBatch, Pool
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.paying import PaymentState, PaymentWay

AT_ONCE = 4


def furnished(url: str) -> dict[str, Any]:
    """A grant of 6,000 kr. with one payment of 1,000 that is ready."""
    app = create_app(make_settings(url))
    with app.test_request_context("/"), app.extensions["youthvoice"].database.transaction() as session:
        bind_factories(session)
        place = town(session)
        application = running(session, place)
        payment = planned(session, place, application, 1_000)
        asked(session, application, 500)
        ids = {
            "pool": place.pool.id, "payment": payment.id, "by": place.treasurer.id, "application": application.id,
            "lead": application.lead_id,
        }  # fmt: skip
    app.extensions["youthvoice"].database.dispose()
    return ids


def deed(url: str, what: str, ids: dict[str, Any], number: int, start: Any, results: Any) -> None:
    """Do it once in a transaction of its own, and tell how it ended."""
    app = create_app(make_settings(url))
    start.wait(SECONDS)
    try:
        with app.test_request_context("/"), app.extensions["youthvoice"].database.transaction() as session:
            DEEDS[what](session, ids, number)
        results.put("done")
    except DomainError as refused:
        results.put(type(refused).__name__)
    app.extensions["youthvoice"].database.dispose()


def send(session: Any, ids: dict[str, Any], number: int) -> None:
    send_batch(session, session.get_one(Pool, ids["pool"]), [ids["payment"]], f"{number:032x}", by_id=ids["by"])


def pay(session: Any, ids: dict[str, Any], number: int) -> None:
    """Each says another day, so that none is a mere repetition."""
    day = yesterday() - timedelta(days=number)
    mark_paid(session, session.get_one(Pool, ids["pool"]), {ids["payment"]: day}, by_id=ids["by"])


def ask(session: Any, ids: dict[str, Any], number: int) -> None:
    """2,000 kr. each: two of them fit into the 4,500 kr. that are left."""
    picture = CleanFile("image", "image/webp", b"a picture", b"small")
    facts = PaymentFacts(
        way=PaymentWay.invoice, amount=2_000 * KR, due_on=today(), payee="Virum Lyd", reference="1", invoice=picture
    )
    application = session.get_one(Application, ids["application"])
    ask_payment(session, application, facts, f"{number:032x}", by_id=ids["lead"])


DEEDS = {"send": send, "pay": pay, "ask": ask}


def raced(url: str, what: str, ids: dict[str, Any]) -> list[str]:
    return sorted(at_once(deed, [(url, what, ids, number) for number in range(AT_ONCE)]))


def counted(url: str, query: Any) -> Any:
    """What stands in the database afterwards."""
    database = create_app(make_settings(url)).extensions["youthvoice"].database
    with database.session(read_only=True) as session:
        found = session.scalar(query)
    database.dispose()
    return found


def test_two_files_at_once(own_url: str) -> None:
    ids = furnished(own_url)
    assert raced(own_url, "send", ids) == ["Conflict"] * 3 + ["done"]
    assert counted(own_url, select(func.count()).select_from(PaymentBatch)) == 1


def test_paid_by_several_at_once(own_url: str) -> None:
    ids = furnished(own_url)
    assert raced(own_url, "pay", ids) == ["Conflict"] * 3 + ["done"]
    paid = select(func.sum(LedgerEntry.amount)).where(LedgerEntry.kind == EntryKind.pay)
    assert counted(own_url, paid) == 1_000 * KR


def test_asked_for_by_several_at_once(own_url: str) -> None:
    ids = furnished(own_url)
    assert raced(own_url, "ask", ids) == ["RuleBroken"] * 2 + ["done"] * 2
    waiting = select(func.sum(Payment.amount)).where(Payment.state != PaymentState.cancelled)
    assert counted(own_url, waiting) == 5_500 * KR
