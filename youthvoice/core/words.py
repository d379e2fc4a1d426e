"""Words as a search sees them: without stop words, and with their endings taken off.

Light on purpose: it compares short Danish texts (titles), it is no dictionary.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def word_set(words: str) -> frozenset[str]:
    """Return the words that stand between the spaces of a text: a compact table."""
    return frozenset(words.split())


STOP_WORDS: frozenset[str] = word_set(
    # Danish
    "ad af aldrig alle alt altid at bare begge bliver blev blive da de dem den denne "
    "der deres det dette dig din dine disse dit dog du efter eller en end ens er et få "
    "får for fordi forslag fra før gerne god gode godt gøre gør ham han hans har havde "
    "have hen hende hendes her hos hun hver hvis hvor hvordan hvorfor i ikke ind ingen "
    "ja jeg jer jeres jo kan kom kunne lad lave lige man mange med meget mellem men mens "
    "mere mest mig min mindre mine mit må måske ned nej noget nogen nogle nok nu når nye "
    "ny nyt og også om op os over på så sammen selv ser sig sin sine sit skal skulle som "
    "synes så sådan tak til ud uden under utrolig var ved vi vil ville vores være været "
    # English
    "a an and are as at be but by can could do for from have in is it its more not of "
    "on or our should so that the their there they this to us was we what when where "
    "which who will with would you your"
)

# Longest first, so that "klubberne" loses "erne" rather than "e".
_ENDINGS = (
    *("hederne", "heden", "heder", "ernes", "erne", "enes", "ene", "eren"),
    *("ers", "ens", "ets", "er", "en", "et", "es", "e", "s"),
)
_SHORTEST_STEM = 3
_CONSONANTS = frozenset("bcdfghjklmnpqrstvxz")


def meaningful_words(text: str) -> list[str]:
    """Return the distinct words in lower case that say what a text is about, in order.

    Stop words and single characters are left out.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    words = (word for word in _WORD.findall(folded) if len(word) > 1)
    return list(dict.fromkeys(word for word in words if word not in STOP_WORDS))


def stem(word: str) -> str:
    """Return a lower-case word without its Danish ending ("busserne" -> "bus")."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return _single_end(word[: -len(ending)])
    return _single_end(word)


def _single_end(word: str) -> str:
    """Undo the doubling of a consonant before an ending: "klubb" -> "klub"."""
    doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2]
    return word[:-1] if doubled and word[-1] in _CONSONANTS else word
