"""A class with a teacher, and what the rooms above hear of its meetings."""

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.councils import (
    ClassFactory,
    CoordinatorSeatFactory,
    StudentCouncilFactory,
)
from youthvoice.core import events
from youthvoice.councils.events import ClassDecided


@pytest.fixture
def room(session: Session, sign_in: Any) -> SimpleNamespace:
    """A class below the elevråd of its school, its teacher, and a browser in which the teacher is signed in."""
    council = StudentCouncilFactory(name="Elevrådet")
    school_class = ClassFactory(parent=council, name="2.B")
    teacher = CoordinatorSeatFactory(body=school_class).person
    return SimpleNamespace(council=council, school_class=school_class, teacher=teacher, client=sign_in(teacher))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[ClassDecided]:
    """What the rooms above are told."""
    found: list[ClassDecided] = []
    monkeypatch.setitem(events._listeners, ClassDecided, [lambda _session, event: found.append(event)])
    return found
