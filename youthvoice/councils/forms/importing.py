"""A file with schools, classes and people."""

import hashlib
from typing import Any, BinaryIO

from flask_babel import gettext, lazy_gettext
from flask_wtf.file import FileField
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from youthvoice.accounts.rules import SchoolType
from youthvoice.core.clock import today
from youthvoice.core.forms import CleanHiddenField, DayField, HouseForm, Needed
from youthvoice.core.signing import sign, unsign
from youthvoice.councils.forms.bodies import SCHOOL_KIND_LABELS
from youthvoice.councils.forms.fields import NOT_LISTED, Sensible
from youthvoice.councils.importing.run import Options

MOST_BYTES = 5 * 2**20
MOST_LINES = 25_000
"""A page must answer in time; ``flask councils import`` takes more."""
CHECKED = "council-import"
CHECKED_SECONDS = 24 * 3600


class ImportForm(HouseForm):
    """The file travels twice, first to be looked at, then to be stored: nothing about children is kept in between.

    ``checked`` names the file and the answers that were looked at, so that nothing else is stored by mistake.
    """

    file = FileField(
        lazy_gettext("Filen (CSV)"),
        [Needed(lazy_gettext("Vælg filen."))],
        description=lazy_gettext("Højst 5 MB. I Excel: Gem som, og vælg CSV."),
    )
    day = DayField(
        lazy_gettext("Første dag i klasserne"),
        [InputRequired(lazy_gettext("Vælg den første dag.")), Sensible()],
        description=lazy_gettext("Fra den dag gælder pladserne. Et skoleår begynder 1. august."),
    )
    kind = RadioField(
        lazy_gettext("Hvad er nye skoler i filen?"),
        choices=[SelectChoice(one.value, SCHOOL_KIND_LABELS[one]) for one in SchoolType],
        default=SchoolType.primary.value,
        invalid_choice_message=NOT_LISTED,
    )
    checked = CleanHiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.day.data = today()

    def validate_file(self, field: Field) -> None:
        """Not larger than a page can take in time."""
        if field.data and _size(field.data.stream) > MOST_BYTES:
            raise ValidationError(gettext("Filen er for stor. Del den i flere, en for hver skole."))

    def options(self, *, dry_run: bool) -> Options:
        """What was chosen; the form must be valid."""
        return Options(self.day.data or today(), SchoolType(self.kind.data), dry_run, MOST_LINES)

    def mark_checked(self) -> None:
        """Remember, in the page, what was looked at."""
        self.checked.data = sign(CHECKED, self._facts())

    def was_checked(self) -> bool:
        """Whether exactly this file, with these answers, was looked at before."""
        return unsign(CHECKED, self.checked.data, CHECKED_SECONDS) == self._facts()

    def _facts(self) -> list[str]:
        stream = self.file.data.stream
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        return [digest, str(self.day.data), str(self.kind.data)]


def _size(stream: BinaryIO) -> int:
    end = stream.seek(0, 2)
    stream.seek(0)
    return end
