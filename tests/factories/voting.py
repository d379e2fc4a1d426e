"""Contests and those who answer for them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.voting.commands.counting import count_contest, needs_lot
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import ContestFacts, OptionFacts, plan_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import register
from youthvoice.voting.rules.methods import Method

PLAIN = "tests"
"""The kind of contest that anybody young may vote in, and administrators run."""


class AnybodyYoung:
    """Answers for the contests of the tests."""

    def voters(self, _session: Session, _contest: Contest) -> Select[int]:
        return select(Person.id).where(Person.role == Role.young_person, Person.closed_at.is_(None))

    def may_run(self, _session: Session, _contest: Contest, person: Person) -> bool:
        return person.role is Role.administrator

    def may_see(self, _session: Session, _contest: Contest, _person: Person | None) -> bool:
        return False

    def counted(self, _session: Session, _contest: Contest) -> None:
        return None


register(PLAIN, AnybodyYoung())


def contest_facts(
    method: Method = Method.plurality, titles: Sequence[str] = ("Ja", "Nej"), **more: Any
) -> ContestFacts:
    """What a contest of the tests is: from now, for a week."""
    values = {
        "owner_kind": PLAIN,
        "owner_title": "Ungerådet",
        "title": "Hvad skal vi bruge pengene til?",
        "method": method,
        "options": [OptionFacts(title=title) for title in titles],
        "opens_at": now(),
        "closes_at": now() + timedelta(days=7),
    }
    return ContestFacts(**(values | more))


_count = iter(range(10**9))


def planned_contest(session: Session, method: Method = Method.plurality, **more: Any) -> Contest:
    """A contest that is not open yet."""
    return plan_contest(session, contest_facts(method, **more), f"{next(_count):032x}", actor_id=None)


def opened_contest(session: Session, method: Method = Method.plurality, **more: Any) -> Contest:
    """A contest in which everybody young can vote."""
    contest = planned_contest(session, method, **more)
    open_contest(session, SECRET, contest, actor_id=None)
    return contest


def close_and_count(session: Session, contest: Contest, *, actor_id: int | None) -> None:
    """Seal it, and count it if nothing is missing. Raises Conflict where nobody could vote."""
    seal_contest(session, contest, actor_id=actor_id)
    if not needs_lot(contest):
        count_contest(session, contest, actor_id=actor_id)
