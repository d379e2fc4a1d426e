"""The record of a case, for the municipality's case system: as JSON, on paper, and many of them in one file."""

import json

from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound
from youthvoice.core.translating import speaking
from youthvoice.responses.queries.records import case_rows
from youthvoice.responses.records.shape import SCHEMA_VERSION, Told, plain, record_of
from youthvoice.settings import Settings

__all__ = ["SCHEMA_VERSION", "Told", "as_json", "find_record", "record_of"]


def find_record(session: Session, case_id: int, settings: Settings) -> Told:
    """The record of one case, in Danish. Raises NotFound."""
    found = case_rows(session, [case_id])
    if not found:
        raise NotFound
    with speaking("da"):
        return record_of(found[0], settings)


def as_json(record: Told) -> str:
    """The file: the fields always in the same order; the same record is the same file, letter for letter."""
    return json.dumps(record, ensure_ascii=False, indent=2, default=plain) + "\n"
