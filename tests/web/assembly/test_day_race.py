"""Two consoles and a hall full of phones at the same moment, in real processes on both databases."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.base import bind_factories
from tests.factories.hall import hall, opened, planned
from tests.postgres import migrated_database
from tests.races import at_once, doing, in_database
from youthvoice.assembly.commands.casting import cast_named
from youthvoice.assembly.commands.chairing import call_next
from youthvoice.assembly.commands.checking_in import check_in
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.day import next_item
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.commands.turns import ask_for_floor
from youthvoice.assembly.models import AssemblyYear, DayEvent, DayItem, DayVote, Delegate, NamedBallot, Turn
from youthvoice.assembly.rules.day import ItemState, TurnState, Verdict
from youthvoice.core.pulse import number_of
from youthvoice.voting.models import Contest, RollEntry
from youthvoice.voting.rules.contest import State

KINDS = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
VOTERS = 16


def make(session: Session, is_named: bool | None = None, is_open: bool = True) -> tuple[int, int, int, int, list[int]]:
    """(year, item, chair, vote or 0, persons) of a hall."""
    bind_factories(session)
    place = hall(session, schools=4, each=VOTERS // 4)
    vote = 0
    if is_named is not None:
        vote = (opened if is_open else planned)(session, place, is_named=is_named).id
    persons = [one.person_id for one in place.delegates]
    return place.year.id, place.item.id, place.chair.id, vote, persons


def press_next(session: Session, year_id: int, seen: int, actor_id: int) -> None:
    next_item(session, year_id, seen, actor_id=actor_id)


def press_open(session: Session, year_id: int, vote_id: int, actor_id: int) -> None:
    open_vote(session, SECRET, year_id, vote_id, actor_id=actor_id)


def press_close(session: Session, year_id: int, vote_id: int, actor_id: int) -> None:
    close_vote(session, year_id, vote_id, actor_id=actor_id)


def press_call(session: Session, year_id: int, seen: int, actor_id: int) -> None:
    call_next(session, year_id, seen, actor_id=actor_id)


def come(session: Session, year_id: int, delegate_id: int, actor_id: int) -> None:
    check_in(session, year_id, delegate_id, actor_id=actor_id)


def act(session: Session, what: str, year_id: int, vote_id: int, person_id: int) -> None:
    """A tap on a phone, or the chair's «Luk og tæl»."""
    if what == "close":
        close_vote(session, year_id, vote_id, actor_id=person_id)
    else:
        cast_named(session, year_id, vote_id, person_id, (int(what),))


def race(url: str, do: object, presses: list[tuple[object, ...]]) -> list[str]:
    return at_once(doing, [(url, do, press) for press in presses])


@KINDS
def test_next_is_pressed_on_two_consoles(kind: str, tmp_path: Path) -> None:
    with migrated_database(kind, tmp_path) as url:
        year_id, item_id, chair, _vote, _persons = in_database(url, make)
        assert race(url, press_next, [(year_id, item_id, chair)] * 4) == ["done"] * 4

        def look(session: Session) -> None:
            states = [item.state for item in session.scalars(select(DayItem).order_by(DayItem.position))]
            assert states == [ItemState.done, ItemState.current, ItemState.waiting]
            year = session.get_one(AssemblyYear, year_id)
            assert number_of(session, year.channel) == 1

        in_database(url, look)


@KINDS
@pytest.mark.parametrize("is_named", [True, False], ids=["named", "secret"])
def test_a_vote_is_opened_and_closed_on_four_consoles(kind: str, is_named: bool, tmp_path: Path) -> None:
    with migrated_database(kind, tmp_path) as url:
        year_id, _item, chair, vote_id, persons = in_database(url, lambda session: make(session, is_named, False))
        assert race(url, press_open, [(year_id, vote_id, chair)] * 4) == ["done"] * 4
        table = NamedBallot if is_named else RollEntry

        def look(session: Session) -> None:
            assert session.scalar(select(func.count()).select_from(table)) == len(persons)
            assert session.scalar(select(func.count(Contest.id))) == (0 if is_named else 1)

        in_database(url, look)
        assert race(url, press_close, [(year_id, vote_id, chair)] * 4) == ["done"] * 4

        def look_again(session: Session) -> None:
            kinds = Counter(session.scalars(select(DayEvent.kind)))
            assert (kinds["vote_opened"], kinds["vote_counted"]) == (1, 1)
            assert session.get_one(DayVote, vote_id).verdict is Verdict.rejected
            assert set(session.scalars(select(Contest.counted_at.is_not(None)))) <= {True}
            assert {contest.state for contest in session.scalars(select(Contest))} <= {State.counted}

        in_database(url, look_again)


@KINDS
def test_every_ballot_that_was_acknowledged_is_counted_once(kind: str, tmp_path: Path) -> None:
    """Sixteen phones vote by name while two consoles close: who was told «done» is in the count, and nobody else is."""
    with migrated_database(kind, tmp_path) as url:
        year_id, _item, chair, vote_id, persons = in_database(url, lambda session: make(session, True))
        ballots = {person: "1" if place % 3 else "2" for place, person in enumerate(persons)}
        taps = [(ballots[person], year_id, vote_id, person) for person in persons]
        closing = [("close", year_id, vote_id, chair)] * 2
        told = at_once(telling, [(url, tap) for tap in (*taps[:8], *closing, *taps[8:])])
        acknowledged = Counter(what for what, said in told if said == "done" and what != "close")
        assert {said for _what, said in told} <= {"done", "VoteClosed"}

        def look(session: Session) -> None:
            vote = session.get_one(DayVote, vote_id)
            assert vote.outcome is not None
            totals = {number: int(votes) for number, votes in vote.outcome["rounds"][0]["totals"].items()}
            assert (totals["1"], totals["2"], totals["3"]) == (acknowledged["1"], acknowledged["2"], 0)
            assert vote.taken_part == sum(acknowledged.values())
            stored = select(NamedBallot.ballot, func.count()).where(NamedBallot.ballot.is_not(None))
            rows = session.execute(stored.group_by(NamedBallot.ballot)).all()
            assert {row[0]: row[1] for row in rows} == dict(acknowledged)

        in_database(url, look)


def telling(url: str, own: tuple[object, ...], start: Any, results: Any) -> None:
    """As ``doing``; puts what was tapped beside the answer."""

    class Named:
        def put(self, said: str) -> None:
            results.put((own[0], said))

    doing(url, act, own, start, Named())


@KINDS
def test_one_speaker_is_called_however_many_press(kind: str, tmp_path: Path) -> None:
    with migrated_database(kind, tmp_path) as url:
        year_id, _item, chair, _vote, persons = in_database(url, make)

        def ask(session: Session) -> None:
            for person in persons[:5]:
                ask_for_floor(session, year_id, person)

        in_database(url, ask)
        assert race(url, press_call, [(year_id, 0, chair)] * 4) == ["done"] * 4

        def look(session: Session) -> None:
            states = Counter(session.scalars(select(Turn.state)))
            assert states == {TurnState.speaking: 1, TurnState.waiting: 4}

        in_database(url, look)


@KINDS
def test_everybody_comes_at_once(kind: str, tmp_path: Path) -> None:
    with migrated_database(kind, tmp_path) as url:
        year_id, _item, chair, _vote, _persons = in_database(url, make)

        def send_home(session: Session) -> list[int]:
            delegates = session.scalars(select(Delegate)).all()
            for one in delegates:
                one.came_at = None
            return [one.id for one in delegates]

        ids = in_database(url, send_home)
        assert race(url, come, [(year_id, one, chair) for one in ids[:8] * 2]) == ["done"] * 16

        def look(session: Session) -> None:
            assert session.scalar(select(func.count()).where(Delegate.came_at.is_not(None))) == 8
            assert number_of(session, session.get_one(AssemblyYear, year_id).channel) == 8

        in_database(url, look)
