"""Keys that follow from the deployment's secret, one for each purpose: whoever learns one does not learn the others."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def derived_key(secret_key: str, purpose: str) -> bytes:
    """32 bytes by HKDF-SHA256 (RFC 5869, no salt) with "youthvoice." and the purpose as its info."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"youthvoice.{purpose}".encode()).derive(secret_key.encode())
