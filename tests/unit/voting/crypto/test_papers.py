"""Papers and slips: the token follows from the secret and the contest, and gives neither away."""

import hashlib
from math import log2

import pytest

from youthvoice.core.codes import LETTERS, grouped
from youthvoice.voting.crypto import papers

SECRET_KEY = "a secret of at least thirty-two characters"
CODE = "BCDFGHJKLMNPRSTV"
SECRET = bytes(range(32))


def test_a_token_is_what_docs_and_phone_say_it_is() -> None:
    assert papers.token_of("contest", SECRET) == hashlib.sha256(b"youthvoice.paper|contest|" + SECRET).digest()


def test_a_token_differs_with_contest_and_secret() -> None:
    tokens = {papers.token_of(contest, secret) for contest in ("a", "b") for secret in (SECRET, bytes(32))}
    assert len(tokens) == 4


@pytest.mark.parametrize("secret", [b"", SECRET[:-1], SECRET + b"\x00"])
def test_a_secret_of_another_length_is_refused(secret: bytes) -> None:
    """Otherwise "a|" with "b…" and "a" with "|b…" could be the same paper."""
    with pytest.raises(ValueError, match="32 bytes"):
        papers.token_of("contest", secret)


def test_secrets_are_random_and_long() -> None:
    assert len({papers.new_secret() for _ in range(100)}) == 100
    assert {len(papers.new_secret()) for _ in range(10)} == {32}


def test_codes_use_every_letter_and_cannot_be_guessed() -> None:
    codes = [papers.new_code() for _ in range(200)]
    assert len(set(codes)) == 200
    assert all(papers.is_slip_code(code) for code in codes)
    assert set("".join(codes)) == set(LETTERS)
    assert papers.CODE_LENGTH * log2(len(LETTERS)) > 67


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), grouped(CODE), "bcdf ghjk lmnp rstv"])
def test_a_code_is_the_same_slip_however_it_is_typed(typed: str) -> None:
    assert papers.secret_of_slip(typed) == hashlib.sha256(b"youthvoice.slip|" + CODE.encode()).digest()
    assert papers.hash_of_slip(SECRET_KEY, "contest", typed) == papers.hash_of_slip(SECRET_KEY, "contest", CODE)


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "B", CODE[:-1] + "A", CODE[:-1] + "1"])
def test_what_cannot_be_a_code_is_no_slip(typed: str) -> None:
    with pytest.raises(ValueError, match="no code"):
        papers.secret_of_slip(typed)
    with pytest.raises(ValueError, match="no code"):
        papers.hash_of_slip(SECRET_KEY, "contest", typed)


def test_what_is_stored_of_a_slip_hangs_on_secret_contest_and_code() -> None:
    other = CODE[:-1] + "W"
    stored = {
        papers.hash_of_slip(key, contest, code)
        for key in (SECRET_KEY, SECRET_KEY + "x")
        for contest in ("a", "b")
        for code in (CODE, other)
    }
    assert len(stored) == 8
    assert all(len(text) == 64 for text in stored)


def test_a_slip_s_token_is_not_what_is_stored_of_it() -> None:
    token = papers.token_of("contest", papers.secret_of_slip(CODE))
    assert token.hex() != papers.hash_of_slip(SECRET_KEY, "contest", CODE)


def test_people_who_share_a_browser_are_told_apart() -> None:
    marks = {
        papers.voter_mark(key, contest, person)
        for key in (SECRET_KEY, SECRET_KEY + "x")
        for contest in ("a", "b")
        for person in (1, 11)
    }
    assert len(marks) == 8
    assert all(len(mark) == 32 for mark in marks)
    assert papers.voter_mark(SECRET_KEY, "a", 1) == papers.voter_mark(SECRET_KEY, "a", 1)
