"""The receipt of a vote, in words: «blå-ræv-cykel-42». It follows from the paper's token alone, never from the ballot.

120 * 120 * 120 words and 90 numbers are 155,520,000 receipts, 27.2 bits: among 1,000 voters two share one in 1 of 300
contests, among 5,000 in 1 of 13. Whoever shares a receipt finds it twice in the list. A receipt is no secret and no proof of
anything but that a paper is in the box. It is a code: the same words in every language.
"""

import hashlib
import re
import unicodedata

from youthvoice.voting.crypto.words import ADJECTIVES, ANIMALS, THINGS

LOWEST, HIGHEST = 10, 99
_RECEIPT = b"youthvoice.receipt|"
_PLAIN = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa"})
_BETWEEN = re.compile(r"[^a-z0-9]")
MOST_TYPED = 100


def receipt(token: bytes) -> str:
    """The receipt of a token: adjective, animal, thing and a number of two digits, with hyphens between them."""
    value = int.from_bytes(hashlib.sha256(_RECEIPT + token).digest())
    value, number = divmod(value, HIGHEST - LOWEST + 1)
    chosen = []
    for words in (ADJECTIVES, ANIMALS, THINGS):
        value, index = divmod(value, len(words))
        chosen.append(words[index])
    return "-".join([*chosen, str(number + LOWEST)])


def read_receipt(typed: str) -> str | None:
    """The receipt that was meant, as ``receipt`` writes it; None where it is none.

    Capitals, blanks, hyphens, and ae, oe, aa for æ, ø, å make no difference.
    """
    found = _PATTERN.fullmatch(_plain(typed[:MOST_TYPED]))
    if found is None:
        return None
    adjective, animal, thing, number = found.groups()
    return "-".join([_WORDS[adjective], _WORDS[animal], _WORDS[thing], number])


def _plain(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFC", text).casefold().translate(_PLAIN))


_WORDS = {_plain(word): word for words in (ADJECTIVES, ANIMALS, THINGS) for word in words}
_PATTERN = re.compile(
    "".join(f"({'|'.join(map(_plain, words))})" for words in (ADJECTIVES, ANIMALS, THINGS)) + "([1-9][0-9])"
)
