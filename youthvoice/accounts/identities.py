"""Who people are on other sites: found, added to an account, removed with it. They follow the person, not the school."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Identity, Passkey, PasskeyChallenge, Person, SignInFlow
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import RuleBroken, violated_constraint


@dataclass(frozen=True)
class IdentityLinked:
    """Audit: which site vouches for the person from now on; never its name for them."""

    provider: str


@dataclass(frozen=True)
class WaysIn:
    """What a person can sign in with beside a mailed code."""

    identities: list[Identity]
    passkeys: list[Passkey]

    def has(self, provider: str) -> bool:
        """Whether the site of that key vouches for the person."""
        return any(one.provider == provider for one in self.identities)

    def __bool__(self) -> bool:
        return bool(self.identities or self.passkeys)


def ways_in(session: Session, person: Person) -> WaysIn:
    """Identities and passkeys of a person, the oldest first."""
    identities = select(Identity).where(Identity.person_id == person.id).order_by(Identity.id)
    passkeys = select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.id)
    return WaysIn(list(session.scalars(identities)), list(session.scalars(passkeys)))


def find_person_of(session: Session, provider: str, subject: str) -> Person | None:
    """Whoever the other site's name for a person belongs to here."""
    query = select(Person).join(Identity, Identity.person_id == Person.id)
    return session.scalar(query.where(Identity.provider == provider, Identity.subject == subject))


def note_use(session: Session, provider: str, subject: str) -> None:
    """Remember when the identity was used last."""
    found = session.scalar(select(Identity).where(Identity.provider == provider, Identity.subject == subject))
    if found is not None:
        found.last_used_at = now()


def link_identity(session: Session, person: Person, provider: str, subject: str) -> None:
    """Let another site vouch for the person. Raises RuleBroken (identity) where it already does so for somebody else."""
    known = find_person_of(session, provider, subject)
    if known is not None and known.id == person.id:
        return
    try:
        with session.begin_nested():
            session.add(Identity(person_id=person.id, provider=provider, subject=subject, created_at=now()))
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_identities_provider_subject":
            raise
        raise RuleBroken({"identity": [gettext("Det login hører til en anden konto.")]}) from error
    audit.record(session, person.id, "person.link", ("person", person.id), IdentityLinked(provider))


def forget_ways_in(session: Session, person: Person) -> None:
    """Remove everything that a closed account could be entered with."""
    for table in (Identity, Passkey, SignInFlow, PasskeyChallenge):
        session.execute(delete(table).where(table.person_id == person.id))
