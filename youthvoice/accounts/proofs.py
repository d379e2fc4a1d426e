"""What a way to sign in is, and what comes of it. The ways themselves stand in ``providers`` and ``oidc``."""

from dataclasses import dataclass, field
from typing import Protocol

from flask_babel import LazyString
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Started:
    """A proof has begun. ``challenge`` travels with the visitor; ``elsewhere`` is an address to go to for the proof.

    ``browser`` is a secret for a short-lived cookie, so that the proof is good only in the browser that began it.
    """

    challenge: str
    elsewhere: str | None = None
    browser: str = ""


@dataclass(frozen=True)
class Told:
    """What another site says of a person beside who it is; empty where it does not say."""

    is_pupil: bool = False
    loa: int = 0
    """Level of assurance: 2 is one factor, 3 two."""
    name: str = ""
    email: str = ""
    """Normalised, and only where the other site answers for it."""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identity:
    """What was proved: a verified address, a person that the provider itself knows, or who it is on another site."""

    provider: str
    email: str | None = None
    person_id: int | None = None
    subject: str | None = None
    told: Told = field(default_factory=Told)


class ProofFailedError(Exception):
    """The answer proves nothing. ``message`` is for the visitor; with ``may_retry`` the same challenge still stands.

    ``status`` is 502 where the other site is at fault.
    """

    def __init__(self, message: LazyString, *, may_retry: bool = False, status: int = 422) -> None:
        super().__init__(str(message))
        self.message = message
        self.may_retry = may_retry
        self.status = status


class IdentityProvider(Protocol):
    """One way to sign in."""

    @property
    def key(self) -> str:
        """Its name in addresses and settings."""
        ...

    @property
    def label(self) -> LazyString:
        """Its name on the page."""
        ...

    def begin(self, session: Session, claim: str, locale: str) -> Started:
        """Start a proof. ``claim`` is what the visitor says (an address; empty where nothing is asked).

        Raises ProofFailedError where another site is needed and does not answer.
        """
        ...

    def complete(self, session: Session, challenge: str, answer: str) -> Identity:
        """Finish it. Raises ProofFailedError; what that has counted must be committed."""
        ...
