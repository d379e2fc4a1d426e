"""Codes that are printed and typed: letters without vowels (no words come about) and without look-alikes."""

import re

LETTERS = "BCDFGHJKLMNPRSTVWXZ"
"""Nineteen letters: each is 4.25 bits."""
GROUP = 4
_BETWEEN = re.compile(r"[\s\-–_.]")


def normalise_code(text: str) -> str:
    """A typed code in capitals, without the blanks and hyphens that people put in or leave out."""
    return _BETWEEN.sub("", text[:100]).upper()


def is_code(text: str, length: int) -> bool:
    """Tell whether a normalised text can be a code of this length at all."""
    return len(text) == length and set(text) <= set(LETTERS)


def grouped(code: str) -> str:
    """As it is printed: «BCDF-GHJK-LMNP»."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
