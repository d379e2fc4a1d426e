"""Base of every factory: rows go to the test's session and are flushed, never committed."""

from typing import Any

import factory
from sqlalchemy.orm import Session


class HouseFactory(factory.alchemy.SQLAlchemyModelFactory):
    """Subclasses name their model; ``bind_factories`` gives all of them the session."""

    class Meta:
        abstract = True
        sqlalchemy_session_persistence = "flush"


def bind_factories(session: Session) -> None:
    """Let every factory, however deep its class, write through ``session``."""
    pending: list[Any] = [HouseFactory]
    while pending:
        one = pending.pop()
        one._meta.sqlalchemy_session = session
        pending.extend(one.__subclasses__())
