"""Which letters the bytes of a file stand for. A guess that could be wrong is not made: «Sørøv» must never be stored.

Excel writes CSV in Windows-1252, in UTF-8 with a mark in front, in UTF-16 («Unicode Text»), in the letters of an old Mac or
of DOS. UTF-8 proves itself; the others are told apart by which of them makes Danish of every byte above ASCII. Where both an
old Mac and DOS do, nobody can tell, and the file is refused.
"""

import codecs
from typing import BinaryIO

from flask_babel import gettext

CHUNK = 65_536
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What people choose by mistake: a workbook (xlsx, ods), an old workbook (xls), a PDF.
OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
ASCII = bytes(range(128))
LETTERS = frozenset("æøåÆØÅéÉèÈëËüÜöÖäÄáÁàÀíÍóÓúÚñÑçÇðÐþÞýÝßôâîï")
SIGNS = frozenset("’–—…«»“”·§°½\u00a0")
MOST_ZEROS_OF_TEXT = 0.4
"""In UTF-16 every second byte of Danish text is zero."""


class UnreadableFileError(Exception):
    """No text can be made of the file; the message says what to do."""


def detect(source: BinaryIO) -> str:
    """The name of the codec that reads the whole of ``source``, which is left at its beginning.

    Raises UnreadableFileError for an empty file, a workbook, and bytes that are no Danish text in any known way.
    """
    source.seek(0)
    head = source.read(CHUNK)
    if not head.strip():
        raise UnreadableFileError(gettext("Filen er tom."))
    if head.startswith(OTHER_FILES):
        raise UnreadableFileError(
            gettext("Det er ikke en CSV-fil. Åbn den i Excel, vælg «Gem som», og vælg «CSV UTF-8».")
        )
    found = next((name for mark, name in MARKS if head.startswith(mark)), None) or _utf16(head) or _by_bytes(source)
    source.seek(0)
    return found


def _utf16(head: bytes) -> str | None:
    if b"\0" not in head:
        return None
    even, odd = (head[first::2].count(0) / max(1, len(head) // 2) for first in (0, 1))
    if max(even, odd) < MOST_ZEROS_OF_TEXT:
        raise UnreadableFileError(_unknown_text())
    return "utf-16-be" if even > odd else "utf-16-le"


def _by_bytes(source: BinaryIO) -> str:
    source.seek(0)
    decoder, is_utf8, high = codecs.getincrementaldecoder("utf-8")("strict"), True, set[int]()
    while chunk := source.read(CHUNK):
        high.update(chunk.translate(None, ASCII))
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
    if is_utf8 and not decoder.getstate()[0]:
        return "utf-8"
    fitting = [name for name in ("cp1252", "mac_roman", "cp850") if _makes_danish(high, name)]
    if fitting[:1] == ["cp1252"] or len(fitting) == 1:
        return fitting[0]
    raise UnreadableFileError(_unknown_text())


def _makes_danish(high: set[int], codec: str) -> bool:
    """Every byte above ASCII is a letter or a sign that a Danish list of names may hold, and at least one is a letter."""
    try:
        characters = set(bytes(high).decode(codec))
    except UnicodeDecodeError:
        return False
    return characters <= LETTERS | SIGNS and bool(characters & LETTERS)


def _unknown_text() -> str:
    return str(gettext("Vi kan ikke læse bogstaverne i filen sikkert. Gem den som «CSV UTF-8» i Excel, og prøv igen."))
