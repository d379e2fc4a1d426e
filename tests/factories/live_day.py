"""A vote by name that is open, with its roll, and somebody's turn to speak."""

from collections.abc import Iterable
from typing import Any

import factory

from tests.factories.assembly import key
from tests.factories.base import HouseFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import DayVote, DayVoteOption, Delegate, NamedBallot, Turn
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.clock import now
from youthvoice.elections.rules.polls import Way


class NamedVoteFactory(HouseFactory):
    """A question; ``voters`` are its roll, ``titles`` its options where it is none."""

    class Meta:
        model = DayVote

    form_key = factory.LazyFunction(key)
    question = "Skal der være flere træer?"
    way = Way.yes_no
    is_named = True
    majority = Majority.simple
    tie_rule = DayTie.falls
    opened_at = factory.LazyFunction(now)

    @factory.post_generation
    def titles(self: Any, create: bool, extracted: Iterable[str] | None, **kwargs: Any) -> None:
        """The lines of the paper."""
        for number, title in enumerate(extracted or ("For", "Imod", "Hverken for eller imod"), 1):
            VoteOptionFactory(vote_id=self.id, number=number, title=title)

    @factory.post_generation
    def voters(self: Any, create: bool, extracted: Iterable[Person] | None, **kwargs: Any) -> None:
        """Those who were there when it opened; each has a delegate's row."""
        for person in extracted or ():
            BallotFactory(vote_id=self.id, person_id=person.id, year_id=self.year_id)


class VoteOptionFactory(HouseFactory):
    """A line of the paper."""

    class Meta:
        model = DayVoteOption


class BallotFactory(HouseFactory):
    """Somebody's place on the roll."""

    class Meta:
        model = NamedBallot
        exclude = ("year_id",)

    year_id = 0
    delegation_id = factory.LazyAttribute(lambda one: _delegation(one.year_id, one.person_id))


def _delegation(year_id: int, person_id: int) -> int:
    made_by: Any = BallotFactory
    session = made_by._meta.sqlalchemy_session
    mine = Delegate.year_id == year_id, Delegate.person_id == person_id
    found: int = session.query(Delegate.delegation_id).filter(*mine).scalar()
    return found


class TurnFactory(HouseFactory):
    """Somebody who asked for the floor."""

    class Meta:
        model = Turn

    asked_at = factory.LazyFunction(now)
