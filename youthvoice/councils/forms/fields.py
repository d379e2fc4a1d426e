"""Fields that the forms of councils share: whole numbers, sensible days, and a choice from a list of rows."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, Form, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation, ValidationError

from youthvoice.core.forms import CLOCK_FORMATS, DAY_FORMATS, ClockField, DayField

NOT_LISTED = lazy_gettext("Vælg noget fra listen.")
MOST_DIGITS = 9
MOST_ID_DIGITS = 18
FIRST_YEAR, LAST_YEAR = 2000, 2100


class WholeNumberField(IntegerField):
    """A whole number in plain digits; None where nothing was written."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it; anything else is told beside the field."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise ValueError(gettext("Skriv et helt tal, for eksempel 12."))
        self.data = int(text)


class Within:
    """A whole number between two; ``may_lack`` where nothing may be written at all."""

    def __init__(self, low: int, high: int, *, may_lack: bool = False) -> None:
        self.low, self.high, self.may_lack = low, high, may_lack
        self.field_flags: dict[str, Any] = {"min": low, "max": high, **({"optional": True} if may_lack else {})}

    def __call__(self, _form: Form, field: Field) -> None:
        if field.errors:
            raise StopValidation
        if field.data is None:
            if not self.may_lack:
                raise StopValidation(gettext("Skriv et tal."))
            return
        if not self.low <= field.data <= self.high:
            raise ValidationError(gettext("Skriv et tal fra %(low)d til %(high)d.", low=self.low, high=self.high))


class Sensible:
    """A day of our time: terms are counted from it."""

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is not None and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(gettext("Skriv en rigtig dato, for eksempel 31.12.2027."))


def needed_day(label: object, missing: object) -> Any:
    """A day that has to be there, of our time; ``missing`` says so."""
    return DayField(label, [InputRequired(missing), Sensible()], format=DAY_FORMATS)


def needed_clock(label: object, missing: object) -> Any:
    """A time of that day, which has to be there too."""
    return ClockField(label, [InputRequired(missing)], format=CLOCK_FORMATS)


class RowField(SelectField):
    """A choice of one row, or of none where the first choice is empty."""

    def __init__(self, label: object, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, coerce=id_or_none, invalid_choice_message=NOT_LISTED, **options)

    def offer(self, rows: Iterable[tuple[int, str]], nothing: object) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.choices = [SelectChoice("", nothing), *(SelectChoice(str(row_id), name) for row_id, name in rows)]


def id_or_none(value: object) -> int | None:
    """The id in an option; None for the empty one and for what is no id."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_ID_DIGITS else None
