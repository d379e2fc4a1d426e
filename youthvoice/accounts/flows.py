"""Flows to another site and back: begun, carried, taken. Only hashes of the secrets are stored."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import SignInFlow
from youthvoice.core.clock import now
from youthvoice.core.i18n import LOCALES

MINUTES = 15
"""Time to find a password, and a second factor."""
KEPT_FOR = timedelta(days=1)
RANDOM_BYTES, VERIFIER_BYTES = 32, 64


@dataclass(frozen=True)
class Begun:
    """The secrets of a new flow."""

    state: str
    browser: str
    nonce: str
    verifier: str


def begin(session: Session, provider: str, locale: str) -> Begun:
    """Store a new flow. The state begins with the language, since one address takes back visitors of all of them."""
    moment = now()
    session.execute(delete(SignInFlow).where(SignInFlow.created_at < moment - KEPT_FOR))
    begun = Begun(
        state=f"{locale}.{secrets.token_urlsafe(RANDOM_BYTES)}",
        browser=secrets.token_urlsafe(RANDOM_BYTES),
        nonce=secrets.token_urlsafe(RANDOM_BYTES),
        verifier=secrets.token_urlsafe(VERIFIER_BYTES),
    )
    session.add(
        SignInFlow(
            state_hash=digest(begun.state),
            provider=provider,
            nonce=begun.nonce,
            verifier=begun.verifier,
            browser_hash=digest(begun.browser),
            created_at=moment,
            expires_at=moment + timedelta(minutes=MINUTES),
        )
    )
    session.flush()
    return begun


def carry(session: Session, state: str, *, target: str, kept: str, person_id: int | None = None) -> None:
    """Let what must survive the journey lie in the flow; ``person_id`` asks for the identity to be added to them."""
    flow = find(session, state)
    if flow is not None:
        flow.next, flow.kept, flow.person_id = target, kept, person_id


def take(session: Session, provider: str, state: str, browser: str) -> SignInFlow | None:
    """The flow, used up by it; None where there is no such flow, it is used or old, or another browser began it."""
    flow = find(session, state, lock=True)
    if flow is None or flow.provider != provider or flow.used_at is not None or flow.expires_at <= now():
        return None
    if not hmac.compare_digest(flow.browser_hash, digest(browser)):
        return None
    flow.used_at = now()
    session.flush()
    return flow


def find(session: Session, state: str, *, lock: bool = False) -> SignInFlow | None:
    """The flow of a state; with ``lock`` nobody else can take it at the same time."""
    query = select(SignInFlow).where(SignInFlow.state_hash == digest(state))
    return session.scalar(query.with_for_update() if lock else query)


def locale_of(state: str) -> str | None:
    """The language in which the flow began, as the visitor's browser tells it."""
    locale = state.partition(".")[0]
    return locale if locale in LOCALES else None


def digest(secret: str) -> str:
    """SHA-256, 64 hex digits; enough for what is long and random."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
