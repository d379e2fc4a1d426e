"""Blind signatures on ballot papers: RSABSSA-SHA384-PSS-Randomized of RFC 9474, with RSA-2048.

A phone blinds its paper, the server signs what it cannot read (``blind_sign``), and the phone takes the blinding off. What
remains is an ordinary RSA-PSS signature of prefix and token that anybody can check (``verify``) and that nobody, the server
neither, can join to what was blinded. ``sign`` makes the same kind of signature where the server holds the paper itself.

A contest has a key of its own and uses it for nothing else (RFC 9474, 6.2). Private keys are read anew for every signature
(17 µs) and not kept: when a contest is sealed there is no copy in any worker's memory that would have to be wiped.
"""

import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)
from gmpy2 import gcd, invert, mpz, powmod, powmod_sec

KEY_BITS = 2048
EXPONENT = 65537
PREFIX_BYTES = 32
"""The random bytes before the token; RFC 9474, 4.1 calls them msg_prefix."""
SALT_BYTES = 48
_PADDING = PSS(MGF1(SHA384()), SALT_BYTES)


class BadBlindedMessage(ValueError):
    """What was sent to be signed is no number below the modulus, in the modulus' length."""


class SigningFault(ArithmeticError):
    """A signature came out wrong (RFC 9474, 4.3: «signing failure»); showing it could give the key away."""


def generate_key() -> bytes:
    """A new private key: PKCS #8, DER, not encrypted. Takes 20 to 100 ms."""
    key = generate_private_key(public_exponent=EXPONENT, key_size=KEY_BITS)
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def public_key(private: bytes) -> bytes:
    """The public half: SubjectPublicKeyInfo, DER; what a browser imports as "spki" for RSA-PSS with SHA-384."""
    return _read(private).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def new_prefix() -> bytes:
    """The 32 random bytes that the server puts before a token it signs itself."""
    return secrets.token_bytes(PREFIX_BYTES)


def sign(private: bytes, message: bytes) -> bytes:
    """The PSS signature (SHA-384, salt of 48 bytes) of a prepared message: prefix, then token."""
    return _read(private).sign(message, _PADDING, SHA384())


def verify(public: bytes, prefix: bytes, token: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` is the contest's own (``public``: DER) on prefix and token. Takes 50 µs."""
    if len(prefix) != PREFIX_BYTES:
        return False
    key = load_der_public_key(public)
    if not isinstance(key, RSAPublicKey):
        return False
    try:
        key.verify(signature, prefix + token, _PADDING, SHA384())
    except InvalidSignature:
        return False
    return True


def blind_sign(private: bytes, blinded: bytes) -> bytes:
    """BlindSign of RFC 9474, 4.3: the signature of a blinded message, both in the modulus' length (256 bytes).

    Raises BadBlindedMessage; SigningFault if the result is wrong, as after a fault of the machine. The same blinded message
    gives the same signature. About 1.4 ms: the powers are taken in constant time and of a number that chance has changed.
    """
    numbers = _read(private).private_numbers()
    n, e = mpz(numbers.public_numbers.n), mpz(numbers.public_numbers.e)
    length = (n.bit_length() + 7) // 8
    message = mpz(int.from_bytes(blinded))
    if len(blinded) != length or message >= n:
        raise BadBlindedMessage
    mask = _unit(n)
    masked = message * powmod(mask, e, n) % n
    p, q = mpz(numbers.p), mpz(numbers.q)
    by_p = powmod_sec(masked % p, mpz(numbers.dmp1), p)
    by_q = powmod_sec(masked % q, mpz(numbers.dmq1), q)
    root = by_q + q * ((by_p - by_q) * mpz(numbers.iqmp) % p)
    signature = root * invert(mask, n) % n
    if powmod(signature, e, n) != message:
        raise SigningFault
    return int(signature).to_bytes(length)


def _unit(n: mpz) -> mpz:
    """A random number below n that has an inverse; all but 1 in 2^1023 have."""
    while True:
        mask = mpz(secrets.randbelow(int(n)))
        if gcd(mask, n) == 1:
            return mask


def _read(private: bytes) -> RSAPrivateKey:
    """The key, without the check of its primes (40 ms): it was made here and kept under an authenticated cipher."""
    key = load_der_private_key(private, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("not an RSA key")
    return key
