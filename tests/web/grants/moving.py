"""Steps of tests about money: an entry, what is told of it, and an address."""

from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town
from youthvoice.core.clock import now
from youthvoice.grants.commands.ledger import Movement, move
from youthvoice.grants.commands.money import Told
from youthvoice.grants.models import Application, LedgerEntry, Pool
from youthvoice.grants.rules.ledger import EntryKind

TOLD = {"why": "Byrådet gav mere", "document": "Referat, punkt 7"}


def path(pool: Pool, page: str) -> str:
    return f"/puljen/{pool.id}/{page}"


def moved(session: Session, place: Town, application: Application | None, kind: EntryKind, kroner: int) -> LedgerEntry:
    movement = Movement(
        kind=kind,
        amount=kroner * KR,
        why="Rådets beslutning",
        document="Møde 4, punkt 2",
        key=f"{kind.value}:{kroner}:{application.id if application else 0}",
        application_id=application.id if application else None,
    )
    return move(session, place.pool.id, movement, by_id=place.coordinator.id)


def told(kroner: int) -> Told:
    return Told(amount=kroner * KR, why="Det blev besluttet", document="Notat 1")


def closed(session: Session, pool: Pool) -> None:
    pool.closed_at = now()
    session.flush()
