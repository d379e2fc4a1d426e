"""Fill a database with made-up proposals: bulk inserts, one transaction a batch, memory that does not grow."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, School
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.db import Base, Database
from youthvoice.core.web import settings
from youthvoice.demo import contests
from youthvoice.demo.batch import SPREAD_DAYS, TABLES, Batch, Cast, Ids, Official
from youthvoice.demo.chance import seeded
from youthvoice.demo.copying import copy_rows, make_room
from youthvoice.demo.rows import fill_batch
from youthvoice.demo.words import pseudonyms
from youthvoice.proposals.models import Proposal, ProposalCounter, Route
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands.promises import move_counter

BATCH = 2000
AUTHOR_EMAIL = "forfatter-{:03d}@ung.example"
# So many ids are kept for a batch's comments as it can have at most.
MOST_COMMENTS = 6


def fill(database: Database, size: int, advance: Callable[[int], None]) -> None:
    """Add ``size`` sent proposals, spread over two years up to now, polls with them, and bring the planner up to date.

    ``advance`` is told after each batch how many were added. The demo's people must have been loaded.
    """
    moment = now()
    with database.transaction() as session:
        cast = _cast(session, moment)
        seed = session.scalar(select(func.max(Proposal.id))) or 0
    rng = seeded(seed)
    for start in range(0, size, BATCH):
        count = min(BATCH, size - start)
        moments = [_moment(rng, moment, start + place, size) for place in range(count)]
        with database.transaction() as session:
            make_room(session)
            batch = Batch(rng, cast, _reserve(session, count), moment)
            fill_batch(batch, moments)
            _store(session, batch)
        advance(count)
    _fill_contests(database, rng, moment, size, asked_by_id=next(iter(cast.officials.values()))[1].id)
    with database.transaction() as session:
        session.execute(text("ANALYZE"))


def _fill_contests(database: Database, rng: Random, now: datetime, size: int, *, asked_by_id: int) -> None:
    moments = contests.moments_until(now, contests.how_many(size))
    for start in range(0, len(moments), contests.AT_A_TIME):
        part = moments[start : start + contests.AT_A_TIME]
        with database.transaction() as session:
            contests.add_contests(session, settings().secret_key, rng, part, asked_by_id)


def _moment(rng: Random, now: datetime, place: int, size: int) -> datetime:
    """Ids rise with time, as in real life; the newest was sent some minutes ago."""
    step = timedelta(days=SPREAD_DAYS) / size
    return now - timedelta(minutes=5) - step * (size - 1 - place + rng.random())


def _cast(session: Session, moment: datetime) -> Cast:
    routes = session.execute(select(Route.topic, Route.unit_id).where(Route.school_id.is_(None))).all()
    officials = {official.unit_id: official for official in _officials(session)}
    found = {}
    for topic, unit_id in routes:
        if topic is None:
            continue
        one = officials.get(unit_id) or next(iter(officials.values()))
        found[topic] = unit_id, Official(one.id, one.display_name, one.title or "", one.unit.name if one.unit else "")
    return Cast(_authors(session, moment), found)


def _officials(session: Session) -> list[Person]:
    wanted = (
        select(Person).where(Person.role == Role.official, Person.unit_id.is_not(None)).options(joinedload(Person.unit))
    )
    return list(session.scalars(wanted.order_by(Person.id)))


def _authors(session: Session, moment: datetime) -> list[tuple[int, str, int | None]]:
    """The four hundred made-up authors; the same at every call."""
    names = pseudonyms()
    emails = [AUTHOR_EMAIL.format(number) for number in range(len(names))]
    known = set(session.scalars(select(Person.email).where(Person.email.in_(emails))))
    schools = list(session.scalars(select(School.id).order_by(School.id)))
    new = [
        {"display_name": name, "email": email, "role": Role.young_person, "birth_year": moment.year - 12 - place % 8,
         "school_id": schools[place % len(schools)], "created_at": moment - timedelta(days=SPREAD_DAYS + 10)}
        for place, (name, email) in enumerate(zip(names, emails, strict=True))
        if email not in known
    ]  # fmt: skip
    if new:
        session.execute(insert(Base.metadata.tables["persons"]), new)
    wanted = (
        select(Person.id, Person.display_name, Person.school_id).where(Person.email.in_(emails)).order_by(Person.id)
    )
    return [(person_id, name, school_id) for person_id, name, school_id in session.execute(wanted)]


def _reserve(session: Session, count: int) -> Ids:
    """First ids that nobody else will get: the rows point at each other before they are stored."""
    return Ids(
        proposal=_first_id(session, "proposals", count), case=_first_id(session, "cases", count),
        thread=_first_id(session, "threads", count),
        comment=_first_id(session, "comments", count * MOST_COMMENTS), answer=_first_id(session, "answers", count),
    )  # fmt: skip


def _first_id(session: Session, name: str, count: int) -> int:
    table = Base.metadata.tables[name]
    if session.get_bind().dialect.name != "postgresql":
        # The transaction began with IMMEDIATE: no other writer can take the ids.
        return int(session.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0) + 1
    sequence = func.pg_get_serial_sequence(table.name, "id")
    last = session.scalar(select(func.setval(sequence, func.nextval(sequence) + count - 1)))
    return int(last or 0) - count + 1


def _store(session: Session, batch: Batch) -> None:
    for name in TABLES:
        copy_rows(session, name, batch.rows[name])
    _count(session, batch.totals)
    for state, total in sorted(batch.promises.items()):
        move_counter(session, None, state, by=total)


def _count(session: Session, totals: Counter[ProposalStatus]) -> None:
    """Add to the stored counters, in the one order that everybody uses."""
    for status, total in sorted(totals.items()):
        more = update(ProposalCounter).where(ProposalCounter.status == status)
        found = session.execute(more.values(total=ProposalCounter.total + total).returning(ProposalCounter.status))
        if found.first() is None:
            session.execute(insert(ProposalCounter).values(status=status, total=total))
