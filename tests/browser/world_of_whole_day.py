"""A day of Bytinget that is about to begin: two schools, an agenda with two motions, and an amendment that waits for its vote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.browser.world import Site, person_called
from tests.factories.assembly import (
    AssemblyYearFactory,
    DayItemFactory,
    DelegateFactory,
    DelegationFactory,
    MotionFactory,
    key,
    seat_of_chair,
)
from tests.factories.base import bind_factories
from tests.factories.councils import SeatFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.casting import cast_named
from youthvoice.assembly.commands.checking_in import check_in, hall_code
from youthvoice.assembly.models import Amendment, AssemblyYear, DayVote, Delegate, Motion, NamedBallot
from youthvoice.assembly.queries.votes import open_vote_of
from youthvoice.assembly.rules.day import ItemKind
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.clock import now
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.models import BallotPaper
from youthvoice.voting.queries.contests import get_contest

TREES, HALLS = "Flere træer ved skolerne", "Åbne haller om aftenen"
THREE = "Bytinget foreslår, at der plantes mindst tre træer ved hver skole i kommunen."
FIVE = THREE.replace("tre", "fem")
FOR, AGAINST = (1,), (2,)
SCHOOLS = "Egeskolen", "Bøgeskolen"
T = TypeVar("T")
EACH = 4
"""Delegates of a school."""


@dataclass(frozen=True)
class WholeDay:
    """The day, and what others in the hall do there."""

    site: Site
    year: int
    year_id: int
    chair_id: int
    others: tuple[int, ...]
    """Persons without a phone here, by their ids."""

    def path(self, page: str) -> str:
        return f"/bytinget/{self.year}/{page}"

    def code(self) -> str:
        """Of the hall, as it is typed."""
        return _in(self.site, lambda session: hall_code(SECRET, session.get_one(AssemblyYear, self.year_id)))

    def others_come(self) -> None:
        """All but one, who is checked in at the desk."""

        def come(session: Session) -> None:
            query = select(Delegate.id).where(Delegate.year_id == self.year_id, Delegate.person_id.in_(self.others[1:]))
            for delegate_id in session.scalars(query):
                check_in(session, self.year_id, delegate_id, actor_id=self.chair_id)

        _in(self.site, come)

    def others_vote(self, *ballots: tuple[int, ...]) -> None:
        """The first of them, one ballot each."""

        def cast(session: Session) -> None:
            vote = self._open(session)
            for number, (person_id, ballot) in enumerate(zip(self.others, ballots, strict=False), 1):
                if vote.contest_id is None:
                    cast_named(session, self.year_id, vote.id, person_id, ballot)
                else:
                    contest, person = get_contest(session, vote.contest_id), session.get_one(Person, person_id)
                    give_and_cast(session, SECRET, contest, person, bytes([number]) * 32, ballot)

        _in(self.site, cast)

    def ballots(self) -> list[str]:
        """What was voted in the vote that is open."""

        def read(session: Session) -> list[str]:
            vote = self._open(session)
            if vote.contest_id is not None:
                papers = select(BallotPaper.ballot).where(BallotPaper.contest_id == vote.contest_id)
                return sorted(session.scalars(papers))
            mine = NamedBallot.vote_id == vote.id, NamedBallot.ballot.is_not(None)
            return sorted(ballot or "" for ballot in session.scalars(select(NamedBallot.ballot).where(*mine)))

        return _in(self.site, read)

    def _open(self, session: Session) -> DayVote:
        found = open_vote_of(session, self.year_id)
        assert found is not None
        return found


def whole_day(site: Site, year: int, chair: str, delegates: Mapping[str, int], deputy: str) -> WholeDay:
    """A day that can begin. ``delegates``: who has a phone -> which school they come for, 0 or 1."""

    def make(session: Session) -> WholeDay:
        bind_factories(session)
        found = AssemblyYearFactory(
            year=year, starts_at=now(), is_named=True, quorum_percent=50, theme="Et grønnere sted at bo"
        )
        person = seat_of_chair(found, person_called(session, chair))
        SeatFactory(body=found.body, role=SeatRole.deputy, person=person_called(session, deputy))
        others = _delegates(session, found, delegates)
        _agenda(session, found)
        session.flush()
        return WholeDay(site, year, found.id, person.id, others)

    return _in(site, make)


def _delegates(session: Session, year: AssemblyYear, named: Mapping[str, int]) -> tuple[int, ...]:
    schools = [DelegationFactory(year_id=year.id, name=name, places=EACH) for name in SCHOOLS]
    for name, school in named.items():
        DelegateFactory(delegation=schools[school], person=person_called(session, name))
    others: list[int] = []
    for number, school in enumerate(schools):
        left = EACH - list(named.values()).count(number)
        others += [DelegateFactory(delegation=school).person_id for _ in range(left)]
    return tuple(others)


def _agenda(session: Session, year: AssemblyYear) -> None:
    DayItemFactory(year_id=year.id, kind=ItemKind.welcome, position=0, title="Velkomst", minutes=10, takes_turns=False)
    for number, title in enumerate((TREES, HALLS), 1):
        motion: Motion = MotionFactory(
            year_id=year.id, number=number, title=title, text=THREE, state=MotionState.ready,
            submitted_at=now() - timedelta(days=10),
        )  # fmt: skip
        facts: dict[str, Any] = {"kind": ItemKind.motion, "motion_id": motion.id, "title": title, "minutes": 30}
        DayItemFactory(year_id=year.id, position=number, **facts)
        if title == TREES:
            session.add(_amendment(motion))
    DayItemFactory(year_id=year.id, kind=ItemKind.closing, position=3, title="Farvel", minutes=5)


def _amendment(motion: Motion) -> Amendment:
    return Amendment(
        form_key=key(), motion_id=motion.id, number=1, base=1, text=FIVE, at=now(),
        reason="Fem træer giver mere skygge end tre.", written_by_label="En delegation",
    )  # fmt: skip


def _in(site: Site, act: Callable[[Session], T]) -> T:
    """In a transaction of its own, as from another machine."""
    with site.app.test_request_context("/"), site.app.extensions["youthvoice"].database.transaction() as session:
        return act(session)
