"""Blind signatures: the RFC's own numbers, what is refused, and that a fault of the machine gives nothing away."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tests.unit.voting.crypto import client
from youthvoice.voting.crypto import blind

VECTOR = json.loads((Path(__file__).parent / "rfc9474_a1.json").read_text())
TOKEN = bytes(range(32))
PREFIX = bytes(reversed(range(32)))


def number(name: str) -> int:
    return int(VECTOR[name], 16)


def octets(name: str) -> bytes:
    return bytes.fromhex(VECTOR[name])


@pytest.fixture(scope="module")
def key_of_the_rfc() -> bytes:
    """The RSA-4096 key of RFC 9474, appendix A."""
    p, q, n, e = (number(name) for name in "pqne")
    d = pow(e, -1, (p - 1) * (q - 1))
    crt = (rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q))
    key = rsa.RSAPrivateNumbers(p, q, d, *crt, rsa.RSAPublicNumbers(e, n)).private_key()
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def test_the_rfc_s_blinded_message_gets_the_rfc_s_signature(key_of_the_rfc: bytes) -> None:
    assert VECTOR["name"] == "RSABSSA-SHA384-PSS-Randomized"
    assert blind.blind_sign(key_of_the_rfc, octets("blinded_msg")) == octets("blind_sig")


def test_the_rfc_s_signature_is_good_and_no_other(key_of_the_rfc: bytes) -> None:
    public = blind.public_key(key_of_the_rfc)
    prefix, message, signature = octets("msg_prefix"), octets("msg"), octets("sig")
    assert blind.verify(public, prefix, message, signature)
    assert not blind.verify(public, prefix, message[:-1] + b"\x00", signature)
    assert not blind.verify(public, bytes(32), message, signature)
    assert not blind.verify(public, prefix, message, signature[:-1] + b"\x00")


def test_the_tests_own_phone_does_as_the_rfc_says(key_of_the_rfc: bytes) -> None:
    public = blind.public_key(key_of_the_rfc)
    made = client.blind(public, octets("msg_prefix") + octets("msg"), octets("salt"), number("inv"))
    assert made.message == octets("blinded_msg")
    assert client.finalize(public, octets("blind_sig"), octets("inv")) == octets("sig")


def test_what_was_signed_blindly_is_checked_like_what_the_server_signed(private: bytes, public: bytes) -> None:
    made = client.blind(public, PREFIX + TOKEN)
    signed = blind.blind_sign(private, made.message)
    assert blind.verify(public, PREFIX, TOKEN, client.finalize(public, signed, made.inverse))
    assert blind.verify(public, PREFIX, TOKEN, blind.sign(private, PREFIX + TOKEN))


def test_the_same_blinded_message_gets_the_same_signature(private: bytes, public: bytes) -> None:
    made = client.blind(public, PREFIX + TOKEN)
    assert blind.blind_sign(private, made.message) == blind.blind_sign(private, made.message)


def test_a_blinding_used_for_another_paper_gives_nothing(private: bytes, public: bytes) -> None:
    one, other = client.blind(public, PREFIX + TOKEN), client.blind(public, PREFIX + TOKEN)
    crossed = client.finalize(public, blind.blind_sign(private, one.message), other.inverse)
    assert not blind.verify(public, PREFIX, TOKEN, crossed)


@pytest.mark.parametrize("length", [0, 255, 257])
def test_a_blinded_message_has_the_length_of_the_modulus(private: bytes, length: int) -> None:
    with pytest.raises(blind.BadBlindedMessage):
        blind.blind_sign(private, b"\x01".rjust(length, b"\x00")[:length])


def test_a_blinded_message_lies_below_the_modulus(private: bytes, public: bytes) -> None:
    n, e, length = client.numbers(public)
    with pytest.raises(blind.BadBlindedMessage):
        blind.blind_sign(private, n.to_bytes(length))
    for message in (0, 1, n - 1):
        signed = int.from_bytes(blind.blind_sign(private, message.to_bytes(length)))
        assert pow(signed, e, n) == message


def test_a_message_that_shares_a_prime_with_the_modulus_is_signed_too(key_of_the_rfc: bytes) -> None:
    n, e, p = number("n"), number("e"), number("p")
    signed = int.from_bytes(blind.blind_sign(key_of_the_rfc, (3 * p).to_bytes(512)))
    assert pow(signed, e, n) == 3 * p


def test_a_fault_in_one_half_shows_no_signature(private: bytes, public: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a wrong result would give the primes away: gcd(signature^e - message, n)."""
    real, calls = blind.powmod_sec, []

    def faulty(*numbers: object) -> object:
        calls.append(numbers)
        return real(*numbers) + (len(calls) == 2)

    monkeypatch.setattr(blind, "powmod_sec", faulty)
    with pytest.raises(blind.SigningFault):
        blind.blind_sign(private, client.blind(public, PREFIX + TOKEN).message)
    assert len(calls) == 2


def test_the_number_raised_to_the_secret_power_differs_each_time(
    private: bytes, public: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, bases = blind.powmod_sec, []

    def watched(base: object, *rest: object) -> object:
        bases.append(base)
        return real(base, *rest)

    monkeypatch.setattr(blind, "powmod_sec", watched)
    made = client.blind(public, PREFIX + TOKEN)
    blind.blind_sign(private, made.message)
    blind.blind_sign(private, made.message)
    assert len(set(bases)) == 4


@pytest.mark.parametrize("prefix", [b"", PREFIX[:-1], PREFIX + b"\x00"])
def test_the_border_between_prefix_and_token_cannot_be_moved(private: bytes, public: bytes, prefix: bytes) -> None:
    whole = PREFIX + TOKEN
    assert not blind.verify(public, prefix, whole[len(prefix) :], blind.sign(private, whole))


def test_a_signature_of_another_contest_is_refused(public: bytes) -> None:
    assert not blind.verify(public, PREFIX, TOKEN, blind.sign(blind.generate_key(), PREFIX + TOKEN))


@pytest.mark.parametrize("signature", [b"", b"\x00" * 256, b"\xff" * 256, b"\x00" * 300])
def test_anything_may_be_shown_as_a_signature(public: bytes, signature: bytes) -> None:
    assert not blind.verify(public, PREFIX, TOKEN, signature)


def test_only_rsa_keys_sign_and_check() -> None:
    other = ed25519.Ed25519PrivateKey.generate()
    with pytest.raises(TypeError):
        blind.public_key(other.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    spki = other.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert not blind.verify(spki, PREFIX, TOKEN, bytes(256))


def test_keys_and_prefixes_are_new_each_time(private: bytes, public: bytes) -> None:
    n, e, length = client.numbers(public)
    assert (n.bit_length(), e, length) == (2048, 65537, 256)
    assert blind.generate_key() != private
    assert len(blind.new_prefix()) == 32
    assert blind.new_prefix() != blind.new_prefix()
