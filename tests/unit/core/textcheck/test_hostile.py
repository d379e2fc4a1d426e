"""No text is long or strange enough to stop a check or to raise."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youthvoice.core import textcheck
from youthvoice.core.readability import lix, long_words
from youthvoice.core.words import meaningful_words
from youthvoice.proposals.rules import excerpt, search_terms, similarity

LENGTH = 20_000
# Linear code needs some 10-100 ms for 20,000 characters; quadratic code needs seconds.
MAX_SECONDS = 1.0

CHECKS: list[Callable[[str], object]] = [
    lix,
    long_words,
    meaningful_words,
    excerpt,
    search_terms,
    lambda text: similarity(text, text[::-1]),
    textcheck.strip_control,
    textcheck.find_cpr,
    textcheck.find_phone_numbers,
    textcheck.find_emails,
    textcheck.find_addresses,
    textcheck.is_filler,
    textcheck.has_real_words,
    textcheck.fingerprint,
    textcheck.crisis_words,
]
PIECES = [
    *(
        "a",
        "a ",
        "ab.",
        "12",
        "12 ",
        "1-",
        "+",
        "+45",
        "@",
        "a@a.",
        "(at)",
        "vej ",
        "vejvej",
        " ",
        "\n",
        "\n ",
        "Mølle",
    ),
    *("\u0301", "a\u200d", "\u202e", "\ud800", "...", "a.a.", "isbn ", ".-'", "8 ", "٣", "²", "cvr 12345678", "a_a"),
    *("vil ikke ", "skærer i ", "min far slår ", "truer med at ", "bliver slået ", "vil bare være ", "I want to "),
]


@pytest.mark.parametrize("piece", PIECES)
def test_twenty_thousand_characters_stay_fast(piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]
    for check in CHECKS:
        started = time.process_time()
        check(text)
        assert time.process_time() - started < MAX_SECONDS, check


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(), max_size=12), min_size=1, max_size=6), st.integers(1, 40))
def test_no_text_raises(pieces: list[str], times: int) -> None:
    text = "".join(pieces) * times
    for check in CHECKS:
        check(text)
