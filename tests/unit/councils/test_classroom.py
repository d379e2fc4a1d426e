"""Rules of a class meeting: its steps, pictures, caps, ties and codes."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.councils.class_labels import PICTURE_LABELS, PROBLEM_TEXTS, TOPICS
from youthvoice.councils.rules.classroom import (
    CODE_LENGTH,
    CODE_LETTERS,
    MOST_ROWS,
    WHOLE,
    WORDS,
    ClassProblem,
    Picture,
    allowed,
    as_code,
    check_choice,
    check_hands,
    check_room,
    find_picture,
    guess_picture,
    is_code,
    leaders,
    may_join,
)
from youthvoice.councils.rules.meetings import MOST_IDEAS, ClassPhase

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
STEPS = {
    (ClassPhase.ideas, ClassPhase.hands),
    (ClassPhase.hands, ClassPhase.ideas),
    (ClassPhase.hands, ClassPhase.decided),
}


@pytest.mark.parametrize(("before", "after"), list(product(ClassPhase, ClassPhase)))
def test_every_pair_of_steps(before: ClassPhase, after: ClassPhase) -> None:
    assert allowed(before, after) is ((before, after) in STEPS)


@pytest.mark.parametrize(
    ("hands", "ahead"),
    [
        ({}, ()),
        ({1: 0, 2: 0}, ()),
        ({1: 1}, (1,)),
        ({1: 3, 2: 5, 3: 4}, (2,)),
        ({1: 5, 2: 3, 3: 5}, (1, 3)),
        ({1: 2, 2: 2, 3: 2}, (1, 2, 3)),
        ({1: 0, 2: 1}, (2,)),
    ],
)
def test_those_ahead_have_most_hands(hands: dict[int, int], ahead: tuple[int, ...]) -> None:
    assert leaders(hands) == ahead


@given(st.dictionaries(st.integers(1, 50), st.integers(0, 30)))
def test_nobody_has_more_hands_than_those_ahead(hands: dict[int, int]) -> None:
    ahead = leaders(hands)
    assert bool(ahead) is any(hands.values())
    for idea_id, count in hands.items():
        assert (idea_id in ahead) is (bool(ahead) and count == hands[ahead[0]])
        assert not ahead or count <= hands[ahead[0]]


@pytest.mark.parametrize(
    ("ahead", "drawn", "problem"),
    [
        ((), None, ClassProblem.no_hands),
        ((), 1, ClassProblem.no_hands),
        ((1,), None, None),
        ((1,), 2, None),
        ((1, 2), None, ClassProblem.tie),
        ((1, 2), 3, ClassProblem.tie),
        ((1, 2), 2, None),
    ],
)
def test_a_tie_needs_a_lot_among_those_ahead(
    ahead: tuple[int, ...], drawn: int | None, problem: ClassProblem | None
) -> None:
    assert check_choice(ahead, drawn) is problem


@pytest.mark.parametrize(("hands", "is_wrong"), [(0, False), (24, False), (25, True), (10**30, True)])
def test_no_idea_has_more_hands_than_children(hands: int, is_wrong: bool) -> None:
    assert (check_hands(hands, 24) is ClassProblem.too_many_hands) is is_wrong


@pytest.mark.parametrize(
    ("shown", "stored", "is_full"),
    [
        (0, 0, False),
        (MOST_IDEAS - 1, MOST_IDEAS - 1, False),
        (MOST_IDEAS, MOST_IDEAS, True),
        (0, MOST_ROWS - 1, False),
        (0, MOST_ROWS, True),
    ],
)
def test_room_for_ideas(shown: int, stored: int, is_full: bool) -> None:
    assert (check_room(shown, stored) is ClassProblem.too_many_ideas) is is_full


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("Vi vil spille fodbold", Picture.ball),
        ("Rene toiletter", Picture.toilet),
        ("Vi vil have en hund", Picture.animals),
        ("Mere TEGNING!", Picture.drawing),
        ("Larm i timerne", Picture.quiet),
        ("En robot uden batteri", Picture.idea),
        ("Kagedag om fredagen", Picture.cake),
        ("En længere legeplads", Picture.play),
        ("", Picture.idea),
        ("😀 123 _", Picture.idea),
        ("A friend for everyone", Picture.friends),
    ],
)
def test_a_picture_that_fits(text: str, picture: Picture) -> None:
    assert guess_picture(text) is picture


def test_a_chosen_picture_is_kept_and_an_unknown_one_is_not() -> None:
    assert find_picture("bus", "fodbold") is Picture.bus
    assert find_picture("../../etc/passwd", "fodbold") is Picture.ball
    assert find_picture(None, "") is Picture.idea


@given(st.text(max_size=300))
def test_any_text_has_a_picture(text: str) -> None:
    assert guess_picture(text) in Picture


def test_every_picture_has_a_word_and_every_word_is_reachable() -> None:
    assert set(PICTURE_LABELS) == set(Picture)
    assert set(WORDS) == set(Picture) - {Picture.idea}
    words = [word for beginnings in WORDS.values() for word in beginnings]
    assert len(words) == len(set(words))
    assert set(words) >= WHOLE
    for picture, beginnings in WORDS.items():
        assert any(guess_picture(word) is picture for word in beginnings), picture
    assert set(PROBLEM_TEXTS) == set(ClassProblem)
    assert {picture for _text, picture in TOPICS.values()} <= set(Picture)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("cdf 346", "CDF346"), ("CDF-346", "CDF346"), (" c d f.3_4 6", "CDF346"), ("", ""), ("\x00<b>", "B")],
)
def test_what_is_typed_becomes_a_code(typed: str, code: str) -> None:
    assert as_code(typed) == code


@pytest.mark.parametrize(
    ("text", "fits"), [("CDF346", True), ("CDF34", False), ("CDF3466", False), ("ADF346", False), ("CDF340", False)]
)
def test_what_is_a_code(text: str, fits: bool) -> None:
    assert is_code(text) is fits


def test_a_code_is_no_word_and_has_no_look_alikes() -> None:
    assert not set(CODE_LETTERS) & set("AEIOUYÆØÅ" + "0O1IL2Z5S8BUV")
    assert len(CODE_LETTERS) ** CODE_LENGTH > 60_000_000


@given(st.text(max_size=100))
def test_no_typed_text_is_more_than_a_short_code(typed: str) -> None:
    assert len(as_code(typed)) <= 2 * CODE_LENGTH
    assert as_code(as_code(typed)) == as_code(typed) or not is_code(as_code(typed))


@pytest.mark.parametrize(
    ("phase", "until", "may"),
    [
        (ClassPhase.ideas, NOW + timedelta(seconds=1), True),
        (ClassPhase.hands, NOW + timedelta(seconds=1), True),
        (ClassPhase.decided, NOW + timedelta(seconds=1), False),
        (ClassPhase.ideas, NOW, False),
        (ClassPhase.ideas, None, False),
    ],
)
def test_when_tablets_may_join(phase: ClassPhase, until: datetime | None, may: bool) -> None:
    assert may_join(phase, until, NOW) is may
