"""Forms of those who set up councils and schools."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice

from youthvoice.accounts.labels import SCHOOL_KIND_LABELS
from youthvoice.accounts.rules import SchoolType
from youthvoice.core.forms import Between, HouseForm, KeyedForm, LongTextField, Needed, TextField, TickField
from youthvoice.councils.commands.bodies import BodyFacts
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, WholeNumberField, Within
from youthvoice.councils.labels import ATTENDANCE_LABELS
from youthvoice.councils.rules import bodies as rules
from youthvoice.councils.rules.bodies import Attendance, BodyKind, BodySettings

LONGEST_MEETS = 200
SETTINGS = tuple(field.name for field in fields(BodySettings))


class BodyForm(KeyedForm):
    """What a body is, and how it works. The kind stands in the address."""

    name = TextField(
        _("Navn"),
        [Needed(_("Skriv, hvad rådet hedder.")), Between(rules.NAME_MIN, rules.NAME_MAX)],
        description=_("Som folk siger det. For eksempel: Elevrådet på Virum Skole, eller 7.B."),
        render_kw={"autocomplete": "off"},
    )
    school_id = RowField(_("Skole"))
    parent_id = RowField(
        _("Rådet over"), description=_("Hertil bliver et forslag båret videre, når dette råd har sagt ja.")
    )
    grade = WholeNumberField(
        _("Klassetrin"),
        [Within(rules.LOWEST_GRADE, rules.HIGHEST_GRADE, may_lack=True)],
        description=_("Fra 0 til 10. Brug 11, 12 og 13 på en ungdomsuddannelse."),
    )
    about = LongTextField(
        _("Hvad laver rådet?"), [Between(0, rules.ABOUT_MAX)], description=_("Skriv kort og enkelt. Alle kan læse det.")
    )
    meets = TextField(
        _("Hvornår mødes det?"),
        [Between(0, LONGEST_MEETS)],
        description=_("For eksempel: Den første tirsdag i måneden kl. 10."),
    )
    min_age = WholeNumberField(
        _("Laveste alder"),
        [Within(rules.LOWEST_AGE, rules.HIGHEST_AGE, may_lack=True)],
        description=_("Den alder, man fylder i det år, man begynder. Lad feltet stå tomt, hvis der ingen grænse er."),
    )
    max_age = WholeNumberField(
        _("Højeste alder"),
        [Within(rules.LOWEST_AGE, rules.HIGHEST_AGE, may_lack=True)],
        description=_("Man må sidde året ud, når man når den alder."),
    )
    member_seats = WholeNumberField(
        _("Medlemmer"),
        [Within(0, rules.MOST_SEATS, may_lack=True)],
        description=_("Hvor mange pladser der er. Lad feltet stå tomt, hvis der ikke er et fast antal."),
    )
    substitute_seats = WholeNumberField(_("Suppleanter"), [Within(0, rules.MOST_SEATS)])
    seats_per_child = TickField(_("Tallene gælder for hver klasse eller hvert råd, der ligger under"))
    term_months = WholeNumberField(
        _("Hvor mange måneder sidder man?"),
        [Within(1, rules.MOST_MONTHS)],
        description=_("12 er et år. Bagefter slutter pladsen af sig selv."),
    )
    ends_with_school_year = TickField(_("Pladserne slutter med skoleåret, den 31. juli"))
    quorum_percent = WholeNumberField(
        _("Hvor mange skal være der for at beslutte noget?"),
        [Within(0, 100)],
        description=_("I procent. 50 betyder, at mere end halvdelen skal være der. 0 betyder, at det er lige meget."),
    )
    attendance = RadioField(
        _("Hvem må komme til møderne?"),
        choices=[SelectChoice(one.value, ATTENDANCE_LABELS[one]) for one in Attendance],
        invalid_choice_message=NOT_LISTED,
    )
    item_deadline_days = WholeNumberField(
        _("Frist for punkter"),
        [Within(0, rules.MOST_DAYS)],
        description=_("Så mange dage før mødet skal et punkt være sendt."),
    )
    reminder_days = WholeNumberField(
        _("Påmindelse"),
        [Within(0, rules.MOST_DAYS)],
        description=_("Så mange dage før mødet får alle en besked. 0 betyder samme dag."),
    )
    publishes_minutes = TickField(_("Alle må læse referatet, når det er godkendt"))

    def offer(self, kind: BodyKind, schools: Iterable[tuple[int, str]], parents: Iterable[tuple[int, str]]) -> None:
        """Fill the lists. Must be called before validating or showing."""
        self.school_id.offer(schools, _("Vælg en skole") if kind in rules.SCHOOL_KINDS else _("Hele kommunen"))
        self.parent_id.offer(parents, _("Intet råd"))

    def facts(self, kind: BodyKind) -> BodyFacts:
        """What was typed; the form must be valid."""
        settings: dict[str, Any] = {name: self[name].data for name in SETTINGS}
        settings["attendance"] = Attendance(settings["attendance"])
        return BodyFacts(
            kind=kind,
            name=str(self.name.data),
            school_id=self.school_id.data,
            parent_id=self.parent_id.data,
            grade=self.grade.data if kind is BodyKind.school_class else None,
            about=self.about.data or "",
            meets=self.meets.data or "",
            settings=BodySettings(**settings),
        )


class EditBodyForm(BodyForm):
    """As it stands, with the version that was seen."""

    version = HiddenField()


class SchoolForm(HouseForm):
    """A school is a name and a kind."""

    name = TextField(
        _("Skolens navn"),
        [Needed(_("Skriv, hvad skolen hedder.")), Between(2, 200)],
        render_kw={"autocomplete": "off"},
    )
    kind = RadioField(
        _("Hvad er det for en skole?"),
        choices=[SelectChoice(one.value, SCHOOL_KIND_LABELS[one]) for one in SchoolType],
        default=SchoolType.primary.value,
        invalid_choice_message=NOT_LISTED,
    )
