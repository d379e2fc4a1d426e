"""A browser in which an administrator is signed in, and what the log says."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory
from youthvoice.core.audit import AuditEntry


@pytest.fixture
def admin(sign_in: Any) -> Any:
    return sign_in(AdministratorFactory(display_name="Signe Bak"))


def token(client: Any) -> dict[str, str]:
    """What a form of a page that is not shown would send along."""
    return {"csrf_token": client.get("/beskeder").text.split('name="csrf-token" content="')[1].split('"')[0]}


@pytest.fixture
def deeds(session: Session) -> Callable[[], list[tuple[str, dict[str, Any]]]]:
    """(action, data) of what was recorded of units and routes, the first first."""

    def read() -> list[tuple[str, dict[str, Any]]]:
        session.expire_all()
        wanted = select(AuditEntry).where(AuditEntry.subject_kind.in_(["unit", "route"])).order_by(AuditEntry.id)
        return [(entry.action, entry.data) for entry in session.scalars(wanted)]

    return read
