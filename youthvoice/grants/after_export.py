"""A person's own part of what follows a yes, for the file that everybody can take along. Account numbers are only hinted at."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.grants.models import Agreement, Application, BankDetails, ChangeRequest, GrantMilestone, Payment


def part(session: Session, person: Person) -> dict[str, Any]:
    """Letters said yes to, accounts typed, payments asked for, changes and steps written."""
    accounts = select(BankDetails).where(BankDetails.by_id == person.id)
    payments = select(Payment).where(Payment.by_id == person.id).order_by(Payment.id)
    changes = select(ChangeRequest).where(ChangeRequest.by_id == person.id).order_by(ChangeRequest.id)
    plan = select(GrantMilestone).where(GrantMilestone.by_id == person.id).order_by(GrantMilestone.id)
    return {
        "letters": _letters(session, person),
        "accounts": [
            {"application": one.application_id, "ends_with": one.ends_with, "at": one.at, "removed_at": one.removed_at}
            for one in session.scalars(accounts)
        ],
        "payments": _payments(session.scalars(payments)),
        "changes": [
            {"application": one.application_id, "words": one.words, "at": one.at, "reply": one.reply}
            for one in session.scalars(changes)
        ],
        "plan": [
            {"application": one.application_id, "title": one.title, "due_on": one.due_on, "done_at": one.done_at}
            for one in session.scalars(plan)
        ],
    }


def _letters(session: Session, person: Person) -> list[dict[str, Any]]:
    letters = select(Agreement, Application.title).join(Application, Application.id == Agreement.application_id)
    yes = session.execute(letters.where(Agreement.accepted_by_id == person.id).order_by(Agreement.id))
    return [{"title": title, "words": one.words, "accepted_at": one.accepted_at} for one, title in yes]


def _payments(payments: Iterable[Payment]) -> list[dict[str, Any]]:
    return [
        {
            "application": one.application_id,
            "number": one.number,
            "oere": one.amount,
            "payee": one.payee,
            "reference": one.reference,
            "state": one.state.value,
            "due_on": one.due_on,
            "created_at": one.created_at,
        }
        for one in payments
    ]
