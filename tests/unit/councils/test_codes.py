"""The codes on paper: enough chance, no look-alikes, no words, and read however they are typed."""

from datetime import UTC, datetime, timedelta
from math import log2

import pytest

from youthvoice.core.codes import LETTERS, grouped, normalise_code
from youthvoice.councils.rules.codes import (
    LENGTH,
    MOST_SLIPS,
    USUAL_SLIPS,
    code_of,
    hash_code,
    is_code,
    is_usable,
    slips_to_offer,
)

SECRET = "a secret of at least thirty-two characters"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_code_has_fifty_bits_and_nothing_that_can_be_misread() -> None:
    assert LENGTH * log2(len(LETTERS)) >= 50
    assert not set(LETTERS) & set("AEIOUYÆØÅQ0123456789")


def test_codes_follow_from_secret_nonce_and_number_alone() -> None:
    codes = {code_of(SECRET, nonce, number) for nonce in ("a", "b", "c") for number in range(1, 201)}
    assert len(codes) == 600
    assert all(is_code(code) for code in codes)
    assert code_of(SECRET, "a", 1) == code_of(SECRET, "a", 1)
    assert code_of(SECRET, "a", 1) != code_of(SECRET + "x", "a", 1)
    # Number and nonce do not run into each other.
    assert code_of(SECRET, "a:1", 1) != code_of(SECRET, "a", 11)


def test_every_letter_comes_at_every_place() -> None:
    codes = [code_of(SECRET, "n", number) for number in range(2000)]
    assert all({code[at] for code in codes} == set(LETTERS) for at in range(LENGTH))


def test_the_hash_is_keyed_and_of_another_kind_than_the_code() -> None:
    code = code_of(SECRET, "n", 1)
    assert len(hash_code(SECRET, code)) == 64
    assert hash_code(SECRET, code) != hash_code(SECRET + "x", code)


@pytest.mark.parametrize("typed", ["BCDF-GHJK-LMNP", "bcdf ghjk lmnp", " Bcdfghjk–lmnp\n", "b.c.d.f_ghjk lmnp"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert normalise_code(typed) == "BCDFGHJKLMNP"
    assert grouped(normalise_code(typed)) == "BCDF-GHJK-LMNP"


@pytest.mark.parametrize("typed", ["", "BCDF", "BCDF-GHJK-LMNA", "BCDFGHJKLMNPR", "x" * 5000, "\u202e\x00"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert not is_code(normalise_code(typed))


@pytest.mark.parametrize(
    ("seats", "taken", "offered"),
    [(None, 0, USUAL_SLIPS), (11, 3, 8), (11, 11, 1), (11, 14, 1), (2000, 0, MOST_SLIPS)],
)
def test_as_many_slips_as_there_is_room(seats: int | None, taken: int, offered: int) -> None:
    assert slips_to_offer(seats, taken) == offered


@pytest.mark.parametrize(
    ("expires", "revoked", "closed", "usable"),
    [
        (timedelta(seconds=1), None, None, True),
        (timedelta(0), None, None, False),
        (timedelta(days=1), NOW, None, False),
        (timedelta(days=1), None, NOW, False),
    ],
)
def test_when_slips_let_somebody_in(
    expires: timedelta, revoked: datetime | None, closed: datetime | None, usable: bool
) -> None:
    assert is_usable(NOW + expires, revoked, closed, NOW) is usable
