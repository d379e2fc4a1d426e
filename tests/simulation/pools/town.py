"""Two pools of one council, this year's and the next's, and what the machine reads back of the database."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import PoolFactory, Town, draft, town
from tests.factories.grants_decided import LEARNED
from tests.simulation.pools.books import QUORUM
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.accounts import ResultFacts
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.commands.writing import save_words
from youthvoice.grants.models import Application, Pool, PoolOfficer
from youthvoice.grants.queries.applications import lines_of
from youthvoice.grants.queries.parts import typed_part
from youthvoice.grants.rules.parts import TypedLine, mark, write_lines
from youthvoice.grants.rules.pools import Officer

ACCOUNTS = ("source", "allocation", "reserved", "granted", "paid", "returned", "closed_out")
RESULT = ResultFacts(learned=LEARNED, went_well="", participants=30, shows_in_gallery=False)
"""What came of it, told with the accounts."""


def settle(session: Session) -> tuple[Town, Pool]:
    """Two empty pools: of the first, what is given back may be granted again; of the second, not."""
    place = town(session, 0)
    place.council.quorum_percent = QUORUM
    later = PoolFactory(body=place.council, unit=place.pool.unit, year=place.pool.year + 1, reuses_returned=False)
    for person, role in ((place.coordinator, Officer.coordinator), (place.treasurer, Officer.treasurer)):
        session.add(PoolOfficer(pool_id=later.id, person_id=person.id, role=role, since=later.created_at))
    open_balance(session, later.id)
    session.flush()
    return place, later


def written(session: Session, pool: Pool, lead: Person | None, asked: int) -> Application:
    """A draft of that lead's, or of somebody new."""
    return draft(session, pool, lead or PersonFactory(), asked)


def rewrite(session: Session, application: Application, asked: int) -> None:
    """The group asks for another amount, as the form stores it."""
    before = typed_part(application, "lines", lines_of(session, application.id))
    lines = write_lines([TypedLine("rent", "Leje af hal", str(asked))])
    save_words(session, application, {"lines": lines}, {"lines": mark(before)}, 5)


def rows(session: Session, statement: str, **values: Any) -> list[Any]:
    return list(session.execute(text(statement), values))


def fold(session: Session, pool_id: int) -> tuple[dict[str, int], dict[int, dict[str, int]], list[int]]:
    """The entries of a pool added up: by account, by application and account, and their numbers."""
    of_pool = dict.fromkeys(ACCOUNTS, 0)
    of_grant: dict[int, dict[str, int]] = {}
    numbers = []
    columns = "number, from_account, to_account, amount, application_id"
    for number, source, target, amount, application in rows(
        session, f"SELECT {columns} FROM ledger_entries WHERE pool_id = :p ORDER BY number", p=pool_id
    ):
        numbers.append(number)
        for sums in (of_pool, of_grant.setdefault(application, dict.fromkeys(ACCOUNTS, 0))):
            sums[source] -= amount
            sums[target] += amount
    return of_pool, of_grant, numbers


def stored(session: Session, table: str, key: str, number: int) -> dict[str, int]:
    """A row of balances; amounts alone."""
    row = session.execute(text(f"SELECT * FROM {table} WHERE {key} = :n"), {"n": number}).mappings().one()
    return {name: int(row[name]) for name in (*ACCOUNTS, "given_back")}
