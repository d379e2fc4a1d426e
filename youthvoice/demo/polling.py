"""The polling place of the demo: the worker's deeds at their time, and ballots that nobody has to invent one by one."""

from collections.abc import Collection, Mapping, Sequence
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.elections.clockwork import draw_papers
from youthvoice.voting import ticking
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.crypto.papers import new_secret
from youthvoice.voting.models import RollEntry
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.ballots import BLANK, Ballot

BLANKS = 0.04


class Polling:
    """Does what the worker would have done, and lets those on a roll vote."""

    def __init__(self, session: Session, secret_key: str) -> None:
        self.session, self.secret_key = session, secret_key

    def draw_papers(self) -> None:
        """End the nominations whose time is up."""
        while draw_papers(self.session):
            pass

    def open_due(self) -> None:
        """Open what is to open."""
        while ticking.open_due(self.session, self.secret_key):
            pass

    def close_due(self) -> None:
        """Close what is to close, and count it unless a lot is to be drawn."""
        while ticking.close_due(self.session):
            pass

    def shake(self) -> None:
        """Mix the boxes, and count how many took part."""
        while ticking.shake_open(self.session):
            pass

    def cast(self, contest_id: int, ballots: Sequence[Ballot], waiting: Collection[int] = ()) -> None:
        """Let so many of those on the roll vote, whoever they are; none of ``waiting``."""
        contest = get_contest(self.session, contest_id)
        on_roll = select(Person).join(RollEntry, RollEntry.person_id == Person.id)
        on_roll = on_roll.where(RollEntry.contest_id == contest_id, Person.id.not_in(waiting)).order_by(Person.id)
        # Those with a role in the demo have the lowest ids; those who stand for all others vote first.
        voters = list(reversed(self.session.scalars(on_roll).all()))
        for person, ballot in zip(voters, ballots, strict=False):
            give_and_cast(self.session, self.secret_key, contest, person, new_secret(), ballot)


def some_ranking(rng: Random, tastes: Mapping[int, int]) -> Ballot:
    """A ranking by chance: who has more weight stands higher more often. Now and then blank."""
    if rng.random() < BLANKS:
        return BLANK
    length = rng.randint(1, len(tastes))
    ranked = sorted(tastes, key=lambda number: rng.random() ** (1 / tastes[number]), reverse=True)
    return tuple(ranked[:length])


def some_choices(rng: Random, tastes: Mapping[int, int]) -> Ballot:
    """A set by chance, ascending: each option with so many in a hundred."""
    return tuple(number for number, percent in sorted(tastes.items()) if rng.random() * 100 < percent)


def one_choice(rng: Random, tastes: Mapping[int, int]) -> Ballot:
    """A single option by chance: who has more weight is chosen more often."""
    return tuple(rng.choices(list(tastes), list(tastes.values())))
