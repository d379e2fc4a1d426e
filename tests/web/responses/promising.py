"""A promise, made by the ordinary way: an official answers yes."""

import itertools
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.web.responses.facts import good_explanation, whole_no
from youthvoice.core.clock import today
from youthvoice.responses.commands import add_party, give_answer
from youthvoice.responses.models import Case, Promise
from youthvoice.responses.queries.promises import find_promise
from youthvoice.responses.rules import Outcome

keys = (f"c{n:031x}" for n in itertools.count(1))


def answer(session: Session, case: Case, official: Any, outcome: Outcome, days: int = 90) -> None:
    """An answer with everything that it must have; ``days`` until it is done, or until others decide."""
    facts = whole_no(outcome=outcome, explanation=good_explanation(), expected_on=today() + timedelta(days=days))
    give_answer(session, case, official, facts, next(keys))


def promised(session: Session, case: Case, official: Any, days: int = 90, askers: int = 1) -> tuple[Promise, list[Any]]:
    """The promise of a yes, and those who asked."""
    people = [PersonFactory() for _ in range(askers)]
    for person in people:
        add_party(session, case.id, person.id)
    answer(session, case, official, Outcome.yes, days)
    promise = find_promise(session, case.id)
    assert promise is not None
    return promise, people
