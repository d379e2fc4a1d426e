"""Codes that are printed and typed are read however people type them."""

import pytest

from youthvoice.core.codes import LETTERS, grouped, is_code, normalise_code


@pytest.mark.parametrize("typed", ["BCDFGHJKLMNPRSTV", "bcdf-ghjk-lmnp-rstv", " BCDF GHJK–LMNP_RSTV. "])
def test_a_code_is_read_with_and_without_what_stands_between(typed: str) -> None:
    assert normalise_code(typed) == "BCDFGHJKLMNPRSTV"
    assert grouped(normalise_code(typed)) == "BCDF-GHJK-LMNP-RSTV"


@pytest.mark.parametrize(
    ("text", "fits"), [("BCDF", True), ("BCD", False), ("BCDFG", False), ("BCDA", False), ("BCD1", False)]
)
def test_a_code_has_its_letters_and_its_length(text: str, fits: bool) -> None:
    assert is_code(text, 4) is fits


def test_no_letter_is_a_vowel_or_looks_like_another() -> None:
    assert len(set(LETTERS)) == len(LETTERS) == 19
    assert not set(LETTERS) & set("AEIOUYÆØÅQ0123456789")
