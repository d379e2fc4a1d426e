"""Invitations by link: a signed address that lets somebody into one thing, until it is made useless or too old.

The thing stores a ``nonce``; whoever makes a new one makes every earlier link useless.
"""

import uuid
from dataclasses import dataclass

from youthvoice.core.signing import sign, unsign

VALID_DAYS = 30
_SECONDS = VALID_DAYS * 24 * 3600


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a good link says: the thing's id, and the nonce that the thing must still have."""

    thing_id: int
    nonce: str


def new_nonce() -> str:
    """A secret of 32 characters that no earlier link knows."""
    return uuid.uuid4().hex


def token_of(purpose: str, thing_id: int, nonce: str | None) -> str | None:
    """The token of an invitation, good for ``VALID_DAYS`` from now; None where there is no invitation."""
    return sign(purpose, [thing_id, nonce]) if nonce else None


def read_token(purpose: str, token: str) -> Invitation | None:
    """What the token says; None where it is forged, for another purpose or too old."""
    found = unsign(purpose, token, _SECONDS)
    return Invitation(int(found[0]), str(found[1])) if found else None
