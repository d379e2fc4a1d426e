"""The phone's half of RFC 9474 in Python: what the tests set against the server's half, and against the browser's."""

import hashlib
import math
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

HASH_BYTES = SALT_BYTES = 48


@dataclass(frozen=True)
class Blinded:
    """A blinded message and what takes the blinding off again; both in the modulus' length."""

    message: bytes
    inverse: bytes


def numbers(public: bytes) -> tuple[int, int, int]:
    """Modulus, exponent and the modulus' length in bytes."""
    key = load_der_public_key(public)
    assert isinstance(key, RSAPublicKey)
    return key.public_numbers().n, key.public_numbers().e, key.key_size // 8


def encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017, 9.1.1 with SHA-384 for ``bits`` bits."""
    length = math.ceil(bits / 8)
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - HASH_BYTES - 2) + b"\x01" + salt
    mask = b"".join(
        hashlib.sha384(digest + counter.to_bytes(4)).digest() for counter in range(math.ceil(len(block) / 48))
    )
    masked = bytearray(one ^ other for one, other in zip(block, mask, strict=False))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + digest + b"\xbc"


def blind(public: bytes, prepared: bytes, salt: bytes | None = None, inverse: int | None = None) -> Blinded:
    """Blind of RFC 9474, 4.2; salt and inverse are given only by its test vectors."""
    n, e, length = numbers(public)
    encoded = int.from_bytes(
        encode(prepared, n.bit_length() - 1, secrets.token_bytes(SALT_BYTES) if salt is None else salt)
    )
    undo = secrets.randbelow(n) if inverse is None else inverse
    blinded = encoded * pow(pow(undo, -1, n), e, n) % n
    return Blinded(blinded.to_bytes(length), undo.to_bytes(length))


def finalize(public: bytes, signed: bytes, inverse: bytes) -> bytes:
    """Finalize of RFC 9474, 4.4, without its check of the signature: that is what the tests look at."""
    n, _, length = numbers(public)
    return (int.from_bytes(signed) * int.from_bytes(inverse) % n).to_bytes(length)
