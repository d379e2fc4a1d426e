"""One-time codes by mail: made, counted and compared. Only a keyed hash of a code is stored.

A code is good for ten minutes, five tries and one use, and only together with the *challenge* of the page that asked
for it. Whether an address is known plays no part here, so nothing in here can tell.
"""

import hashlib
import hmac
import re
import secrets
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import SignInCode
from youthvoice.accounts.refusals import forget_refusal
from youthvoice.accounts.rules import (
    CODE_DIGITS,
    CODE_MINUTES,
    CODES_PER_HOUR,
    CodeProblem,
    check_code_usable,
    code_expires_at,
)
from youthvoice.core import mail
from youthvoice.core.clock import now

CHALLENGE_BYTES = 32
KEPT_FOR = timedelta(days=1)
"""Used and expired codes carry an address, so they are removed after this."""
NEVER_RIGHT = ""
"""The hash of a row whose code was never sent: an address over its limit."""
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class CodeRefusedError(Exception):
    """The code was not accepted; ``problem`` says why, None where it is merely wrong and may be tried again."""

    def __init__(self, problem: CodeProblem | None) -> None:
        super().__init__(problem)
        self.problem = problem


def send_code(session: Session, secret_key: str, email: str, locale: str) -> str:
    """Mail a new code to a normalised address and return its challenge.

    Over ``CODES_PER_HOUR`` the same is done and the same is returned, but nothing is sent.
    """
    moment = now()
    session.execute(delete(SignInCode).where(SignInCode.created_at < moment - KEPT_FOR))
    allowed = _sent_lately(session, email) < CODES_PER_HOUR
    challenge = secrets.token_urlsafe(CHALLENGE_BYTES)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    keyed = hash_code(secret_key, challenge, code)
    issued = SignInCode(challenge=challenge, email=email, created_at=moment, expires_at=code_expires_at(moment))
    issued.code_hash = keyed if allowed else NEVER_RIGHT
    session.add(issued)
    message = mail.enqueue(
        session, email, "accounts/code", locale, is_secret=True, code=f"{code[:3]} {code[3:]}", minutes=CODE_MINUTES
    )
    if not allowed:
        session.expunge(message)
    session.flush()
    return challenge


def _sent_lately(session: Session, email: str) -> int:
    """How many codes were mailed to the address in the last hour."""
    recent = select(func.count()).where(
        SignInCode.email == email,
        SignInCode.created_at > now() - timedelta(hours=1),
        SignInCode.code_hash != NEVER_RIGHT,
    )
    return session.scalar(recent) or 0


def use_code(session: Session, secret_key: str, challenge: str, code: str) -> str:
    """The address that the code proves. The code is used up by it.

    Raises CodeRefusedError; a wrong code has then been counted, which the caller must commit.
    """
    found = find_code(session, challenge, lock=True)
    offered = hash_code(secret_key, challenge, code)
    if found is None:
        raise CodeRefusedError(CodeProblem.expired)
    problem = check_code_usable(found.created_at, found.tries, found.used_at is not None, now())
    if problem is not None:
        raise CodeRefusedError(problem)
    if not hmac.compare_digest(offered, found.code_hash):
        found.tries += 1
        session.flush()
        raise CodeRefusedError(check_code_usable(found.created_at, found.tries, used=False, now=now()))
    found.used_at = now()
    session.flush()
    forget_refusal(session, found.email)
    return found.email


def find_code(session: Session, challenge: str, *, lock: bool = False) -> SignInCode | None:
    """The row of a challenge; with ``lock`` nobody else can try it at the same time."""
    if not _CHALLENGE.fullmatch(challenge):
        return None
    query = select(SignInCode).where(SignInCode.challenge == challenge)
    return session.scalar(query.with_for_update() if lock else query)


def hash_code(secret_key: str, challenge: str, code: str) -> str:
    """HMAC-SHA256 under the deployment's secret, 64 hex digits: a stolen table cannot be searched for codes."""
    text = f"sign-in-code:{challenge}:{code}".encode(errors="replace")
    return hmac.new(secret_key.encode(), text, hashlib.sha256).hexdigest()
