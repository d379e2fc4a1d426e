"""A pool with many applications, written straight into PostgreSQL; its balances are moved by the triggers, entry by entry."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, insert, text
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory
from tests.factories.base import bind_factories
from tests.factories.grants import KR, Town, town
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now, today
from youthvoice.core.db import Base, Database
from youthvoice.demo.copying import copy_rows
from youthvoice.grants.models import Dimension, Pool, PoolCriterion, PoolRound, PoolRule, PoolTally
from youthvoice.grants.rules.applications import WAITING, AgeBand
from youthvoice.proposals.rules import Topic

Row = dict[str, Any]
FIRST_ID = 1_000
ASKED = 2_000 * KR
BATCH = 1_000
"""Applications in one transaction: each entry writes the pool's row anew, and its old versions go only between transactions."""
ROUND = 100
DECIDED = 40
"""Of each hundred, the oldest; the others wait. So a hundred fill every page that fifty thousand fill."""
BY_LEAD = 2
SCHOOLS = 8
TABLES = (
    "cases", "case_parties", "applications", "budget_lines", "application_members", "application_events", "panelists",
    "assessments", "grant_balances", "motions", "motion_votes", "answers", "awards", "ledger_entries",
)  # fmt: skip
EXPLANATION = (
    "Vi har læst jeres ansøgning, og vi kan se, at I har tænkt jer om. Reglen siger, at vi ikke betaler for det, "
    "I spørger om, så vi kan desværre ikke sige ja denne gang."
)
NEXT = "Spørg Line Holm om, hvad I kan søge til i stedet."
COMPLAINT = "Skriv til Line Holm inden fire uger, så ser vi på sagen igen."


@dataclass(frozen=True)
class Filled:
    """What was made: ids, and how many entries the ledger has."""

    pool_id: int
    round_ids: tuple[int, ...]
    member_id: int
    """Votes in the council."""
    treasurer_id: int
    entries: int


@dataclass
class _Maker:
    """Makes the rows of one pool, in order. ``number`` is that of the last entry of its ledger."""

    size: int
    pool_id: int
    unit_id: int
    official_id: int
    member_ids: tuple[int, ...]
    school_ids: tuple[int, ...]
    round_ids: tuple[int, ...]
    lead_ids: tuple[int, ...]
    moment: datetime
    number: int = 1
    rows: dict[str, list[Row]] = field(default_factory=dict)
    tallies: Counter[tuple[Dimension, str]] = field(default_factory=Counter)
    awards: Counter[tuple[Dimension, str]] = field(default_factory=Counter)

    def batch(self, places: range) -> dict[str, list[Row]]:
        """The rows of some applications, by table."""
        self.rows = {table: [] for table in TABLES}
        for place in places:
            self._application(place)
        return self.rows

    def _application(self, place: int) -> None:
        row_id, sent_at = FIRST_ID + place, self.moment - timedelta(days=300) * (self.size - place) / self.size
        lead_id, is_decided = self.lead_ids[place // BY_LEAD], place * ROUND < DECIDED * self.size
        decided_at = min(self.moment, sent_at + timedelta(days=20)) if is_decided else None
        is_no, is_closed = is_decided and place % 3 == 0, is_decided and place % 3 == 1
        status = "rejected" if is_no else "closed" if is_closed else "granted" if is_decided else "submitted"
        told = place % 2 == 0
        words = {
            "id": row_id, "form_key": f"{row_id:032x}", "pool_id": self.pool_id, "number": place + 1, "lead_id": lead_id,
            "round_id": None if place % 4 == 0 else self.round_ids[place % len(self.round_ids)], "status": status,
            "title": f"Åben hal-fredag {place + 1}", "group_name": f"Hal-holdet {place + 1}",
            "what": "Vi vil åbne hallen hver fredag, så alle kan komme og spille. " * 3, "place": "Virumhallen",
            "begins_on": today() + timedelta(days=40), "for_whom": "Alle fra 13 til 18 år", "budget": ASKED, "asked": ASKED,
            "how_to_join": "Man møder bare op.", "topic": list(Topic)[place % len(Topic)],
            "age_band": list(AgeBand)[place % len(AgeBand)], "adult_name": "Bo Holm", "adult_email": "bo@example.test",
            "school_id": None if told else self.school_ids[place % SCHOOLS], "shows_refusal": told,
            "created_at": sent_at, "changed_at": decided_at or sent_at, "submitted_at": sent_at, "decided_at": decided_at,
            "listed_at": decided_at if is_decided and (told or not is_no) else None, "case_id": row_id,
            "closed_at": decided_at if is_closed else None,
        }  # fmt: skip
        self._add("applications", words)
        self._case(row_id, sent_at, decided_at, lead_id)
        for number in (1, 2):
            line = {"number": number, "kind": "rent", "name": f"Linje {number}", "amount": ASKED // 2}
            self._add("budget_lines", {"application_id": row_id, **line})
        self._add(
            "application_members",
            {"application_id": row_id, "person_id": lead_id, "role": "lead", "joined_at": sent_at},
        )
        self._add("application_events", {"application_id": row_id, "kind": "submitted", "at": sent_at})
        self._add("grant_balances", {"application_id": row_id, "pool_id": self.pool_id})
        self._council(place, row_id, sent_at, decided_at, is_no=is_no)
        if decided_at is not None:
            self._award(row_id, decided_at, is_no=is_no, is_closed=is_closed)
        self._count(words, is_yes=is_decided and not is_no)

    def _case(self, row_id: int, sent_at: datetime, decided_at: datetime | None, lead_id: int) -> None:
        day = (sent_at + timedelta(days=30)).date()
        self._add("cases", {
            "id": row_id, "subject_kind": "application", "subject_id": row_id, "title": "Åben hal-fredag",
            "path": f"/puljen/ansoegninger/{row_id}", "question": "Vi vil åbne hallen.", "asked_by": "Hal-holdet",
            "unit_id": self.unit_id, "opened_at": sent_at, "receipt_due_on": sent_at.date(), "answer_due_on": day,
            "clock_from": sent_at.date(), "receipt_at": sent_at, "receipt_by_id": self.official_id, "first_answered_at": decided_at,
            "state": "answered" if decided_at else "awaiting_answer", "answered_at": decided_at,
            "first_due_on": day if decided_at else None,
        })  # fmt: skip
        self._add("case_parties", {"case_id": row_id, "person_id": lead_id, "since": sent_at})

    def _council(self, place: int, row_id: int, sent_at: datetime, decided_at: datetime | None, *, is_no: bool) -> None:
        """One member in eighty is conflicted; two have a view; of what waits, two fifths are voted on, two fifths were."""
        for turn, person_id in enumerate(self.member_ids):
            is_conflicted = turn == 3 and place % 20 == 0
            row = {"application_id": row_id, "person_id": person_id, "is_conflicted": is_conflicted, "at": sent_at}
            why = {"conflict": "other", "found_by": "member"} if is_conflicted else {"conflict": None, "found_by": None}
            self._add("panelists", row | why)
            if turn < 2 and place % 2 == 0:
                view = {"leans": "in_favour", "words": "Det er en god idé."}
                self._add("assessments", {**row, **view})
        is_open = decided_at is None and place % 5 < 2
        if decided_at is None and place % 5 == 4:
            return
        counted: Row = dict.fromkeys(("in_favour", "against", "abstain", "entitled", "settled_at"))
        if not is_open:
            counted = {"in_favour": 3, "against": 0, "abstain": 0, "entitled": 4, "settled_at": decided_at or sent_at}
        self._add("motions", {
            "id": row_id, "form_key": f"{row_id:032x}", "application_id": row_id, "number": 1, "quorum_percent": 50,
            "amount": 0 if is_no else ASKED, "way": "writing", "closes_at": self.moment + timedelta(days=3),
            "state": "open" if is_open else "carried", "put_by_id": self.member_ids[0], "put_at": sent_at, **counted,
        })  # fmt: skip
        if not is_no:
            self._enter(row_id, sent_at, "reserve", "allocation", "reserved")
        for person_id in self.member_ids[1:3]:
            vote = {"motion_id": row_id, "application_id": row_id, "person_id": person_id, "is_conflicted": False}
            self._add("motion_votes", {**vote, "choice": "in_favour", "at": sent_at})

    def _award(self, row_id: int, at: datetime, *, is_no: bool, is_closed: bool) -> None:
        words = (
            {"reason_detail": "Reglen om løn", "next_step": NEXT} if is_no else {"reason_detail": "", "next_step": ""}
        )
        self._add("answers", {
            "id": row_id, "form_key": f"{row_id:032x}", "case_id": row_id, "number": 1, "outcome": "no" if is_no else "yes",
            "reason_code": "law_or_rules" if is_no else None, "explanation": f"{EXPLANATION} Ansøgning {row_id}.", "explanation_key": f"{row_id}",
            "expected_on": None if is_no else today(), "contact_name": "Line Holm", "contact_title": "Ungekonsulent",
            "contact_unit": "Center", "lix": 20, "written_by_id": self.official_id, "created_at": at, **words,
        })  # fmt: skip
        self._add("awards", {
            "form_key": f"{row_id:032x}", "application_id": row_id, "number": 1, "motion_id": row_id, "asked": ASKED,
            "outcome": "rejected" if is_no else "granted", "amount": 0 if is_no else ASKED, "answer_id": row_id,
            "rule": "2. Vi betaler ikke løn." if is_no else "", "better": NEXT if is_no else "",
            "complaint": COMPLAINT if is_no else "", "answer_outcome": "no" if is_no else "yes",
            "by_id": self.official_id, "at": at,
        })  # fmt: skip
        step = {"application_id": row_id, "kind": "rejected" if is_no else "granted", "at": at}
        self._add("application_events", step)
        if not is_no:
            self._enter(row_id, at, "grant", "reserved", "granted")
        if is_closed:
            self._enter(row_id, at, "pay", "granted", "paid")
            self._enter(row_id, at, "close_out", "paid", "closed_out")

    def _enter(self, row_id: int, at: datetime, kind: str, source: str, target: str) -> None:
        self.number += 1
        self._add("ledger_entries", {
            "form_key": f"{kind}:{row_id}", "pool_id": self.pool_id, "number": self.number, "kind": kind,
            "from_account": source, "to_account": target, "amount": ASKED, "application_id": row_id,
            "why": "Ungerådets beslutning", "document": "Møde 4, punkt 2", "by_id": self.official_id, "at": at,
        })  # fmt: skip

    def _count(self, words: Row, *, is_yes: bool) -> None:
        keys = [
            (Dimension.all, ""), (Dimension.topic, words["topic"].value), (Dimension.age_band, words["age_band"].value),
            (Dimension.school, str(words["school_id"] or "")),
        ]  # fmt: skip
        self.tallies.update([*keys, (Dimension.status, words["status"])])
        if words["status"] in WAITING:
            self.tallies.update([(Dimension.waiting, str(words["round_id"] or ""))])
        if is_yes:
            self.awards.update(keys)

    def _add(self, table: str, row: Row) -> None:
        self.rows[table].append(row)


def fill_pool(database: Database, size: int) -> Filled:
    """A town with one pool of ``size`` applications, in a database that is migrated and empty."""
    with database.transaction() as session:
        maker, place = _begun(session, size)
        treasurer_id = place.treasurer.id
    defaults = {table: _defaults(table) for table in TABLES}
    for start in range(0, size, BATCH):
        with database.transaction() as session:
            for table, rows in maker.batch(range(start, min(size, start + BATCH))).items():
                copy_rows(session, table, _whole(defaults[table], rows))
    with database.transaction() as session:
        session.execute(insert(PoolTally), list(_tallies(maker)))
        session.get_one(Pool, maker.pool_id).next_number = size + 1
    _vacuum(database)
    return Filled(maker.pool_id, maker.round_ids, maker.member_ids[2], treasurer_id, maker.number)


def _begun(session: Session, size: int) -> tuple[_Maker, Town]:
    bind_factories(session)
    place = town(session, money=ASKED * size)
    pool_id, moment = place.pool.id, now()
    schools = tuple(SchoolFactory(name=f"Skole {n}").id for n in range(SCHOOLS))
    person = {"role": Role.young_person, "birth_year": moment.year - 15, "created_at": moment}
    leads = [{"display_name": f"Ung {n}", **person} for n in range(size // BY_LEAD + 1)]
    lead_ids = session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), leads).all()
    PersonFactory(display_name="En læser")
    for number in (1, 2, 3):
        session.add(PoolRule(pool_id=pool_id, number=number, words=f"Regel {number}: vi betaler ikke løn."))
        session.add(PoolCriterion(pool_id=pool_id, number=number, question=f"Er det til glæde for mange? ({number})"))
    rounds = [
        PoolRound(
            pool_id=pool_id, name=f"Runde {n}", opens_on=today() - timedelta(days=90 * n), decides_on=today(),
            closes_at=moment + timedelta(days=30 - 80 * n),
        )
        for n in range(3)
    ]  # fmt: skip
    session.add_all(rounds)
    session.flush()
    members = tuple(member.id for member in place.members)
    official_id = place.coordinator.id
    return _Maker(
        size, pool_id, place.pool.unit_id, official_id, members, schools, tuple(one.id for one in rounds),
        tuple(lead_ids), moment,
    ), place  # fmt: skip


def _defaults(table: str) -> Row:
    """What the models give to columns that are left out."""
    found = {}
    for column in Base.metadata.tables[table].columns:
        default: Any = column.default
        if default is not None and default.is_scalar:
            found[column.name] = default.arg
        elif default is not None and default.is_callable:
            found[column.name] = {}
    return found


def _whole(defaults: Row, rows: list[Row]) -> list[Row]:
    """Every row with the same columns, in one order: as COPY takes them."""
    names = sorted({name for row in rows for name in row} | defaults.keys())
    return [{name: row.get(name, defaults.get(name)) for name in names} for row in rows]


def _tallies(maker: _Maker) -> Iterator[Row]:
    for (dimension, key), applications in sorted(maker.tallies.items()):
        awards = maker.awards[dimension, key]
        row = {"pool_id": maker.pool_id, "dimension": dimension, "key": key, "applications": applications}
        counted = applications if dimension is Dimension.waiting else awards
        yield {**row, "awards": awards, "amount": counted * ASKED}


def _vacuum(database: Database) -> None:
    """As the database does by itself once it has been left alone for a while."""
    engine = create_engine(database.write_engine.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()
