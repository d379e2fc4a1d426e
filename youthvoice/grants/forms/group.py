"""Forms of the group: files, notes, and what the council asks for."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.core.forms import (
    Between,
    CleanHiddenField,
    HouseForm,
    KeyedForm,
    LongTextField,
    Needed,
    NoPrivateNumbers,
    TextField,
)
from youthvoice.core.keyset import whole_number
from youthvoice.grants.labels.group import EARLY_KINDS, FIELD_LABELS, FILE_KIND_LABELS
from youthvoice.grants.rules.applications import NOTE_MAX, Field, FileKind
from youthvoice.grants.rules.groups import ALT_MAX, MORE_MAX, MORE_MIN
from youthvoice.responses.rules.answers import MAX_ASKED_FOR, MIN_ASKED_FOR

NOT_LISTED = _("Vælg en fra listen.")


def _alt_field() -> TextField:
    return TextField(
        _("Hvad viser filen?"),
        [Between(0, ALT_MAX), NoPrivateNumbers()],
        description=_("En kort sætning. Så ved dem, der ikke kan se den, hvad det er."),
    )


class FileForm(KeyedForm):
    """A picture of the idea, or a quote."""

    kind = RadioField(
        _("Hvad er det?"),
        choices=[SelectChoice(kind.value, FILE_KIND_LABELS[kind]) for kind in EARLY_KINDS],
        default=FileKind.picture.value,
        coerce=lambda value: None if value is None else str(value),
        validate_choice=False,
    )
    file = FileField(
        _("Vælg filen"),
        description=_("JPG, PNG, WebP eller PDF. Vis ikke andres ansigter, hvis I ikke har spurgt dem."),
    )
    alt_text = _alt_field()

    def file_kind(self) -> FileKind | None:
        """The kind that was chosen; None where it is none of those offered."""
        return next((kind for kind in EARLY_KINDS if kind.value == self.kind.data), None)


class ChangeFileForm(HouseForm):
    """Another file in its place, or other words for it."""

    file = FileField(_("En anden fil i stedet"), [Optional()], description=_("Spring over, hvis I beholder filen."))
    alt_text = _alt_field()


class NoteForm(KeyedForm):
    """Words beside a part of the application; ``parent`` is the note they reply to."""

    parent = CleanHiddenField()
    field = SelectField(
        _("Hvad handler det om?"),
        choices=[SelectChoice(field.value, label) for field, label in FIELD_LABELS.items()],
        default=Field.everything.value,
        invalid_choice_message=NOT_LISTED,
    )
    words = LongTextField(
        _("Skriv her"),
        [Needed(_("Skriv noget her.")), Between(2, NOTE_MAX), NoPrivateNumbers()],
    )

    def parent_id(self) -> int | None:
        """The id of the note it replies to."""
        return whole_number(self.parent.data)


class AskForm(KeyedForm):
    """What the council wants to know."""

    asked_for = LongTextField(
        _("Hvad vil I vide mere om?"),
        [Needed(_("Skriv, hvad I vil vide.")), Between(MIN_ASKED_FOR, MAX_ASKED_FOR), NoPrivateNumbers()],
        description=_("Skriv det, så det er let at svare på. Fx: Hvor mange kommer der, og hvad koster lyden?"),
    )


class TellForm(KeyedForm):
    """The group's reply."""

    words = LongTextField(
        _("Jeres svar til rådet"),
        [Needed(_("Skriv jeres svar.")), Between(MORE_MIN, MORE_MAX), NoPrivateNumbers()],
        description=_("Kun rådet og dem, der hjælper, læser svaret."),
    )


def field_or_everything(value: Any) -> Field:
    """The part that an address names; all of it where it names none."""
    return next((field for field in Field if field.value == value), Field.everything)
