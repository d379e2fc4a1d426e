"""Forms of those who give seats and end them, and of the handover."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.accounts.forms import AddressField
from youthvoice.core.forms import Between, DayField, HouseForm, KeyedForm, LongTextField, Needed, NoPrivateNumbers
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, Sensible
from youthvoice.councils.labels import END_LABELS, ROLE_LABELS
from youthvoice.councils.rules.seats import OFFICES, ROLE_ORDER, SeatEnd, SeatRole

HANDOVER_MAX = 5000


class SeatSort(StrEnum):
    """What is given; the word stands in the address."""

    place = "plads"
    office = "post"
    helper = "tovholder"


SORT_ROLES: dict[SeatSort, tuple[SeatRole, ...]] = {
    SeatSort.place: (SeatRole.member, SeatRole.substitute),
    SeatSort.office: tuple(role for role in ROLE_ORDER if role in OFFICES),
    SeatSort.helper: (SeatRole.coordinator,),
}
# Why a seat ends, as somebody may choose; the others follow from what happens.
REASONS = (SeatEnd.resigned, SeatEnd.moved, SeatEnd.recalled)


class SeatForm(KeyedForm):
    """Who gets which seat, from when and until when."""

    role = RadioField(_("Hvad skal personen være?"), invalid_choice_message=NOT_LISTED)
    person_id = RowField(_("Hvem?"))
    email = AddressField(
        _("Eller en e-mail"),
        description=_("Den skal være skrevet præcis som på personens konto."),
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )
    starts_on = DayField(_("Fra"), [Needed(_("Vælg den første dag.")), Sensible()])
    ends_on = DayField(_("Til og med"), [Optional(), Sensible()])

    def offer(self, roles: Iterable[SeatRole], people: Iterable[tuple[int, str]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        self.role.choices = [SelectChoice(role.value, ROLE_LABELS[role]) for role in roles]
        self.person_id.offer(people, _("Vælg en person"))
        if len(self.person_id.choices or ()) == 1:
            self.email.label.text = gettext("E-mail")
        if len(self.role.choices) == 1:
            self.role.data = self.role.choices[0].value


class EndForm(HouseForm):
    """Why a seat ends."""

    reason = RadioField(
        _("Hvorfor?"),
        choices=[SelectChoice(reason.value, END_LABELS[reason]) for reason in REASONS],
        default=SeatEnd.resigned.value,
        invalid_choice_message=NOT_LISTED,
    )


class StepInForm(EndForm):
    """Which substitute takes the seat, and why it is free."""

    substitute_id = RadioField(_("Hvem træder ind?"), coerce=str, invalid_choice_message=NOT_LISTED)

    def offer(self, substitutes: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.substitute_id.choices = [SelectChoice(str(seat_id), name) for seat_id, name in substitutes]


class HandoverForm(HouseForm):
    """What the council that leaves tells the next; ``seen`` names the text that stood there."""

    handover = LongTextField(
        _("Det vil vi sige til jer, der kommer efter"),
        [Between(0, HANDOVER_MAX), NoPrivateNumbers()],
        description=_("Hvad gik godt? Hvad er I midt i? Hvem er gode at spørge?"),
    )
    seen = HiddenField()
