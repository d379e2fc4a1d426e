"""What those who run a contest fill in: slips, raised hands, tablets, the lot, a reason."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, SelectMultipleField
from wtforms.validators import ValidationError

from youthvoice.accounts.forms import number_or_none
from youthvoice.core.forms import (
    Between,
    HouseForm,
    KeyedForm,
    LongTextField,
    Needed,
    NoPrivateNumbers,
    TextField,
    clean,
)
from youthvoice.voting.commands.hands import HandFacts
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.contest import MOST_CHILDREN, MOST_SLIPS, SEED_MAX

PLACE_MAX = 120
REASON_MAX = 1000
WITNESSES_MAX = 200
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


class SlipsForm(KeyedForm):
    """How many slips, and who gets them."""

    place = TextField(
        lazy_gettext("Hvem skal have dem?"),
        [Needed(lazy_gettext("Skriv, hvem der skal have sedlerne.")), Between(1, PLACE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("For eksempel 7.B. Det står på sedlerne."),
        render_kw={"autocomplete": "off"},
    )
    size = TextField(
        lazy_gettext("Hvor mange sedler?"),
        [Needed(lazy_gettext("Skriv, hvor mange sedler du skal bruge."))],
        description=lazy_gettext("Én til hver, der ikke har en konto. Højst %(most)d ad gangen.", most=MOST_SLIPS),
        render_kw=NUMERIC,
    )

    @property
    def number(self) -> int:
        """The number that was written; 0 where it is none."""
        return number_or_none(self.size.data) or 0

    def validate_size(self, _field: Field) -> None:
        """A whole number of slips."""
        if not 1 <= self.number <= MOST_SLIPS:
            raise ValidationError(gettext("Skriv et tal fra 1 til %(most)d.", most=MOST_SLIPS))


class HandsField(Field):
    """Hands for each option, one input a line, in the order of the paper. ``data`` is what was typed, line by line."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """As it was typed, clean."""
        self.data = [clean(value) or "" for value in valuelist[:200]]


class HandsForm(KeyedForm):
    """One class: who was there, and how many hands each option got."""

    place = TextField(
        lazy_gettext("Hvilken klasse eller gruppe?"),
        [Needed(lazy_gettext("Skriv, hvilken klasse det er.")), Between(1, PLACE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("For eksempel 2.A. Hver klasse kan kun tælles med én gang."),
        render_kw={"autocomplete": "off"},
    )
    children = TextField(
        lazy_gettext("Hvor mange børn er i lokalet?"),
        [Needed(lazy_gettext("Skriv, hvor mange børn der er i lokalet."))],
        description=lazy_gettext("Tæl alle med, også dem, der ikke rækker hånden op. De stemmer blankt."),
        render_kw=NUMERIC,
    )
    hands = HandsField(lazy_gettext("Hvor mange hænder?"))
    present = SelectMultipleField(
        lazy_gettext("Hvem af dem med en konto er i lokalet?"),
        coerce=number_or_none,
        validate_choice=False,
        description=lazy_gettext("Fjern krydset ved dem, der ikke er her. De kan stemme selv."),
    )

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.present.choices = people

    def counted(self) -> list[int | None]:
        """The hands of each line; nothing typed is none, None what is no number."""
        return [number_or_none(typed) if typed else 0 for typed in self.hands.data or []]

    def validate_children(self, _field: Field) -> None:
        """A whole number of children."""
        if not 1 <= (number_or_none(self.children.data) or 0) <= MOST_CHILDREN:
            raise ValidationError(gettext("Skriv et tal fra 1 til %(most)d.", most=MOST_CHILDREN))

    def validate_hands(self, _field: Field) -> None:
        """Whole numbers."""
        if None in self.counted():
            raise ValidationError(gettext("Skriv et helt tal ved hver linje, for eksempel 12."))

    def facts(self, contest: Contest) -> HandFacts:
        """What was typed; the form must be valid. A line too few or too many is none of the paper's."""
        numbers = [option.number for option in contest.options]
        known = {person_id for person_id, _name in self.present.choices or ()}
        return HandFacts(
            place=self.place.data or "",
            children=number_or_none(self.children.data) or 0,
            hands={number: hands or 0 for number, hands in zip(numbers, self.counted(), strict=False)},
            person_ids=sorted(known.intersection(self.present.data or ())),
        )


class KioskForm(KeyedForm):
    """Where the tablet stands."""

    place = TextField(
        lazy_gettext("Hvor står tabletten?"),
        [Needed(lazy_gettext("Skriv, hvor tabletten står.")), Between(1, PLACE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("For eksempel Biblioteket. Så kan du kende den fra de andre."),
        render_kw={"autocomplete": "off"},
    )


class ReasonForm(HouseForm):
    """Why it is called off."""

    reason = LongTextField(
        lazy_gettext("Hvorfor bliver den aflyst?"),
        [
            Needed(lazy_gettext("Skriv hvorfor, så alle kan læse det.")),
            Between(3, REASON_MAX),
            NoPrivateNumbers(),
        ],
        description=lazy_gettext("En eller to sætninger. Det står på siden, så alle kan læse det."),
    )


class LotForm(HouseForm):
    """What was drawn, and who saw it."""

    seed = TextField(
        lazy_gettext("Hvad slog I?"),
        [Needed(lazy_gettext("Skriv de tal, I slog.")), Between(0, SEED_MAX)],
        description=lazy_gettext("Skriv tallene i den rækkefølge, I slog dem. For eksempel 4 2 6 1 1 5."),
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    witnesses = TextField(
        lazy_gettext("Hvem så på?"),
        [
            Needed(lazy_gettext("Skriv, hvem der så på, mens I trak.")),
            Between(3, WITNESSES_MAX),
            NoPrivateNumbers(),
        ],
        description=lazy_gettext("Mindst to. Alle kan læse det, så børn og unge skriver kun deres fornavn."),
        render_kw={"autocomplete": "off"},
    )


def all_ticked(people: list[tuple[int, str]]) -> dict[str, Any]:
    """Everybody is in the room unless somebody says otherwise."""
    return {"present": [person_id for person_id, _name in people]}
