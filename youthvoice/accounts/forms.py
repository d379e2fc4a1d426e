"""Forms of the sign-in and the profile. What a name or a birth year may be, the rules say."""

from collections.abc import Sequence

from flask_babel import lazy_gettext
from wtforms import EmailField, Field, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from youthvoice.accounts.models import School
from youthvoice.accounts.passkeys import NAME_MAX
from youthvoice.accounts.rules import DISPLAY_NAME_MAX, birth_years, is_email, normalise_email
from youthvoice.core.clock import today
from youthvoice.core.forms import Between, HouseForm, Needed, TextField
from youthvoice.core.i18n import LOCALE_NAMES, LOCALES

_MAX_ID_DIGITS = 18
NOT_LISTED = lazy_gettext("Vælg noget fra listen.")
NAME_HINT = lazy_gettext("Find på et navn. Brug ikke dit rigtige navn. Alle kan se det.")


def number_or_none(value: object) -> int | None:
    """A whole number written in plain digits; None for anything else, the empty choice among them."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MAX_ID_DIGITS else None


class DisplayNameField(TextField):
    """A text field that tells how long a name may be (the rule refuses a longer one)."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.flags.maxlength = DISPLAY_NAME_MAX


class CarriedField(HiddenField):
    """A hidden text of our own; one that holds control characters is not ours and is dropped."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what a page of ours can have written."""
        value = valuelist[0] if valuelist else ""
        self.data = value if value.isprintable() else ""


class AddressField(EmailField, TextField):
    """An e-mail field, cleaned like every line of text."""


class OpenForm(HouseForm):
    """A form for visitors who have no session, and so no token; its view calls ``require_same_origin``.

    ``next`` and ``kept`` travel through every step: where to go afterwards, and a form to be sent again.
    """

    class Meta(HouseForm.Meta):
        csrf = False

    next = CarriedField()
    kept = CarriedField()


class AddressFields:
    """An address."""

    email = AddressField(
        lazy_gettext("Din e-mail"),
        [Needed(lazy_gettext("Skriv din e-mail."))],
        description=lazy_gettext("Vi sender en kode. Andre ser ikke din e-mail."),
        render_kw={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"},
    )

    def validate_email(self, field: Field) -> None:
        """An address one can write to; it is normalised here."""
        field.data = normalise_email(field.data)
        if not is_email(field.data):
            raise ValidationError(lazy_gettext("Det ligner ikke en e-mail. Den skal se sådan ud: navn@skole.dk"))


class CodeFields:
    """A mailed code. The address is carried only to send a new code; it proves nothing."""

    challenge = CarriedField()
    email = CarriedField()
    code = TextField(
        lazy_gettext("Kode fra mailen"),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True},
    )


class EmailForm(AddressFields, OpenForm):
    """Step one of the sign-in."""


class CodeForm(CodeFields, OpenForm):
    """Step two."""


class OwnEmailForm(AddressFields, HouseForm):
    """An address for an account that has none; sent by whoever is signed in, so with a token."""


class OwnCodeForm(CodeFields, HouseForm):
    """The code that proves it."""


class ReturnForm(OpenForm):
    """Back from another site: what it wrote into our address."""

    state = CarriedField()
    code = CarriedField()
    error = CarriedField()


class PasskeySignInForm(OpenForm):
    """What the device has signed, as the script has written it."""

    challenge = CarriedField()
    credential = CarriedField()


class PersonaForm(OpenForm):
    """Demo: the choice of a persona."""

    person = CarriedField()


class WelcomeForm(OpenForm):
    """The first time: a pseudonym, a birth year and a school. ``verified`` is the signed address, or who vouches."""

    verified = CarriedField()
    display_name = DisplayNameField(
        lazy_gettext("Dit navn her"),
        [Needed(lazy_gettext("Find på et navn."))],
        description=NAME_HINT,
        render_kw={"autocomplete": "off"},
    )
    birth_year = SelectField(
        lazy_gettext("Det år, du er født"),
        [Needed(lazy_gettext("Vælg det år, du er født."))],
        coerce=number_or_none,
        validate_choice=False,
        description=lazy_gettext("Andre ser det ikke."),
    )
    school_id = SelectField(
        lazy_gettext("Din skole"),
        coerce=number_or_none,
        invalid_choice_message=NOT_LISTED,
        description=lazy_gettext("Du kan også lade den stå tom."),
    )

    def offer(self, schools: Sequence[School]) -> None:
        """Fill the two lists. Must be called before validating or showing."""
        years = [SelectChoice(str(year)) for year in birth_years(today().year)]
        self.birth_year.choices = [SelectChoice("", lazy_gettext("Vælg år")), *years]
        self.school_id.choices = school_choices(schools)


class ProfileForm(HouseForm):
    """A person's own profile."""

    display_name = DisplayNameField(
        lazy_gettext("Dit navn her"),
        [Needed(lazy_gettext("Find på et navn."))],
        description=NAME_HINT,
        render_kw={"autocomplete": "off"},
    )
    school_id = SelectField(lazy_gettext("Din skole"), coerce=number_or_none, invalid_choice_message=NOT_LISTED)
    locale = RadioField(
        lazy_gettext("Sprog i mails og på siden"),
        choices=[SelectChoice(code, LOCALE_NAMES[code]) for code in LOCALES],
        invalid_choice_message=NOT_LISTED,
    )

    def offer(self, schools: Sequence[School]) -> None:
        """Fill the list of schools. Must be called before validating or showing."""
        self.school_id.choices = school_choices(schools)

    def without_names(self) -> None:
        """For adults: their name and school are set by an administrator."""
        del self.display_name
        del self.school_id


class PasskeyForm(HouseForm):
    """A new passkey: what one calls it, and what the device has made, as the script has written it."""

    name = TextField(
        lazy_gettext("Hvad vil du kalde nøglen?"),
        [Needed(lazy_gettext("Giv nøglen et navn.")), Between(1, NAME_MAX)],
        description=lazy_gettext("For eksempel «Min telefon». Så kan du kende den igen."),
        render_kw={"autocomplete": "off"},
    )
    challenge = CarriedField()
    credential = CarriedField()


class RemoveForm(HouseForm):
    """A yes to a question."""


def school_choices(schools: Sequence[School]) -> list[SelectChoice]:
    """None first: nobody has to say which school."""
    none = lazy_gettext("Ingen valgt")
    return [SelectChoice("", none), *(SelectChoice(str(school.id), school.name) for school in schools)]
