"""Ballots a second through HTTP beside a page that inserts one row, and how long counting takes.

Alone: ``python -m benchmarks.voting``; ``--seconds 2`` and ``--counts-only`` are for a quick look.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from alembic import command
from flask import Flask
from sqlalchemy import create_engine, insert, select

from benchmarks.floor import Base
from benchmarks.load import drive, raw_request
from benchmarks.scenarios import signed_in
from benchmarks.serving import gunicorn
from tests.apps import SECRET
from tests.factories.voting import opened_contest
from tests.postgres import postgres_server
from tests.web.voting.integrity.polling import Phone, Place
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.app import create_app
from youthvoice.core.cli import alembic_config
from youthvoice.core.clock import now
from youthvoice.settings import Settings
from youthvoice.voting.crypto import blind
from youthvoice.voting.crypto.keys import decrypt_key
from youthvoice.voting.crypto.papers import new_secret
from youthvoice.voting.forms.ballots import written
from youthvoice.voting.models import ContestKey
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Completion, Method
from youthvoice.voting.tallies import TallyRules, count

Fact = tuple[str, str, str]
VOTERS, WARM = 3_000, 100
TRIES = 3


def voting_facts(seconds: float = 5.0) -> list[Fact]:
    """(what, measured, to reach), all of it."""
    return ballot_facts(seconds) + count_facts()


# ---- through HTTP


@dataclass(frozen=True)
class Crowd:
    """Ready requests: each of another voter, so that none is a retry."""

    direct: list[bytes]
    papers: list[bytes]
    boxes: list[bytes]


def ballot_facts(seconds: float) -> list[Fact]:
    """Ballots a second of both kinds, as shares of a page that inserts one row and commits (2 workers, PostgreSQL)."""
    with postgres_server().database() as floor_url, postgres_server().database() as url:
        engine = create_engine(floor_url)
        Base.metadata.create_all(engine)
        engine.dispose()
        command.upgrade(alembic_config(url), "head")
        crowd = _crowd(url)
        env = {"DATABASE_URL": url, "YOUTHVOICE_SECRET_KEY": SECRET, "YOUTHVOICE_DEMO": "0"}
        floor_requests = [raw_request("POST", "/", form=b"title=Et+forslag")]
        with (
            gunicorn("wsgi:app", env) as server,
            gunicorn("benchmarks.floor:app", {"FLOOR_DATABASE_URL": floor_url}) as floor,
        ):
            drive(floor.port, floor_requests, 1)
            rates, floors = [], [drive(floor.port, floor_requests, seconds).rate]
            for requests in (crowd.direct, crowd.papers, crowd.boxes):
                load = drive(server.port, requests[:WARM], 1)
                load = drive(server.port, requests[WARM:], seconds)
                if load.failures or load.answers > len(requests) - WARM:
                    raise RuntimeError(f"{load.failures} failures, {load.answers} of {len(requests)} requests")
                rates.append(load.rate)
                floors.append(drive(floor.port, floor_requests, seconds).rate)
    direct, paper, box = rates
    phone = 1 / (1 / paper + 1 / box)
    return [
        _share("ballots without JavaScript (b)", direct, (floors[0] + floors[1]) / 2, "0.50"),
        _share("ballots by phone (c), paper and cast", phone, (floors[1] + floors[2] + floors[3]) / 3, "0.30"),
    ]


def _share(what: str, rate: float, floor: float, goal: str) -> Fact:
    return (f"{what}, of a page that inserts a row", f"{rate / floor:.2f} ({rate:,.0f} a second)", goal)


def _crowd(url: str) -> Crowd:
    app = create_app(Settings(database_url=url, secret_key=SECRET, log_level="ERROR"))
    database = app.extensions["youthvoice"].database
    row = {"role": Role.young_person, "birth_year": now().year - 15, "created_at": now()}
    with app.app_context(), database.transaction() as session:
        session.execute(insert(Person), [{"display_name": f"Ung {n}", **row} for n in range(2 * VOTERS)])
        contest = opened_contest(session)
        place = Place(url, contest.id, contest.key, contest.public_key or b"", contest)
        stored = session.get_one(ContestKey, contest.id).private_key
        private = decrypt_key(SECRET, contest.key, stored)
        people = session.scalars(select(Person).where(Person.role == Role.young_person).order_by(Person.id)).all()
    # Outside of the application's context, which would keep the first person's token for all.
    direct = [_direct(app, place, person) for person in people[:VOTERS]]
    phones = [(person, Phone(place, f"phone {person.id}")) for person in people[VOTERS:]]
    papers = [_paper(app, place, person, phone) for person, phone in phones]
    boxes = [_box(place, phone, private) for _person, phone in phones]
    database.dispose()
    return Crowd(direct, papers, boxes)


def _direct(app: Flask, place: Place, person: Person) -> bytes:
    cookie, token = signed_in(app, person)
    fields = {"csrf_token": token, "step": "cast", "ballot": "1", "paper": written(new_secret())}
    return raw_request("POST", f"/afstemninger/{place.contest_id}/stem", cookie=cookie, form=urlencode(fields).encode())


def _paper(app: Flask, place: Place, person: Person, phone: Phone) -> bytes:
    cookie, token = signed_in(app, person)
    sent = {"blinded": written(phone.blinded.message)}
    return _json(f"/afstemninger/{place.contest_id}/seddel", sent, cookie, (("X-CSRFToken", token),))


def _box(place: Place, phone: Phone, private: bytes) -> bytes:
    """The signature is of the same kind as one that was blinded; making it here takes the phone's time out of the figures."""
    sent = {
        "contest": place.key,
        "secret": written(phone.secret),
        "prefix": written(phone.prefix),
        "signature": written(blind.sign(private, phone.prefix + phone.token)),
        "ballot": "2",
    }
    return _json("/stemmeboks", sent)


def _json(path: str, sent: object, cookie: str = "", headers: tuple[tuple[str, str], ...] = ()) -> bytes:
    body = json.dumps(sent).encode()
    length = ("Content-Length", str(len(body)))
    origin = ("Origin", "http://127.0.0.1")
    return (
        raw_request(
            "POST", path, cookie=cookie, headers=(*headers, ("Content-Type", "application/json"), length, origin)
        )
        + body
    )


# ---- counting


def count_facts() -> list[Fact]:
    """How long counts take on one core, and as a multiple of one pass over the ballots."""
    chance = random.Random(17)
    stv = TallyRules(method=Method.stv, options=tuple(range(1, 51)), seats=7)
    ranked = Counter(_ranking(chance, stv.options) for _ in range(10_000))
    approval = TallyRules(method=Method.approval, options=stv.options, seats=7)
    approved = Counter(_set(chance, stv.options, 12) for _ in range(100_000))
    options = tuple(range(1, 101))
    costs = {option: chance.randint(5, 300) * 1_000 for option in options}
    shares = TallyRules(
        method=Method.equal_shares, options=options, costs=costs, budget=500_000, completion=Completion.greedy
    )
    spent = Counter(_set(chance, options, 15) for _ in range(10_000))
    return [
        _counted("10,000 ranked ballots, 50 options, 7 seats", stv, ranked, "0.2 s"),
        _counted("100,000 approval ballots, 50 options", approval, approved, "1 s"),
        _counted("equal shares, 100 projects, 10,000 voters", shares, spent, "5 s"),
    ]


def _ranking(chance: random.Random, options: tuple[int, ...]) -> Ballot:
    """Some are liked more than others; people rank ten at most."""
    liked = sorted(options, key=lambda option: -(chance.random() ** (option + 2)))
    return tuple(liked[: chance.randint(1, 10)])


def _set(chance: random.Random, options: tuple[int, ...], most: int) -> Ballot:
    return tuple(sorted(chance.sample(options, chance.randint(1, most))))


def _counted(what: str, rules: TallyRules, ballots: Mapping[Ballot, int], goal: str) -> Fact:
    took = _fastest(lambda: count(rules, ballots, "482193"))
    one_pass = _fastest(lambda: _pass(ballots))
    return (f"counting {what}", f"{took:.3f} s, {took / one_pass:,.0f} passes over the ballots", goal)


def _pass(ballots: Mapping[Ballot, int]) -> int:
    total = 0
    for ballot, times in ballots.items():
        for _option in ballot:
            total += times
    return total


def _fastest(deed: Callable[[], object]) -> float:
    """Of a few tries, the least of the processor's time: others may be busy on this machine."""
    taken = []
    for _ in range(TRIES):
        began = time.process_time()
        deed()
        taken.append(time.process_time() - began)
    return min(taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.voting", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each address is driven")
    parser.add_argument("--counts-only", action="store_true")
    options = parser.parse_args()
    for what, measured, goal in count_facts() if options.counts_only else voting_facts(options.seconds):
        print(f"{what}: {measured} (to reach: {goal})")


if __name__ == "__main__":
    main()
