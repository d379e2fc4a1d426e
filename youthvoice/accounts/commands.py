"""Writing people: made, edited, signed out everywhere, closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NotRequired, TypedDict, Unpack

from flask_babel import gettext
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed, PersonRenamed
from youthvoice.accounts.identities import forget_ways_in, link_identity
from youthvoice.accounts.labels import BIRTH_YEAR_TEXTS, DISPLAY_NAME_TEXTS
from youthvoice.accounts.models import Person, SignInCode
from youthvoice.accounts.proofs import Identity
from youthvoice.accounts.rules import (
    ADULT_ROLES,
    Role,
    check_birth_year,
    check_display_name,
    is_email,
    normalise_display_name,
    normalise_email,
)
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.mail import OutboxMessage

DELETED_NAME = "Slettet bruger"
ADULT_NAME_MAX = 60
TITLE_MAX = 120


@dataclass(frozen=True)
class PersonCreated:
    """Audit: what a new person may do."""

    role: str


@dataclass(frozen=True)
class ProfileEdited:
    """Audit: which fields were changed, never their texts."""

    fields: list[str]


class PersonFacts(TypedDict):
    """What a new person is made of; the young need a birth year, adults a title, a unit or school, and an address."""

    display_name: str
    role: Role
    email: NotRequired[str | None]
    birth_year: NotRequired[int | None]
    school_id: NotRequired[int | None]
    unit_id: NotRequired[int | None]
    title: NotRequired[str | None]
    locale: NotRequired[str]


def create_person(
    session: Session, *, actor_id: int | None = None, identity: Identity | None = None, **facts: Unpack[PersonFacts]
) -> Person:
    """Store a new person, and write it to the audit log (by ``actor_id``; None is the person or the command line).

    ``identity`` is who the person is on another site, which vouches for them from now on. The young may also come
    without an address (from their school, or by a code on paper).

    Raises RuleBroken (display_name, email, birth_year, title, unit, identity): what the rules refuse, what somebody
    else has, an adult without a title or without a unit or school.
    """
    person = Person(created_at=now(), **facts)
    person.display_name = normalise_display_name(facts["display_name"])
    person.email = normalise_email(person.email) if person.email else None
    problems = _problems(person, is_vouched_for=bool(identity and identity.subject))
    if problems:
        raise RuleBroken({name: [text] for name, text in problems.items()})
    with _own_address(session):
        session.add(person)
    if identity is not None and identity.subject is not None:
        link_identity(session, person, identity.provider, identity.subject)
    audit.record(session, actor_id or person.id, "person.create", ("person", person.id), PersonCreated(person.role))
    return person


def _problems(person: Person, *, is_vouched_for: bool) -> dict[str, object]:
    """Field -> what is wrong with it."""
    found = _adult_problems(person) if person.role in ADULT_ROLES else _young_problems(person)
    may_lack_address = is_vouched_for or person.role not in ADULT_ROLES
    if not (may_lack_address and person.email is None) and not is_email(person.email or ""):
        found["email"] = gettext("Det ligner ikke en e-mail.")
    return found


def _young_problems(person: Person) -> dict[str, object]:
    found: dict[str, object] = {}
    name = check_display_name(person.display_name)
    if name is not None:
        found["display_name"] = DISPLAY_NAME_TEXTS[name]
    if person.birth_year is None:
        found["birth_year"] = gettext("Vælg det år, du er født.")
        return found
    year = check_birth_year(person.birth_year, today().year)
    if year is not None:
        found["birth_year"] = BIRTH_YEAR_TEXTS[year]
    return found


def _adult_problems(person: Person) -> dict[str, object]:
    """Adults stand behind what they write: full name, title, and where they work."""
    found: dict[str, object] = {}
    name, title = person.display_name, person.title or ""
    if not 2 <= len(name) <= ADULT_NAME_MAX or not name.isprintable():
        found["display_name"] = gettext("Navnet skal have fra 2 til %(high)d tegn.", high=ADULT_NAME_MAX)
    if not title.strip() or len(title) > TITLE_MAX or not title.isprintable():
        found["title"] = gettext("En voksen skal have en titel på højst %(high)d tegn.", high=TITLE_MAX)
    if person.unit_id is None and person.school_id is None:
        found["unit"] = gettext("En voksen skal høre til et center eller en skole.")
    return found


@contextmanager
def _own_address(session: Session) -> Iterator[None]:
    """What is written in the block is stored, or undone where somebody else has the address (RuleBroken)."""
    try:
        with session.begin_nested():
            yield
            session.flush()
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_persons_email":
            raise
        raise RuleBroken({"email": [gettext("Der er allerede en konto med den e-mail.")]}) from error


def edit_profile(
    session: Session, person: Person, *, display_name: str | None, school_id: int | None, locale: str
) -> None:
    """Change a person's own profile. An adult's name and school stay: an administrator sets them.

    Raises RuleBroken (display_name).
    """
    wanted: dict[str, object] = {"locale": locale}
    if not person.is_adult:
        name = normalise_display_name(display_name or "")
        problem = check_display_name(name)
        if problem is not None:
            raise RuleBroken({"display_name": [DISPLAY_NAME_TEXTS[problem]]})
        wanted |= {"display_name": name, "school_id": school_id}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    before = person.display_name
    for field in changed:
        setattr(person, field, wanted[field])
    if changed:
        audit.record(session, person.id, "person.edit", ("person", person.id), ProfileEdited(changed))
    _tell_of_name(session, person, before)


def confirm_email(session: Session, person: Person, email: str) -> None:
    """Give a person without an address that works the one they have proved.

    Raises RuleBroken (email) where somebody has it, and Conflict where the person's own works.
    """
    if person.email is not None and person.email_refused_at is None:
        raise Conflict
    with _own_address(session):
        person.email = normalise_email(email)
        person.email_refused_at = person.email_refused_why = None
    audit.record(session, person.id, "person.edit", ("person", person.id), ProfileEdited(["email"]))


def edit_adult(
    session: Session, person: Person, *, display_name: str | None, title: str | None, unit_id: int | None
) -> None:
    """Change what adults cannot change themselves; None leaves a field as it is. Raises RuleBroken."""
    before = person.display_name
    wanted = {"display_name": display_name, "title": title, "unit_id": unit_id}
    changed = [field for field, value in wanted.items() if value is not None and getattr(person, field) != value]
    for field in changed:
        setattr(person, field, wanted[field])
    problems = _adult_problems(person)
    if problems:
        raise RuleBroken({name: [text] for name, text in problems.items()})
    audit.record(session, None, "person.edit", ("person", person.id), ProfileEdited(changed))
    if changed:
        # Title and unit stand beside the name on pages that were drawn before.
        publish(session, PersonRenamed(person.id, before, person.display_name))


def sign_out_everywhere(session: Session, person: Person) -> None:
    """Make every session cookie of the person worthless, on all devices."""
    person.session_version += 1
    audit.record(session, person.id, "person.sign_out_everywhere", ("person", person.id))


def close_account(session: Session, person: Person, actor_id: int) -> None:
    """Close an account for good: address and mails gone, all sessions ended, and what points at a child removed.

    An adult's name and title stay: the public answers of an authority must keep the name of who gave them.
    """
    if person.email is not None:
        session.execute(delete(SignInCode).where(SignInCode.email == person.email))
        session.execute(delete(OutboxMessage).where(OutboxMessage.recipient == person.email))
    forget_ways_in(session, person)
    before = person.display_name
    if not person.is_adult:
        person.display_name, person.birth_year, person.school_id = DELETED_NAME, None, None
    person.email = None
    person.closed_at = now()
    person.session_version += 1
    audit.record(session, actor_id, "person.close", ("person", person.id))
    _tell_of_name(session, person, before)
    publish(session, PersonClosed(person.id, actor_id))


def _tell_of_name(session: Session, person: Person, before: str) -> None:
    if person.display_name != before:
        session.flush()
        publish(session, PersonRenamed(person.id, before, person.display_name))
