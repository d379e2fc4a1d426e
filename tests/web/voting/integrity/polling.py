"""People who vote by the commands, each in a transaction of its own, as the pages do; their phones are made from a seed."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tests.apps import SECRET, app_on
from tests.factories.accounts import AdministratorFactory
from tests.factories.base import bind_factories
from tests.factories.voting import opened_contest
from tests.unit.voting.crypto import client
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.voting.commands.casting import cast_signed, cast_slip, give_and_cast, sign_blinded
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.crypto.papers import secret_of_holder, secret_of_slip, token_of
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest

SHEET = 500


@dataclass(frozen=True)
class Place:
    """A contest in which people vote: where it lies, its key, and who has which kind of paper.

    ``contest`` is as it was when it opened: that it was closed meanwhile the database alone must notice.
    """

    url: str
    contest_id: int
    key: str
    public_key: bytes
    contest: Contest
    people: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()


def prepare(url: str, people: int, slips: int = 0, **contest: Any) -> Place:
    """Open a contest with so many young people on its roll and so many printed slips."""
    with polls(url) as database, database.transaction() as session:
        return furnish(session, url, people, slips, **contest)


@contextmanager
def polls(url: str) -> Iterator[Database]:
    """A database with the whole application around it, for what other rooms hear of and answer to."""
    app = app_on(url)
    database: Database = app.extensions["youthvoice"].database
    with app.app_context():
        yield database
    database.dispose()


def furnish(session: Session, url: str, people: int, slips: int = 0, **contest: Any) -> Place:
    """The same in a transaction of one's own."""
    bind_factories(session)
    row = {"role": Role.young_person, "birth_year": now().year - 15, "created_at": now()}
    rows = [{"display_name": f"Ung {n}", **row} for n in range(people)]
    ids = tuple(sorted(session.scalars(insert(Person).returning(Person.id), rows))) if rows else ()
    opened = opened_contest(session, takes_strangers=slips > 0, **contest)
    actor = AdministratorFactory().id
    codes: list[str] = []
    while len(codes) < slips:
        size, number = min(SHEET, slips - len(codes)), len(codes)
        sheet = make_slips(
            session, SECRET, opened, size, f"Ark {number}", f"{opened.id * 10**6 + number:032x}", actor_id=actor
        )
        codes += sheet.codes
    return Place(url, opened.id, opened.key, opened.public_key or b"", _loose(session, opened), ids, tuple(codes))


def _loose(session: Session, contest: Contest) -> Contest:
    """The contest and its options as objects of no session, which can be sent to a process."""
    session.commit()
    loose = get_contest(session, contest.id)
    for option in loose.options:
        session.expunge(option)
    session.expunge(loose)
    return loose


def octets(seed: str, length: int = 32) -> bytes:
    """Bytes that follow from a seed: what a phone keeps, so that another process can go on where one was killed."""
    return hashlib.shake_256(seed.encode()).digest(length)


@dataclass(frozen=True)
class Phone:
    """A phone's half of a paper of kind (c)."""

    place: Place
    seed: str

    @cached_property
    def secret(self) -> bytes:
        return octets(f"{self.seed} secret")

    @cached_property
    def prefix(self) -> bytes:
        return octets(f"{self.seed} prefix")

    @cached_property
    def token(self) -> bytes:
        return token_of(self.place.key, self.secret)

    @cached_property
    def blinded(self) -> client.Blinded:
        modulus = client.numbers(self.place.public_key)[0]
        inverse = int.from_bytes(octets(f"{self.seed} inverse", 256)) % modulus
        salt = octets(f"{self.seed} salt", client.SALT_BYTES)
        return client.blind(self.place.public_key, self.prefix + self.token, salt, inverse)

    def get_paper(self, database: Database, person_id: int) -> bytes:
        """Signed in: has the paper signed; returns its signature."""
        with database.transaction() as session:
            signed = sign_blinded(session, SECRET, self.place.contest, Person(id=person_id), self.blinded.message)
        return client.finalize(self.place.public_key, signed, self.blinded.inverse)

    def cast(self, database: Database, signature: bytes, ballot: Sequence[int]) -> bytes:
        """Nobody in particular: hands the paper in; returns its token."""
        with database.transaction() as session:
            cast_signed(session, self.place.contest, self.secret, self.prefix, signature, tuple(ballot))
        return self.token


def cast_direct(database: Database, place: Place, person_id: int, secret: bytes, ballot: Sequence[int]) -> bytes:
    """Kind (b), paper and ballot in one; returns its token."""
    with database.transaction() as session:
        give_and_cast(session, SECRET, place.contest, Person(id=person_id), secret, tuple(ballot))
    return token_of(place.key, secret_of_holder(secret, person_id))


def cast_printed(database: Database, place: Place, code: str, ballot: Sequence[int]) -> bytes:
    """Kind (a); returns its token."""
    with database.transaction() as session:
        cast_slip(session, SECRET, place.contest, code, tuple(ballot))
    return token_of(place.key, secret_of_slip(code))
