"""The shape of a data set, told once, by a typed row: what a value looks like in JSON, in a sheet and in the description."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, NewType, TypeAlias, TypeVar, get_args, get_type_hints

from sqlalchemy import Select
from sqlalchemy.orm import Session

from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.keyset import Page
from youthvoice.core.sheets.writing import Cell
from youthvoice.insight.data import cursors
from youthvoice.insight.data.cursors import Key

LazyText = Any
AnySelect: TypeAlias = Select[*tuple[Any, ...]]
R = TypeVar("R")
Address = NewType("Address", str)
"""A path of this site; told with its host."""
WORDS = {True: "ja", False: "nej"}
"""A sheet has no truth values."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row."""

    name: str
    type: Any
    is_optional: bool
    means: LazyText


@dataclass(frozen=True, eq=False)
class DataSet:
    """What can be asked for by ``name``. ``read(session, key of the last row, size)`` is a page of rows."""

    name: str
    title: LazyText
    about: LazyText
    row: type[Any]
    key_size: int
    read: Callable[[Session, Key | None, int], Page[Any]]

    @property
    def fields(self) -> tuple[Field, ...]:
        """In the order of the columns."""
        return fields_of(self.row)


def fields_of(row: type[Any]) -> tuple[Field, ...]:
    """The fields of a dataclass whose hints are ``Annotated[type, what it means]``; read once."""
    found = _known.get(row)
    if found is None:
        hints = get_type_hints(row, include_extras=True)
        found = _known[row] = tuple(_field(field.name, hints[field.name]) for field in fields(row))
    return found


_known: dict[type[Any], tuple[Field, ...]] = {}


def _field(name: str, hint: Any) -> Field:
    kind, means = get_args(hint)
    parts = get_args(kind)
    is_optional = NoneType in parts
    return Field(name, next(part for part in parts if part is not NoneType) if parts else kind, is_optional, means)


def cut(found: Iterable[tuple[Key, R]], size: int) -> Page[R]:
    """A page of ``size`` rows of one more that were read."""
    rows = list(found)
    return Page([row for _key, row in rows[:size]], cursors.write(rows[size - 1][0]) if len(rows) > size else None)


def in_json(row: object, base_url: str) -> dict[str, Any]:
    """A row as JSON has it; moments in UTC."""
    return {field.name: _value(field, getattr(row, field.name), base_url) for field in fields_of(type(row))}


def _value(field: Field, value: Any, base_url: str) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case str() if field.type is Address:
            return base_url + value
        case _:
            return value


def in_sheet(row: object, base_url: str) -> list[Cell]:
    """A row as a sheet has it; moments in Danish time."""
    return [_cell(field, getattr(row, field.name), base_url) for field in fields_of(type(row))]


def _cell(field: Field, value: Any, base_url: str) -> Cell:
    match value:
        case bool():
            return WORDS[value]
        case datetime():
            return value.astimezone(COPENHAGEN)
        case _:
            told: Cell = _value(field, value, base_url) if not isinstance(value, date) else value
            return told


def schema_of(field: Field) -> dict[str, Any]:
    """What JSON Schema says of a field."""
    found = _schema(field.type)
    if field.is_optional:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found | {"description": str(field.means)}


def _schema(kind: Any) -> dict[str, Any]:
    if kind is Address:
        return {"type": "string", "format": "uri"}
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return dict(_SCHEMAS[kind])


_SCHEMAS: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
}
