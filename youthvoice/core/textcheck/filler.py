"""Tell words that mean something from characters that only fill a field."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

from youthvoice.core.words import word_set

MIN_LETTERS = 80
MIN_WORDS = 12

# Shares between 0 and 1, found by trying real answers and real filler (see the tests).
_MIN_LETTER_SHARE = 0.25
_MAX_UNREAL_SHARE = 0.4
_MIN_DISTINCT_SHARE = 0.45
_MIN_DISTINCT_SHARE_SHORT = 0.34
_WINDOW = 40
_LONGEST_LATIN_WORD = 60

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\(?\d[\d.,:/%-]{0,11}[)!?]?")
_SENTENCE = re.compile(r"[.!?\n]+")
_VOWELS = frozenset("aeiouyæøœı")
_SINGLE_LETTERS = frozenset("aeioyæøåu")
# Danish words and units that are spoken as letters; capitals are taken for such too.
_WITHOUT_VOWELS = word_set(
    "kl kr nr fx mv ml pct dkk tv pdf sms cpr cvr km cm mm kg pr vs mr mrs ms dr hr frk "
    "stk mht mhp tlf jf pga bl sfr ssp ppr hf htx hhx stx gf sk vha hmm shh pls thx tk "
    "bh mfl dvs mdr krs nrs st th tv ps ph ngo"
)
_LOREM = word_set(
    "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor "
    "incididunt labore dolore magna aliqua enim minim veniam quis nostrud"
)
_KEY_ROWS = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm", "abcdefghijklmnopqrstuvwxyzæøå")
_MASHED = word_set("asd sdf dfg fgh ghj hjk jkl qwe zxc xcv qaz wsx abc xyz")
# Neighbouring keys that no Danish or English word or compound holds ("afghansk" and
# "højklasse" are why "fgh" and "jkl" are missing).
_IMPOSSIBLE = re.compile("sdf|dfg|hjk|kjh|sdk|lkjs|dkjs")
_RUN = re.compile(r"(.)\1{3}|^(.)\2{2,}$")
_PERIODIC = re.compile(r"^(.{1,6}?)\1{2,}.?$")


def has_real_words(text: str, min_letters: int = MIN_LETTERS, min_words: int = MIN_WORDS) -> bool:
    """Tell whether a text says at least so much in real words and is not filler."""
    return real_length(text) >= min_letters and count_real_words(text) >= min_words and not is_filler(text)


def count_real_words(text: str) -> int:
    """Return how many words look like words of a language."""
    return sum(map(_is_real, _words(text)))


def real_length(text: str) -> int:
    """Return the length in characters of the parts that hold a real word.

    The parts stand between spaces and are counted with their punctuation and with one
    space between them, so that a plain sentence has the length that its writer sees.
    Numbers ("4.", "18.30") count as long as there are twice as many words.
    """
    parts = unicodedata.normalize("NFC", text).split()
    real = [part for part in parts if count_real_words(part)]
    numbers = [part for part in parts if _NUMBER.fullmatch(part)]
    counted = real + numbers[: len(real) // 2]
    return sum(map(_length_in_letters, counted)) + max(0, len(counted) - 1)


def is_filler(text: str) -> bool:
    """Tell whether a text only fills its field: empty, mashed, repeated or borrowed.

    Short true sentences in any language pass; the vowel rules apply to Latin letters.
    """
    words = list(_words(text))
    if not words or _letter_share(text, words) < _MIN_LETTER_SHARE:
        return True
    letters = sum(map(len, words))
    unreal = sum(len(word) for word in words if not _is_real(word))
    if unreal > _MAX_UNREAL_SHARE * letters:
        return True
    return _repeats_words(words) or _repeats_sentences(text) or _is_lorem(words)


def fingerprint(text: str) -> str:
    """Return a key that two texts share if they have the same letters and digits.

    64 hexadecimal digits (SHA-256), so that it fits an indexed column whatever the
    text's length; empty for a text without letters and digits.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    key = "".join(char for char in folded if char.isalnum())
    if not key:
        return ""
    composed = unicodedata.normalize("NFC", key)
    return hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: str) -> Iterator[str]:
    """Yield the runs of letters; capitals stay, marks that split words go."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isascii():
        composed = "".join(c for c in composed if unicodedata.category(c)[0] != "M")
    return (match.group() for match in _WORD.finditer(composed))


def _length_in_letters(part: str) -> int:
    """Return the part's length where a run of the same sign ("......") counts once."""
    return len(re.sub(r"(\W)\1+", r"\1", part))


def _letter_share(text: str, words: Sequence[str]) -> float:
    visible = sum(1 for c in text if not c.isspace() and unicodedata.category(c)[0] != "M")
    return sum(map(len, words)) / max(1, visible)


def _is_real(word: str) -> bool:
    lower = word.casefold()
    if _RUN.search(lower) or (len(lower) >= 6 and _PERIODIC.search(lower)):
        return False
    base = unicodedata.normalize("NFD", lower)
    if not _is_latin(base[0]):
        return True
    if len(lower) == 1:
        return lower in _SINGLE_LETTERS
    if len(lower) > _LONGEST_LATIN_WORD or _is_key_mash(lower):
        return False
    if lower in _WITHOUT_VOWELS or (word.isupper() and len(word) <= 5):
        return True
    vowels = sum(1 for char in base if char in _VOWELS)
    return vowels >= (1 if len(lower) < 8 else 2)


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff"


def _is_key_mash(lower: str) -> bool:
    if lower in _MASHED or _IMPOSSIBLE.search(lower):
        return True
    # "asdasd" and "asdfasdf": the same keys twice, for real words do that ("bonbon").
    half, odd = divmod(len(lower), 2)
    unit = lower[:half]
    if len(lower) >= 6 and not odd and unit == lower[half:] and _on_a_row(unit):
        return True
    return len(lower) >= 4 and _on_a_row(lower)


def _on_a_row(keys: str) -> bool:
    return any(keys in row or keys[::-1] in row for row in _KEY_ROWS)


def _repeats_words(words: Sequence[str]) -> bool:
    """Tell whether some stretch of the text uses too few different words.

    A stretch, for in a long true text the share of new words falls by itself.
    """
    folded = [word.casefold() for word in words]
    if len(folded) < 3:
        return False
    if len(folded) < 8:
        return len(set(folded)) / len(folded) < _MIN_DISTINCT_SHARE_SHORT
    starts = range(0, max(1, len(folded) - _WINDOW // 2), _WINDOW)
    windows = (folded[start : start + _WINDOW] for start in starts)
    poor = [len(set(part)) / len(part) < _MIN_DISTINCT_SHARE for part in windows]
    return sum(poor) * 2 >= len(poor)


def _repeats_sentences(text: str) -> bool:
    folded = unicodedata.normalize("NFC", text).casefold()
    sentences = [" ".join(_WORD.findall(part)) for part in _SENTENCE.split(folded) if len(_WORD.findall(part)) >= 3]
    return len(sentences) >= 2 and len(set(sentences)) * 2 <= len(sentences)


def _is_lorem(words: Sequence[str]) -> bool:
    borrowed = sum(1 for word in words if word.casefold() in _LOREM)
    return borrowed >= 2 and borrowed * 10 >= 3 * len(words)
