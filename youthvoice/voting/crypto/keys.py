"""A contest's private key as it lies in the database: sealed, so that a stolen database alone signs no papers (core/vault.py).

A new secret for the deployment makes the keys of open contests unreadable.
"""

from youthvoice.core.vault import seal_bytes, unseal_bytes

_PURPOSE = "voting.contest-key"


def encrypt_key(secret_key: str, contest_key: str, private: bytes) -> bytes:
    """The private key (DER) to store, bound to ``contest_key``."""
    return seal_bytes(secret_key, _PURPOSE, private, contest_key)


def decrypt_key(secret_key: str, contest_key: str, stored: bytes) -> bytes:
    """The private key (DER) again. Raises core.vault.CannotUnseal."""
    return unseal_bytes(secret_key, _PURPOSE, stored, contest_key)
