"""Receipts: they follow from the token, are read however they are typed, and have words fit to be said aloud."""

from itertools import combinations

import pytest

from youthvoice.voting.crypto.receipts import read_receipt, receipt
from youthvoice.voting.crypto.words import ADJECTIVES, ANIMALS, THINGS

LISTS = {"adjectives": ADJECTIVES, "animals": ANIMALS, "things": THINGS}
TOKENS = [number.to_bytes(32) for number in range(2000)]


def plain(word: str) -> str:
    return word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def apart(one: str, other: str) -> int:
    """How many letters must change for one word to be the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j, second in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != second)))
    return row[-1]


def test_a_receipt_stays_the_same_for_ever() -> None:
    """Voters have written them down: a changed list, or another order, changes them all."""
    assert receipt(bytes(32)) == "nynnende-reje-trompet-70"
    assert receipt(b"\xff" * 32) == "svømmende-due-båd-18"


def test_receipts_spread_over_all_words_and_numbers() -> None:
    parts = list(zip(*(receipt(token).split("-") for token in TOKENS), strict=True))
    for used, words in zip(parts, LISTS.values(), strict=False):
        assert set(used) == set(words)
    assert {int(number) for number in parts[3]} == set(range(10, 100))
    assert len({receipt(token) for token in TOKENS}) >= len(TOKENS) - 2


@pytest.mark.parametrize(
    "typed",
    [
        "blå-ræv-cykel-42",
        "BLÅ RÆV CYKEL 42",
        "blårævcykel42",
        "  Blaa-Raev-Cykel–42. ",
        "«blå, ræv, cykel, 42»",
        "bla\u030a-ræv-cykel-42",
    ],
)
def test_a_receipt_is_read_however_it_is_typed(typed: str) -> None:
    assert read_receipt(typed) == "blå-ræv-cykel-42"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "42",
        "blå-ræv-cykel",
        "blå-ræv-cykel-9",
        "blå-ræv-cykel-100",
        "ræv-blå-cykel-42",
        "blå-ræv-cykel-42-43",
        "x" * 9999,
    ],
)
def test_what_is_no_receipt_is_none(typed: str) -> None:
    assert read_receipt(typed) is None


def test_every_receipt_is_read_as_itself_even_without_hyphens() -> None:
    for token in TOKENS:
        made = receipt(token)
        assert read_receipt(made) == made
        assert read_receipt(plain(made).replace("-", "").upper()) == made


@pytest.mark.parametrize("name", LISTS)
def test_the_words_of_a_list_cannot_be_taken_for_one_another(name: str) -> None:
    words = LISTS[name]
    assert len(words) == 120
    assert [pair for pair in combinations(map(plain, words), 2) if apart(*pair) < 2] == []


@pytest.mark.parametrize("words", [ADJECTIVES, ANIMALS], ids=["adjectives", "animals"])
def test_no_word_begins_another_so_a_receipt_without_hyphens_has_one_reading(words: tuple[str, ...]) -> None:
    spelt = [plain(word) for word in words]
    assert [(a, b) for a in spelt for b in spelt if a != b and b.startswith(a)] == []


def test_a_word_is_in_one_list_only_and_short_enough_for_a_note() -> None:
    every = [*ADJECTIVES, *ANIMALS, *THINGS]
    assert len(set(every)) == len(every)
    assert all(2 <= len(word) <= 12 and word.isalpha() and word.islower() for word in every)
