"""Delegations and their delegates: who sends how many, whom one names, and the lot."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from youthvoice.assembly.commands.delegations import DelegationFacts
from youthvoice.assembly.commands.lots import WITNESSES_MAX
from youthvoice.assembly.forms.years import choices
from youthvoice.assembly.queries.delegations import DelegationLine
from youthvoice.assembly.rules.delegates import MOST_PLACES, NAME_MAX
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.assembly.year_labels import WAY_LABELS
from youthvoice.core.forms import Between, HouseForm, KeyedForm, Needed, NoPrivateNumbers, TextField
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, WholeNumberField, Within
from youthvoice.voting.rules.contest import SEED_MAX


def places_field() -> Any:
    """How many places."""
    return WholeNumberField(_("Antal pladser"), [Within(0, MOST_PLACES)], default=4)


def way_field() -> Any:
    """How delegates are found."""
    return RadioField(
        _("Hvordan findes de delegerede?"),
        choices=choices(WAY_LABELS),
        default=DelegateWay.appointment.value,
        invalid_choice_message=NOT_LISTED,
    )


class DelegationForm(HouseForm):
    """Who sends delegates, and how many."""

    school_id = RowField(_("Skole"))
    body_id = RowField(_("Råd"), description=_("Vælg det, hvis de delegerede kommer fra et råd."))
    name = TextField(
        _("Navn"),
        [Between(0, NAME_MAX), NoPrivateNumbers()],
        description=_("Tomt: det samme som skolen eller rådet."),
        render_kw={"autocomplete": "off"},
    )
    places = places_field()
    way = way_field()

    def offer(self, schools: Iterable[tuple[int, str]], bodies: Iterable[tuple[int, str]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        self.school_id.offer(schools, _("Ingen skole"))
        self.body_id.offer(bodies, _("Intet råd"))

    @classmethod
    def of(cls, line: DelegationLine) -> "DelegationForm":
        """The form as a delegation stands."""
        told = {name: getattr(line, name) for name in ("school_id", "body_id", "name", "places")}
        return cls(formdata=None, data=told | {"way": line.way.value})

    def facts(self) -> DelegationFacts:
        """What was typed; the form must be valid."""
        return DelegationFacts(
            name=self.name.data or "",
            school_id=self.school_id.data,
            body_id=self.body_id.data,
            places=self.places.data or 0,
            way=DelegateWay(self.way.data),
        )


class SchoolsForm(HouseForm):
    """The same for every school that is not there yet."""

    places = places_field()
    way = way_field()


class NameForm(HouseForm):
    """Whom one names."""

    person_id = RowField(_("Hvem skal med?"), [InputRequired(_("Vælg en fra listen."))])

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.person_id.offer(people, _("Vælg en"))


class DrawForm(KeyedForm):
    """What was drawn, and who saw it."""

    seed = TextField(
        _("Hvad slog I?"),
        [Needed(_("Skriv de tal, I slog.")), Between(0, SEED_MAX)],
        description=_("Skriv tallene i den rækkefølge, I slog dem. For eksempel 4 2 6 1 1 5."),
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    witnesses = TextField(
        _("Hvem så på?"),
        [Needed(_("Skriv, hvem der så på, mens I trak.")), Between(3, WITNESSES_MAX), NoPrivateNumbers()],
        description=_("Mindst to. Alle kan læse det, så børn og unge skriver kun deres fornavn."),
        render_kw={"autocomplete": "off"},
    )
