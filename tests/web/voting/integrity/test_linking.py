"""Whoever has stolen the database tries to join people and ballots: during voting and after it, with all that is hidden.

The attack must be able to succeed: before the box is shaken, it does. That is also what docs/voting.md says is not kept
secret from somebody who watches the database while people vote.
"""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy import update

from tests.web.voting.integrity.attack import CHANCE, choices_told, joins
from tests.web.voting.integrity.dumping import Dump, dump, forms_of, record
from tests.web.voting.integrity.evening import Evening, begin, tick
from tests.web.voting.integrity.polling import Phone
from youthvoice.core.clock import now
from youthvoice.voting.models import Contest

PHONES, DIRECT, SLIPS = 60, 40, 40
LATE = 30
CLASS, ALL_THE_SAME = 11, 0.985
"""By chance eleven fall so nearly into the same order once in ten million times."""
ACCESS = {"at", "level", "logger", "message", "request_id", "method", "endpoint", "status", "ms"}


@pytest.fixture
def evening(own_url: str) -> Iterator[Evening]:
    made = begin(own_url, PHONES + DIRECT + LATE, SLIPS)
    yield made
    made.database.dispose()


def best(found: Dump, evening: Evening, **of: Any) -> float:
    """How well people and tokens can be joined, in deviations of chance."""
    return joins(found, of.get("truth", evening.truth))[0].score


def close(evening: Evening) -> None:
    """Closing time is over; the worker does what it does."""
    with evening.database.transaction() as session:
        session.execute(update(Contest).values(closes_at=now()))
    for name in ("voting.closing", "voting.scrubbing"):
        tick(evening, name)


def test_right_after_a_shake_nothing_joins_people_and_ballots(evening: Evening) -> None:
    people, codes = evening.place.people, evening.place.codes
    evening.vote(people[:PHONES], codes, ["phone"])
    # The attack works: with shaking switched off, everybody's ballot is known.
    before = joins(dump(evening.place.url), evening.truth)
    assert before[0].score > 0.99 * (before[0].pairs - 1) ** 0.5 > CHANCE

    tick(evening, "voting.shaking")
    found = dump(evening.place.url)
    assert len(joins(found, evening.truth)) > 20
    assert best(found, evening) < CHANCE, joins(found, evening.truth)[:3]
    assert choices_told(found, evening.choices)[0].score < CHANCE

    # Those who vote later can be joined until the next shake, and nobody else.
    early = dict(evening.truth)
    evening.vote(people[PHONES : PHONES + LATE], [], ["phone"])
    late = {who: token for who, token in evening.truth.items() if who not in early}
    found = dump(evening.place.url)
    assert best(found, evening, truth=late) > CHANCE
    assert best(found, evening, truth=early) < CHANCE
    tick(evening, "voting.shaking")
    assert best(dump(evening.place.url), evening, truth=late) < CHANCE


def test_a_whole_class_in_one_page_is_mixed_too(evening: Evening) -> None:
    """So few that their ballots lie side by side in one page of the database: the places tell their order, and nothing else."""
    evening.vote(evening.place.people[:CLASS], [], ["phone"])
    assert joins(dump(evening.place.url), evening.truth, CLASS)[0].likeness == 1
    tick(evening, "voting.shaking")
    tried = joins(dump(evening.place.url), evening.truth, CLASS)
    assert tried[0].likeness < ALL_THE_SAME, tried[:3]


def test_after_closing_nothing_joins_them_however_they_voted(evening: Evening) -> None:
    people, codes = evening.place.people, evening.place.codes
    evening.vote(people[: PHONES + DIRECT], codes, ["phone", "direct", "phone", "direct", "phone"])
    assert best(dump(evening.place.url), evening) > CHANCE
    # Not shaken since the first vote: closing alone must be enough.
    close(evening)

    found = dump(evening.place.url)
    tried = joins(found, {who: token for who, token in evening.truth.items() if isinstance(who, int)})
    assert any(join.token == "sealed_boxes.tokens" for join in tried)
    assert any(join.token == "published_files.body" for join in tried)
    assert any(join.person == "electoral_roll (order)" for join in tried)
    assert tried[0].score < CHANCE, tried[:3]
    assert best(found, evening) < CHANCE
    assert choices_told(found, evening.choices)[0].score < CHANCE
    box = [
        row
        for name in found.tables
        if name.startswith(("given_papers", "ballot_box", "used_slips", "contest_keys"))
        for row in found.tables[name]
    ]
    assert box == []


def test_no_text_or_number_stands_both_with_people_and_with_ballots(evening: Evening) -> None:
    evening.vote(evening.place.people[:12], evening.place.codes[:4], ["phone", "direct"])
    found = dump(evening.place.url)
    secrets = dict.fromkeys(evening.truth.values(), "token")
    for who in evening.place.people[:12]:
        phone = Phone(evening.place, f"phone of {who}")
        secrets |= {
            phone.secret: "secret",
            phone.prefix: "prefix",
            phone.blinded.inverse: "inverse",
            phone.blinded.message: "blinded",
        }
    for table, text in found.texts():
        for secret, kind in secrets.items():
            seen = {form for form, written in forms_of(secret).items() if written in text}
            allowed = {
                ("ballot_box", "token"): {"hex"},
                ("ballot_box", "prefix"): {"hex"},
                ("given_papers", "blinded"): {"sha256"},
            }
            name = re.sub(r"_\d+$", "", table)
            assert seen <= allowed.get((name, kind), set()), (table, kind, seen)
    for name, rows in found.tables.items():
        if name.startswith("ballot_box"):
            known = {
                "contest_id",
                "token",
                "prefix",
                "signature",
                "ballot",
                "_table",
                "_ctid",
                "_xmin",
                "_xmax",
                "_cmin",
                "_file",
                "_log",
            }
            assert all(row.keys() <= known for row in rows)


def test_the_log_names_nobody_and_no_paper(evening: Evening) -> None:
    log = io.StringIO()
    logging.getLogger("youthvoice").handlers[0].setStream(log)
    evening.vote(evening.place.people[:6], evening.place.codes[:3], ["phone", "direct"])
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert {line["endpoint"] for line in lines} >= {
        "voting.paper",
        "voting.box",
        "voting.vote_step",
        "voting.slip_step",
    }
    assert all(line.keys() == ACCESS for line in lines)
    broken = evening.app.test_client()
    with evening.database.transaction() as session:
        session.execute(sql("ALTER TABLE ballot_box RENAME COLUMN ballot TO choice"))
    code = evening.place.codes[5]
    evening.app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    assert broken.post("/s", data={"code": code, "step": "cast", "ballot": "1"}).status_code == 500
    told = log.getvalue()
    assert "ballot_box" in told
    assert code not in told
    assert "hidden" in told


def test_sqlite_s_files_hold_no_ballot_beside_its_token_any_more(evening: Evening) -> None:
    evening.vote(evening.place.people[:30], evening.place.codes[:10], ["phone", "direct"])
    held = dump(evening.place.url)
    cells = [
        record([row[name] for name in ("contest_id", "token", "prefix", "signature", "ballot")])
        for row in held.tables.get("ballot_box", [])
    ]
    if held.files:
        assert all(any(cell in raw for raw in held.files.values()) for cell in cells)
    close(evening)
    found = dump(evening.place.url)
    assert not any(cell in raw for cell in cells for raw in found.files.values())
    assert not any(token in raw for token in evening.truth.values() for raw in found.files.values())
    left = [
        row
        for row in found.tables.get("pg_class", [])
        if re.search(r"^(given_papers|used_slips|ballot_box).*_\d", row["relname"])
    ]
    assert left == []
    orphans = [row for row in found.tables.get("pg_class", []) if row["relkind"] == "t"]
    owners = {row["reltoastrelid"] for row in found.tables.get("pg_class", [])}
    assert {row["oid"] for row in orphans} <= owners
