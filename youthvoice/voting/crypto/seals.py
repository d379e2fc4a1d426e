"""The deployment's seal on a public file: an Ed25519 signature (RFC 8032) of "youthvoice.voting-file|" and its SHA-256.

The key follows from the deployment's secret, so there is none to keep. Its public half stands in the file and on the page of
the result; it is the same for all files of a deployment, and changes only with its secret.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from youthvoice.core.vault import derived_key

DIGEST_BYTES = 32
PUBLIC_KEY_BYTES = 32
SEAL_BYTES = 64
_PURPOSE = "voting.file-seal"
_FILE = b"youthvoice.voting-file|"


def sign_file(secret_key: str, digest: bytes) -> bytes:
    """The seal (64 bytes) of the file with this SHA-256 (32 bytes); the same file always gets the same seal.

    Raises ValueError for a digest of another length.
    """
    if len(digest) != DIGEST_BYTES:
        raise ValueError("a SHA-256 has 32 bytes")
    return _private(secret_key).sign(_FILE + digest)


def file_public_key(secret_key: str) -> bytes:
    """The key (32 bytes, raw) that checks this deployment's seals."""
    return _private(secret_key).public_key().public_bytes_raw()


def verify_file(public: bytes, digest: bytes, seal: bytes) -> bool:
    """Tell whether ``seal`` is the seal of the file with this SHA-256 by the holder of ``public``."""
    if len(public) != PUBLIC_KEY_BYTES or len(digest) != DIGEST_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(seal, _FILE + digest)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(secret_key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derived_key(secret_key, _PURPOSE))
