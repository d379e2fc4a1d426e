"""Elections and polls of the made-up municipality, and the many who vote in them: ``content/votes.json``, played."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.commands import create_person
from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import find_school_by_name
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.demo.elections import ElectionStory
from youthvoice.demo.play import Deed
from youthvoice.demo.polling import Polling
from youthvoice.demo.polls import PollStory
from youthvoice.demo.words import pseudonyms

MIXED_BEFORE = timedelta(minutes=1)


def make_voters(session: Session, told: dict[str, Any]) -> dict[str, Person]:
    """Those who vote and do nothing else, by key: «8b-1» is the first pupil of a class. They have no address.

    Schools must be there; seats in the classes are given by ``seats_of``.
    """
    names, year, found = iter(reversed(pseudonyms())), now().year, {}
    for number, group in enumerate((*told["pupils"], *told["young"])):
        school = find_school_by_name(session, group["school"])
        for place in range(1, group["count"] + 1):
            found[f"{group.get('class', number)}-{place}"] = create_person(
                session, display_name=next(names), email=None, role=Role.young_person, birth_year=year - group["age"],
                school_id=school.id if school else None,
            )  # fmt: skip
    return found


def seats_of(told: dict[str, Any]) -> Iterator[list[str]]:
    """The pupils' seats in their classes, as ``content/councils.json`` tells seats."""
    for group in told["pupils"]:
        for place in range(1, group["count"] + 1):
            yield [group["class"], f"{group['class']}-{place}", "member"]


def vote_stories(
    session: Session, secret_key: str, people: dict[str, Person], told: dict[str, Any], now: datetime, bodies: dict[str, int]
) -> Iterable[Iterable[Deed]]:  # fmt: skip
    """The deeds of every election and poll; last of all the open boxes are mixed."""
    polling = Polling(session, secret_key)
    for one in told["elections"]:
        yield ElectionStory(session, people, one, now, bodies, polling).deeds()
    for one in told["polls"]:
        yield PollStory(session, people, one, now, bodies, polling).deeds()
    yield [(now - MIXED_BEFORE, polling.shake)]
