"""Text becomes plain: nothing invisible, nothing that turns the line around."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.textcheck import strip_control


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("", ""),
        ("Hej\tmed\ndig", "Hej\tmed\ndig"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", "a\nb\nc\nd\ne\nf"),
        ("nul\x00 bel\x07 del\x7f c1\x9b", "nul bel del c1"),
        ("a\u030a", "å"),
        ("ja\u202enej\u202c \u2066x\u2069", "janej x"),
        ("se\u200blv\u00admo\ufeffrd\u2060", "selvmord"),
        ("se\u200dl\u200cv\u200e", "selv"),
        ("\u200dx", "x"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🎤", "👩\u200d🎤"),
        ("x\ud800y", "xy"),
        ("x\U000e0041y", "xy"),
        ("a\n\n\nb", "a\n\n\nb"),
        ("a\n\n\n\nb", "a\n\n\nb"),
        ("a\n \n\t\n\n\n\nb", "a\n\n\nb"),
        ("привіт", "привіт"),
    ],
)
def test_strip_control(typed: str, plain: str) -> None:
    assert strip_control(typed) == plain


def test_stacked_accents_are_limited() -> None:
    assert strip_control("x" + "\u0316" * 50 + "y") == "x" + "\u0316" * 4 + "y"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_the_result_is_plain_and_stays_so(text: str) -> None:
    plain = strip_control(text)
    assert strip_control(plain) == plain
    assert unicodedata.is_normalized("NFC", plain)
    assert not [c for c in plain if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    plain.encode("utf-8")
