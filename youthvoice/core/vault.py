"""What may lie in the database but be read by few: AES-256-GCM under a key that follows from the deployment's secret.

A stolen database alone tells nothing of it. A new secret for the deployment makes everything that was sealed unreadable.
"""

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class CannotUnseal(ValueError):
    """What was sealed is not of this purpose, context or deployment, or it was changed."""


def derived_key(secret_key: str, purpose: str) -> bytes:
    """32 bytes by HKDF-SHA256 (RFC 5869, no salt) with "youthvoice." and the purpose as its info.

    Whoever learns the key of one purpose does not learn the others.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"youthvoice.{purpose}".encode()).derive(secret_key.encode())


def seal(secret_key: str, purpose: str, text: str, context: str) -> bytes:
    """The text to store: 28 bytes longer than its UTF-8, and different each time.

    ``purpose`` ("grants.bank") has a key of its own; ``context`` ("application:17") names the row, so that what was sealed
    there opens nowhere else.
    """
    return seal_bytes(secret_key, purpose, text.encode(), context)


def unseal(secret_key: str, purpose: str, stored: bytes, context: str) -> str:
    """The text again. Raises CannotUnseal."""
    try:
        return unseal_bytes(secret_key, purpose, stored, context).decode()
    except UnicodeDecodeError as refused:
        raise CannotUnseal from refused


def seal_bytes(secret_key: str, purpose: str, plain: bytes, context: str) -> bytes:
    """Bytes to store: 12 random ones, then ciphertext and tag. ``purpose`` and ``context`` as for ``seal``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(secret_key, purpose).encrypt(nonce, plain, context.encode())


def unseal_bytes(secret_key: str, purpose: str, stored: bytes, context: str) -> bytes:
    """The bytes again. Raises CannotUnseal."""
    from cryptography.exceptions import InvalidTag

    nonce, rest = stored[:NONCE_BYTES], stored[NONCE_BYTES:]
    try:
        return _cipher(secret_key, purpose).decrypt(nonce, rest, context.encode())
    except (InvalidTag, ValueError) as refused:
        raise CannotUnseal from refused


def _cipher(secret_key: str, purpose: str) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(derived_key(secret_key, purpose))
