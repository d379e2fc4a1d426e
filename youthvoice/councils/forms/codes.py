"""Making slips for a class, and coming in by one."""

from datetime import date, timedelta
from secrets import SystemRandom

from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from youthvoice.accounts.forms import AddressField, DisplayNameField, OpenForm, number_or_none
from youthvoice.accounts.rules import birth_years, is_email, normalise_email
from youthvoice.core.clock import today
from youthvoice.core.forms import DayField, KeyedForm, Needed, TextField
from youthvoice.core.i18n import LOCALE_NAMES, LOCALES
from youthvoice.councils.rules.codes import MOST_DAYS, MOST_SLIPS, USUAL_DAYS

NAME_IDEAS = {
    "da": (
        ("Blå", "Grøn", "Stille", "Hurtig", "Glad", "Modig", "Klog", "Rolig", "Vaks", "Sjov"),
        ("Ræv", "Ugle", "Bæver", "Hare", "Sæl", "Spurv", "Odder", "Mus", "Krabbe", "Elg"),
    ),
    "en": (
        ("Blue", "Green", "Quiet", "Quick", "Happy", "Brave", "Clever", "Calm", "Bright", "Funny"),
        ("Fox", "Owl", "Beaver", "Hare", "Seal", "Sparrow", "Otter", "Mouse", "Crab", "Moose"),
    ),
}
IDEAS = 4


def name_ideas(locale: str) -> list[str]:
    """A few made-up names to choose from; others each time."""
    firsts, lasts = NAME_IDEAS.get(locale, NAME_IDEAS["da"])
    chance = SystemRandom()
    pairs = zip(chance.sample(firsts, IDEAS), chance.sample(lasts, IDEAS), strict=True)
    return [f"{first} {last}" for first, last in pairs]


class SheetForm(KeyedForm):
    """How many slips, and until when they are good."""

    size = TextField(
        lazy_gettext("Hvor mange sedler?"),
        [Needed(lazy_gettext("Skriv, hvor mange sedler du skal bruge."))],
        description=lazy_gettext("Én til hver elev. Højst %(most)d på ét ark.", most=MOST_SLIPS),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    last_day = DayField(
        lazy_gettext("Gælder til og med"),
        [Needed(lazy_gettext("Vælg den sidste dag, sedlerne skal virke."))],
        description=lazy_gettext("Højst %(most)d dage frem.", most=MOST_DAYS),
    )

    @property
    def number(self) -> int | None:
        """The number that was written; None where it is none."""
        return number_or_none(self.size.data)

    def validate_size(self, _field: Field) -> None:
        """A whole number of slips, as many as a class has pupils."""
        if self.number is None or not 1 <= self.number <= MOST_SLIPS:
            raise ValidationError(gettext("Skriv et tal fra 1 til %(most)d.", most=MOST_SLIPS))

    def validate_last_day(self, field: Field) -> None:
        """Today at the earliest, and not so late that a lost slip is good for long."""
        if not today() <= field.data <= today() + timedelta(days=MOST_DAYS):
            raise ValidationError(gettext("Vælg en dag inden for de næste %(most)d dage.", most=MOST_DAYS))


def usual_last_day() -> date:
    """Two weeks: time for whoever is ill today."""
    return today() + timedelta(days=USUAL_DAYS)


class CodeForm(OpenForm):
    """The code of a slip, typed."""

    code = TextField(
        lazy_gettext("Koden på din seddel"),
        [Needed(lazy_gettext("Skriv koden fra din seddel."))],
        description=lazy_gettext("12 bogstaver. Du kan skrive store eller små, med eller uden streger."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class JoinForm(OpenForm, KeyedForm):
    """Somebody new: a made-up name and a birth year are enough."""

    display_name = DisplayNameField(
        lazy_gettext("Dit navn her"),
        [Needed(lazy_gettext("Find på et navn."))],
        description=lazy_gettext("Find på et navn. Brug ikke dit rigtige navn. Alle kan se det."),
        render_kw={"autocomplete": "off"},
    )
    birth_year = SelectField(
        lazy_gettext("Det år, du er født"),
        [Needed(lazy_gettext("Vælg det år, du er født."))],
        coerce=number_or_none,
        validate_choice=False,
        description=lazy_gettext("Andre ser det ikke."),
    )
    locale = RadioField(
        lazy_gettext("Sprog"),
        choices=[SelectChoice(code, LOCALE_NAMES[code]) for code in LOCALES],
        invalid_choice_message=lazy_gettext("Vælg noget fra listen."),
    )
    email = AddressField(
        lazy_gettext("E-mail, så du kan komme ind igen (kan springes over)"),
        description=lazy_gettext("Vi sender en kode. Andre ser ikke din e-mail. Du kan også tilføje den senere."),
        render_kw={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"},
    )

    def offer(self) -> None:
        """Fill the list of years. Must be called before validating or showing."""
        years = [SelectChoice(str(year)) for year in birth_years(today().year)]
        self.birth_year.choices = [SelectChoice("", lazy_gettext("Vælg år")), *years]

    def validate_email(self, field: Field) -> None:
        """None, or one that can be written to; it is normalised here."""
        field.data = normalise_email(field.data or "")
        if field.data and not is_email(field.data):
            raise ValidationError(
                gettext("Det ligner ikke en e-mail. Den skal se sådan ud: navn@skole.dk. Du kan også slette den.")
            )
