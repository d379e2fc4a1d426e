"""Stems and meaningful words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.words import meaningful_words, stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("busserne", "bus"),
        ("bussen", "bus"),
        ("klubben", "klub"),
        ("klubber", "klub"),
        ("skolerne", "skol"),
        ("skole", "skol"),
        ("hal", "hal"),
        ("haller", "hal"),
        ("by", "by"),
        ("ø", "ø"),
        ("", ""),
    ],
)
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_stop_words_go_and_the_rest_comes_once() -> None:
    assert meaningful_words("Vi vil have en Bane, en bane til os!") == ["bane"]


@given(st.text(max_size=60))
def test_a_stem_begins_its_word(word: str) -> None:
    assert word.startswith(stem(word))
