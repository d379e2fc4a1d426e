"""Many records in one ZIP: a file for each case, a sheet of them all, and what the fields mean.

It is made while it is sent: a batch of cases at a time is in memory, and the sheet waits on the disk. The list of its files
that ends every ZIP grows with the number of cases, by some 300 bytes each.
"""

import io
from collections.abc import Iterator
from importlib.resources import files
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.db import Database
from youthvoice.core.sheets.writing import MARK, write_line
from youthvoice.core.translating import speaking
from youthvoice.responses.queries.records import CaseRows, Wanted, wanted_batches
from youthvoice.responses.records import as_json
from youthvoice.responses.records.shape import Told, plain, record_of
from youthvoice.settings import Settings

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

HEADINGS = (
    "sagsnummer", "registreret", "emne", "enhed", "tilstand", "foerste_svar", "svarfrist", "trukket_tilbage", "fil",
)  # fmt: skip
"""The same in every language: a file is read by programs."""
SHEET, SCHEMA = "sager.csv", "record.schema.json"
KEPT_IN_MEMORY = 256 * 1024
"""Bytes of the sheet, before it waits on the disk."""
COPIED = 64 * 1024


class _Sink(io.RawIOBase):
    """Takes what the ZIP writes until it is sent on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer") -> int:
        part = bytes(data)
        self._parts.append(part)
        return len(part)

    def take(self) -> bytes:
        """What came since the last time."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def zip_of(database: Database, settings: Settings, wanted: Wanted) -> Iterator[bytes]:
    """The ZIP, piece by piece, with a session of its own that only reads. The same cases are the same file."""
    sink = _Sink()
    with (
        database.session(read_only=True) as session,
        SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as sheet,
        ZipFile(sink, "w", ZIP_DEFLATED) as archive,
    ):
        sheet.write((MARK + write_line(HEADINGS)).encode())
        for batch in wanted_batches(session, wanted):
            _add(archive, sheet, batch, settings)
            yield sink.take()
        archive.writestr(_entry(SCHEMA), files(__package__).joinpath(SCHEMA).read_bytes())
        _add_sheet(archive, sheet)
    yield sink.take()


def _add(archive: ZipFile, sheet: IO[bytes], batch: list[CaseRows], settings: Settings) -> None:
    # Set anew for each batch: between two of them other requests are answered in other languages.
    with speaking("da"):
        for rows in batch:
            record = record_of(rows, settings)
            name = f"sager/{record['number']}.json"
            archive.writestr(_entry(name, record), as_json(record))
            sheet.write(write_line(_cells(record, name)).encode())


def _add_sheet(archive: ZipFile, sheet: IO[bytes]) -> None:
    sheet.seek(0)
    with archive.open(_entry(SHEET), "w") as target:
        while part := sheet.read(COPIED):
            target.write(part)


def _entry(name: str, record: Told | None = None) -> ZipInfo:
    """A file of the ZIP, as old as the case: nothing in it tells when it was made."""
    entry = ZipInfo(name)
    if record is not None:
        entry.date_time = record["registered_at"].astimezone(COPENHAGEN).timetuple()[:6]
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _cells(record: Told, name: str) -> tuple[str, ...]:
    answered, withdrawn = record["deadline"]["first_answered_at"], record["withdrawn_at"]
    return (
        record["number"],
        plain(record["registered_on"]),
        record["subject"],
        record["unit"]["name"],
        record["state"]["label"],
        plain(answered) if answered else "",
        plain(record["deadline"]["due_on"]),
        plain(withdrawn) if withdrawn else "",
        name,
    )
