"""Two windows of one person keep what is typed at the same moment, each in a process of its own."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.base import bind_factories
from tests.races import at_once, doing, in_database
from youthvoice.accounts.models import FormDraft
from youthvoice.accounts.unsent import keep_unsent

PLACE = "/et/sted"


def somebody(session: Session) -> int:
    bind_factories(session)
    return int(PersonFactory().id)


def kept_once(session: Session) -> int:
    bind_factories(session)
    person_id = int(PersonFactory().id)
    keep_unsent(session, person_id, PLACE, {"tekst": ["Først"]}, 0)
    return person_id


def keep_it(session: Session, person_id: int, words: str, seen: int) -> None:
    keep_unsent(session, person_id, PLACE, {"tekst": [words]}, seen)


def rows(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(FormDraft)) or 0


@pytest.mark.parametrize(("made", "seen"), [(somebody, 0), (kept_once, 1)])
def test_one_is_kept_and_the_other_hears_of_it(own_url: str, made: Any, seen: int) -> None:
    person = in_database(own_url, made)
    arguments = [(own_url, keep_it, (person, words, seen)) for words in ("Det ene", "Det andet")]
    assert sorted(at_once(doing, arguments)) == ["TypedElsewhere", "done"]
    assert in_database(own_url, rows) == 1
