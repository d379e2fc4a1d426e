"""What the browser's world needs of accounts: one that is written, one that waits for the coordinator, one in the gallery."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tests.factories.grants import KR, sent
from tests.factories.grants_accounts import bought, paid, shown_file, told
from tests.factories.grants_decided import entered
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.accounts import send_accounts
from youthvoice.grants.models import Application, Pool
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.rules.ledger import EntryKind

ACCOUNTED = "Løbeaften rundt om søen"
LEARNED = (
    "Vi lærte at spørge om hallen i god tid. Der kom flere, end vi havde regnet med, så næste gang køber vi mere saft."
)


def furnish_accounts(
    session: Session, pool: Pool, people: Mapping[str, Person], accepted: Application, closed: Application
) -> None:
    """``accepted`` is written; ``closed`` is in the gallery; one more has been sent."""
    entered(session, accepted, EntryKind.pay, 5_000 * KR, people["official"])
    _spend(session, accepted, 3_150 * KR)
    bought(session, accepted, 480 * KR, number=2, name="Saft og boller", without_receipt="")
    told(session, accepted, learned="", shows_in_gallery=False)
    _spend(session, closed, 4_550 * KR)
    bought(session, closed, 3_000 * KR, number=2, name="Stof og tråd")
    shown_file(session, closed, FileKind.result, colour="coral")
    waiting = sent(session, pool, people["other"], title=ACCOUNTED)
    paid(session, waiting, people["official"], waiting.asked)
    _spend(session, waiting, 4_000 * KR)
    bought(session, waiting, 3_250 * KR, number=2, name="Medaljer og vand")
    bought(session, waiting, 200 * KR, number=None, name="Plaster til knæ")
    told(session, waiting, learned=LEARNED, went_well="Alle ventede på den sidste.")
    shown_file(session, waiting, FileKind.result, colour="olive")
    send_accounts(session, people["other"], waiting)


def _spend(session: Session, application: Application, amount: int) -> None:
    spent = bought(session, application, amount, name="Leje af hal", without_receipt="")
    for colour in ("white", "ivory"):
        shown_file(session, application, FileKind.receipt, spent, colour)
