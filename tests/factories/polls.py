"""Polls of a class and of an elevråd, and those who run them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory, SeatFactory, StudentCouncilFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.commands.polls import PollFacts, plan_poll
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.methods import TieRule

YES_NO = (("Ja", None), ("Nej", None), ("Hverken ja eller nej", None))
_count = iter(range(10**9))


@dataclass
class School:
    """An elevråd with two classes: 7.A has three pupils, 7.B one. Each class and the elevråd has an adult who helps."""

    council: Body
    first: Body
    second: Body
    pupils: list[Person]
    """Of 7.A."""
    other: Person
    """Of 7.B."""
    member: Person
    """Speaks for 7.A in the elevråd; the first of its pupils."""
    chair: Person
    """Leads the elevråd; goes to 7.B's parallel class, which is none of these."""
    teacher: Person
    """Helps 7.A."""
    other_teacher: Person
    """Helps 7.B."""
    coordinator: Person
    """Helps the elevråd."""


def school() -> School:
    """All of it."""
    council = StudentCouncilFactory(name="Elevrådet på Virum Skole")
    first, second = ClassFactory(name="7.A", parent=council), ClassFactory(name="7.B", parent=council)
    pupils = [SeatFactory(body=first, person__display_name=f"Elev {n}").person for n in (1, 2, 3)]
    other = SeatFactory(body=second, person__display_name="Elev i 7.B").person
    chair = PersonFactory(display_name="Rolig Ræv")
    SeatFactory(body=council, person=pupils[0], from_body=first)
    SeatFactory(body=council, person=chair)
    SeatFactory(body=council, person=chair, role=SeatRole.chair)
    helpers = [CoordinatorSeatFactory(body=body, person=TeacherFactory()).person for body in (first, second, council)]
    return School(council, first, second, pupils, other, pupils[0], chair, *helpers)


def poll_facts(way: Way = Way.yes_no, **more: Any) -> PollFacts:
    """A question for a week, from now on."""
    titles = YES_NO if way is Way.yes_no else (("Bod", 20000), ("Bold", 500), ("Bænk", 8000))
    values = {
        "title": "Skal vi have en bod?",
        "question": "Er der flest for, køber vi den i maj.",
        "way": way,
        "options": titles,
        "seats": 1,
        "max_choices": None,
        "budget": 25000 if way is Way.money else None,
        "spends_rest": False,
        "voters": Voters.members,
        "is_public": True,
        "opens_at": None,
        "closes_at": now() + timedelta(days=7),
        "tie_rule": TieRule.run_off,
        "quorum_percent": 0,
        "allows_blank": True,
        "takes_strangers": False,
    }
    return PollFacts(**(values | more))


def poll_of(session: Session, body: Body, actor: Person, way: Way = Way.yes_no, **more: Any) -> Contest:
    """A poll of a body, open unless ``opens_at`` says otherwise."""
    facts = poll_facts(way, **more)
    return plan_poll(session, SECRET, body, facts, f"b{next(_count):031x}", actor_id=actor.id)
