"""Putting a motion, voting on it, and the hands that were raised."""

from collections.abc import Iterable
from datetime import time, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from youthvoice.core.clock import moment_of, today
from youthvoice.core.forms import (
    CLOCK_FORMATS,
    DAY_FORMATS,
    Between,
    ClockField,
    DayField,
    HouseForm,
    KeyedForm,
    LongTextField,
    MoneyField,
    Needed,
    NoPrivateNumbers,
)
from youthvoice.councils.forms.fields import NOT_LISTED, RowField, Sensible, WholeNumberField, Within
from youthvoice.grants.commands.settling import Hands
from youthvoice.grants.labels.deciding import VOTE_LABELS, WAY_LABELS
from youthvoice.grants.models import Application
from youthvoice.grants.rules.deciding import Choice, MotionWay
from youthvoice.grants.rules.motions import CONDITIONS_MAX, MOST_HANDS, USUAL_DAYS, MotionFacts

USUAL_HOUR = 20


class MotionForm(KeyedForm):
    """How much, on which conditions, and how the council votes on it."""

    amount = MoneyField(
        _("Hvor mange kroner skal I stemme om?"),
        [Needed(_("Skriv et beløb. Skriv 0, hvis I stemmer om at sige nej."))],
        description=_("Pengene er lagt til side, så længe I stemmer. Skriv 0, hvis I stemmer om at sige nej."),
    )
    conditions = LongTextField(
        _("Er der betingelser?"),
        [Optional(), Between(0, CONDITIONS_MAX), NoPrivateNumbers()],
        description=_("Skriv, hvad gruppen skal holde. For eksempel: Alle under 18 kan komme gratis ind."),
    )
    way = RadioField(
        _("Hvordan stemmer I?"),
        [InputRequired(_("Vælg, hvordan I stemmer."))],
        choices=[SelectChoice(way.value, label) for way, label in WAY_LABELS.items()],
        default=MotionWay.writing.value,
        invalid_choice_message=NOT_LISTED,
    )
    closes_day = DayField(_("Stem senest den dag"), [Sensible()], format=DAY_FORMATS)
    closes_clock = ClockField(_("Klokken"), format=CLOCK_FORMATS)
    meeting = RowField(_("Hvilket møde?"), [Optional()])

    @classmethod
    def fresh(cls, application: Application) -> "MotionForm":
        """All that was asked for, within a week."""
        data = {
            "amount": application.asked,
            "closes_day": today() + timedelta(days=USUAL_DAYS),
            "closes_clock": time(USUAL_HOUR),
        }
        return cls(formdata=None, data=data)

    def offer(self, meetings: Iterable[tuple[int, str]]) -> None:
        """Fill the list of meetings. Must be called before validating or showing."""
        self.meeting.offer(meetings, gettext("Det ved vi ikke endnu"))

    def validate_closes_day(self, field: Field) -> None:
        """A day and a time, where each votes on the phone."""
        is_typed = field.data is not None and self.closes_clock.data is not None
        if self.way.data == MotionWay.writing.value and not is_typed and not field.errors:
            raise ValidationError(gettext("Skriv, hvilken dag og hvornår der senest skal være stemt."))

    def facts(self) -> MotionFacts:
        """What was typed; the form must be valid."""
        in_writing = self.way.data == MotionWay.writing.value
        return MotionFacts(
            amount=self.amount.data or 0,
            conditions=self.conditions.data or "",
            way=MotionWay(self.way.data),
            closes_at=moment_of(self.closes_day.data, self.closes_clock.data) if in_writing else None,
            meeting_id=None if in_writing else self.meeting.data,
        )


class VoteForm(HouseForm):
    """A vote in writing on the motion of that number."""

    motion = WholeNumberField()
    choice = RadioField(
        _("Din stemme"),
        [InputRequired(_("Vælg, hvad du stemmer."))],
        choices=[SelectChoice(choice.value, label) for choice, label in VOTE_LABELS.items()],
        invalid_choice_message=NOT_LISTED,
    )

    def vote(self) -> Choice:
        """What was chosen; the form must be valid."""
        return Choice(self.choice.data)


class HandsForm(HouseForm):
    """How many hands were raised at the meeting."""

    in_favour = WholeNumberField(_("For"), [Within(0, MOST_HANDS)])
    against = WholeNumberField(_("Imod"), [Within(0, MOST_HANDS)])
    abstain = WholeNumberField(_("Hverken for eller imod"), [Within(0, MOST_HANDS)])

    def hands(self) -> Hands:
        """What was typed; the form must be valid."""
        return Hands(self.in_favour.data or 0, self.against.data or 0, self.abstain.data or 0)
