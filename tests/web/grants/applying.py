"""What the tests of applying share."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.web.forms import forms_on, named_value
from youthvoice.core.clock import today
from youthvoice.grants.models import Application, ApplicationMember
from youthvoice.grants.rules.applications import ApplicationStatus, MemberRole

WHAT = "Vi vil åbne hallen hver fredag, så alle kan komme og spille sammen."


def text_of(response: Any) -> str:
    return str(response.get_data(as_text=True))


def again(session: Session, application_id: int) -> Application:
    session.expire_all()
    return session.get_one(Application, application_id)


def applications_of(session: Session, person: Any) -> list[Application]:
    session.expire_all()
    return list(session.scalars(select(Application).where(Application.lead_id == person.id).order_by(Application.id)))


def all_fields(page: str, action: str) -> dict[str, list[str]]:
    """The fields of a form, each with all its values."""
    found: dict[str, list[str]] = {}
    for form in forms_on(page):
        if form.get("action") == action:
            for name, value in (pair for element in form.iter() for pair in named_value(element)):
                found.setdefault(name, []).append(value)
    return found


def step_url(application: Application, step: str) -> str:
    return f"/puljen/ansoegninger/{application.id}/skriv/{step}"


def lines(*rows: tuple[str, str, str]) -> dict[str, list[str]]:
    kinds, names, amounts = zip(*rows, strict=True)
    return {"line_kind": list(kinds), "line_name": list(names), "line_amount": list(amounts)}


def owe(session: Session, application: Application) -> None:
    """The accounts of a grant are late."""
    application.status, application.accounts_due_on = ApplicationStatus.accepted, today() - timedelta(days=3)
    session.flush()


def joined(session: Session, application: Application) -> Any:
    """Another of the group."""
    friend = PersonFactory()
    row = ApplicationMember(
        application_id=application.id, person_id=friend.id, role=MemberRole.member, joined_at=application.created_at
    )
    session.add(row)
    session.flush()
    return friend
