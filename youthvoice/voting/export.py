"""The part of this room in the file with a person's own data: where they could vote and did. Nobody knows how."""

from typing import Any

from flask import Flask
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.export import register
from youthvoice.accounts.models import Person
from youthvoice.voting.models import Contest, GivenPaper, RollEntry


def votes(session: Session, person: Person) -> list[dict[str, Any]]:
    """Every contest on whose roll the person stands, and whether they were given a paper. Rolls go after 90 days."""
    given = exists().where(GivenPaper.contest_id == Contest.id, GivenPaper.person_id == person.id)
    query = (
        select(
            Contest.title, Contest.owner_title.label("of"), Contest.opened_at, Contest.closes_at,
            or_(RollEntry.took_part, given).label("was_given_a_paper"),
        )
        .join(RollEntry, RollEntry.contest_id == Contest.id)
        .where(RollEntry.person_id == person.id)
        .order_by(Contest.id)
    )  # fmt: skip
    return [{**row, "was_given_a_paper": bool(row["was_given_a_paper"])} for row in session.execute(query).mappings()]


def init(_app: Flask) -> None:
    """Add it to every export."""
    register("votes", votes)
