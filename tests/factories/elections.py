"""A class that elects its representatives, made by the ordinary commands; time is the test's own."""

import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import PersonFactory
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory, SeatFactory, StudentCouncilFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import local_date, now
from youthvoice.councils.models import Body
from youthvoice.elections.commands.closing import close_nomination
from youthvoice.elections.commands.planning import RoundFacts, plan_round
from youthvoice.elections.commands.standing import StandFacts, stand
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.elections import elections_of, get_election
from youthvoice.elections.rules.planning import Dates
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest

MONDAY = datetime(2027, 9, 6, 10, tzinfo=UTC)
"""Noon in Denmark."""
NOMINATION, PAUSE, VOTING = timedelta(days=7), timedelta(days=2), timedelta(days=1)
NAMES = ("Freja Holm", "Oskar Lind", "Alma Krogh", "Noah Friis", "Ida Bruun", "Emil Dam")
_keys = itertools.count(1)


def key() -> str:
    """A new key of a form."""
    return f"ab{next(_keys):030x}"


@dataclass
class SchoolTown:
    """An elevråd, a class of it, the adult who helps, and its pupils."""

    council: Body
    school_class: Body
    helper: Person
    pupils: list[Person]


def school_town(pupils: int = 8) -> SchoolTown:
    """Two seats and two substitutes for each class."""
    council = StudentCouncilFactory(name="Elevrådet på Virum Skole")
    school_class = ClassFactory(parent=council, name="8.B", grade=8)
    helper = CoordinatorSeatFactory(body=council).person
    found = [PersonFactory(school=council.school) for _ in range(pupils)]
    for pupil in found:
        SeatFactory(body=school_class, person=pupil)
    return SchoolTown(council, school_class, helper, found)


def dates(**more: Any) -> Dates:
    """Nomination from now on, for a week; then two days to read, and a day to vote."""
    begins = now()
    values = {
        "nomination_opens_at": begins,
        "nomination_closes_at": begins + NOMINATION,
        "voting_opens_at": begins + NOMINATION + PAUSE,
        "voting_closes_at": begins + NOMINATION + PAUSE + VOTING,
        "term_starts_on": local_date(begins + NOMINATION + PAUSE + VOTING) + timedelta(days=1),
    }
    return Dates(**(values | more))


def announced(session: Session, body: Body, constituencies: Sequence[Body] = (), **more: Any) -> Election:
    """The (first) election of a round that was just announced."""
    values = {"title": "Valg til elevrådet 2027/28", "seats": 2, "substitutes": 2, "dates": dates()}
    facts = RoundFacts(**(values | {"constituencies": [one.id for one in constituencies]} | more))
    planned = plan_round(session, body, facts, key(), actor_id=None)
    return elections_of(session, planned.id)[0]


def standing_up(
    session: Session, election: Election, people: Sequence[Person], names: Sequence[str] = NAMES, **more: Any
) -> list[Candidate]:
    """They stand, in that order."""
    return [
        stand(session, election, person, StandFacts(**({"ballot_name": name} | more)), key())
        for person, name in zip(people, names, strict=False)
    ]


def drawn(session: Session, election: Election) -> Election:
    """Its paper is drawn; the time must be up."""
    close_nomination(session, election)
    return get_election(session, election.id)


def opened(session: Session, election: Election) -> Contest:
    """People can vote."""
    contest = get_contest(session, election.contest_id or 0)
    open_contest(session, SECRET, contest, actor_id=None)
    return contest


def cast(session: Session, contest: Contest, person: Person, *candidates: Candidate) -> None:
    """One ballot, in that order of preference."""
    ballot = tuple(one.paper_number or 0 for one in candidates)
    give_and_cast(session, SECRET, contest, person, os.urandom(32), ballot)


def counted(session: Session, contest: Contest, helper: Person) -> None:
    """Closed, the lot is drawn, and it is counted."""
    seal_contest(session, contest, actor_id=None)
    if contest.tie_rule == "lot":
        draw_lot(session, contest, "413526", "Klassen og Mette", actor_id=helper.id)
    count_contest(session, contest, actor_id=None)
