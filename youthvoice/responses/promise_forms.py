"""The forms around a promise. The rules speak through commands/plan.py and commands/marks.py; here stand the fields."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.accounts.models import Person
from youthvoice.core.forms import (
    DAY_FORMATS,
    Between,
    CleanHiddenField,
    DayField,
    KeyedForm,
    LongTextField,
    NoPrivateNumbers,
    TextField,
    TickField,
)
from youthvoice.core.keyset import whole_number
from youthvoice.responses.labels import VERDICT_LABELS
from youthvoice.responses.rules import follow_up
from youthvoice.responses.rules.follow_up import Verdict


class OwnedForm(KeyedForm):
    """A form in which somebody of the unit is chosen."""

    owner = SelectField(_("Hvem har ansvaret?"), choices=[], coerce=str, validate_choice=False)

    def offer(self, people: list[Person], kept: Person | None = None) -> None:
        """Who can be chosen; ``kept`` may stay although they are in the unit no more."""
        self._people = {person.id: person for person in ([kept] if kept else []) + people}
        names = [(str(person.id), _named(person)) for person in self._people.values()]
        self.owner.choices = [SelectChoice("", _("Vælg en person")), *(SelectChoice(*name) for name in names)]

    def chosen(self) -> Person | None:
        """Whoever was chosen, among those who were offered."""
        return self._people.get(whole_number(self.owner.data) or 0)


def _named(person: Person) -> str:
    return f"{person.display_name}, {person.title}" if person.title else person.display_name


class MilestoneForm(OwnedForm):
    """A step on the way."""

    version = CleanHiddenField()
    """The version of the promise that this form was shown with."""
    words = TextField(
        _("Hvad skal der ske?"),
        [Between(0, follow_up.MAX_MILESTONE), NoPrivateNumbers()],
        description=_("Kort. Fx: Vi vælger stedet sammen med de unge"),
    )
    due_on = DayField(
        _("Hvornår skal det være gjort?"),
        format=DAY_FORMATS,
        description=_("Alle kan se dagen. Flytter I den, kan alle se, at den er flyttet."),
    )

    def seen_version(self) -> int:
        """0, which no promise has, where it was tampered with."""
        return whole_number(self.version.data) or 0


class ReportForm(KeyedForm):
    """How it goes, with a picture for those who cannot come by."""

    words = LongTextField(
        _("Hvordan går det?"),
        [Between(0, follow_up.MAX_REPORT), NoPrivateNumbers()],
        description=_("Skriv til de unge. Hvad er sket, og hvad sker der nu? Skriv det også, hvis det går i stå."),
    )
    file = FileField(
        _("Et billede"),
        [Optional()],
        description=_("JPG, PNG eller WebP. Vis ikke andres ansigter, hvis du ikke har spurgt dem."),
    )
    alt_text = TextField(
        _("Hvad ser man på billedet?"),
        [Between(0, follow_up.MAX_ALT_TEXT), NoPrivateNumbers()],
        description=_("En kort sætning til dem, der ikke kan se det. Skal kun skrives, hvis der er et billede."),
    )
    is_done = TickField(_("Det er gjort. Spørg de unge, om løftet er holdt."))


class OwnerForm(OwnedForm):
    """Whose promise it is."""


def _verdict(value: object) -> Verdict | None:
    return Verdict(value) if isinstance(value, str) and value in set(Verdict) else None


class MarkForm(KeyedForm):
    """Yes and no stand beside each other, equally large; nothing is chosen beforehand."""

    verdict = RadioField(
        _("Holdt kommunen, hvad den lovede?"),
        choices=[SelectChoice(verdict.value, label) for verdict, label in VERDICT_LABELS.items()],
        coerce=_verdict,
        validate_choice=False,
    )
    words = LongTextField(
        _("Vil du fortælle mere?"),
        [Optional(), Between(0, follow_up.MAX_MARK_WORDS), NoPrivateNumbers()],
        description=_("Det må du gerne springe over. Kun kommunen læser det. Dit navn står der ikke."),
    )
