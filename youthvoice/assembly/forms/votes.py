"""A vote of the day: few fields, with the year's rules of procedure in them."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from youthvoice.accounts.forms import number_or_none
from youthvoice.assembly.commands.votes import VoteFacts
from youthvoice.assembly.day_labels import MAJORITY_LABELS, TIE_LABELS
from youthvoice.assembly.models import Amendment, AssemblyYear, DayItem
from youthvoice.assembly.rules.day import MOST_OPTIONS, QUESTION_MAX
from youthvoice.assembly.rules.voting import QUESTION_MIN
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.forms import Between, Needed, NoPrivateNumbers, TextField
from youthvoice.councils.forms.fields import NOT_LISTED, WholeNumberField, Within
from youthvoice.elections.forms.lines import LinedForm, LinesField
from youthvoice.elections.forms.polls import MOST_KRONER
from youthvoice.elections.poll_labels import WAY_LABELS
from youthvoice.elections.rules.polls import FEWEST_LINES, Way

FREE, MOTION = "free", "motion"
NAMED, SECRET = "named", "secret"
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


class DayVoteForm(LinedForm):
    """What is voted on, and how."""

    most_options = MOST_OPTIONS

    about = RadioField(_("Hvad stemmer I om?"), default=FREE, invalid_choice_message=NOT_LISTED)
    question = TextField(
        _("Hvad skal der stå på skærmen?"),
        [Needed(_("Skriv, hvad I stemmer om.")), Between(QUESTION_MIN, QUESTION_MAX), NoPrivateNumbers()],
        description=_("Skriv det som et spørgsmål. For eksempel: Skal forslaget vedtages?"),
        render_kw={"autocomplete": "off"},
    )
    way = RadioField(
        _("Hvordan skal man svare?"),
        choices=[SelectChoice(way.value, label) for way, label in WAY_LABELS.items()],
        default=Way.yes_no.value,
        invalid_choice_message=NOT_LISTED,
        description=_("Forslag og ændringer får altid ja eller nej."),
    )
    options = LinesField(
        _("Det kan man vælge"),
        description=_("Én ting på hver linje. Ved «Ja eller nej» skal du ikke skrive noget her."),
    )
    costs = LinesField()
    seats = WholeNumberField(
        _("Hvor mange kan vinde?"), [Within(1, MOST_OPTIONS, may_lack=True)], default=1, render_kw=NUMERIC
    )
    max_choices = WholeNumberField(
        _("Hvor mange kryds må man højst sætte?"), [Within(1, MOST_OPTIONS, may_lack=True)], render_kw=NUMERIC
    )
    budget = WholeNumberField(
        _("Hvor mange kroner er der at dele?"), [Within(1, MOST_KRONER, may_lack=True)], render_kw=NUMERIC
    )
    openness = RadioField(
        _("Må alle se, hvad den enkelte stemmer?"),
        choices=[
            SelectChoice(SECRET, _("Nej, stemmerne er hemmelige")),
            SelectChoice(NAMED, _("Ja, der stemmes åbent")),
        ],
        invalid_choice_message=NOT_LISTED,
        description=_(
            "Er stemmerne hemmelige, og stemmer alle ens, kan man regne ud, hvad hver enkelt stemte. Stemmer færre end fem, "
            "viser vi ingen tal."
        ),
    )
    majority = RadioField(
        _("Hvor mange skal være for?"),
        choices=[SelectChoice(one.value, label) for one, label in MAJORITY_LABELS.items()],
        invalid_choice_message=NOT_LISTED,
    )
    tie_rule = RadioField(
        _("Hvad nu, hvis der er lige mange stemmer?"),
        choices=[SelectChoice(one.value, label) for one, label in TIE_LABELS.items()],
        invalid_choice_message=NOT_LISTED,
    )
    quorum_percent = WholeNumberField(
        _("Hvor mange skal stemme, før det gælder?"),
        [Within(0, 100)],
        description=_("I procent af alle delegerede. 0 betyder, at det er lige meget."),
        render_kw=NUMERIC,
    )

    def offer(self, item: DayItem, amendments: Sequence[Amendment]) -> None:
        """Fill the list of what can be voted on. Must be called before validating or showing."""
        named = [
            SelectChoice(f"amendment-{one.id}", gettext("Ændring %(number)s af forslaget", number=one.number))
            for one in amendments
        ]
        motion = [SelectChoice(MOTION, gettext("Forslaget"))] if item.motion_id is not None else []
        self.about.choices = [*named, *motion, SelectChoice(FREE, gettext("Noget andet"))]

    @classmethod
    def fresh(cls, year: AssemblyYear, item: DayItem) -> "DayVoteForm":
        """By the year's rules of procedure."""
        data: dict[str, Any] = {
            "about": MOTION if item.motion_id is not None else FREE,
            "openness": NAMED if year.is_named else SECRET,
            "majority": year.majority.value,
            "tie_rule": year.tie_rule.value,
            "quorum_percent": year.quorum_percent,
            "options": [""] * FEWEST_LINES,
        }
        return cls(formdata=None, data=data)

    def validate_options(self, _field: Field) -> None:
        """No line with somebody's numbers, and prices in whole kroner."""
        for option, cost in self.lines():
            NoPrivateNumbers()(self, SimpleNamespace(data=option))
            if self.way.data == Way.money.value and option and cost and number_or_none(cost) is None:
                raise ValidationError(gettext("Skriv prisen i hele kroner, for eksempel 12000."))

    def facts(self, item_id: int) -> VoteFacts:
        """What was typed; the form must be valid."""
        about = self.about.data or FREE
        return VoteFacts(
            item_id=item_id,
            question=self.question.data or "",
            way=Way(self.way.data),
            is_named=self.openness.data == NAMED,
            majority=Majority(self.majority.data),
            tie_rule=DayTie(self.tie_rule.data),
            quorum_percent=self.quorum_percent.data or 0,
            amendment_id=int(about.removeprefix("amendment-")) if about.startswith("amendment-") else None,
            is_on_motion=about == MOTION,
            options=[(option, number_or_none(cost)) for option, cost in self.lines() if option],
            seats=self.seats.data or 1,
            max_choices=self.max_choices.data,
            budget=self.budget.data,
        )
