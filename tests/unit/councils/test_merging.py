"""The merge of two wordings: nothing that either added is lost, and what both did alike is done once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.councils.merging import merge, overrule

LINES = st.lists(st.sampled_from(["skolemad", "busser", "gården", "ingen er imod", "pause", "lektier"]), max_size=7)
FREE = st.lists(st.text(st.sampled_from("ab.! "), min_size=1, max_size=8).map(str.strip).filter(bool), max_size=5)


@given(LINES, LINES, LINES)
def test_no_line_that_either_added_is_lost(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge("\n".join(base), "\n".join(mine), "\n".join(theirs)).text.split("\n")
    for line in {*mine, *theirs} - set(base):
        assert line in merged


@given(FREE, FREE, FREE)
def test_no_sentence_that_either_added_is_lost(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge("\n".join(base), "\n".join(mine), "\n".join(theirs)).text
    before = set(" ".join(base).split())
    for word in {*" ".join(mine).split(), *" ".join(theirs).split()} - before:
        assert word in merged.split()


@given(LINES, LINES)
def test_what_only_one_changed_is_as_that_one_wrote_it(base: list[str], other: list[str]) -> None:
    before, after = "\n".join(base), "\n".join(other)
    assert merge(before, after, before).text == after
    assert merge(before, before, after).text == after
    assert merge(before, after, before).is_clean


@given(LINES, LINES)
def test_the_same_edit_is_made_once(base: list[str], edited: list[str]) -> None:
    before, after = "\n".join(base), "\n".join(edited)
    merged = merge(before, after, after)
    assert (merged.text, merged.is_clean) == (after, True)


@given(st.lists(st.integers(0, 999), min_size=3, max_size=9, unique=True), st.data())
def test_edits_at_different_places_merge_cleanly(numbers: list[int], data: st.DataObject) -> None:
    base = [f"linje {n}" for n in numbers]
    first = data.draw(st.integers(0, len(base) - 3))
    second = data.draw(st.integers(first + 2, len(base) - 1))
    mine, theirs, both = list(base), list(base), list(base)
    mine[first] = both[first] = "mit"
    theirs[second] = both[second] = "deres"
    merged = merge("\n".join(base), "\n".join(mine), "\n".join(theirs))
    assert (merged.text, merged.is_clean) == ("\n".join(both), True)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged", "is_clean"),
    [
        ("", "Skolemad er dyrt.", "Bussen er sen.", "Bussen er sen.\nSkolemad er dyrt.", False),
        ("Vi talte om mad.", "Vi talte om mad. Alle var enige.", "Vi talte om mad.", "Vi talte om mad. Alle var enige.", True),
        ("Ja.", "Ja. Asta spurgte.", "Ja. Bo svarede.", "Ja. Bo svarede. Asta spurgte.", False),
        ("Et. To. Tre.", "1. To. Tre.", "Et. To. 3.", "1. To. 3.", True),
        ("Et\nTo", "Et", "Et\nTo\nTre", "Et\nTo\nTre", False),
        ("Et\nTo\nTre", "Tre", "Et\nTo\nTre\nFire", "Tre\nFire", True),
        ("Et\r\nTo", "Et\nTo\nTre", "Et\r\nTo", "Et\nTo\nTre", True),
    ],
)  # fmt: skip
def test_examples(base: str, mine: str, theirs: str, merged: str, is_clean: bool) -> None:
    found = merge(base, mine, theirs)
    assert (found.text, found.is_clean) == (merged, is_clean)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("Et. To. Tre.", "1. To. Tre.", "Uno. To. 3.", "1. To. 3."),
        ("Et\nTo\nTre", "1\nTo\nTre", "Uno\nTo\n3", "1\nTo\n3"),
        ("Et\nTo", "To", "Uno\nTo", "To"),
        ("Et", "Et", "Uno", "Uno"),
    ],
)
def test_who_overrules_stands_alone_where_both_wrote(base: str, mine: str, theirs: str, both: str) -> None:
    assert overrule(base, mine, theirs) == both
