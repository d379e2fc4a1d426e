"""A whole import, for the command line and the web page alike."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import SchoolType
from youthvoice.core.clock import today
from youthvoice.core.db import Base
from youthvoice.core.errors import violated_constraint
from youthvoice.core.sheets.encoding import UnreadableFileError
from youthvoice.core.sheets.reading import rows
from youthvoice.councils.importing.changes import reckon_seats
from youthvoice.councils.importing.checking import Checker
from youthvoice.councils.importing.columns import read_header, separator_of
from youthvoice.councils.importing.matching import match_people, match_places
from youthvoice.councils.importing.plan import Plan, Summary, batches
from youthvoice.councils.importing.problems import Problems
from youthvoice.councils.importing.register import Register
from youthvoice.councils.importing.store import Progress, store
from youthvoice.councils.models import Body

MOST_LINES = 200_000
"""Unless the options say fewer."""
TAKEN_MEANWHILE = frozenset(
    {
        "uq_schools_name",
        "uq_bodies_name_at_school",
        "uq_persons_email",
        "uq_identities_provider_subject",
        "uq_seats_held",
    }
)


@dataclass(frozen=True)
class Options:
    """``day`` is the first day of the seats; ``school_kind`` that of schools that are new; ``most_lines`` bounds the time."""

    day: date
    school_kind: SchoolType = SchoolType.primary
    dry_run: bool = False
    most_lines: int = MOST_LINES


@dataclass(frozen=True)
class Outcome:
    """What a file does, or did; ``summary`` is None where something in it is wrong, and nothing was stored."""

    problems: Problems
    summary: Summary | None = None


def import_file(
    session: Session, source: BinaryIO, options: Options, *, actor_id: int | None, progress: Progress | None = None
) -> Outcome:
    """Read, check and, unless it is a dry run, store. A dry run only reads. The caller commits."""
    register, problems = read(source, options.most_lines)
    plan = Plan(options.day)
    for step in (match_places, match_people, reckon_seats):
        if step is reckon_seats and not options.dry_run:
            _lock(session, plan)
        if not problems:
            step(session, register, plan, problems)
    if problems:
        return Outcome(problems)
    summary = plan.summary()
    if not options.dry_run and not _stored(session, plan, options, actor_id, progress or _silent):
        problems.add(0, "", "", gettext("Nogen ændrede noget på siden samtidig. Intet er gemt. Prøv igen."))
        return Outcome(problems)
    return Outcome(problems, summary)


def _stored(session: Session, plan: Plan, options: Options, actor_id: int | None, progress: Progress) -> bool:
    """False, with nothing stored, where somebody else was quicker with the same school, class, address or UniID."""
    try:
        with session.begin_nested():
            store(session, plan, options.school_kind, actor_id=actor_id, progress=progress)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) not in TAKEN_MEANWHILE:
            raise
        return False
    return True


def read(source: BinaryIO, most_lines: int = MOST_LINES) -> tuple[Register, Problems]:
    """What the file says, and what is wrong with it. Knows nothing of the database."""
    register, problems, checker = Register(), Problems(), None
    try:
        for number, row in enumerate(rows(source, separator_of)):
            if checker is None:
                checker = Checker(read_header(row.cells, row.line, problems), register, problems, today().year)
                if problems:
                    break
            elif number > most_lines:
                text = gettext("Filen er for lang. Del den i flere, en for hver skole.")
                problems.add(row.line, "", "", text)
                break
            else:
                checker.check(row)
    except UnreadableFileError as error:
        problems.add(0, "", "", str(error))
    if not problems and not register.people and not register.classes:
        problems.add(0, "", "", gettext("Der står ingen personer i filen. Der er kun overskrifter."))
    return register, problems


def _lock(session: Session, plan: Plan) -> None:
    """Nobody goes to another class meanwhile: people first, then bodies, each in one order."""
    for some in batches(sorted(one.id for one in plan.people if one.id is not None)):
        people = select(Person.id).where(Person.id.in_(some)).order_by(Person.id)
        session.execute(people.with_for_update(key_share=True))
    for some in batches(sorted(place.id for place in plan.places() if place.id is not None)):
        bodies = select(Body.id).where(Body.id.in_(some)).order_by(Body.id)
        session.execute(bodies.with_for_update())


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""
