"""Where two wordings differ, and what is told of a secret vote in which all voted alike."""

import pytest

from youthvoice.assembly.rules.verdicts import tells_of_all
from youthvoice.assembly.rules.wordings import apart


@pytest.mark.parametrize(
    ("one", "other", "mine", "theirs"),
    [
        ("Et. To. Tre.", "Et. 2. Tre.", "To.", "2."),
        ("Et.\nTo.", "Et.", "To.", ""),
        ("Et.", "Et.", "", ""),
        ("Vi vil have fem. Nu!", "Vi vil have ti. Nu! Snart?", "Vi vil have fem.", "Vi vil have ti. Snart?"),
        ("", "Kun her", "", "Kun her"),
    ],
)
def test_the_sentences_that_one_has_and_the_other_has_not(one: str, other: str, mine: str, theirs: str) -> None:
    assert apart(one, other) == (mine, theirs)


@pytest.mark.parametrize(
    ("totals", "is_named", "taken_part", "tells"),
    [
        ([7, 0, 0], False, 7, True),
        ([0, 7, 0], False, 7, True),
        ([0, 0, 7], False, 7, True),
        ([6, 1, 0], False, 7, False),
        ([6, 0, 0], False, 7, False),  # one was blank
        ([7, 0, 0], True, 7, False),
        ([4, 0, 0], False, 4, False),  # of so few no number is told
        ([7, 7, 0], False, 7, True),
        ([], False, 0, False),
    ],
)
def test_a_secret_vote_of_one_mind_tells_what_each_voted(
    totals: list[int], is_named: bool, taken_part: int, tells: bool
) -> None:
    assert tells_of_all(totals, is_named=is_named, taken_part=taken_part) is tells
