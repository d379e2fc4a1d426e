"""The part of this room in the file with a person's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts import export
from youthvoice.accounts.export import rows_of
from youthvoice.accounts.models import Person
from youthvoice.discussions.models import Comment, Thread


def comments(session: Session, person: Person) -> list[dict[str, Any]]:
    """Every comment the person wrote, withdrawn and hidden ones too."""
    columns = (
        Comment.id,
        Thread.title.label("about"),
        Comment.body,
        Comment.created_at,
        Comment.edited_at,
        Comment.withdrawn_at,
    )
    query = select(*columns).join(Thread, Thread.id == Comment.thread_id).where(Comment.author_id == person.id)
    return rows_of(session, query.order_by(Comment.id))


def register() -> None:
    """Add it to every export."""
    export.register("comments", comments)
