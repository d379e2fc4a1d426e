"""The lines of a sheet as cells, one after another: the file is never held whole.

Semicolons, commas or tabs part the cells, and the letters are found out (``encoding``).
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, TextIO

from flask_babel import gettext

from youthvoice.core.sheets.encoding import UnreadableFileError, detect
from youthvoice.core.textcheck import strip_control

LONGEST_LINE = 10_000
SEPARATORS = (";", ",", "\t")
SEPARATOR_LINE = re.compile(r'"?sep=([;,\t|])"?', re.IGNORECASE)
"""How Excel says which separator follows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line with something in it; ``line`` is where it begins in the file, counted from 1."""

    line: int
    cells: list[str]


def separator_of(line: str) -> str:
    """Whichever separator parts the headings most often; a semicolon where none does."""
    return max(SEPARATORS, key=lambda mark: len(next(csv.reader([line], delimiter=mark))))


def rows(source: BinaryIO, parted_by: Callable[[str], str] = separator_of) -> Iterator[Row]:
    """The lines of the file, cleaned; the first is the headings. Raises UnreadableFileError, at any line.

    ``parted_by`` tells the separator from the line of the headings, where the file does not say it itself.
    """
    text = io.TextIOWrapper(source, encoding=detect(source), errors="strict", newline="")
    try:
        yield from _rows(text, parted_by)
    except UnicodeError as error:
        raise UnreadableFileError(gettext("Der mangler noget i filen. Gem den igen, og prøv så.")) from error
    finally:
        text.detach()


def _rows(text: TextIO, parted_by: Callable[[str], str]) -> Iterator[Row]:
    before, separator, first = _beginning(text, parted_by)
    reader = csv.reader(chain([first], _lines(text)), delimiter=separator, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableFileError(_broken(line)) from error
        if cells is None:
            return
        cleaned = [_clean(cell) for cell in cells]
        if any(cleaned):
            yield Row(line, cleaned)


def _beginning(text: TextIO, parted_by: Callable[[str], str]) -> tuple[int, str, str]:
    """How many lines stand before the headings, the separator, and the line of the headings itself."""
    told = ""
    for before, line in enumerate(_lines(text)):
        said = SEPARATOR_LINE.fullmatch(line.strip("\r\n "))
        if said is None and line.strip():
            return before, told or parted_by(line), line
        told = said.group(1) if said else told
    raise UnreadableFileError(gettext("Filen er tom."))


def _clean(cell: str) -> str:
    """One line without control characters; most cells are plain already."""
    plain = cell if cell.isascii() and cell.isprintable() else strip_control(cell)
    return " ".join(plain.split())


def _broken(line: int) -> str:
    words = gettext(
        "Linje %(line)d kan ikke læses. Se, om der mangler et anførselstegn, eller om et felt er alt for langt.",
        line=line,
    )
    return str(words)


def _lines(text: TextIO) -> Iterator[str]:
    """Lines of a bounded length, with their ends."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise UnreadableFileError(gettext("En linje i filen er alt for lang. Er det en CSV-fil?"))
        yield line
