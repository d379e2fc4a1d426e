"""Forms of those who run the municipality's side."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from youthvoice.accounts.rules import UnitKind
from youthvoice.admin.commands.units import UnitFacts
from youthvoice.admin.labels import UNIT_KIND_LABELS
from youthvoice.core.forms import DAY_FORMATS, Between, DayField, HouseForm, Needed, TextField
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, Sensible
from youthvoice.proposals.labels import TOPIC_LABELS
from youthvoice.proposals.rules import Topic

NAME_MIN, NAME_MAX = 2, 120


class UnitForm(HouseForm):
    """What a unit is called, and what it is."""

    name = TextField(
        _("Navn"),
        [Needed(_("Skriv, hvad enheden hedder.")), Between(NAME_MIN, NAME_MAX)],
        description=_("Alle kan læse navnet. For eksempel: Center for Kultur og Fritid."),
        render_kw={"autocomplete": "off"},
    )
    kind = RadioField(
        _("Hvad er det for en enhed?"),
        choices=[SelectChoice(one.value, UNIT_KIND_LABELS[one]) for one in UnitKind],
        default=UnitKind.centre.value,
        invalid_choice_message=NOT_LISTED,
    )
    school_id = RowField(_("Skole"), description=_("Kun når enheden er en skole."))

    def offer(self, schools: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.school_id.offer(schools, _("Ingen skole"))

    def facts(self) -> UnitFacts:
        """What was typed; the form must be valid."""
        return UnitFacts(str(self.name.data), UnitKind(self.kind.data), self.school_id.data)


class EditUnitForm(UnitForm):
    """As it stands, with the version that was seen, and a leader."""

    leader_id = RowField(
        _("Leder"), description=_("Lederen får besked, når et svar skal gives i dag, og kan tilføje folk til enheden.")
    )
    version = HiddenField()

    def offer_leaders(self, members: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.leader_id.offer(members, _("Ingen leder"))

    def facts(self) -> UnitFacts:
        """What was typed; the form must be valid."""
        return UnitFacts(str(self.name.data), UnitKind(self.kind.data), self.school_id.data, self.leader_id.data)


def topic_or_none(value: object) -> Topic | None:
    """The topic in an option; None for the empty one. Raises ValueError: all topics are never chosen by mistake."""
    return Topic(str(value)) if value else None


class TopicField(SelectField):
    """One topic, or all of them where the first choice is taken."""

    def __init__(self, label: object, nothing: object, **options: Any) -> None:
        choices = [SelectChoice("", nothing), *(SelectChoice(one.value, text) for one, text in TOPIC_LABELS.items())]
        super().__init__(label, choices=choices, coerce=topic_or_none, invalid_value_message=NOT_LISTED, **options)


class RouteForm(HouseForm):
    """Which unit owes the answer to what."""

    topic = TopicField(_("Emne"), _("Alle emner"))
    school_id = RowField(_("Skole"))
    unit_id = RowField(_("Hvem skal svare?"))

    def offer(self, schools: Iterable[tuple[int, str]], units: Iterable[tuple[int, str]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        self.school_id.offer(schools, _("Alle skoler, og forslag uden en skole"))
        self.unit_id.offer(units, _("Vælg en enhed"))


class ChangeRouteForm(HouseForm):
    """Another unit for a rule, with the unit that was seen."""

    unit_id = RowField(_("Hvem skal svare?"))
    seen = HiddenField()

    def offer(self, units: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.unit_id.offer(units, _("Vælg en enhed"))


class LogForm(HouseForm):
    """What of the log is shown. Sent by GET: it stands in the address, and changes nothing."""

    slags = SelectField(_("Om hvad"), default="", invalid_choice_message=NOT_LISTED)
    handling = SelectField(_("Hvilken slags handling"), default="", invalid_choice_message=NOT_LISTED)
    hvem = TextField(_("Hvem"), [Between(0, 254)], description=_("Et navn eller en e-mail, skrevet helt ud."))
    dag = DayField(_("Hvilken dag"), [Sensible()], format=DAY_FORMATS)

    class Meta(HouseForm.Meta):
        csrf = False

    def offer(self, kinds: Iterable[tuple[str, object]], groups: Iterable[tuple[str, object]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        self.slags.choices = [SelectChoice("", _("Alt")), *(SelectChoice(key, text) for key, text in kinds)]
        self.handling.choices = [SelectChoice("", _("Alle")), *(SelectChoice(key, text) for key, text in groups)]
