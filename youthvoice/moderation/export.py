"""The part of this room in the file with a person's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts import export
from youthvoice.accounts.export import rows_of
from youthvoice.accounts.models import Person
from youthvoice.moderation.models import ContentReport


def reports(session: Session, person: Person) -> list[dict[str, Any]]:
    """What the person reported while signed in, in the person's own words; not the words of others."""
    columns = (
        ContentReport.id,
        ContentReport.reason,
        ContentReport.note,
        ContentReport.created_at,
        ContentReport.state,
    )
    query = select(*columns).where(ContentReport.reporter_id == person.id).order_by(ContentReport.id)
    return rows_of(session, query)


def register() -> None:
    """Add it to every export."""
    export.register("reports", reports)
