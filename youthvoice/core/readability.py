"""How easy a text is to read: LIX, as Danish schools and libraries use it.

Source: C.-H. Björnsson, Läsbarhet (Stockholm: Liber, 1968; in Danish Læsbarhed, Gad,
1971). LIX = words per sentence + per cent of words with more than six letters.

What ends a sentence here: a full stop, an exclamation mark, a question mark, an ellipsis
or a colon, when a space, a closing quote or the text's end follows; and every line break,
so that headings and list items stand alone. Björnsson counts the colon too. A full stop
after an abbreviation ("ca.", "kl.", "bl.a.") or in a date or an ordinal ("4. marts",
"8. klasse") ends nothing. A number up to 31 before a full stop is always taken for such,
for "fra uge 6. Kom" and "den 5. Juni" look alike, and an official is better served by a
LIX that is too high than by one that is too low. A word is a run of letters and digits, also with hyphens and
apostrophes inside; numbers are words but never long ones.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from youthvoice.core.words import word_set

LONG_WORD_LETTERS = 7
LONG_SENTENCE_WORDS = 18
"""Words that a sentence can have before a young reader has to begin it anew."""
TARGET_LIX = 35


class Level(StrEnum):
    """The usual names of the steps of LIX."""

    very_easy = "very_easy"
    easy = "easy"
    medium = "medium"
    hard = "hard"
    very_hard = "very_hard"


@dataclass(frozen=True)
class Readability:
    """What was counted in a text, its rounded LIX and the step it stands on."""

    words: int
    sentences: int
    long_words: int
    lix: int
    level: Level


_TOKEN = re.compile(r"[^\W_]+(?:[-'\u2019.,:/][^\W_]+)*[.!?:\u2026]*")
_CLOSING = "\"'\u00bb\u00ab\u201d\u201c\u2019)]"
_NEVER_LAST = word_set(
    "ca kl nr fx f.eks dvs bl.a jf pga p.g.a mht m.h.t vedr hhv evt inkl ekskl max min "
    "dr hr fr tlf bla pr eks jvf ift i.f.t frk skt st str afd"
)
# These can close a sentence: only what follows tells.
_SOMETIMES_LAST = word_set(
    "kr mio mia osv m.m mm m.v mv m.fl o.l o.lign tkr stk sek kbh etc a.m p.m mdr "
    "jan feb mar apr jun jul aug sep sept okt nov dec f.kr e.kr"
)
_LAST_ORDINAL = 31
_UPPER_LIMITS = (
    (24, Level.very_easy),
    (34, Level.easy),
    (44, Level.medium),
    (54, Level.hard),
)


def lix(text: str) -> Readability:
    """Return the readability of a text; a text without words has LIX 0."""
    words = sentences = long = 0
    for sentence in _sentences(text):
        sentences += 1
        words += len(sentence)
        long += sum(1 for word in sentence if _letters(word) >= LONG_WORD_LETTERS)
    score = round(words / sentences + 100 * long / words) if words else 0
    return Readability(words, sentences, long, score, level_of(score))


def level_of(score: int) -> Level:
    """Return the step a rounded LIX stands on."""
    for upper, level in _UPPER_LIMITS:
        if score <= upper:
            return level
    return Level.very_hard


def long_words(text: str, limit: int = 12) -> list[str]:
    """Return the words a writer gains most by replacing, at most `limit`.

    The longest different words of seven letters or more, in the order they appear in
    and as first written; names (a capital inside a sentence) only when there is room.
    """
    seen: dict[str, tuple[bool, int, int, str]] = {}
    for position, (word, is_name) in enumerate(_marked_words(text)):
        letters = _letters(word)
        if letters >= LONG_WORD_LETTERS:
            seen.setdefault(word.casefold(), (is_name, -letters, position, word))
    best = sorted(seen.values())[: max(0, limit)]
    return [word for _, _, _, word in sorted(best, key=lambda entry: entry[2])]


@dataclass(frozen=True)
class LongSentence:
    """A sentence as it was written, and how many words it has."""

    text: str
    words: int


def long_sentences(text: str, limit: int = 4) -> list[LongSentence]:
    """Return the sentences of more than `LONG_SENTENCE_WORDS` words, the longest `limit` of them, as they stand."""
    long = [LongSentence(source, len(words)) for words, source in _written(text) if len(words) > LONG_SENTENCE_WORDS]
    kept = sorted(long, key=lambda sentence: -sentence.words)[: max(0, limit)]
    return [sentence for sentence in long if sentence in kept][: max(0, limit)]


def _marked_words(text: str) -> Iterator[tuple[str, bool]]:
    for sentence in _sentences(text):
        for place, word in enumerate(sentence):
            yield word, place > 0 and word[0].isupper()


def _is_number(word: str) -> bool:
    # Four digits hold every ordinal and year, and keep int() cheap on hostile text.
    return word.isdecimal() and len(word) <= 4


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence that has any."""
    for words, _ in _written(text):
        yield words


def _written(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield each sentence that has any words: these, and the sentence as it was written."""
    for line in unicodedata.normalize("NFC", text).splitlines():
        sentence: list[str] = []
        start = end = 0
        for match in _TOKEN.finditer(line):
            token, end = match.group(), match.end()
            word = token.rstrip(".!?:\u2026")
            sentence.append(word)
            if _ends_sentence(word, token[len(word) :], line, end):
                yield sentence, line[start:end].strip()
                sentence, start = [], end
        if sentence:
            yield sentence, line[start:].strip()


def _ends_sentence(word: str, marks: str, line: str, end: int) -> bool:
    """Tell whether the marks right after a word, which stop at `end`, end a sentence."""
    start = end
    while not marks and start < len(line) and line[start] in _CLOSING:
        start += 1  # the mark can stand after a closing quote: (så gik vi).
    closing = marks or line[start : start + 1]
    if closing[:1] not in set(".!?:\u2026") or not closing:
        return False
    after = line[start:] if marks else line[start + 1 :]
    rest = after[:40].lstrip(_CLOSING + ".!?\u2026")
    if rest and not rest[0].isspace():
        return False
    return closing != "." or not _is_inner_stop(word.casefold(), rest.lstrip())


def _is_inner_stop(word: str, rest: str) -> bool:
    """Tell whether a full stop after `word` belongs to an abbreviation or a number."""
    if not rest:
        return False
    if word in _NEVER_LAST:
        return True
    if _is_number(word) and int(word) <= _LAST_ORDINAL:
        return True
    # "mio. kr." and "2027. klasse" go on in lower case, and "i 2027. Vi" does not.
    if _is_number(word) or word in _SOMETIMES_LAST:
        return rest[0].islower() or rest[0].isdigit()
    return len(word) == 1 and word.isalpha() and rest[0].isupper() and word not in "iåø"
