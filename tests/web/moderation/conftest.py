"""A kind of text that belongs to the tests: it can be found, hidden and shown again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.moderation import targets
from youthvoice.moderation.targets import Target

KIND = "text_of_tests"


@dataclass
class Shelf:
    """The texts there are, by id."""

    author: Person
    texts: dict[int, Target]

    def put(self, target_id: int, text: str = "Du er dum.") -> Target:
        """A new text by the author."""
        path = f"/forslag/{target_id}"
        self.texts[target_id] = Target(KIND, target_id, f"Forslag {target_id}", path, text, self.author.id)
        return self.texts[target_id]

    def find(self, _session: Session, target_id: int) -> Target | None:
        return self.texts.get(target_id)

    def hide(self, _session: Session, target_id: int) -> None:
        self._set(target_id, is_readable=False)

    def restore(self, _session: Session, target_id: int) -> None:
        self._set(target_id, is_readable=True)

    def _set(self, target_id: int, *, is_readable: bool) -> None:
        if target_id not in self.texts:
            raise NotFound
        self.texts[target_id] = replace(self.texts[target_id], is_readable=is_readable)


@pytest.fixture
def shelf(session: Session) -> Iterator[Shelf]:
    """An empty shelf of texts of one author."""
    made = Shelf(PersonFactory(), {})
    targets.register(KIND, made.find, made.hide, made.restore)
    session.commit()
    yield made
    del targets._owners[KIND]


@pytest.fixture
def target(shelf: Shelf) -> Target:
    """One text that can be reported."""
    return shelf.put(7)
