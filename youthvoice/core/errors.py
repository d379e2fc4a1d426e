"""Domain errors, and which HTTP status each becomes. Rooms raise them; only core/web.py knows of HTTP."""

from collections.abc import Iterable

from sqlalchemy import MetaData, UniqueConstraint
from sqlalchemy.exc import IntegrityError


class DomainError(Exception):
    """Something the product refuses. ``message`` is shown to the person, already translated (may be empty)."""

    status = 400

    def __init__(self, message: object = "") -> None:
        super().__init__(str(message))
        self.message = message


class NotFound(DomainError):
    """There is no such thing, or not for this person (the two look the same)."""

    status = 404


class Forbidden(DomainError):
    """The person is known, and may not."""

    status = 403


class SignInNeeded(DomainError):
    """Nobody is signed in; what was typed is kept."""

    status = 401


class Conflict(DomainError):
    """The thing has moved on since the page was shown."""

    status = 409


class TooLarge(DomainError):
    """A file is larger than allowed."""

    status = 413


class UnsupportedFile(DomainError):
    """A file is not of a type that is taken."""

    status = 415


class Unavailable(DomainError):
    """It cannot be done just now, by no fault of the person."""

    status = 503


class RuleBroken(DomainError):
    """A rule says no; ``problems`` maps a form field to its texts."""

    status = 422

    def __init__(self, problems: dict[str, list[object]], message: object = "") -> None:
        super().__init__(message or "; ".join(str(text) for texts in problems.values() for text in texts))
        self.problems = problems


def violated_constraint(error: IntegrityError, metadata: MetaData) -> str | None:
    """The name of the constraint that refused the row, on both databases; None where it cannot be told.

    SQLite names a CHECK, but gives only the columns of a UNIQUE: these are looked up in ``metadata``.
    """
    diag = getattr(error.orig, "diag", None)
    if diag is not None:
        name: str | None = diag.constraint_name
        return name
    text = str(error.orig)
    kind, _, rest = text.partition(" constraint failed: ")
    if kind == "CHECK":
        return rest.strip()
    if kind == "UNIQUE":
        return (
            rest.strip().removeprefix("index ").strip("'")
            if rest.startswith("index ")
            else _unique_name(rest.split(", "), metadata)
        )
    return None


def _unique_name(columns: Iterable[str], metadata: MetaData) -> str | None:
    pairs = [c.strip().split(".", 1) for c in columns]
    table = metadata.tables.get(pairs[0][0])
    names = {pair[-1] for pair in pairs}
    if table is None:
        return None
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and {c.name for c in constraint.columns} == names:
            return str(constraint.name)
    for index in table.indexes:
        if index.unique and {c.name for c in index.columns} == names:
            return str(index.name)
    return None
