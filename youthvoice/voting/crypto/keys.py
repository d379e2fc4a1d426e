"""A contest's private key as it lies in the database: AES-256-GCM under a key that follows from the deployment's secret.

A stolen database alone signs no papers. A new secret for the deployment makes the keys of open contests unreadable.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from youthvoice.voting.crypto.derived import derived_key

NONCE_BYTES = 12
_PURPOSE = "voting.contest-key"


class UnreadableKey(ValueError):
    """The stored key is not of this contest or not of this deployment, or it was changed."""


def encrypt_key(secret_key: str, contest_key: str, private: bytes) -> bytes:
    """The private key (DER) to store: 12 random bytes, then ciphertext and tag, bound to ``contest_key``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(secret_key).encrypt(nonce, private, contest_key.encode())


def decrypt_key(secret_key: str, contest_key: str, stored: bytes) -> bytes:
    """The private key (DER) again. Raises UnreadableKey."""
    nonce, rest = stored[:NONCE_BYTES], stored[NONCE_BYTES:]
    try:
        return _cipher(secret_key).decrypt(nonce, rest, contest_key.encode())
    except (InvalidTag, ValueError) as refused:
        raise UnreadableKey from refused


def _cipher(secret_key: str) -> AESGCM:
    return AESGCM(derived_key(secret_key, _PURPOSE))
