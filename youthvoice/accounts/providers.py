"""How somebody proves who they are. Every way to sign in is one IdentityProvider; ``providers`` says which there are.

The interface fits a code that is mailed, a persona that is chosen, and a sign-in on another site (OIDC): there
``begin`` returns the address to go to, the challenge is OIDC's ``state``, and the answer is the authorization code.
"""

from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext
from sqlalchemy.orm import Session

from youthvoice.accounts import codes, identities, queries
from youthvoice.accounts.labels import CODE_TEXTS, WRONG_CODE
from youthvoice.accounts.models import Person
from youthvoice.accounts.oidc.provider import oidc_providers
from youthvoice.accounts.proofs import Identity, IdentityProvider, ProofFailedError, Started
from youthvoice.accounts.rules import is_code, normalise_code, normalise_email
from youthvoice.core.errors import NotFound
from youthvoice.settings import Settings

EMAIL_CODE = "email-code"
PERSONA = "persona"
EMAIL_CODE_LABEL = lazy_gettext("Kode på mail")
PERSONA_LABEL = lazy_gettext("Prøv siden som en anden")
_MAX_ID_DIGITS = 18

__all__ = ["Identity", "IdentityProvider", "ProofFailedError", "Started", "find_identified", "providers"]


@dataclass(frozen=True)
class EmailCodeProvider:
    """Six digits by mail, to anyone."""

    secret_key: str
    key: str = EMAIL_CODE
    label: LazyString = EMAIL_CODE_LABEL

    def begin(self, session: Session, claim: str, locale: str) -> Started:
        """Mail a code to the address ``claim``."""
        return Started(codes.send_code(session, self.secret_key, normalise_email(claim), locale))

    def complete(self, session: Session, challenge: str, answer: str) -> Identity:
        """The address, proved by the code. What is no code at all is not counted as a try."""
        typed = normalise_code(answer)
        if not is_code(typed):
            raise ProofFailedError(lazy_gettext("En kode har seks tal. Skriv dem her."), may_retry=True)
        try:
            return Identity(self.key, email=codes.use_code(session, self.secret_key, challenge, typed))
        except codes.CodeRefusedError as refused:
            text = CODE_TEXTS[refused.problem] if refused.problem else WRONG_CODE
            raise ProofFailedError(text, may_retry=refused.problem is None) from refused


@dataclass(frozen=True)
class PersonaProvider:
    """Demo mode only: be one of the made-up people. Nothing is proved, so nobody real can be chosen."""

    key: str = PERSONA
    label: LazyString = PERSONA_LABEL

    def begin(self, session: Session, claim: str, locale: str) -> Started:  # noqa: ARG002 - the interface's
        """Nothing to start: the choice is the whole proof."""
        return Started("")

    def complete(self, session: Session, challenge: str, answer: str) -> Identity:  # noqa: ARG002 - the interface's
        """The persona whose id is ``answer``. Raises NotFound where that is no persona."""
        known = answer.isascii() and answer.isdigit() and len(answer) <= _MAX_ID_DIGITS
        person = queries.find_person(session, int(answer)) if known else None
        if person is None or not person.is_persona or not person.is_active:
            raise NotFound
        return Identity(self.key, person_id=person.id)


def providers(settings: Settings) -> dict[str, IdentityProvider]:
    """The ways to sign in of this deployment, by key."""
    found: list[IdentityProvider] = [*oidc_providers(settings), EmailCodeProvider(settings.secret_key)]
    if settings.demo:
        found.append(PersonaProvider())
    return {provider.key: provider for provider in found}


def find_identified(session: Session, identity: Identity) -> Person | None:
    """The person behind what was proved; None where the address or the identity is nobody's yet."""
    if identity.person_id is not None:
        return queries.get_person(session, identity.person_id)
    if identity.subject is not None:
        return identities.find_person_of(session, identity.provider, identity.subject)
    return queries.find_person_by_email(session, identity.email or "")
