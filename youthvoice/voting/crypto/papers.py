"""A ballot paper is 32 secret bytes. What the box and the public list hold of it is its token, which does not give it away.

A slip of paper carries a code instead; its secret follows from the code. Sixteen of nineteen letters are 67.9 bits, more
than can be tried out, so a token in the public list does not give the code away either.
"""

import hashlib
import hmac
import secrets

from youthvoice.core.codes import LETTERS, is_code, normalise_code

SECRET_BYTES = 32
TOKEN_BYTES = 32
CODE_LENGTH = 16
_PAPER = b"youthvoice.paper|"
_SLIP = b"youthvoice.slip|"
_HOLDER = b"youthvoice.holder|"


def new_secret() -> bytes:
    """The secret of a new paper: 32 random bytes."""
    return secrets.token_bytes(SECRET_BYTES)


def token_of(contest_key: str, secret: bytes) -> bytes:
    """SHA-256 of "youthvoice.paper|", the contest's key, "|" and the secret: the paper's name in this contest.

    Raises ValueError where the secret is not of 32 bytes, which also keeps key and secret from running into each other.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError("a paper's secret has 32 bytes")
    return hashlib.sha256(_PAPER + contest_key.encode() + b"|" + secret).digest()


def voter_mark(secret_key: str, contest_key: str, person_id: int) -> str:
    """Tells a phone apart who shares it: 32 hex digits under which it keeps the paper of this person in this contest.

    Without it the next to sign in on a family's tablet would vote with the paper, and over the ballot, of the one before.
    """
    text = f"voting-voter:{contest_key}:{person_id}".encode()
    return hmac.new(secret_key.encode(), text, hashlib.sha256).hexdigest()[:32]


def secret_of_holder(secret: bytes, person_id: int) -> bytes:
    """The paper's secret behind a form's secret, as this person sends it: another's form is another paper.

    SHA-256 of "youthvoice.holder|", the person's number, "|" and the form's secret. Raises ValueError unless that has 32 bytes.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError("a paper's secret has 32 bytes")
    return hashlib.sha256(_HOLDER + str(person_id).encode() + b"|" + secret).digest()


def new_code() -> str:
    """The code of a new slip: sixteen letters; ``core.codes.grouped`` writes them as they are printed."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def is_slip_code(text: str) -> bool:
    """Tell whether a normalised text can be the code of a slip."""
    return is_code(text, CODE_LENGTH)


def secret_of_slip(code: str) -> bytes:
    """The paper's secret behind a code, however it was typed: SHA-256 of "youthvoice.slip|" and its sixteen letters.

    Raises ValueError for what cannot be a code.
    """
    return hashlib.sha256(_SLIP + _letters(code)).digest()


def hash_of_slip(secret_key: str, contest_key: str, code: str) -> str:
    """What is stored of a slip: 64 hex digits that nobody can search without the deployment's secret.

    Raises ValueError for what cannot be a code. It cannot be computed from a token, so it does not join slips to the box.
    """
    text = b"voting-slip:" + contest_key.encode() + b":" + _letters(code)
    return hmac.new(secret_key.encode(), text, hashlib.sha256).hexdigest()


def _letters(code: str) -> bytes:
    normalised = normalise_code(code)
    if not is_slip_code(normalised):
        raise ValueError("no code of a slip")
    return normalised.encode()
