"""Forms of the house: clean text, a key that makes a second sending harmless, and validators for what children must not publish."""

import uuid
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Field, Form, HiddenField, StringField, TextAreaField, TimeField
from wtforms.validators import StopValidation, ValidationError

from youthvoice.core.errors import RuleBroken
from youthvoice.core.i18n import format_money, locale_code
from youthvoice.core.money import MOST_OERE, MoneyKind, NoMoney, parse_money, write_money
from youthvoice.core.textcheck import find_cpr, find_phone_numbers, strip_control

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"]
CLOCK_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]


def clean(value: str | None) -> str | None:
    """Normalised text without control characters and outer blanks; None stays None."""
    return strip_control(value).strip() if isinstance(value, str) else value


class TextField(StringField):
    """One line of clean text."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = " ".join((clean(valuelist[0]) or "").split())


class LongTextField(TextAreaField):
    """Several lines of clean text."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = clean(valuelist[0])


class DayField(DateField):
    """A date, as the browser's calendar or a Danish hand writes it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Nothing typed is no date. Raises ValueError with our own words."""
        typed = [text for value in valuelist if (text := clean(value))]
        # Shown again as it was typed, but for what no page may hold.
        self.raw_data = typed
        try:
            super().process_formdata(typed)
        except ValueError:
            raise ValueError(gettext("Skriv datoen som 31.12.2027.")) from None


class CleanHiddenField(HiddenField):
    """A hidden field that can be shown again whatever somebody put into it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Without control characters."""
        if valuelist:
            self.data = clean(valuelist[0])


class ClockField(TimeField):
    """A time of the day, as the browser's clock or a Danish hand writes it: 14:30, 14.30, kl. 14."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Nothing typed is no time. Raises ValueError with our own words."""
        typed = [text for value in valuelist if (text := clean(value))]
        self.raw_data = typed
        try:
            super().process_formdata([text.lower().removeprefix("kl.").removeprefix("kl").strip() for text in typed])
        except ValueError:
            raise ValueError(gettext("Skriv tiden som 14.30.")) from None


class MoneyField(StringField):
    """Kroner as a Danish or an English hand writes them; ``data`` is whole øre, or None where nothing was written.

    ``low`` and ``high`` are øre, both included. Whether there must be something in it, ``Needed`` or ``Optional`` says.
    """

    def __init__(
        self, label: object = None, validators: Any = None, *, low: int = 0, high: int = MOST_OERE, **options: Any
    ) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off", **options.pop("render_kw", {})}
        super().__init__(label, validators, render_kw=attributes, **options)
        self.low, self.high = low, high

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it in the reader's language. Raises ValueError with our own words."""
        if not valuelist:
            return
        # Shown again as it was typed, but for what no page may hold.
        self.raw_data = [clean(valuelist[0]) or ""]
        self.data = None
        try:
            self.data = parse_money(self.raw_data[0], locale_code())
        except NoMoney as refused:
            if refused.kind is not MoneyKind.empty:
                raise ValueError(self._words(refused.kind)) from None

    def pre_validate(self, _form: Form) -> None:
        """Nothing more is said of what is no amount; an amount must lie between the two."""
        if self.errors:
            raise StopValidation
        if self.data is not None and self.data < self.low:
            raise StopValidation(gettext("Skriv %(low)s eller mere.", low=format_money(self.low)))
        if self.data is not None and self.data > self.high:
            raise StopValidation(self._words(MoneyKind.too_large))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else write_money(self.data, locale_code())

    def _words(self, kind: MoneyKind) -> str:
        example = write_money(125_050, locale_code())
        if kind is MoneyKind.negative:
            return str(gettext("Skriv beløbet uden minus."))
        if kind is MoneyKind.too_large:
            return str(gettext("Beløbet er for stort. Skriv %(high)s eller mindre.", high=format_money(self.high)))
        if kind is MoneyKind.too_many_decimals:
            return str(gettext("Skriv højst to tal efter kommaet, for eksempel %(example)s.", example=example))
        return str(gettext("Skriv beløbet i kroner, for eksempel %(example)s.", example=example))


class TickField(BooleanField):
    """A box to tick; whatever was sent for it, the page shows a tick and no word of it."""

    def _value(self) -> str:
        return "y"


class HouseForm(FlaskForm):
    """Base of every form; ``form_key`` is made when the page is shown and stored with what the form creates."""

    class Meta(FlaskForm.Meta):
        # Flask-Babel chooses the language by request; wtforms' own texts follow it.
        locales = ("da", "en")

    def add_problems(self, error: RuleBroken) -> None:
        """Put the rule's words beside the fields they speak of; what belongs to no field goes to the form."""
        for name, texts in error.problems.items():
            if name in self._fields:
                self._fields[name].errors = [*self._fields[name].errors, *texts]
            else:
                self.form_errors.extend(str(text) for text in texts)


class KeyedForm(HouseForm):
    """A form that creates something: sent twice, it creates it once."""

    form_key = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not _is_key(self.form_key.data):
            self.form_key.data = uuid.uuid4().hex


def _is_key(value: str | None) -> bool:
    return bool(value) and len(value or "") == 32 and all(c in "0123456789abcdef" for c in value or "")


class Needed:
    """The field must have something in it; ``message`` says what."""

    field_flags = {"required": True}

    def __init__(self, message: object = None) -> None:
        self.message = message or lazy_gettext("Skriv noget her.")

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is None or not str(field.data).strip():
            field.errors = []
            raise StopValidation(str(self.message))


class Between:
    """The text has from ``low`` to ``high`` characters."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high
        self.field_flags = {"maxlength": high, **({"minlength": low} if low else {})}

    def __call__(self, _form: Form, field: Field) -> None:
        length = len(field.data or "")
        if length < self.low:
            raise ValidationError(
                gettext("Skriv mindst %(low)d tegn. Du har skrevet %(length)d.", low=self.low, length=length)
            )
        if length > self.high:
            raise ValidationError(
                gettext("Skriv højst %(high)d tegn. Du har skrevet %(length)d.", high=self.high, length=length)
            )


class NoPrivateNumbers:
    """A CPR number is refused; a phone number is refused until ``public_numbers_ok`` of the form is ticked."""

    def __call__(self, form: Form, field: Field) -> None:
        text = field.data or ""
        cpr = find_cpr(text)
        if cpr:
            raise ValidationError(
                gettext(
                    "Der står et CPR-nummer: %(number)s. Slet det. Det må aldrig stå på en side, som alle kan læse.",
                    number=cpr[0].text,
                )
            )
        phones = find_phone_numbers(text)
        confirmed = getattr(form, "public_numbers_ok", None)
        if phones and confirmed is not None and not confirmed.data:
            raise ValidationError(
                gettext(
                    "Det ligner et telefonnummer: %(number)s. Alle kan læse det. Slet det, eller sæt kryds ved, at det er med vilje.",
                    number=phones[0].text,
                )
            )
