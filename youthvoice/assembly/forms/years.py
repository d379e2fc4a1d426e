"""A year of Bytinget: its theme and day, the rules of the day, and what there is to prepare with."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from youthvoice.assembly.commands.materials import MaterialFacts
from youthvoice.assembly.commands.years import YearFacts
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.rules import years as bounds
from youthvoice.assembly.rules.delegates import LINK_MAX, MATERIAL_MAX, MATERIAL_MIN, MATERIAL_TEXT_MAX
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.assembly.year_labels import MAJORITY_LABELS, TIE_LABELS
from youthvoice.core.clock import COPENHAGEN, moment_of
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
from youthvoice.councils.forms.fields import (
    NOT_LISTED,
    RowField,
    WholeNumberField,
    Within,
    needed_clock,
    needed_day,
)
from youthvoice.councils.rules.planning import is_web_link

SECRET, NAMED = "hemmeligt", "navn"
END_OF_DAY = time(23, 59)
OWN = ("theme", "about", "place", "unit_id", "quorum_percent", "speech_seconds", "most_motions")
"""Fields whose name and value are those of the year."""


def choices(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """Options of an enum, as its labels have them."""
    return [SelectChoice(value.value, label) for value, label in labels.items()]


class YearForm(KeyedForm):
    """What a year is. ``seen`` is the version that was shown."""

    seen = CleanHiddenField()
    theme = TextField(
        _("Årets tema"),
        [
            Needed(_("Skriv, hvad Bytinget handler om.")),
            Between(bounds.THEME_MIN, bounds.THEME_MAX),
            NoPrivateNumbers(),
        ],
        description=_("Få ord. For eksempel: En kommune for os alle."),
        render_kw={"autocomplete": "off"},
    )
    about = LongTextField(
        _("Hvad skal der ske?"),
        [Between(0, bounds.ABOUT_MAX), NoPrivateNumbers()],
        description=_("Skriv kort og enkelt. Alle kan læse det."),
    )
    day = needed_day(_("Hvilken dag?"), _("Vælg dagen."))
    starts = needed_clock(_("Begynder"), _("Skriv, hvornår I begynder."))
    ends = needed_clock(_("Slutter"), _("Skriv, hvornår I slutter."))
    place = TextField(
        _("Hvor?"),
        [Needed(_("Skriv, hvor det er.")), Between(2, bounds.PLACE_MAX), NoPrivateNumbers()],
        description=_("For eksempel: Rådhuset, kommunalbestyrelsens sal."),
    )
    due_day = needed_day(_("Sidste dag for beslutningsforslag"), _("Vælg den sidste dag."))
    most_motions = WholeNumberField(
        _("Hvor mange beslutningsforslag må hver skole eller hvert råd stille?"),
        [Within(1, bounds.MOST_MOTIONS)],
        default=5,
    )
    voting = RadioField(
        _("Hvordan stemmer I?"),
        choices=[
            SelectChoice(SECRET, _("Hemmeligt. Ingen kan se, hvad nogen stemte")),
            SelectChoice(NAMED, _("Åbent. Dem, der er med, kan se, hvad hver enkelt stemte")),
        ],
        default=SECRET,
        invalid_choice_message=NOT_LISTED,
    )
    majority = RadioField(
        _("Hvornår er et forslag vedtaget?"),
        choices=choices(MAJORITY_LABELS),
        default=Majority.simple.value,
        invalid_choice_message=NOT_LISTED,
    )
    tie_rule = RadioField(
        _("Hvad sker der, når der er lige mange stemmer?"),
        choices=choices(TIE_LABELS),
        default=DayTie.falls.value,
        invalid_choice_message=NOT_LISTED,
    )
    quorum_percent = WholeNumberField(
        _("Hvor mange procent af de delegerede skal stemme, før det gælder?"),
        [Within(0, 100)],
        default=50,
        description=_("Skriv 0, hvis det altid gælder."),
    )
    speech_seconds = WholeNumberField(
        _("Hvor mange sekunder har man, hver gang man taler?"),
        [Within(bounds.FEWEST_SECONDS, bounds.MOST_SECONDS)],
        default=120,
    )
    unit_id = RowField(
        _("Hvilken enhed svarer på det, I vedtager?"),
        [InputRequired(_("Vælg en enhed."))],
        description=_("Kun når emnet ikke hører til et bestemt sted."),
    )

    def offer(self, units: Iterable[tuple[int, str]]) -> None:
        """Fill the list. Must be called before validating or showing."""
        self.unit_id.offer(units, _("Vælg en enhed"))

    @classmethod
    def of(cls, year: AssemblyYear) -> "YearForm":
        """The form as a year stands."""
        begins, ends, due = (
            moment.astimezone(COPENHAGEN) for moment in (year.starts_at, year.ends_at, year.motions_due_at)
        )
        told = {name: getattr(year, name) for name in OWN}
        days = {"day": begins.date(), "starts": begins.time(), "ends": ends.time(), "due_day": due.date()}
        rules: dict[str, Any] = {
            "voting": NAMED if year.is_named else SECRET,
            "majority": year.majority.value,
            "tie_rule": year.tie_rule.value,
        }
        return cls(formdata=None, data={**told, **days, **rules, "seen": str(year.version)})

    @property
    def seen_version(self) -> int:
        """What was seen; -1 where it tells none."""
        version = whole_number(self.seen.data)
        return -1 if version is None else version

    def facts(self) -> YearFacts:
        """What was typed; the form must be valid."""
        own: dict[str, Any] = {name: self[name].data for name in OWN}
        starts_at = moment_of(self.day.data, self.starts.data)
        return YearFacts(
            **own | {"about": self.about.data or ""},
            starts_at=starts_at,
            ends_at=moment_of(self.day.data, self.ends.data),
            motions_due_at=self._due(starts_at),
            is_named=self.voting.data == NAMED,
            majority=Majority(self.majority.data),
            tie_rule=DayTie(self.tie_rule.data),
        )

    def _due(self, starts_at: datetime) -> datetime:
        """The end of the last day; where that is the day itself, when it begins."""
        due = moment_of(self.due_day.data, END_OF_DAY)
        return starts_at if self.due_day.data == self.day.data else due


class NewYearForm(YearForm):
    """A new year: whose it is, too."""

    body_id = RowField(_("Hvilket Byting?"), [InputRequired(_("Vælg et Byting."))])

    def offer_bodies(self, bodies: Iterable[tuple[int, str]]) -> None:
        """Fill the list; where there is one, it is chosen. Must be called before validating or showing."""
        rows = list(bodies)
        self.body_id.offer(rows, _("Vælg et Byting"))
        if len(rows) == 1 and not self.is_submitted():
            self.body_id.data = rows[0][0]


class WebLink:
    """Nothing, or an address of the web."""

    def __call__(self, _form: HouseForm, field: Any) -> None:
        if field.data and not is_web_link(field.data):
            raise ValidationError(_("Skriv en adresse, der begynder med https://."))


class MaterialForm(KeyedForm):
    """Something to prepare with."""

    title = TextField(
        _("Hvad er det?"),
        [Needed(_("Skriv, hvad det er.")), Between(MATERIAL_MIN, MATERIAL_MAX), NoPrivateNumbers()],
        description=_("For eksempel: Sådan skriver I et beslutningsforslag."),
        render_kw={"autocomplete": "off"},
    )
    text = LongTextField(_("Fortæl lidt mere"), [Between(0, MATERIAL_TEXT_MAX), NoPrivateNumbers()])
    url = TextField(
        _("Link"),
        [Between(0, LINK_MAX), WebLink()],
        description=_("Begynder med https://."),
        render_kw={"autocomplete": "off", "inputmode": "url"},
    )

    def facts(self) -> MaterialFacts:
        """What was typed; the form must be valid."""
        return MaterialFacts(title=self.title.data or "", text=self.text.data or "", url=self.url.data or "")
