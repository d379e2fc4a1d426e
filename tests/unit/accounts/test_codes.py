"""The keyed hash of a code, and reading ids from forms."""

import pytest

from youthvoice.accounts.codes import hash_code
from youthvoice.accounts.forms import number_or_none

SECRET = "s" * 32


def test_the_hash_depends_on_secret_challenge_and_code() -> None:
    hashes = {
        hash_code(SECRET, "challenge", "123456"),
        hash_code("t" * 32, "challenge", "123456"),
        hash_code(SECRET, "other", "123456"),
        hash_code(SECRET, "challenge", "123457"),
    }
    assert len(hashes) == 4
    assert {len(one) for one in hashes} == {64}


def test_the_hash_is_the_same_in_every_worker() -> None:
    assert hash_code(SECRET, "challenge", "123456") == hash_code(SECRET, "challenge", "123456")


def test_a_text_that_cannot_be_encoded_has_a_hash() -> None:
    assert len(hash_code(SECRET, "\ud800", "123456")) == 64


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        (7, 7),
        ("", None),
        (None, None),
        ("-1", None),
        ("1.0", None),
        ("٣", None),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, None),
    ],
)
def test_only_plain_digits_are_a_number(text: object, number: int | None) -> None:
    assert number_or_none(text) == number
