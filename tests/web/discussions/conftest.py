"""Threads that stand on a page of the tests' own, which can be read unless a test closes it."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.factories.discussions import ThreadFactory
from youthvoice.discussions import guards
from youthvoice.discussions.models import Thread

KIND = "page_of_tests"


@pytest.fixture
def closed() -> Iterator[set[int]]:
    """Ids of the subjects that cannot be read."""
    ids: set[int] = set()
    guards.register(KIND, lambda _session, subject_id: subject_id not in ids)
    yield ids
    del guards._guards[KIND]


@pytest.fixture
def thread(session: Session, closed: set[int]) -> Thread:
    """An empty thread."""
    made: Thread = ThreadFactory(subject_kind=KIND)
    return made
