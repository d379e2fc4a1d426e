"""Find what nobody should publish about a child: CPR, telephone, e-mail and address."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from youthvoice.core.words import word_set


@dataclass(frozen=True)
class Found:
    """A place in a text: the characters themselves and where they stand."""

    text: str
    start: int
    end: int


# A no-break space is what word processors put between the groups of a number.
_GAP = r"[ \u00a0\u202f]"
_DASH = r"[-\u2010-\u2015]"

_CPR = re.compile(
    rf"(?<![\d+])(?<!\d[-.,])(\d\d)([./]|{_GAP}|{_DASH}|)(\d\d)\2(\d\d)"
    rf"({_GAP}?{_DASH}{_GAP}?|{_GAP}?)(\d\d\d\d)(?![\d])(?![.,]\d)"
)
_ISBN_BEFORE = re.compile(r"isbn[\w:.]*[ \u00a0]?$", re.IGNORECASE)

_DANISH_PHONE = re.compile(
    rf"(?<![\d+])(?<!\d[-.,])(?:\(?(?:\+|00){_GAP}?45\)?(?:{_GAP}|{_DASH})?)?"
    rf"(?:[2-9]\d{{7}}"
    rf"|[2-9]\d({_GAP}|\.|{_DASH})\d\d\1\d\d\1\d\d"
    rf"|[2-9]\d\d\d({_GAP}|\.|{_DASH})\d{{4}}"
    rf"|[2-9]\d\d({_GAP}|\.|{_DASH})\d\d\3\d\d\d)"
    rf"(?!\d)(?![.,{_DASH[1:-1]}]\d)"
)
_FOREIGN_PHONE = re.compile(rf"(?<![\d+])(?:\+|00)[1-9]\d{{0,2}}(?:(?:{_GAP}|{_DASH}|[().])?\d){{6,13}}(?!\d)")
_CVR_BEFORE = re.compile(r"(?:cvr|ean|p-?nr|isbn|sagsnr)[\w:. -]{0,8}$", re.IGNORECASE)
_MONEY_AFTER = re.compile(rf"{_GAP}?(?:kr\b|kroner|dkk\b|mio\b|,-|%)", re.IGNORECASE)

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|[ ]?[(\[]at[)\]][ ]?)"
    r"(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w-])",
    re.IGNORECASE,
)

_STREET_ENDS = (
    "vej|vejen|gade|gaden|allé|alle|allée|stræde|strædet|vænge|vænget|park|parken|plads|"
    "pladsen|torv|torvet|boulevard|boulevarden|have|haven|bakke|bakken|toften|tofte|krog|"
    "krogen|kvarteret|stien|sti|lunden|gården|engen|ager|ageren|dal|dalen|høj|højen"
)
_ADDRESS = re.compile(
    rf"(?<![\w.'-])(?:[^\W\d_](?:[^\W\d_]|['.-]){{1,40}}?(?:{_STREET_ENDS})"
    r"|[A-ZÆØÅÉ][^\W\d_]{1,40}[ ](?:Allé|Allee|Vej|Gade|Boulevard|Torv|Plads|Stræde))"
    r"[ ](?:nr\.?[ ]?)?(\d{1,3})[ ]?(?:[a-z]\b)?(?!\w)(?![.:,]\d)",
    re.IGNORECASE,
)
# Words that end like a street but are things one counts: "cykelsti 3 gange".
_COMMON_NOUNS = word_set(
    "cykelvej skolevej motorvej genvej omvej udvej undervej landevej hovedvej gangsti "
    "cykelsti cykelstien skolehave skolehaven legeplads legepladsen skolegården "
    "sportsplads sportspladsen parkeringsplads parkeringspladsen skatepark skateparken "
    "fodgængergade gågade gågaden biograf skolevejen cykelvejen vuggestuen"
)
_COUNTED_AFTER = re.compile(
    r"[ ]?(?:gange?|dage?|dages|timer?|minutter|min|måneder|uger?|år|elever|unge|børn|"
    r"personer|kr|kroner|meter|m|km|procent|%|steder|stk|klasser?|og[ ]\d|til[ ]\d)",
    re.IGNORECASE,
)


def find_cpr(text: str) -> list[Found]:
    """Return the Danish civil registration numbers in the text, in order.

    Ten digits whose first six are a date in the century that the seventh digit gives;
    with or without a hyphen or spaces. The modulus 11 check is left out, for numbers
    issued since 2007 need not pass it. Numbers named as ISBN are left alone.
    """
    return [_found(match) for match in _CPR.finditer(text) if _is_cpr(text, match)]


def find_phone_numbers(text: str) -> list[Found]:
    """Return the Danish telephone numbers in all usual groupings, and foreign with +.

    Amounts, spans of years, dates and CVR numbers are not telephone numbers; the
    grouping 2-3-3 is left to amounts ("24 500 000").
    """
    danish = [_found(match) for match in _DANISH_PHONE.finditer(text) if _is_phone(text, match)]
    taken = [range(found.start, found.end) for found in danish]
    foreign = [_found(match) for match in _FOREIGN_PHONE.finditer(text)]
    # Both lists are in order; only a number with +45 can be in both.
    starts = {place.start for place in taken}
    return sorted(
        danish + [found for found in foreign if found.start not in starts],
        key=lambda found: found.start,
    )


def find_emails(text: str) -> list[Found]:
    """Return the e-mail addresses in the text, also those written with (at)."""
    return [_found(match) for match in _EMAIL.finditer(text)]


def find_addresses(text: str) -> list[Found]:
    """Return the street addresses in the text: a street's name and a number.

    Simple on purpose: it is made for a warning, never for refusing a text.
    """
    return list(_addresses(text))


def _found(match: re.Match[str]) -> Found:
    return Found(match.group(), match.start(), match.end())


def _is_cpr(text: str, match: re.Match[str]) -> bool:
    day, inner, month, year, outer, serial = match.groups()
    # "12.04.27 1830" is a date and a time of day; "12.04.27-1830" is a CPR number.
    if inner and not (outer.strip() or inner.isspace()):
        return False
    if _ISBN_BEFORE.search(text, max(0, match.start() - 12), match.start()):
        return False
    full_year = _century(int(year), int(serial[0])) + int(year)
    if not 1 <= int(month) <= 12:
        return False
    return 1 <= int(day) <= monthrange(full_year, int(month))[1]


def _century(year: int, seventh: int) -> int:
    """Return 1800, 1900 or 2000 by the table of the Danish civil register."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _is_phone(text: str, match: re.Match[str]) -> bool:
    written = match.group()
    if written[0] in "+(" or written.startswith("00"):
        return True
    if _CVR_BEFORE.search(text, max(0, match.start() - 16), match.start()):
        return False
    if _MONEY_AFTER.match(text, match.end()):
        return False
    if written.endswith("00000"):  # a round amount
        return False
    return not (_is_year_span(written) or _is_day(written))


def _is_year_span(written: str) -> bool:
    parts = re.split(r"\D", written)
    return len(parts) == 2 and all(1900 <= int(part) <= 2100 for part in parts)


def _is_day(written: str) -> bool:
    if len(written) != 8 or not written.isdigit():
        return False
    year, month, day = int(written[:4]), int(written[4:6]), int(written[6:])
    return 2000 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31


def _addresses(text: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(text):
        street = match.group().split(" ")[0].lower()
        if street not in _COMMON_NOUNS and not _COUNTED_AFTER.match(text, match.end()):
            yield _found(match)
