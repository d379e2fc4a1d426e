"""The part of the day in the file with a person's own data: what the person put on the agenda, had voted on, and on the screens."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.export import register as register_part
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, DayEvent, DayItem, DayVote
from youthvoice.assembly.models.day import MESSAGE


def register() -> None:
    """Add them to everybody's file."""
    register_part("assembly_items", items)
    register_part("assembly_questions", questions)
    register_part("assembly_messages", messages)


def items(session: Session, person: Person) -> Rows:
    """Items of the agenda that the person worded."""
    columns = DayItem.id, AssemblyYear.year, DayItem.title, DayItem.text, DayItem.hidden_at
    query = select(*columns).join(AssemblyYear, AssemblyYear.id == DayItem.year_id)
    return rows_of(session, query.where(DayItem.written_by_id == person.id).order_by(DayItem.id))


def questions(session: Session, person: Person) -> Rows:
    """Votes that the person planned."""
    columns = DayVote.id, AssemblyYear.year, DayVote.question, DayVote.opened_at, DayVote.hidden_at
    query = select(*columns).join(AssemblyYear, AssemblyYear.id == DayVote.year_id)
    return rows_of(session, query.where(DayVote.written_by_id == person.id).order_by(DayVote.id))


def messages(session: Session, person: Person) -> Rows:
    """What the person put on the screens."""
    columns = DayEvent.id, AssemblyYear.year, DayEvent.text, DayEvent.at, DayEvent.hidden_at
    query = select(*columns).join(AssemblyYear, AssemblyYear.id == DayEvent.year_id)
    mine = DayEvent.by_id == person.id, DayEvent.kind == MESSAGE, DayEvent.text != ""
    return rows_of(session, query.where(*mine).order_by(DayEvent.id))
