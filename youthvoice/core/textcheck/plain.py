"""Bring a typed text into plain Unicode without invisible or misleading characters."""

import re
import unicodedata

MAX_BLANK_LINES = 2
# Accents stacked higher than any written language needs them climb over other lines.
MAX_STACKED_MARKS = 4

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 without tab and line feed
    "\u00ad\u200b\u2060-\u2064\ufeff"  # soft hyphen and zero width
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    "\ud800-\udfff"  # lone surrogates, which no database can store
    "\U000e0000-\U000e007f"  # tags, which carry text nobody sees
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters, which are no text in HTML
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    "\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff"
    "\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff"
    "\U000dfffe\U000dffff\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff"
    "]+"
)
# Persian, Indic scripts, emoji families and mixed Hebrew need these; Latin text does not.
_JOINERS = re.compile("(^|[\x00-\u036f])[\u200c-\u200f]+")
_BLANK_LINES = re.compile(rf"\n(?:[ \t]*\n){{{MAX_BLANK_LINES + 1},}}")


def strip_control(text: str) -> str:
    """Return the text in NFC with only characters that a reader can see.

    Line ends become LF, control characters and direction overrides go, zero-width
    characters stay only where a script needs them, and more than two blank lines in a
    row become two. Doing it twice changes nothing.
    """
    lines = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    visible = _JOINERS.sub(r"\1", _DROPPED.sub("", lines))
    plain = unicodedata.normalize("NFC", _limit_marks(visible))
    return _BLANK_LINES.sub("\n" * (MAX_BLANK_LINES + 1), plain)


def _limit_marks(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MAX_STACKED_MARKS:
            kept.append(char)
    return "".join(kept)
