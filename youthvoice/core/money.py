"""Money as people type it, to whole øre and back. Danish and English ways are both taken; where they differ, the language decides.

- Currency before or after («kr.», «kr», «kroner», "DKK"), «,-» after whole kroner, and any space between thousands are taken.
- Where both marks stand, the last is the decimal mark: «1.234,50» and "1,234.50" are the same everywhere.
- Where one mark stands once before one or two digits, it is the decimal mark: «1234,5», "12.50".
- Where one mark stands once before three digits, the language decides: «1.234» is a thousand in Danish and has too many decimals
  in English; "1,234" the other way round.
"""

import re
from enum import StrEnum

MOST_OERE = 10**13
"""A hundred thousand million kroner: more than any pool, less than any column holds."""
LONGEST = 60
OERE_DIGITS = 2
_GROUP_MARKS = {"da": ".", "en": ","}
_MINUS = re.compile(r"^[-–−] ?")
_HEAD = re.compile(r"^(?:dkk|kroner|kr\.?)(?![a-zæøå]) ?")
_TAIL = re.compile(r" ?(?:dkk|kroner|kr\.?)$")
_WHOLE = re.compile(r"(?<=\d) ?[,.] ?[-–—]{1,2}$")
_NUMBER = re.compile(r"[0-9]+(?:[., ][0-9]+)*")
_MARK = re.compile(r"[., ]")


class MoneyKind(StrEnum):
    """What is wrong with an amount that was typed."""

    empty = "empty"
    not_a_number = "not_a_number"
    negative = "negative"
    too_many_decimals = "too_many_decimals"
    too_large = "too_large"


class NoMoney(ValueError):
    """The text is no amount of money; ``kind`` says why."""

    def __init__(self, kind: MoneyKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


def parse_money(text: str, locale: str) -> int:
    """Øre, from 0 to ``MOST_OERE``, of kroner typed by a reader of ``locale`` (``da`` or ``en``). Raises NoMoney."""
    kroner, decimals = _parted(_digits(text), _GROUP_MARKS[locale])
    if len(decimals) > OERE_DIGITS:
        raise NoMoney(MoneyKind.too_many_decimals)
    oere = int(kroner + decimals.ljust(OERE_DIGITS, "0"))
    if oere > MOST_OERE:
        raise NoMoney(MoneyKind.too_large)
    return oere


def write_money(oere: int, locale: str) -> str:
    """An amount as it is typed, without its currency: «1.234,50», «1.234» / "1,234.50", "1,234"."""
    kroner, rest = divmod(abs(oere), 100)
    english = f"{'-' if oere < 0 else ''}{kroner:,}" + (f".{rest:02}" if rest else "")
    return english if _GROUP_MARKS[locale] == "," else english.translate(str.maketrans(",.", ".,"))


def _digits(text: str) -> str:
    """Digits and the marks between them: without the currency and what else says nothing. Raises NoMoney."""
    plain = " ".join(text.casefold().split())
    if not plain:
        raise NoMoney(MoneyKind.empty)
    if len(plain) > LONGEST:
        raise NoMoney(MoneyKind.not_a_number)
    unsigned = _MINUS.sub("", _TAIL.sub("", plain))
    bare = _MINUS.sub("", _HEAD.sub("", unsigned))
    digits = _WHOLE.sub("", bare)
    if not _NUMBER.fullmatch(digits):
        raise NoMoney(MoneyKind.not_a_number)
    if _MINUS.match(plain) or _MINUS.match(_HEAD.sub("", unsigned)):
        raise NoMoney(MoneyKind.negative)
    return digits


def _parted(plain: str, group_mark: str) -> tuple[str, str]:
    """The digits of the kroner and those of the decimals. Raises NoMoney where thousands are not parted by threes."""
    marks = _MARK.findall(plain)
    if not marks:
        return plain, ""
    *groups, last = _MARK.split(plain)
    if _is_decimal_mark(marks, [*groups, last], group_mark):
        return _joined(groups, marks[:-1]), last
    return _joined([*groups, last], marks), ""


def _is_decimal_mark(marks: list[str], digits: list[str], group_mark: str) -> bool:
    """Whether the last mark stands before decimals."""
    mark, first, last = marks[-1], digits[0], digits[-1]
    if mark == " " or mark in marks[:-1]:
        return False
    is_alone = len(marks) == 1
    could_be_group = is_alone and len(last) == 3 and len(first) <= 3 and not first.startswith("0")
    return not could_be_group or mark != group_mark


def _joined(groups: list[str], marks: list[str]) -> str:
    first, *others = groups
    if others and (len(set(marks)) > 1 or not 1 <= len(first) <= 3 or any(len(group) != 3 for group in others)):
        raise NoMoney(MoneyKind.not_a_number)
    return "".join(groups)
