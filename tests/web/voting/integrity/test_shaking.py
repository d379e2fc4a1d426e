"""Everything at once: people cast, boxes are mixed, sealed and opened, slips made void, hands entered. Nobody waits in a ring."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import SECRET, app_on, make_settings
from tests.factories.voting import contest_facts, opened_contest
from tests.races import SECONDS, at_once
from tests.web.voting.integrity.polling import Place, cast_direct, cast_printed, octets, polls, prepare
from youthvoice.core.db import Database
from youthvoice.core.errors import DomainError
from youthvoice.voting.commands.hands import HandFacts, enter_hands
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import cancel_contest, plan_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.slips import make_slips, void_slips
from youthvoice.voting.commands.storage import empty_log, is_unshaken, shake
from youthvoice.voting.models import BallotPaper, Contest, GivenPaper, SlipSheet, UsedSlip
from youthvoice.voting.queries.contests import get_contest, hold_contest
from youthvoice.voting.ticking import shake_open

CASTERS, SHAKERS, ROUNDS = 4, 2, 12
PEOPLE, SLIPS = 24 * CASTERS, 10 * CASTERS


@dataclass(frozen=True)
class Town:
    """One contest in which people vote, one whose slips are made void, and others that are sealed or stopped."""

    place: Place
    voided: Place
    sealed: tuple[int, ...]
    cancelled: tuple[int, ...]
    actor_id: int


def cast(database: Database, town: Town, own: int, number: int) -> None:
    place = (town.place, town.voided)[number % 2]
    for who in place.people[own::CASTERS][number::ROUNDS]:
        cast_direct(database, place, who, octets(f"{who} {place.key}"), (1,))
    for code in place.codes[own::CASTERS][: number + 1]:
        cast_printed(database, place, code, (2,))


def mix(database: Database, _town: Town, _own: int, _number: int) -> None:
    with database.transaction() as session:
        shake_open(session)
    empty_log(database)


def void(database: Database, town: Town, _own: int, number: int) -> None:
    with database.transaction() as session:
        sheets = session.scalars(select(SlipSheet).where(SlipSheet.contest_id == town.voided.contest_id)).all()
        void_slips(session, sheets[number % len(sheets)], actor_id=town.actor_id)
    with database.transaction() as session:
        contest = get_contest(session, town.voided.contest_id)
        make_slips(session, SECRET, contest, 5, f"Ark nr. {number}", f"{number + 10**12:032x}", actor_id=town.actor_id)


def hands(database: Database, town: Town, _own: int, number: int) -> None:
    place = town.place
    with database.transaction() as session:
        facts = HandFacts(place=f"{number}.B", children=8, hands={1: 1}, person_ids=place.people[number * 8 :][:8])
        enter_hands(
            session, get_contest(session, place.contest_id), facts, f"{number + 10**7:032x}", actor_id=town.actor_id
        )


def seal(database: Database, town: Town, _own: int, number: int) -> None:
    with database.transaction() as session:
        seal_contest(session, session.get_one(Contest, town.sealed[number % len(town.sealed)]), actor_id=None)


def cancel(database: Database, town: Town, _own: int, number: int) -> None:
    with database.transaction() as session:
        contest = session.get_one(Contest, town.cancelled[number % len(town.cancelled)])
        cancel_contest(session, contest, "Det var en prøve.", actor_id=None)


def begin(database: Database, _town: Town, _own: int, number: int) -> None:
    with database.transaction() as session:
        contest = plan_contest(session, contest_facts(), f"{number + 10**8:032x}", actor_id=None)
        open_contest(session, SECRET, contest, actor_id=None)


DEEDS: dict[str, Callable[[Database, Town, int, int], None]] = {
    "cast": cast, "mix": mix, "void": void, "hands": hands, "seal": seal, "cancel": cancel, "begin": begin,
}  # fmt: skip


def keep_doing(deed: str, own: int, town: Town, start: Any, results: Any) -> None:
    """A process of its own that does one thing over and over; puts what went wrong but for the product's own refusals."""
    app, wrong = app_on(town.place.url), []
    database = app.extensions["youthvoice"].database
    start.wait(SECONDS)
    for number in range(ROUNDS):
        try:
            with app.test_request_context("/"), contextlib.suppress(DomainError):
                DEEDS[deed](database, town, own, number)
        except Exception as error:
            wrong.append(f"{deed}: {error}"[:300])
    results.put(wrong)
    database.dispose()


def found_town(url: str) -> Town:
    place, voided = prepare(url, PEOPLE, SLIPS), prepare(url, 8, SLIPS)
    with polls(url) as database, database.transaction() as session:
        others = [opened_contest(session).id for _ in range(8)]
        actor_id = session.scalars(select(SlipSheet.made_by_id)).first()
    return Town(place, voided, tuple(others[:4]), tuple(others[4:]), actor_id or 0)


def test_nobody_waits_in_a_ring(own_url: str) -> None:
    town = found_town(own_url)
    deeds = [("cast", n) for n in range(CASTERS)] + [("mix", n) for n in range(SHAKERS)]
    deeds += [(deed, 0) for deed in ("void", "hands", "seal", "cancel", "begin")]
    wrong = at_once(keep_doing, [(deed, own, town) for deed, own in deeds])
    assert [one for found in wrong for one in found] == []
    with polls(own_url) as database, database.transaction() as session:
        check_books(session, town.place.contest_id)
        check_books(session, town.voided.contest_id)
        for contest_id in town.sealed:
            assert session.get_one(Contest, contest_id).sealed_at is not None
        for contest_id in town.cancelled:
            assert session.get_one(Contest, contest_id).cancelled_at is not None


def check_books(session: Session, contest_id: int) -> None:
    """Papers that were given are ballots, but for hands; and what the contest says is what there is."""
    given, used, ballots = (
        session.scalar(select(func.count()).select_from(table).where(table.contest_id == contest_id)) or 0
        for table in (GivenPaper, UsedSlip, BallotPaper)
    )
    by_hands = select(func.count()).where(GivenPaper.contest_id == contest_id, GivenPaper.kind == "hands")
    raised = session.scalar(by_hands) or 0
    assert ballots == given - raised + used
    seal_contest(session, session.get_one(Contest, contest_id), actor_id=None)
    contest = session.get_one(Contest, contest_id)
    assert ballots <= contest.taken_part <= contest.issued <= contest.roll_size


def test_a_shake_loses_nothing_and_leaves_one_writer(own_url: str) -> None:
    place = prepare(own_url, 20, 5)
    database = Database(make_settings(own_url))
    expected = {cast_direct(database, place, who, octets(str(who)), (1,)): "1" for who in place.people}
    expected |= {cast_printed(database, place, code, (2,)): "2" for code in place.codes}
    with database.transaction() as session:
        assert is_unshaken(session, place.contest_id) is not database.is_sqlite
        hold_contest(session, place.contest_id)
        shake(session, place.contest_id)
    with database.transaction() as session:
        assert not is_unshaken(session, place.contest_id)
        assert {row[0]: row[1] for row in session.execute(select(BallotPaper.token, BallotPaper.ballot))} == expected
        assert session.scalar(select(func.count()).select_from(GivenPaper)) == len(place.people)
        assert session.scalar(select(func.count()).select_from(UsedSlip)) == len(place.codes)
    assert cast_printed(database, place, place.codes[0], (1,)) in expected
    database.dispose()
