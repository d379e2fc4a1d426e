"""Fields that the forms of hearings share."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput

from youthvoice.core.forms import CleanHiddenField, HouseForm, NoPrivateNumbers, clean
from youthvoice.core.keyset import whole_number
from youthvoice.councils.forms.fields import NOT_LISTED, id_or_none

FEWEST_LINES, MORE_LINES = 4, 4


class SeenForm(HouseForm):
    """``seen`` is the version that was on the page."""

    seen = CleanHiddenField()

    @property
    def seen_version(self) -> int:
        """What was seen; -1 where it tells none."""
        version = whole_number(self.seen.data)
        return -1 if version is None else version


class LinesField(Field):
    """The same field line by line; ``data`` is what was typed, the empty lines too. At most ``most`` of ``longest`` characters."""

    def __init__(self, label: object, *, most: int, longest: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.most, self.longest = most, longest

    def process_formdata(self, valuelist: list[str]) -> None:
        """Clean, one line each."""
        self.data = [" ".join((clean(value) or "").split()) for value in valuelist[: self.most]]

    def lines(self) -> list[str]:
        """What was typed, with empty lines to a sensible number."""
        typed = list(self.data or [])
        return typed + [""] * max(0, min(FEWEST_LINES, self.most) - len(typed))

    def add_lines(self) -> None:
        """Some more empty lines."""
        self.data = (self.lines() + [""] * MORE_LINES)[: self.most]

    def add(self, lines: Iterable[str]) -> None:
        """Lines that are not there yet, after those that were typed."""
        typed = list(self.filled())
        known = {line.casefold() for line in typed}
        self.data = (typed + [line for line in lines if line.casefold() not in known])[: self.most]

    def filled(self) -> tuple[str, ...]:
        """The lines with something in them."""
        return tuple(line for line in self.data or () if line)

    def pre_validate(self, form: Any) -> None:
        """No line too long, none with somebody's numbers."""
        for line in self.filled():
            if len(line) > self.longest:
                raise ValidationError(gettext("Skriv højst %(most)d tegn på hver linje.", most=self.longest))
            NoPrivateNumbers()(form, SimpleNamespace(data=line))


class RowsField(SelectMultipleField):
    """Some of a list of rows, a box for each."""

    option_widget = CheckboxInput()

    def __init__(self, label: object, **options: Any) -> None:
        super().__init__(label, coerce=id_or_none, choices=[], **options)

    def offer(self, rows: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.choices = [SelectChoice(str(row_id), name) for row_id, name in rows]

    def pre_validate(self, _form: Any) -> None:
        """What stands on no list is refused with our own words."""
        offered = {id_or_none(choice.value) for choice in self.choices or ()}
        if any(value not in offered for value in self.data or ()):
            raise ValidationError(NOT_LISTED)
