"""Keys at rest open only for their contest and deployment; a seal holds for one file of one deployment."""

import hashlib

import pytest

from youthvoice.core.vault import CannotUnseal, derived_key
from youthvoice.voting.crypto.keys import decrypt_key, encrypt_key
from youthvoice.voting.crypto.seals import file_public_key, sign_file, verify_file

SECRET_KEY = "a secret of at least thirty-two characters"
DIGEST = hashlib.sha256(b"a file").digest()


def test_a_stored_key_is_read_again(private: bytes) -> None:
    stored = encrypt_key(SECRET_KEY, "contest", private)
    assert private[:64] not in stored
    assert decrypt_key(SECRET_KEY, "contest", stored) == private


def test_a_key_stored_by_an_earlier_release_is_read() -> None:
    stored = bytes.fromhex("000102030405060708090a0b332cc193bcf9c7acbc974974ce7744db02c4ac27e8b4b5af29f0d76692")
    assert decrypt_key(SECRET_KEY, "contest", stored) == b"a private key"


def test_the_same_key_is_never_stored_alike(private: bytes) -> None:
    assert encrypt_key(SECRET_KEY, "contest", private) != encrypt_key(SECRET_KEY, "contest", private)


def test_a_stored_key_opens_for_no_other_contest_or_deployment(private: bytes) -> None:
    stored = encrypt_key(SECRET_KEY, "contest", private)
    for secret_key, contest in ((SECRET_KEY, "other"), (SECRET_KEY + "x", "contest")):
        with pytest.raises(CannotUnseal):
            decrypt_key(secret_key, contest, stored)


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_changed_key_is_noticed(private: bytes, at: int) -> None:
    stored = bytearray(encrypt_key(SECRET_KEY, "contest", private))
    stored[at] ^= 1
    with pytest.raises(CannotUnseal):
        decrypt_key(SECRET_KEY, "contest", bytes(stored))


@pytest.mark.parametrize("stored", [b"", b"short", bytes(12), bytes(27)])
def test_a_key_cut_short_is_noticed(stored: bytes) -> None:
    with pytest.raises(CannotUnseal):
        decrypt_key(SECRET_KEY, "contest", stored)


def test_each_purpose_has_its_own_key() -> None:
    """And the one that seals stays what it is: published files are checked with it for years."""
    assert derived_key(SECRET_KEY, "a") != derived_key(SECRET_KEY, "b")
    assert derived_key(SECRET_KEY, "a") != derived_key(SECRET_KEY + "x", "a")
    assert file_public_key(SECRET_KEY).hex() == "a834578d7ad491640e3f206c6e6caa6aa5a69c771737ba8f5e8546c00465ce1a"


def test_a_seal_holds_for_its_file_and_deployment_alone() -> None:
    public, seal = file_public_key(SECRET_KEY), sign_file(SECRET_KEY, DIGEST)
    assert len(seal) == 64
    assert seal == sign_file(SECRET_KEY, DIGEST)
    assert verify_file(public, DIGEST, seal)
    assert not verify_file(public, hashlib.sha256(b"another file").digest(), seal)
    assert not verify_file(public, DIGEST, bytes([seal[0] ^ 1]) + seal[1:])
    assert not verify_file(file_public_key(SECRET_KEY + "x"), DIGEST, seal)


@pytest.mark.parametrize(
    ("public", "digest", "seal"), [(b"", DIGEST, bytes(64)), (bytes(32), b"", bytes(64)), (bytes(32), DIGEST, b"")]
)
def test_anything_may_be_shown_as_a_seal(public: bytes, digest: bytes, seal: bytes) -> None:
    assert not verify_file(public, digest, seal)


@pytest.mark.parametrize("digest", [b"", b"a file", DIGEST.hex().encode()])
def test_only_a_sha256_is_sealed(digest: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sign_file(SECRET_KEY, digest)
