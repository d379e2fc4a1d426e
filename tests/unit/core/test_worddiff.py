"""What changed between two texts."""

import time

from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.worddiff import MAX_COMPARISONS, word_diff


def shown(before: str, after: str) -> list[tuple[str, str]]:
    """The parts as pairs."""
    return [(part.kind, part.text) for part in word_diff(before, after)]


def test_only_the_words_that_changed_are_marked() -> None:
    assert shown("en lille bane", "en stor bane") == [
        ("same", "en "), ("removed", "lille"), ("added", "stor"), ("same", " bane"),
    ]  # fmt: skip


def test_equal_texts_have_nothing_marked() -> None:
    assert shown("det samme", "det samme") == [("same", "det samme")]
    assert shown("", "") == []


def test_from_and_to_nothing() -> None:
    assert shown("", "nyt") == [("added", "nyt")]
    assert shown("gammelt", "") == [("removed", "gammelt")]


def test_texts_too_long_to_compare_stand_one_after_the_other() -> None:
    long = "a " * MAX_COMPARISONS
    began = time.perf_counter()
    assert shown(long, long + "b") == [("removed", long), ("added", long + "b")]
    assert time.perf_counter() - began < 5


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_is_lost(before: str, after: str) -> None:
    parts = word_diff(before, after)
    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after
